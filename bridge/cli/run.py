"""`minibridge run PROGRAM`."""

from __future__ import annotations

import asyncio
import gc
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge.cli.steps import KINDS, STEPS, Stepwise, asked_steps, step_options
from bridge.cli.wallet_app import wallet_app_options
from bridge.errors import NeverFinished, ProgramError, ScriptError, UsageError

if TYPE_CHECKING:
    from bridge.cli.output import Output
    from bridge.miniprogram.program import MiniProgram
    from bridge.miniprogram.runtime import Runtime

_IMPORTS = re.compile(r"^\s*(import|export)\b", re.MULTILINE)
USERS = ["approve", "cancel", "network-error", "unknown", "fail", "wrong-pin", "processing", "forgot-pin"]
DEFAULT_TIMEOUT = 60.0
DELAY = click.FloatRange(0, 86_400)  # seconds that a person may take


@dataclass
class Options:
    """The command line of `run`, as given; None where nothing was said."""

    program: Path
    user: tuple[str, ...] = ()
    user_delay: float = 0
    host: str | None = None
    client_version: str | None = None
    appx_version: str | None = None
    page: str | None = None
    query: str | None = None
    steps: list[tuple[str, str]] = field(default_factory=list)
    clock: str = "virtual"
    time_limit: float = 5
    memory_limit: float = 128
    timeout: float | None = None
    until: float | None = None
    start: str | None = None
    timezone: float = 8
    seed: int | None = None
    map: tuple[str, ...] = field(default=())
    storage: str | None = None
    interactive: bool = False
    strict_globals: bool = False
    strict: bool = False
    rules: Path | None = None
    check_contract: bool = False
    receipts: bool = False
    json: bool = False


