"""The command `minibridge`: which subcommand, and what a wrong command line gets."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    import click


def _interrupted_early(*_: object) -> None:
    """Ctrl-C before anything runs: as quiet as later, and without the imports that are under way."""
    if "--json" in sys.argv:
        sys.stdout.write('{"type": "exit", "code": 130, "reason": "interrupted", "t": 0}\n')
        sys.stdout.flush()
    os._exit(130)


def entry() -> int:
    """The console script: `main`, with Ctrl-C quiet from the first import on."""
    signal.signal(signal.SIGINT, _interrupted_early)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")  # a program's text may hold what no encoding has
    gc.disable()  # start-up makes only what stays, so collecting finds nothing; a run turns it on again
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    import click

    from bridge.cli.commands import cli

    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = cli.main(given, prog_name="minibridge", standalone_mode=False)
    except click.UsageError as error:
        return _refuse(error, as_json="--json" in given)
    except (click.Abort, KeyboardInterrupt):
        return 130
    return code if isinstance(code, int) else 0


def _refuse(error: click.UsageError, *, as_json: bool) -> int:
    from bridge.cli.output import USAGE, JsonLines

    if as_json:
        lines = JsonLines()
        lines.error(error.format_message(), "")
        lines.exit(USAGE, "usage")
    else:
        error.show()
    return USAGE
