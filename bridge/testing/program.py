"""The program that a test file runs in: the framework and the module system, with or without an app.json."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridge.engine import Shims
from bridge.errors import ProgramError, UsageError
from bridge.jsapi.endings import ending_of
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.program import MiniProgram
from bridge.runtime import Answers, Host
from bridge.testing.foresight import Foresight
from bridge.testing.phone_acts import act_on
from bridge.testing.platform import PREFIX, Platform
from bridge.testing.shims import LAZY_SHIMS, SHIMS, WARM

if TYPE_CHECKING:
    from bridge.testing.coverage import Collector, Coverage

_COMPONENT = (".json", ".js", ".ts", "/index.json", "/index.js")
_EXEMPTIONS = frozenset({"error", "rejection", "unused"})
CONSOLE_ERROR = "console.error"


class TestedProgram(MiniProgram):
    """A folder whose modules, components and pages a test file uses. Takes the options of `MiniProgram`.

    `allowed`: what does not fail a test, of "error", "rejection" and "unused"; `forbidden`: what does besides.
    `mistakes`: what the test told `bridge` that makes no sense.
    """

    __test__ = False  # for pytest: not a class of tests

    def __init__(self, folder: Path, **options: Any) -> None:
        self._counts = bool(options.pop("coverage", False))
        options = {"servers": False, "track_rejections": True, "check_contract": True, **options}
        super().__init__(Manifest(folder, needs_app=False), **options)
        if self._counts:
            from bridge.testing.coverage import is_covered

            self._modules.counts = is_covered
        self.script.speaker = "bridge.next"
        self._collector: Collector | None = None
        self._foreseen: list[dict[str, Any]] | None = None
        self._foresight = Foresight(self.manifest, self._registry)
        self.platform: Platform
        self.allowed: set[str] = set()
        self.forbidden: set[str] = set()
        self.mistakes: list[str] = []

    def require_app(self) -> None:
        """Raises `UsageError` where there are no pages to launch."""
        if not self.manifest.has_app:
            raise UsageError(
                f"launch: there is no app.json in {self.manifest.folder}: only mount and modules work here"
            )

    def component(self, name: str) -> str:
        """The path of a component, from the program's root or as a package. Raises `UsageError`."""
        found = self._modules.resolve("", name if name.startswith(("/", "./")) else f"/{name}", _COMPONENT)
        found = found or self._modules.resolve("", name, _COMPONENT)
        if found is None:
            raise UsageError(f"mount: there is no component {name!r}: give its path from the program's root")
        return found.removesuffix(".json").removesuffix(".js").removesuffix(".ts")

    def coverage(self) -> Coverage | None:
        """What ran of the program's own files, and how its calls ended; None if nothing was counted."""
        if self._collector is None:
            return None
        coverage = self._collector.coverage()
        coverage.add_calls((call for call in self.calls if not call.api.startswith(PREFIX)), ending_of)
        return coverage

    def broken_handlers(self) -> list[str]:
        """What went wrong in handlers since this was last asked: mistakes of ours, or of whoever wrote them."""
        told = [f"the handler of a call failed: {fault!r}" for fault in self._faults]
        self._faults.clear()
        return told

    def reached(self) -> list[str]:
        """Paths on the disk of the files it has loaded."""
        found = (self.manifest.files.find(path) for path in self._modules.loaded)
        return [str(path) for path in found if path is not None]

    def warm(self) -> None:
        """Have the engine ready to the point where a test file is loaded."""
        self.guest.ask("warm", names=WARM)

    def foresee(self, path: str) -> None:
        """Read a test file and what it reaches, for a fork of this process to `load` it: what is read once need not be
        read in every fork. What is wrong with it is for `load` to tell.
        """
        self._modules.keeps = True
        self._modules.forget()
        try:
            self._foreseen = self._read(path)
        except ProgramError:
            self._foreseen = None
        else:
            self._foresight.look_at(self._foreseen)

    def load(self, path: str) -> None:
        """Have the test file and what it reaches ready for the guest. Raises `ProgramError` if it cannot be read."""
        files, self._foreseen = self._foreseen, None
        self.guest.post({"type": "load", "files": self._read(path) if files is None else files})

    def _read(self, path: str) -> list[dict[str, Any]]:
        files = self._modules.load([path])
        if any("mock(" in file["source"].lower() for file in files if file["path"] == path):
            own = self.manifest.files.own((".js", ".ts"))
            files += self._modules.load(name for name in own if "__mocks__/" in name)
        return files

    def _answers(self) -> Answers:
        self.platform = Platform(self, super()._answers())
        return self.platform

    def _join(self) -> Host:
        host = super()._join()
        self._stage.join(host)  # calls may cover the program before a page is open
        if self._counts:
            from bridge.testing.coverage import Collector

            self._collector = Collector(host, self._modules)
        told: dict[str, Callable[[Any], None]] = {
            "next": lambda given: self.queue(given["api"], *given["outcomes"]),
            "rules": self.script.rule,
            "allow": lambda names: self.allowed.update(_known(names, _EXEMPTIONS)),
            "forbid": lambda names: self.forbidden.update(_known(names, frozenset({CONSOLE_ERROR}))),
            "user": lambda answers: self.person.next(*answers),
            "dialogs": lambda answers: self.person.next_dialog(*answers),
            "device": lambda given: act_on(self.device, given),
            "emit": lambda given: self.emit(*given),
        }
        for name, act in told.items():
            host.on_state(f"bridge.{name}", self._noting(act))
        return host

    def _noting(self, act: Callable[[Any], None]) -> Callable[[Any], None]:
        """What a test tells wrongly fails it: it cannot be thrown where it was said, as that turn is over."""

        def told(value: Any) -> None:
            try:
                act(value)
            except (UsageError, ProgramError, TypeError) as error:
                self.mistakes.append(str(error))

        return told

    def _shims(self) -> Shims:
        base = super()._shims()
        return Shims((*base.eager, *SHIMS), (*base.lazy, *LAZY_SHIMS))


def _known(names: list[str], known: frozenset[str]) -> list[str]:
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        raise UsageError(f"{unknown!r} cannot be said there; there is {', '.join(sorted(known))}")
    return names
