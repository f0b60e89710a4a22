"""Coverage for other tools: lcov and Cobertura."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bridge.modules.file_map import FileMap, Function, Span
from bridge.testing.coverage import Coverage, cobertura_of, lcov_of
from tests.testing.coverage.made import coverage

# coverage-04.dtd: the children and the required attributes of each element.
DTD: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "coverage": (
        ("sources", "packages"),
        (
            *("line-rate", "branch-rate", "lines-covered", "lines-valid", "branches-covered", "branches-valid"),
            *("complexity", "version", "timestamp"),
        ),
    ),
    "sources": (("source",), ()),
    "source": ((), ()),
    "packages": (("package",), ()),
    "package": (("classes",), ("name", "line-rate", "branch-rate", "complexity")),
    "classes": (("class",), ()),
    "class": (("methods", "lines"), ("name", "filename", "line-rate", "branch-rate", "complexity")),
    "methods": (("method",), ()),
    "method": (("lines",), ("name", "signature", "line-rate", "branch-rate", "complexity")),
    "lines": (("line",), ()),
    "line": (("conditions",), ("number", "hits")),
    "conditions": (("condition",), ()),
    "condition": ((), ("number", "type", "coverage")),
}


def test_a_record_of_lcov() -> None:
    record = lcov_of(coverage(), "shop").split("end_of_record\n")[1]
    assert record.splitlines() == [
        *("TN:", "SF:shop/pages/a.js", "FN:1,pay", "FN:6,no", "FNDA:2,pay", "FNDA:0,no", "FNF:2", "FNH:1"),
        *("BRDA:2,0,0,0", "BRDA:2,0,1,2", "BRF:2", "BRH:1", "DA:2,2", "DA:4,2", "DA:7,0", "LF:3", "LH:2"),
    ]


def test_branches_that_were_not_reached_are_not_zero_in_lcov() -> None:
    made = coverage()
    made.files["pages/a.js"].counts = [0] * 7
    assert "BRDA:2,0,0,-\nBRDA:2,0,1,-\n" in lcov_of(made)


def test_functions_of_one_name_are_told_apart_in_lcov() -> None:
    functions = [Function(number, "f\ng", Span(number + 1, 1, 9, 1), Span(1, 1, 9, 1)) for number in range(2)]
    made = Coverage()
    made.add_file("a.js", FileMap(2, [], functions), [0, 3])
    assert [line for line in lcov_of(made).splitlines() if line.startswith("FNDA")] == [
        "FNDA:0,f g@1:1",
        "FNDA:3,f g@2:1",
    ]


def _elements(made: Coverage) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(cobertura_of(made, "shop", timestamp=7)).iter())


def test_cobertura_has_the_shape_of_its_dtd() -> None:
    for element in _elements(coverage()):
        children, attributes = DTD[element.tag]
        assert [child.tag for child in element if child.tag not in children] == []
        assert [name for name in attributes if name not in element.attrib] == []


def test_cobertura_has_packages_of_folders() -> None:
    packages = [element for element in _elements(coverage()) if element.tag == "package"]
    assert [(package.get("name"), package.get("line-rate")) for package in packages] == [
        ("main", "1"),
        ("pages", "0.6667"),
    ]


def test_cobertura_tells_of_lines_and_their_branches() -> None:
    (_, pages) = [element for element in _elements(coverage()) if element.tag == "class"]
    lines = [
        (line.get("number"), line.get("hits"), line.get("condition-coverage")) for line in pages.findall("lines/line")
    ]
    assert lines == [("2", "2", "50% (1/2)"), ("4", "2", None), ("7", "0", None)]


@pytest.mark.parametrize("name", ["a<b>&\"'", "a\x00b", "\ud800"])
def test_cobertura_takes_any_name(name: str) -> None:
    made = Coverage()
    made.add_file("a.js", FileMap(1, [], [Function(0, name, Span(1, 1, 1, 2), Span(1, 1, 1, 2))]))
    assert len([element for element in _elements(made) if element.tag == "method"]) == 1
