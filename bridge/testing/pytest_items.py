"""JavaScript test files and tests as pytest has them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bridge.errors import BridgeError
from bridge.testing.discovery import test_file
from bridge.testing.failure_text import Line, failure_lines
from bridge.testing.file_run import FileOptions, FileSession, fault_of
from bridge.testing.plan import PlannedTest
from bridge.testing.results import Fault, FileEnd
from bridge.testing.snapshots import Update, default_update, save_snapshots

T = TypeVar("T")
_COLOURS = {"red": "31", "expected": "32", "received": "31", "green": "32", "bold": "1", "dim": "2", "caret": "1;31"}


class TestFailed(Exception):
    """A JavaScript test failed; `faults` say why."""

    __test__ = False

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(faults[0].message if faults else "")


class JavaScriptFile(pytest.File):
    """One test file. Its engine lives from collection to its last test."""

    obj = None  # what python files have there, and some plugins look for

    def collect(self) -> Iterator[pytest.Item]:
        try:
            plan = self._run(self.session_of_tests.collect())
        except BridgeError as error:
            raise self.CollectError(self._text(fault_of(error))) from None
        seen = dict[str, int]()
        for test in plan.tests:
            count = seen[test.full_name] = seen.get(test.full_name, 0) + 1
            name = test.full_name if count == 1 else f"{test.full_name} ({count})"
            yield JavaScriptTest.from_parent(self, name=name, planned=test)

    @cached_property
    def file(self) -> Any:
        return test_file(self.path, self.config.rootpath)

    @property
    def session_of_tests(self) -> FileSession:
        """The engine, or another one once a limit ended it."""
        known: FileSession | None = self.__dict__.get("_session")
        if known is None:
            known = self.__dict__["_session"] = FileSession(self.file, FileOptions(update=self._update))
        return known

    def perform(self, test: PlannedTest, following: PlannedTest | None) -> None:
        """Run a test. Raises `TestFailed`."""
        if self.session_of_tests.is_broken:
            self._close()
            self._run(self.session_of_tests.collect())
        result = self._run(self.session_of_tests.run(test, following))
        for line in self.session_of_tests.printed():
            print(line)
        if result.faults:
            raise TestFailed(result.faults)

    def skips(self, test: PlannedTest) -> bool:
        """Whether the file itself says that a test is not to run."""
        return not self.session_of_tests.runs(test)

    def teardown(self) -> None:
        self._close()

    def source_of(self, path: str) -> str | None:
        """The text of one of the program's files."""
        try:
            return Path(os.path.join(self.file.root, path)).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    def lines_of(self, fault: Fault) -> Iterator[Line]:
        return failure_lines(fault, self.file.path, self.source_of)

    @property
    def _update(self) -> Update:
        return "all" if self.config.getoption("--js-update-snapshots") else default_update()

    def _text(self, fault: Fault) -> str:
        return "\n".join(text for _, text in self.lines_of(fault))

    def _close(self) -> None:
        session = self.__dict__.pop("_session", None)
        if session is not None:
            end = FileEnd()
            session.note(end)
            self._run(session.close())
            if end.snapshots is not None:  # some tests may have been left out, so nothing is taken away
                save_snapshots(self.file, end.snapshots, self._update, whole=False)
        loop = self.__dict__.pop("_loop", None)
        if loop is not None:
            loop.close()

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """In a loop of this file's own, whatever other plugins do with theirs."""
        if "_loop" not in self.__dict__:
            self.__dict__["_loop"] = asyncio.new_event_loop()
            self.config.add_cleanup(self._close)  # where none of its tests is chosen, nothing is torn down
        loop: asyncio.AbstractEventLoop = self.__dict__["_loop"]
        return loop.run_until_complete(coroutine)


class JavaScriptTest(pytest.Item):
    """One `test`, with the hooks around it. `following`: the item that pytest runs after it."""

    parent: JavaScriptFile

    def __init__(self, *, planned: PlannedTest, **given: Any) -> None:
        super().__init__(**given)
        self.planned = planned
        self.following: pytest.Item | None = None
        if planned.mode == "todo":
            self.add_marker(pytest.mark.skip(reason="todo"))
        elif self.parent.skips(planned):
            self.add_marker(pytest.mark.skip(reason="skipped in the file, or others are focused by .only"))

    def runtest(self) -> None:
        self.parent.perform(self.planned, self._planned_next())

    def _planned_next(self) -> PlannedTest | None:
        following = self.following
        if isinstance(following, JavaScriptTest) and following.parent is self.parent:
            return following.planned
        return None

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if not isinstance(excinfo.value, TestFailed):
            return super().repr_failure(excinfo, style)
        is_coloured = self.config.get_terminal_writer().hasmarkup
        blocks = []
        for fault in excinfo.value.faults:
            blocks.append("\n".join(_shown(line, is_coloured) for line in self.parent.lines_of(fault)))
        return "\n\n".join(blocks)

    def reportinfo(self) -> tuple[os.PathLike[str], int | None, str]:
        line = self.planned.place.rsplit(":", 2)[1:2]
        return self.path, int(line[0]) - 1 if line else None, self.name


def _shown(line: Line, is_coloured: bool) -> str:
    style, text = line
    colour = _COLOURS.get(style)
    return f"\x1b[{colour}m{text}\x1b[0m" if is_coloured and colour and text else text
