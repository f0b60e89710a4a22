"""JUnit XML of test results, as continuous integration servers read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from bridge.testing.results import FileResult, TestResult, summary_of


def write_junit(path: Path, files: Sequence[FileResult]) -> None:
    """One `testsuite` a file, one `testcase` a test. Raises `OSError` if the file cannot be written."""
    counts = summary_of(files)
    root = ElementTree.Element("testsuites", name="minibridge", tests=str(counts.total), failures=str(counts.failed))
    for file in files:
        root.append(_suite(file))
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _suite(file: FileResult) -> ElementTree.Element:
    counts = summary_of([file])
    suite = ElementTree.Element(
        "testsuite",
        name=file.file,
        tests=str(counts.total),
        failures=str(counts.failed),
        errors="0",
        skipped=str(counts.skipped + counts.todo),
        time=_seconds(sum(test.ms for test in file.tests)),
    )
    for test in file.tests:
        suite.append(_case(test))
    if file.end.console:
        ElementTree.SubElement(suite, "system-out").text = _allowed("\n".join(file.end.console))
    return suite


def _case(test: TestResult) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=test.file, name=_allowed(test.name), time=_seconds(test.ms))
    if test.status in ("skipped", "todo"):
        ElementTree.SubElement(case, "skipped", message=test.status)
    for fault in test.faults:
        failure = ElementTree.SubElement(case, "failure", message=_allowed(fault.message.split("\n")[0]))
        failure.text = _allowed(f"{fault.message}\n{fault.stack}".rstrip())
    return case


def _seconds(ms: float) -> str:
    return f"{ms / 1000:.3f}"


_UNTOLD = re.compile("[^\t\n\r -\ud7ff\ue000-\U0010ffff]")


def _allowed(text: str) -> str:
    """With marks in place of what XML cannot hold."""
    return _UNTOLD.sub("\ufffd", text)
