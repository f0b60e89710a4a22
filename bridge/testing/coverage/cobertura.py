"""Coverage as Cobertura's XML (coverage-04.dtd), which CI services read: a package a folder, a class a file."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bridge.modules.file_map import Branch
from bridge.testing.coverage.counts import Coverage, FileCoverage
from bridge.testing.coverage.summary import Metric, Summary, folders_of, summary_of, total_of

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
"""


def cobertura_of(coverage: Coverage, root: str = ".", *, timestamp: int = 0) -> str:
    """The text of the file. `root`: the program's folder; `timestamp`: when the tests ran, in ms since the epoch."""
    total = total_of(coverage)
    top = Element("coverage", _rates(total))
    top.attrib.update(
        {
            "lines-valid": str(total.lines.total),
            "lines-covered": str(total.lines.covered),
            "branches-valid": str(total.branches.total),
            "branches-covered": str(total.branches.covered),
            "timestamp": str(timestamp),
            "version": "0.1",
        }
    )
    SubElement(SubElement(top, "sources"), "source").text = root
    packages = SubElement(top, "packages")
    for folder, files in folders_of(coverage):
        name = folder.replace("/", ".") or "main"
        classes = SubElement(SubElement(packages, "package", {"name": name, **_rates(total_of(files))}), "classes")
        for file in files:
            _add_class(classes, file)
    indent(top)
    return f"{_HEAD}{tostring(top, encoding='unicode')}\n"


def _rates(summary: Summary) -> dict[str, str]:
    return {"line-rate": _rate(summary.lines), "branch-rate": _rate(summary.branches), "complexity": "0"}


def _rate(metric: Metric) -> str:
    return f"{metric.rate:.4f}".rstrip("0").rstrip(".")


def _add_class(classes: Element, file: FileCoverage) -> None:
    name = posixpath.basename(file.path)
    made = SubElement(classes, "class", {"name": name, "filename": file.path, **_rates(summary_of(file))})
    methods = SubElement(made, "methods")
    for function in file.file_map.functions:
        hits = file.counts[function.counter]
        rate = "1" if hits else "0"
        given = {"name": _clean(function.name), "signature": "()V", "line-rate": rate, "branch-rate": rate}
        method = SubElement(methods, "method", {**given, "complexity": "0"})
        SubElement(SubElement(method, "lines"), "line", {"number": str(function.declared.line), "hits": str(hits)})
    _add_lines(SubElement(made, "lines"), file)


def _add_lines(lines: Element, file: FileCoverage) -> None:
    branches = defaultdict[int, list[Branch]](list)
    for branch in file.file_map.branches:
        branches[branch.span.line].append(branch)
    hits = file.lines()
    for number in sorted({*hits, *branches}):
        given = {"number": str(number), "hits": str(hits.get(number, 0)), "branch": "false"}
        line = SubElement(lines, "line", given)
        if number in branches:
            if number not in hits:
                line.set("hits", str(max(file.counts[arm.counter] for one in branches[number] for arm in one.arms)))
            _add_conditions(line, file, branches[number])


def _add_conditions(line: Element, file: FileCoverage, branches: list[Branch]) -> None:
    """A line's branches are told of as a whole, and one by one."""
    metrics = [Metric(sum(file.counts[arm.counter] > 0 for arm in one.arms), len(one.arms)) for one in branches]
    whole = sum(metrics, Metric())
    line.set("branch", "true")
    line.set("condition-coverage", f"{whole.percent:.0f}% ({whole.covered}/{whole.total})")
    conditions = SubElement(line, "conditions")
    for number, metric in enumerate(metrics):
        given = {"number": str(number), "type": "jump", "coverage": f"{metric.percent:.0f}%"}
        SubElement(conditions, "condition", given)


def _clean(name: str) -> str:
    """XML holds no control characters, in whatever way they are written."""
    return "".join(char if char.isprintable() else " " for char in name)
