"""`python -m tests.truth`: does our Jest say what Jest says?

Installs Jest from npm into a scratch folder, runs every case of `cases/` under it and under minibridge, and compares
outcomes and messages. What may differ is listed with a reason in `differences.json`; a stale line fails.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bridge.testing.discovery import TestFile
from bridge.testing.file_run import FileOptions, FileRun
from bridge.testing.results import FileEnd, TestResult
from bridge.testing.snapshots import save_snapshots

HERE = Path(__file__).resolve().parent
JEST = "jest@30"
SNAPSHOTS = "__snapshots__/printing.test.js.snap"
MOST_DIFFERENCES = 10
LEAST_CASES = 300

_ANSI = re.compile(r"\x1b\[[\d;]*m")
_STACK = re.compile(r"(?:\n+ *(?:>? *\d+ \|.*|\| *\^*|at .*))+\n*")  # excerpts and stacks of what was thrown
_REPORT = """const { writeFileSync } = require('fs');
globalThis.reportTruth = (text, file) => writeFileSync(`${process.env.TRUTH_REPORTS}/${file}.json`, text);
"""
_TEST = "require('./running')('{name}', require('./cases/{name}'));\n"

Report = dict[str, dict[str, Any]]


def prepare(scratch: Path) -> list[str]:
    """Copies what is run into `scratch`: every file of cases gets a test file of its own. Gives their names."""
    shutil.copytree(HERE / "cases", scratch / "cases")
    for name in ("running.js", "printing.test.js"):
        shutil.copy(HERE / name, scratch)
    names = sorted(file.stem for file in (HERE / "cases").glob("*.js"))
    for name in names:
        (scratch / f"{name}.cases.test.js").write_text(_TEST.format(name=name))
    return names


def under_jest(scratch: Path) -> tuple[Report, str]:
    """What Jest says, and the snapshot file it writes. Raises `CalledProcessError` if it cannot be installed."""
    names = prepare(scratch)
    (scratch / "package.json").write_text('{"private": true, "jest": {"setupFiles": ["./report.js"]}}')
    (scratch / "report.js").write_text(_REPORT)
    (scratch / "reports").mkdir()
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", JEST]
    subprocess.run(install, cwd=scratch, check=True, stdout=subprocess.DEVNULL)
    environment = {**os.environ, "TRUTH_REPORTS": str(scratch / "reports"), "NO_COLOR": "1"}
    # A snapshot that differs fails the test that runs all cases, whatever it catches: the report is what counts.
    jest = ["npx", "jest", "--silent", "--ci=false"]
    ran = subprocess.run(jest, cwd=scratch, env=environment, capture_output=True, text=True)
    reports = [scratch / "reports" / f"{name}.json" for name in names]
    if not all(file.exists() for file in (*reports, scratch / SNAPSHOTS)):
        raise SystemExit(f"Jest did not report, or wrote no snapshots:\n{ran.stdout}\n{ran.stderr}")
    return merged(file.read_text() for file in reports), (scratch / SNAPSHOTS).read_text()


def under_minibridge(scratch: Path) -> tuple[Report, str]:
    """What we say, and the snapshot file we write."""
    names = prepare(scratch)
    report = merged(ran(f"{name}.cases.test.js", scratch).console[-1] for name in names)
    snapshots = ran("printing.test.js", scratch).snapshots
    assert snapshots is not None
    save_snapshots(TestFile(scratch, "printing.test.js", ""), snapshots, "new", whole=True)
    return report, (scratch / SNAPSHOTS).read_text()


def ran(name: str, root: Path) -> FileEnd:
    """What a test file left. Ends the process if one of its tests failed."""
    run = FileRun(TestFile(root, name, name), FileOptions({"seed": 1}, update="new"))

    async def results() -> list[TestResult]:
        return [result async for result in run.results()]

    for result in asyncio.run(results()):
        for fault in result.faults:
            raise SystemExit(f"{result.name}: {fault.message}\n{fault.stack}")
    return run.end


def merged(texts: Iterable[str]) -> Report:
    """Reports of several files as one, messages without colours and stacks."""
    report: Report = {}
    for text in texts:
        report.update(json.loads(text))
    for outcome in report.values():
        if "message" in outcome:
            outcome["message"] = _STACK.sub("\n", _ANSI.sub("", outcome["message"])).rstrip()
    return report


def main() -> int:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        theirs, their_snapshots = under_jest(Path(one))
        ours, our_snapshots = under_minibridge(Path(other))
    allowed: dict[str, str] = json.loads((HERE / "differences.json").read_text())
    different = [name for name in theirs if theirs[name] != ours.get(name)]
    for name in different:
        if name not in allowed:
            show(name, theirs[name], ours.get(name))
    stale = [name for name in allowed if name not in different]
    for name in stale:
        print(f"differences.json: {name!r} is the same by now: take it out")
    one_file, other_file = their_snapshots.split("\n"), our_snapshots.split("\n")
    print("\n".join(unified_diff(one_file, other_file, "jest's snapshot file", "minibridge's", lineterm="")))
    new = [name for name in different if name not in allowed]
    print(f"{len(theirs)} cases under {JEST} and minibridge: {len(different)} differ, {len(new)} of them unlisted")
    is_listed = not new and not stale and len(allowed) <= MOST_DIFFERENCES
    return 0 if is_listed and their_snapshots == our_snapshots and len(theirs) >= LEAST_CASES else 1


def show(name: str, theirs: dict[str, Any], ours: dict[str, Any] | None) -> None:
    print(f"\n=== {name}")
    one, other = (
        json.dumps(side, indent=1, ensure_ascii=False).replace("\\n", "\n").split("\n") for side in (theirs, ours)
    )
    print("\n".join(unified_diff(one, other, "jest", "minibridge", lineterm="", n=2)))


if __name__ == "__main__":
    sys.exit(main())
