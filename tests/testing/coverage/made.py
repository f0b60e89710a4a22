"""Coverage made by hand, for the tests of reports."""

from __future__ import annotations

from bridge.modules.file_map import Arm, Branch, FileMap, Function, Span, Statement
from bridge.testing.coverage import Coverage

SOURCE = "function pay(a) {\n  if (a) go();\n\n  return 1;\n}\nfunction no() {\n  never();\n}\n"
"""The text of `pages/a.js` in `coverage`: `pay` ran twice, never with an argument."""


def coverage(**endings: list[str]) -> Coverage:
    """A file half covered, and one covered wholly."""
    made = Coverage(endings={api: set(names) for api, names in endings.items()})
    made.add_file("pages/a.js", half(), [2, 0, 0, 2, 2, 0, 0])
    made.add_file("b.js", FileMap(1, [Statement(0, Span(1, 1, 1, 3))]), [5])
    return made


def half() -> FileMap:
    return FileMap(
        7,
        [
            Statement(0, Span(2, 3, 2, 15)),
            Statement(1, Span(2, 10, 2, 15)),
            Statement(4, Span(4, 3, 4, 12)),
            Statement(6, Span(7, 3, 7, 11)),
        ],
        [
            Function(4, "pay", Span(1, 10, 1, 13), Span(1, 17, 5, 2)),
            Function(5, "no", Span(6, 10, 6, 12), Span(6, 15, 8, 2)),
        ],
        [Branch("if", Span(2, 3, 2, 15), (Arm(2, Span(2, 3, 2, 15)), Arm(3, None)))],
    )
