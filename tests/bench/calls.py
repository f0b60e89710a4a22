"""Calls of `my.signContract`, against the floor."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from bridge import Runtime, SignContractParams, SignContractResult
from tests.bench.floor import RESULT, SIGN_STR

_SEQUENTIAL = """
let left = %d;
function next() { if (left-- > 0) my.signContract({ signStr: '%s', success() { next(); } }); }
next();
"""
_TOGETHER = "for (let i = 0; i < %d; i++) my.signContract({ signStr: '%s', success() {} });"


def plain(params: SignContractParams) -> SignContractResult:
    return SignContractResult(**RESULT)


async def coroutine(params: SignContractParams) -> SignContractResult:
    return SignContractResult(**RESULT)


Handler = Callable[[SignContractParams], Any]


def sequential(handler: Handler | None, calls: int) -> float:
    return asyncio.run(_seconds(_SEQUENTIAL % (calls, SIGN_STR), handler, calls))


def together(handler: Handler | None, calls: int) -> float:
    return asyncio.run(_seconds(_TOGETHER % (calls, SIGN_STR), handler, calls))


async def _seconds(source: str, handler: Handler | None, calls: int) -> float:
    async with Runtime() as runtime:
        if handler is not None:
            runtime.override("signContract", handler)
        await runtime.run("'warm'")
        began = time.perf_counter()
        await runtime.run(source)
        took = time.perf_counter() - began
        assert [call.outcome for call in runtime.calls] == ["success"] * calls
        return took
