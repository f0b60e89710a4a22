"""Snapshot files, in Jest's own format, so that those of existing tests are read and written as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
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
_PIECE = re.compile(r"[1-9][0-9]*|.", re.DOTALL)
_AFTER_DIGITS = ":;<=>?@[\\]^_`{|}~\x7f-"
"""What sorts between the signs before the digits and the digits, in this order."""


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


def save_snapshots(
    file: TestFile, outcome: SnapshotOutcome, update: Update, *, whole: bool, unfinished: Collection[str] = ()
) -> list[str]:
    """Write what was added, into the snapshot file and into the test's source; sentences about what was done.

    `whole`: no test of the file was left out, so that with `update` "all" what nobody asked for is taken out.
    `unfinished`: full names, with blanks between, of tests that failed or were skipped: theirs stay.
    """
    told = list[str]()
    path = snapshot_path(file)
    obsolete = [key for key in outcome.unused if not any(_is_of(key, name) for name in unfinished)] if whole else []
    gone = obsolete if update == "all" else []
    if outcome.added or gone:
        kept = {key: text for key, text in read_snapshots(path).items() if key not in gone}
        write_snapshots(path, {**kept, **outcome.added})
        told += [f"{len(outcome.added)} written"] if outcome.added else []
        told += [f"{len(gone)} removed"] if gone else []
    elif obsolete:
        told.append(f"{len(obsolete)} obsolete: --update-snapshots removes them")
    return told + _save_inline(file, outcome)


def _save_inline(file: TestFile, outcome: SnapshotOutcome) -> list[str]:
    snapshots = [InlineSnapshot.of(snapshot) for snapshot in outcome.inline]
    lost = write_inline(file.root, snapshots)
    written = len(snapshots) - len(lost)
    return [
        *([f"{written} written into the test's source"] if written else []),
        *(f"one not written: no call of {one.matcher} stands at {one.path}:{one.line}:{one.column}" for one in lost),
    ]


def _is_of(key: str, test: str) -> bool:
    """Whether a snapshot belongs to a test: `name 1`, or `name: hint 1`."""
    name = test.replace("\r", "\\r").replace("\n", "\\n")
    return key.startswith(f"{name}: ") or key.rpartition(" ")[0] == name


def write_snapshots(path: Path, snapshots: Mapping[str, str]) -> None:
    """Write a file anew, or take it away if nothing is left."""
    if not snapshots:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    entries = (f"exports[`{_escape(key)}`] = `{_escape(snapshots[key])}`;" for key in sorted(snapshots, key=_natural))
    path.write_text("\n\n".join([_HEADER, *entries]) + "\n", encoding="utf-8", newline="\n")


def _natural(key: str) -> list[tuple[int, int]]:
    """Jest's order of keys: numbers by what they are (`test 9` before `test 10`), most signs before digits.

    Ranks, by what the order of its keys shows: signs up to `,`, then `.` and `/`, the other signs and last `-`, digits,
    capital letters, small ones, and everything else by its UTF-16 code.
    """
    return [rank for piece in _PIECE.findall(key) for rank in _ranks(piece)]


def _ranks(piece: str) -> Iterator[tuple[int, int]]:
    if piece.isdigit() and piece.isascii() and piece != "0":
        yield 67, int(piece)
        return
    units = piece.encode("utf-16-le", "surrogatepass")
    for at in range(0, len(units), 2):
        yield _rank(int.from_bytes(units[at : at + 2], "little")), 0


def _rank(code: int) -> int:
    sign = chr(code)
    if code < ord("-") or code > 127:
        return code
    if sign in "./":
        return code - 1
    if sign == "0":
        return 66
    return 47 + _AFTER_DIGITS.index(sign) if sign in _AFTER_DIGITS else code + (11 if sign < "a" else 5)


def _escape(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
