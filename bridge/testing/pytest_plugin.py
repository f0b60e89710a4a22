"""The pytest plugin: JavaScript tests as ordinary items, and fixtures for tests of mini-programs in Python.

It costs an import of nothing until there is a JavaScript test file or a fixture is asked for. Off with
`minibridge_js = false` in pytest's settings, or `-p no:minibridge`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.testing.pytest_fixtures import DeviceInHand, ProgramClock, Programs, ProgramWallet, Runtimes

_JS = "minibridge_js"
_MARK = "minibridge"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one setting of JavaScript tests, and the options that programs are opened with."""
    group = parser.getgroup("minibridge")
    group.addoption("--js-update-snapshots", action="store_true", help="write the snapshots of JavaScript tests anew")
    parser.addini(_JS, "whether *.test.js, *.spec.js and __tests__/ are collected", type="bool", default=True)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", f"{_MARK}(**options): options for the programs that this test's fixtures open")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a JavaScript test file."""
    if file_path.suffix not in (".js", ".ts", ".mjs", ".cjs") or "node_modules" in file_path.parts:
        return None
    from bridge.testing.discovery import is_test

    if not parent.config.getini(_JS) or not is_test(file_path):
        return None
    from bridge.testing.pytest_items import JavaScriptFile

    return JavaScriptFile.from_parent(parent, path=file_path)


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Tell a JavaScript test which one follows it, so that it knows which suites to leave."""
    if hasattr(item, "following"):
        item.following = nextitem


@pytest.fixture
def mini(request: pytest.FixtureRequest) -> Iterator[Programs]:
    """Opens mini-programs: `async with mini("shop") as app`, or `with mini("shop") as app` in a test that is not async.

    Takes the options of `bridge.MiniProgram`; those of the marker `@pytest.mark.minibridge(user="cancel")` are the
    default. A program that still has calls under way when it is left fails the test.
    """
    from bridge.testing.pytest_fixtures import Programs

    yield Programs(_stage_of(request))


@pytest.fixture
def runtime(request: pytest.FixtureRequest) -> Iterator[Runtimes]:
    """Makes runtimes for scripts: `async with runtime(user="cancel") as rt`, or `with` in a test that is not async."""
    from bridge.testing.pytest_fixtures import Runtimes

    yield Runtimes(_stage_of(request))


@pytest.fixture
def wallet(request: pytest.FixtureRequest) -> Iterator[ProgramWallet]:
    """The wallet of the program opened last. Asking for it starts one for every program of the test."""
    from bridge.testing.pytest_fixtures import ProgramWallet

    stage = _stage_of(request)
    stage.options["wallet"] = True
    yield ProgramWallet(stage)


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> Iterator[ProgramClock]:
    """Program time of the program opened last; `clock.start_at(datetime)` before that says where time begins."""
    from bridge.testing.pytest_fixtures import ProgramClock

    yield ProgramClock(_stage_of(request))


@pytest.fixture
def device(request: pytest.FixtureRequest) -> Iterator[DeviceInHand]:
    """The phone: `device.change(network="NOTREACHABLE")`, before a program is opened or while it runs.

    `device.phone` is that of the program opened last, with all that is around it: `device.phone.wifi.add("Cafe")`.
    """
    from bridge.testing.pytest_fixtures import DeviceInHand

    yield DeviceInHand(_stage_of(request))


def _stage_of(request: pytest.FixtureRequest) -> Any:
    """What the fixtures of one test share."""
    from bridge.testing.pytest_fixtures import Stage

    known = request.node.stash.get(_key(), None)
    if known is None:
        options: dict[str, Any] = {}
        for marker in reversed(list(request.node.iter_markers(_MARK))):
            options.update(marker.kwargs)
        known = request.node.stash[_key()] = Stage(options, request.path.parent)
    return known


_KEYS: list[pytest.StashKey[Any]] = []


def _key() -> pytest.StashKey[Any]:
    if not _KEYS:
        _KEYS.append(pytest.StashKey[Any]())
    return _KEYS[0]
