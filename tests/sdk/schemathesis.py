"""`make test-openapi`: requests made up from `/openapi.json`, good and bad, to a wallet that asks for no signatures.

Each must get a documented answer. `argv[1]` is the schemathesis command.
"""

from __future__ import annotations

import asyncio
import sys
import time

from bridge.wallet import Wallet

CHECKS = "not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance"
EXAMPLES = 60  # of each interface, beside those that are made for each rule of its fields


async def main(command: str) -> int:
    async with Wallet(now=lambda: time.time() * 1000) as wallet:
        process = await asyncio.create_subprocess_exec(
            *(command, "run", f"{wallet.url}/openapi.json", "--checks", CHECKS),
            *("--max-examples", str(EXAMPLES), "--generation-deterministic", "--no-color"),
        )
        return await process.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
