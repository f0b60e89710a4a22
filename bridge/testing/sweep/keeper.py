"""A process that starts a program's server anew for every run, and ends it: run by path, as a script.

Each server is a process of its own that executes the program's code from the beginning, so that nothing of one run can
reach the next. What makes this cheap: a server in Python is a fork of the keeper, which has imported what the first one
had imported of libraries. The program's own modules are never among them: they are executed anew, and only compiled but
once while their source is the same. Other servers are started as ever.

Servers are killed when their run is over: nothing that one might still do is to reach the next.

It reads commands from standard input and answers each with one line, both JSON. When the input ends, so does everything
that it started. It imports nothing but the standard library: what is loaded here is loaded in every server.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import importlib.util
import json
import os
import runpy
import signal
import sys
import sysconfig
import threading
import traceback
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from types import CodeType, ModuleType
from typing import Any, NamedTuple

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Place(NamedTuple):
    """How a server is started, where, the file it prints to, and the variables it finds beside ours.

    `first`: see `_script_of`, which looks at what every server would have to copy to look at it.
    """

    argv: list[str]
    folder: str
    output: str
    environment: dict[str, str]
    first: str | None


class Keeper:
    """The servers of one worker."""

    def __init__(self) -> None:
        self.live: dict[int, int | None] = {}  # by process, its exit code
        self.dying: list[int] = []  # killed, not yet gone
        self.telling: tuple[int, int] | None = None  # what makes the first server say what it imported, and where
        self.is_warm = False

    def start(self, argv: list[str], folder: str, output: str, environment: dict[str, str]) -> dict[str, Any]:
        """Start a server; its process id, or why not."""
        self._bury()
        place = Place(argv, folder, output, environment, _script_of(argv, folder))
        if place.first is not None and not self.is_warm and self.telling is None:
            return self._start_first(place)
        return {"pid": self._fork(place, None)}

    def _start_first(self, place: Place) -> dict[str, Any]:
        ask, answer = os.pipe(), os.pipe()
        pid = self._fork(place, (ask[0], answer[1]))
        os.close(ask[0])
        os.close(answer[1])
        self.telling = ask[1], answer[0]
        return {"pid": pid}

    def learn(self, argv: list[str], folder: str) -> None:
        """The server is up: import the libraries that it has imported."""
        if self.telling is not None and not self.is_warm:
            os.write(self.telling[0], b"?")
            os.close(self.telling[0])
            with os.fdopen(self.telling[1]) as told:
                names = json.loads(told.read() or "[]")
            self.is_warm = True
            _compile([os.path.join(folder, argv[1]), *(origin for _, origin in names)])
            _import(names)

    def _fork(self, place: Place, telling: tuple[int, int] | None) -> int:
        pid = os.fork()
        if pid == 0:
            _become(place, telling)
        self.live[pid] = None
        return pid

    def poll(self, pid: int) -> dict[str, Any]:
        """The exit code of a server, None while it runs."""
        if self.live.get(pid, 0) is None:
            with contextlib.suppress(ChildProcessError):
                ended, status = os.waitpid(pid, os.WNOHANG)
                if ended:
                    self.live[pid] = os.waitstatus_to_exitcode(status)
        return {"code": self.live.get(pid)}

    def stop(self, pid: int) -> dict[str, Any]:
        """End a server and everything it started, at once: what it might still do or write is no part of its run."""
        _signal(pid, signal.SIGKILL)
        if self.live.pop(pid) is None:
            self.dying.append(pid)
        return {}

    def _bury(self) -> None:
        """Wait until those that were killed have let go of what they held."""
        while self.dying:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.dying.pop(), 0)

    def end(self) -> None:
        """End all of them at once."""
        for pid in self.live:
            _signal(pid, signal.SIGKILL)


def _signal(group: int, number: signal.Signals) -> None:
    for send in (os.killpg, os.kill):  # it may not have become the leader of its group yet
        with contextlib.suppress(ProcessLookupError, PermissionError):
            send(group, number)
            return


def _script_of(argv: list[str], folder: str) -> str | None:
    """The folder from which Python would import first, if this starts a Python script or module and can be forked."""
    if argv[0] != sys.executable or len(argv) < 2:
        return None
    if argv[1] == "-m" and len(argv) > 2:
        first = folder
    elif argv[1].endswith(".py"):
        first = os.path.dirname(os.path.join(folder, argv[1]))
    else:
        return None
    shadowed = _own_modules(first) & {name.partition(".")[0] for name in sys.modules}
    return None if shadowed else first


def _own_modules(folder: str) -> set[str]:
    """What is imported from the program's folder rather than from a library."""
    with contextlib.suppress(OSError):
        return {entry.name.partition(".")[0] for entry in os.scandir(folder)}
    return set()


