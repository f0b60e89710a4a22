"""`minibridge render PROGRAM`: a page as text, or as a file that a browser shows."""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge.cli.guard import Ending, guarded
from bridge.cli.wallet_app import wallet_app_of, wallet_app_options
from bridge.errors import ScriptError, UsageError

if TYPE_CHECKING:
    from bridge.miniprogram.page import Page
DEFAULT_TIMEOUT = 60.0


@click.command(short_help="Show a page of a mini-program, as text or as an HTML file.")
@click.argument("program", type=click.Path(path_type=Path))
@click.option("--page", help="Page to show.  [first of app.json]")
@click.option("--query", help="Query of that page, such as a=1&b=2.")
@click.option("--html", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write an HTML file instead.")
@wallet_app_options
@click.option("--timeout", type=float, help="Seconds of the machine's clock for all of it.  [60]")
def render(
    program: Path, page: str | None, query: str | None, file: Path | None, timeout: float | None, **wallet_app: Any
) -> int:
    """Open one page of PROGRAM, a folder with app.json, and show what stands on it.

    Exit code: 0 it was shown; 1 something of the program failed on the way; 2 the program or the command line is wrong;
    3 a limit or the timeout.
    """
    from bridge.cli.transcript import Transcript

    output = Transcript()

    def run() -> Ending:
        return asyncio.run(_render(program, page, query, file, wallet_app_of(wallet_app)))

    return guarded(run, output, timeout or DEFAULT_TIMEOUT)[0]


async def _render(
    program: Path, page: str | None, query: str | None, file: Path | None, wallet_app: dict[str, Any]
) -> Ending:
    from bridge.miniprogram.program import MiniProgram

    gc.enable()
    async with MiniProgram.open(program, **wallet_app) as app:
        try:
            shown = await app.launch(page, query)
        except ScriptError as error:
            _tell(f"{error.message}\n{error.stack}")
            return 1, "error"
        await _write(shown, file)
        with suppress(ScriptError):  # what went wrong while it was looked at is among the errors then
            await shown.settle()
        for failure in app.errors:
            _tell(f"{failure.message}\n{failure.stack}")
        return (1, "error") if app.errors else (0, "ok")


async def _write(shown: Page, file: Path | None) -> None:
    if file is None:
        _print(await shown.outline())
        return
    try:
        _save(file, await shown.picture())
    except OSError as error:
        raise UsageError(f"--html {file}: {error.strerror}") from None
    _print(f"{shown.path} is in {file}")


def _save(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", errors="replace")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _tell(text: str) -> None:
    from bridge.cli.transcript import harmless

    lines = text.rstrip().split("\n")
    sys.stderr.write("minibridge: " + "\n".join(map(harmless, lines)) + "\n")
