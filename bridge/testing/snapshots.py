"""Snapshot files, in Jest's own format, so that those of existing tests are read and written as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from bridge.errors import Place, ProgramError
from bridge.testing.discovery import TestFile
from bridge.testing.inline_snapshots import InlineSnapshot, write_inline

Update = Literal["none", "new", "all"]

_HEADER = "// Jest Snapshot v1, https://jestjs.io/docs/snapshot-testing"
_ENTRY = re.compile(r"exports\[`((?:\\.|[^`\\])*)`\] = `((?:\\.|[^`\\])*)`;", re.DOTALL)
_ESCAPED = re.compile(r"`|\\|\$\{")
_NUMBER = re.compile(r"(\d+)")


@dataclass
class SnapshotOutcome:
    """What the snapshots of one file came to: counts, and what was left behind.

    `added` maps keys to texts to be written; `unused` are keys no test asked for.
    """

    added: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    inline: list[dict[str, str]] = field(default_factory=list)
    matched: int = 0
    unmatched: int = 0
    updated: int = 0

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> SnapshotOutcome:
        """What the guest told."""
        return cls(**{name: given[name] for name in ("added", "unused", "inline", "matched", "unmatched", "updated")})


def default_update() -> Update:
    """New snapshots are written, but not by continuous integration, where one that is not there is a failure."""
    return "none" if os.environ.get("CI", "").lower() not in ("", "0", "false") else "new"


def snapshot_path(file: TestFile) -> Path:
    """`__snapshots__/a.test.js.snap` beside the test file."""
    test = file.root / file.path
    return test.parent / "__snapshots__" / f"{test.name}.snap"


def read_snapshots(path: Path) -> dict[str, str]:
    """The texts of a file by their keys; none if it is not there. Raises `ProgramError` for one that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ProgramError(f"cannot be read: {error}", place=Place(str(path))) from None
    return {_unescaped(key): _unescaped(value) for key, value in _ENTRY.findall(text.replace("\r\n", "\n"))}


def save_snapshots(file: TestFile, outcome: SnapshotOutcome, update: Update, *, whole: bool) -> list[str]:
    """Write what was added, into the snapshot file and into the test's source; sentences about what was done.

    `whole`: every test of the file ran, so that with `update` "all" what nobody asked for is taken out.
    """
    told = list[str]()
    path = snapshot_path(file)
    gone = outcome.unused if update == "all" and whole else []
    if outcome.added or gone:
        kept = {key: text for key, text in read_snapshots(path).items() if key not in gone}
        write_snapshots(path, {**kept, **outcome.added})
        told += [f"{len(outcome.added)} written"] if outcome.added else []
        told += [f"{len(gone)} removed"] if gone else []
    elif outcome.unused and whole:
        told.append(f"{len(outcome.unused)} obsolete: --update-snapshots removes them")
    if outcome.inline:
        write_inline(file.root, [InlineSnapshot.of(snapshot) for snapshot in outcome.inline])
        told.append(f"{len(outcome.inline)} written into the test's source")
    return told


def write_snapshots(path: Path, snapshots: Mapping[str, str]) -> None:
    """Write a file anew, or take it away if nothing is left."""
    if not snapshots:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    entries = (f"exports[`{_escape(key)}`] = `{_escape(snapshots[key])}`;" for key in sorted(snapshots, key=_natural))
    path.write_text("\n\n".join([_HEADER, *entries]) + "\n", encoding="utf-8", newline="\n")


def _natural(key: str) -> list[tuple[int, int | str]]:
    """Numbers by what they are: `test 9` before `test 10`."""
    return [(0, int(part)) if part.isdigit() else (1, part) for part in _NUMBER.split(key) if part]


def _escape(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