def _libraries() -> tuple[str, ...]:
    paths = sysconfig.get_paths()
    return tuple(paths[name] + os.sep for name in ("stdlib", "platstdlib", "purelib", "platlib"))


class _Compiled(dict[str, tuple[bytes, CodeType]]):
    """By file, its source and its code: Python itself keeps none for scripts, and may be told to keep none at all."""

    def get_code(self, source: bytes, path: str) -> CodeType:
        """The code of `source`."""
        known = self.get(os.path.abspath(path))
        if known is not None and known[0] == source:
            return known[1]
        return _code_of(source, path)


def _code_of(source: bytes, path: str) -> CodeType:
    code: CodeType = compile(source, path, "exec", dont_inherit=True)
    return code


_compiled = _Compiled()


def _compile(files: list[str]) -> None:
    """Keep the code of the program's own files, and have servers import by it."""
    for file in files:
        if file.endswith(".py") and not file.startswith(_libraries()):
            with contextlib.suppress(OSError, SyntaxError, ValueError), open(file, "rb") as read:
                source = read.read()
                _compiled[os.path.abspath(file)] = source, _code_of(source, file)
    SourceFileLoader.source_to_code = _known_code  # type: ignore[method-assign, assignment]


def _known_code(loader: SourceFileLoader, data: Any, path: Any, **options: Any) -> CodeType:
    return _compiled.get_code(bytes(data), os.fsdecode(path))


def _import(names: list[tuple[str, str]]) -> None:
    """Import what came from a library, and would again. One that cannot be imported here is left to the servers."""
    libraries = _libraries()
    for name, origin in names:
        if not origin.startswith(libraries) or name in sys.modules:
            continue
        with contextlib.suppress(Exception):
            found = importlib.util.find_spec(name)
            if found is not None and found.origin == origin:
                importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is shared with every server is not written to by its collector


def _become(place: Place, telling: tuple[int, int] | None) -> None:
    """In the new process: be the server, and never come back."""
    code, argv = 1, place.argv
    try:
        os.setsid()
        _reopen(place.output)
        os.chdir(place.folder)
        os.environ.update(place.environment)
        if place.first is None:
            os.execvp(argv[0], argv)
        if telling is not None:
            threading.Thread(target=_tell, args=telling, daemon=True).start()
        code = _run(argv, place.first)
    except OSError as error:
        print(f"{argv[0]}: {error.strerror}", file=sys.stderr)
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _reopen(output: str) -> None:
    written = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(source, target)
    os.close(written)
    os.close(nothing)
    for number in _SIGNALS:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def _run(argv: list[str], first: str) -> int:
    """The script as `python SCRIPT` or `python -m MODULE` would run it; its exit code."""
    sys.path[0] = os.path.abspath(first)
    try:
        if argv[1] == "-m":
            sys.argv = argv[2:]
            runpy.run_module(argv[2], run_name="__main__", alter_sys=True)
        else:
            sys.argv = argv[1:]
            _run_script(argv[1])
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _run_script(path: str) -> None:
    main = sys.modules["__main__"] = ModuleType("__main__")
    main.__dict__.update(__file__=path, __builtins__=builtins)
    with open(path, "rb") as file:
        code = _compiled.get_code(file.read(), path)
    exec(code, main.__dict__)


def _tell(asked: int, answer: int) -> None:
    """When asked: the modules that are loaded, and where they come from."""
    os.read(asked, 1)
    loaded = [
        (name, getattr(getattr(module, "__spec__", None), "origin", None)) for name, module in list(sys.modules.items())
    ]
    with os.fdopen(answer, "w") as out:
        out.write(json.dumps([(name, origin) for name, origin in loaded if isinstance(origin, str)]))


def main() -> None:
    """Answer commands until there are no more."""
    keeper = Keeper()
    commands: dict[str, Callable[..., dict[str, Any]]] = {
        "start": keeper.start,
        "poll": keeper.poll,
        "stop": keeper.stop,
    }
    answers = os.dup(1)
    try:
        for line in sys.stdin:
            command = json.loads(line)
            do = command.pop("do")
            if do == "learn":  # takes long, and only the next command waits for it
                _say(answers, {})
                keeper.learn(**command)
            else:
                _say(answers, commands[do](**command))
    except BrokenPipeError:  # whoever asked is gone
        pass
    finally:
        keeper.end()


def _say(answers: int, answer: dict[str, Any]) -> None:
    os.write(answers, (json.dumps(answer) + "\n").encode())


if __name__ == "__main__":
    main()