@click.command(cls=Stepwise, short_help="Run a mini-program, or one .js file, headlessly.")
@click.argument("program", type=click.Path(path_type=Path))
@click.option("--user", type=click.Choice(USERS), multiple=True, help="What the person answers; repeatable, in order.")
@click.option(
    "--user-delay", type=DELAY, default=0, help="Seconds of program time that each of their answers takes.  [0]"
)
@wallet_app_options
@step_options
@click.option(
    "--clock", type=click.Choice(["virtual", "real"]), default="virtual", show_default=True, help="Program time."
)
@click.option("--time-limit", type=float, default=5, show_default=True, help="CPU seconds a turn.")
@click.option("--memory-limit", type=float, default=128, show_default=True, help="Megabytes of JavaScript heap.")
@click.option("--timeout", type=float, help="Seconds of the machine's clock for the whole run.  [60]")
@click.option("--until", type=float, help="Seconds of program time after which nothing fires any more.")
@click.option("--start", help="Where virtual time begins: an ISO date and time, or ms since the epoch.")
@click.option("--timezone", type=float, default=8, show_default=True, help="Local time, in hours east of UTC.")
@click.option("--seed", type=int, help="Of Math.random and of made-up codes.  [0]")
@click.option("--map", multiple=True, metavar="ORIGIN=URL", help="Let the program reach ORIGIN, at URL; repeatable.")
@click.option("--storage", metavar="FILE", help="Keep what the program stores there, for the next run.")
@click.option("--interactive", is_flag=True, help="Ask dialogs in the terminal; sign in a browser.")
@click.option("--strict-globals", is_flag=True, help="The bare platform: no window, global, Buffer and their like.")
@click.option("--strict", is_flag=True, help="Undocumented parameters of my.* fail the call.")
@click.option("--rules", type=click.Path(path_type=Path), metavar="FILE", help="Answer calls by rules: YAML or JSON.")
@click.option("--check-contract", is_flag=True, help="Hold every call and its answer against the contract of calls.")
@click.option("--receipts", is_flag=True, help="Say at the end which behaviours were inferred, not documented.")
@click.option("--json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def run(ctx: click.Context, /, **given: Any) -> int:
    """Run PROGRAM: a folder with app.json, or one .js file.

    Steps (--tap, --input, --call, --wait, --navigate) are done on the page that is shown, in the order given.

    Exit code: 0 it went idle without an uncaught error; 1 it failed; 2 the program or the command line is wrong;
    3 a limit or the timeout; 130 interrupted.
    """
    plain = {name: value for name, value in given.items() if name not in KINDS}
    return execute(Options(steps=ctx.meta[STEPS], **plain))


def execute(options: Options) -> int:
    """Run a program from start to exit line, and return the exit code."""
    from bridge.cli.guard import guarded
    from bridge.cli.output import JsonLines
    from bridge.cli.transcript import Transcript

    output: Output = JsonLines() if options.json else Transcript()
    patient = options.interactive and options.timeout is None
    timeout = None if patient else options.timeout or DEFAULT_TIMEOUT
    code, reason = guarded(lambda: asyncio.run(_run(options, output)), output, timeout)
    if reason:
        output.exit(code, reason)
    return code


async def _run(options: Options, output: Output) -> tuple[int, str]:
    if options.program.is_dir():
        return await _run_folder(options, output)
    if options.program.suffix not in (".js", ".mjs", ".cjs") or not options.program.exists():
        raise _no_program(options.program)
    return await _run_file(options, output)


def _no_program(path: Path) -> ProgramError:
    what = "this is no .js file" if path.exists() else "no such file or folder"
    return ProgramError(what, place=path, advice="Give a folder with app.json, or one .js file.")


async def _run_file(options: Options, output: Output) -> tuple[int, str]:
    from bridge.miniprogram.runtime import Runtime
    from bridge.modules.sources import read_text

    for name in ("page", "query", *(kind for kind, _ in options.steps)):
        if getattr(options, name, True):
            raise UsageError(f"--{name} needs a folder with app.json: {options.program} is one file")
    shown = options.program.as_posix()
    source = read_text(options.program, shown)
    async with Runtime(**_runtime_options(options, output)) as runtime:
        runtime.person.delay = options.user_delay * 1000
        _join(output, runtime)
        ending = await _outcome(runtime, runtime.run(source, shown))
        _tell_receipts(runtime, options, output)
        if any("SyntaxError" in error.message for error in runtime.errors) and _IMPORTS.search(source):
            output.note("one .js file runs as a script: import and export need a folder with app.json")
        return ending


async def _run_folder(options: Options, output: Output) -> tuple[int, str]:
    from bridge.miniprogram.program import MiniProgram

    app = MiniProgram.open(options.program, **_runtime_options(options, output))
    _join(output, app)
    app.person.delay = options.user_delay * 1000
    async with app:
        ending = await _outcome(app, _steps(app, options, output))
        _tell_receipts(app, options, output)
        return ending


def _tell_receipts(runtime: Runtime, options: Options, output: Output) -> None:
    if options.receipts:
        for api, behaviour in runtime.inferences():
            output.receipt(api, behaviour)


async def _steps(app: MiniProgram, options: Options, output: Output) -> None:
    """Open the page and do what was asked; minibridge.json's own steps are for its own page.

    A handler that fails has been told of, and stops nothing else.
    """
    asked = asked_steps(options.steps)
    page = await app.launch(options.page, options.query)
    run = app.manifest.run
    is_own = page.path == app.manifest.page_path(run.page)
    for step in asked or (run.steps if is_own else []):
        try:
            await app.do(step)
        except NeverFinished as unfinished:
            output.note(f"{' '.join(map(str, step.model_dump(exclude_defaults=True).values()))}: {unfinished}")
        except ScriptError as error:
            if error.limit is not None:
                raise
    await app.idle(check=False)
    app.page.tree()  # a phone draws the page: what fails there is an error too
    await app.idle(check=False)


async def _outcome(runtime: Runtime, running: Any) -> tuple[int, str]:
    """Wait for the program, and say how it ended: what it did wrong has been told as it happened."""
    gc.enable()
    try:
        await running
    except ScriptError as error:
        if error.limit is not None:
            return 3, "limit"
        return 1, "error"
    return (1, "error") if any(not error.handled for error in runtime.errors) else (0, "idle")


def _join(output: Output, runtime: Runtime) -> None:
    from bridge.cli.transcript import Transcript

    output.now = lambda: runtime.clock.now
    output.mask.secrets = runtime.secrets
    if isinstance(output, Transcript):
        output.start = runtime.clock.start
        output.source_of = runtime.source
    runtime.listen(output.event)


def _runtime_options(options: Options, output: Output) -> dict[str, Any]:
    from bridge.engine import Limits

    given = {
        "user": options.user or None,
        "host": options.host,
        "client_version": options.client_version,
        "appx_version": options.appx_version,
        "start": _instant(options.start),
        "until": options.until,
        "seed": options.seed,
        "origins": origins_of(options.map) or None,
        "storage_file": options.storage,
        "dialogs": _dialogs(output) if options.interactive else None,
        "rules": options.rules,
    }
    return {
        "clock": options.clock,
        "timezone": options.timezone,
        "strict_globals": options.strict_globals,
        "strict": options.strict,
        "check_contract": options.check_contract,
        "limits": Limits(cpu=options.time_limit, memory=options.memory_limit),
        **{name: value for name, value in given.items() if value is not None},
    }


def _dialogs(output: Output) -> Any:
    from bridge.cli.dialogs import TerminalDialogs

    return TerminalDialogs(output.note)


def origins_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """What `--map` says. Raises `UsageError`."""
    mapping = {}
    for pair in pairs:
        origin, equals, url = pair.partition("=")
        if not equals:
            raise UsageError(f"--map {pair}: write ORIGIN=URL, such as https://shop.example=http://127.0.0.1:8000")
        mapping[origin] = url
    return mapping


def _instant(text: str | None) -> datetime | float | None:
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise UsageError(f"--start {text}: write a date and time such as 2026-01-01T08:00:00Z, or ms") from None
