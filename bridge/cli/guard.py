"""What surrounds every command that runs programs: one place where errors become words and exit codes, and a watch."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bridge.errors import BridgeError, ProgramError, ScriptError, UsageError

if TYPE_CHECKING:
    from bridge.cli.output import Output

Ending = tuple[int, str]
"""An exit code, and the reason as one word."""


def guarded(running: Callable[[], Ending], output: Output, timeout: float | None) -> Ending:
    """What `running` returns, or what stopped it; told to `output` if it is an error.

    Ctrl-C, SIGTERM and `timeout` (seconds of the machine's clock) end the process with the last line said.
    """
    watch = _watch(output, timeout)
    try:
        return running()
    except (ProgramError, UsageError) as error:
        output.error(str(error), "")
        return 2, "usage"
    except ScriptError as error:
        output.error(error.message, error.stack)
        return (1, "error") if error.limit is None else (3, "limit")
    except BridgeError as error:
        output.error(f"this is a mistake of minibridge itself, please report it: {error}", "")
        return 1, "error"
    except BrokenPipeError:
        return _reader_left()
    finally:
        watch.stop()


def _watch(output: Output, timeout: float | None) -> Any:
    from bridge.cli.watch import Watch

    def end(code: int, reason: str) -> None:
        _end_servers()
        output.exit(code, reason)

    watch = Watch(end, timeout)
    watch.start()
    return watch


def _end_servers() -> None:
    """End what was started, if anything was: the module is there only then."""
    server = sys.modules.get("bridge.miniprogram.server")
    if server is not None:
        server.end_all_at_once()


def _reader_left() -> Ending:
    """Whoever read our output stopped; there is nobody left to tell."""
    _end_servers()
    sys.stderr.close()
    return 1, ""
