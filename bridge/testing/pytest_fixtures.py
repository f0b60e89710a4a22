"""What the fixtures `mini`, `runtime`, `wallet`, `clock` and `device` give to a test in Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from bridge.errors import UsageError
from bridge.jsapi import Device
from bridge.jsapi.phone import Phone
from bridge.jsapi.phone_fields import read_fields
from bridge.miniprogram.program import MiniProgram
from bridge.miniprogram.runtime import Runtime
from bridge.testing.synchronous import Runner, SynchronousProgram, SynchronousRuntime
from bridge.wallet import Wallet

R = TypeVar("R", bound=Runtime)
S = TypeVar("S", bound=SynchronousRuntime)


class Stage:
    """What the fixtures of one test share: options for whatever is opened, and what was opened last.

    `folder` is where relative paths begin: that of the test's file, else the current one.
    """

    def __init__(self, options: dict[str, Any], folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.phone: dict[str, Any] = {}
        self._opened: list[Runtime] = []

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        """The options to open something with: those given beat those of the marker and of other fixtures."""
        options = {"check_contract": True, **self.options, **given}
        if self.phone:
            options["device"] = Device(**self.phone)
        return options

    def opened(self, runtime: Runtime) -> None:
        """Something was opened."""
        self._opened.append(runtime)

    @property
    def last(self) -> Runtime | None:
        """What was opened last."""
        return self._opened[-1] if self._opened else None

    def needed(self, what: str) -> Runtime:
        """What was opened last. Raises `UsageError` if nothing was."""
        if self.last is None:
            raise UsageError(f"{what}: open a program first, with the fixture mini or runtime")
        return self.last

    def path(self, given: str | Path) -> Path:
        """A folder of a program: beside the test's file, or in the current folder."""
        beside = self.folder / given
        return beside if beside.exists() else Path(given)


class Opening(Generic[R, S]):
    """`async with` gives the program itself, `with` the same for tests that are not async.

    Raises what a handler raised that broke, and `AssertionError` when it is left with calls under way or queued answers
    that no call asked for, unless something else went wrong.
    """

    def __init__(self, make: Callable[[], R], face: Callable[[Runner, R], S], stage: Stage) -> None:
        self._make = make
        self._face = face
        self._stage = stage
        self._runner: Runner | None = None
        self._program: R | None = None

    async def __aenter__(self) -> R:
        program = self._program = self._make()
        await program.__aenter__()
        self._stage.opened(program)
        return program

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._program is not None
        leaked = [f"#{call.id} my.{call.api}" for call in self._program.calls if call.outcome is None]
        unused = self._program.unused
        await self._program.close()
        if kind is None:
            self._program.raise_problems(check=False)
        if leaked and kind is None:
            raise AssertionError(f"the program was left with calls under way: {', '.join(leaked)}")
        if unused and kind is None:
            raise AssertionError("; ".join(unused))

    def __enter__(self) -> S:
        self._runner = Runner()
        return self._face(self._runner, self._runner(self.__aenter__()))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None
        try:
            self._runner(self.__aexit__(kind, error, trace))
        finally:
            self._runner.close()


class Programs:
    """The fixture `mini`: several programs may be open in one test."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __call__(self, folder: str | Path = ".", **options: Any) -> Opening[MiniProgram, SynchronousProgram]:
        """Open the program in `folder`, which is looked for beside the test's file, then in the current folder."""
        given = {"track_rejections": True, **self._stage.prepare(options)}
        return Opening(lambda: MiniProgram.open(self._stage.path(folder), **given), SynchronousProgram, self._stage)


class Runtimes:
    """The fixture `runtime`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __call__(self, **options: Any) -> Opening[Runtime, SynchronousRuntime]:
        """Make a runtime for scripts."""
        given = self._stage.prepare(options)
        return Opening(lambda: Runtime(**given), SynchronousRuntime, self._stage)


class ProgramWallet:
    """The fixture `wallet`: whatever `bridge.Wallet` has, of the program opened last."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    @property
    def current(self) -> Wallet:
        """The wallet itself. Raises `UsageError` before a program is open."""
        return self._stage.needed("wallet").wallet

    def __getattr__(self, name: str) -> Any:
        return getattr(self.current, name)


class ProgramClock:
    """The fixture `clock`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def start_at(self, start: datetime | float) -> None:
        """Where time begins for programs that are opened from now on: a datetime, or ms since the epoch."""
        self._stage.options["start"] = start

    @property
    def now(self) -> float:
        """Program time, in ms since the epoch. Raises `UsageError` before a program is open."""
        return self._stage.needed("clock").clock.now

    async def advance(self, ms: float) -> None:
        """Let `ms` of program time pass; in a test that is not async, use `app.advance(ms)`."""
        await self._stage.needed("clock").advance(ms)


class DeviceInHand:
    """The fixture `device`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    @property
    def current(self) -> Device:
        """The phone's fields as they are."""
        return self._stage.last.device.current if self._stage.last is not None else Device(**self._stage.phone)

    @property
    def phone(self) -> Phone:
        """The phone of the program opened last: `device.phone.bluetooth.add("Scale")`, `device.phone.scan_next("A1")`.

        Raises `UsageError` before a program is open.
        """
        return self._stage.needed("device.phone").device

    def change(self, **changes: Any) -> None:
        """Another phone for programs that are opened later; one that runs hears of the change.

        Fields may be given as JSON has them: `location=[31.2, 121.5]`. Raises `UsageError` for what makes no sense.
        """
        self._stage.phone.update(read_fields(changes))
        if self._stage.last is not None:
            self._stage.last.change_device(**changes)
