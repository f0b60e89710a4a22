"""`make test-real`: counts of code, and the places that are counted, are Istanbul's."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from bridge.modules.file_map import FileMap
from bridge.modules.transform import transform
from tests.testing.coverage.counting import ran

HOME = Path(__file__).resolve().parents[2] / "build" / "istanbul"
CASES = Path(__file__).with_name("coverage_cases")
PACKAGES = {
    "istanbul-lib-instrument": "6.0.3",
    "@babel/core": "7.28.5",
    "@babel/plugin-transform-modules-commonjs": "7.27.1",
    **{"lodash": "4.17.21", "moment": "2.30.1", "ramda": "0.31.3", "underscore": "1.13.7", "acorn": "8.15.0"},
}
FILES = (
    "lodash/lodash.js",
    "moment/moment.js",
    "moment/dist/moment.js",
    "ramda/dist/ramda.js",
    "ramda/dist/ramda.min.js",
)
MORE_FILES = ("underscore/underscore-umd.js", "acorn/dist/acorn.js", "acorn/dist/acorn.mjs")
Items = dict[str, set[Any]]


def install() -> Path:
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
    if not all((HOME / "node_modules" / name / "package.json").is_file() for name in PACKAGES):
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=HOME, check=True, timeout=600)
    return HOME / "node_modules"


def theirs(paths: list[str], modules: Path) -> Mapping[str, Any]:
    script = Path(__file__).with_name("istanbul.cjs")
    environment = {**os.environ, "NODE_PATH": str(modules)}
    answer = subprocess.run(["node", script, *paths], env=environment, check=True, capture_output=True, timeout=300)
    found: Mapping[str, Any] = json.loads(answer.stdout)
    return found


def ours(path: Path) -> Items:
    """Of a case with counts, of other files with none."""
    source = path.read_text()
    if path.parent != CASES:
        made = transform(source, counts=True).file_map or FileMap()
        return _items(made, [0] * made.counters)
    with tempfile.TemporaryDirectory() as folder:
        file = asyncio.run(ran(Path(folder), source)).coverage.files["main.js"]
    return _items(file.file_map, file.counts)


def _items(made: FileMap, counts: list[int]) -> Items:
    return {
        "statement": {(tuple(item.span), counts[item.counter]) for item in made.statements},
        "function": {(tuple(item.declared), tuple(item.body), counts[item.counter]) for item in made.functions},
        "branch": {
            (
                item.kind,
                tuple(item.span),
                tuple((arm.span and tuple(arm.span), counts[arm.counter]) for arm in item.arms),
            )
            for item in made.branches
        },
    }


def read(told: Mapping[str, Any]) -> Items:
    """Istanbul's coverage of a file in the same shape."""
    return {
        "statement": {(_span(span), told["s"][number]) for number, span in told["statementMap"].items()},
        "function": {
            (_span(item["decl"]), _span(item["loc"]), told["f"][number]) for number, item in told["fnMap"].items()
        },
        "branch": {
            (
                item["type"],
                _span(item["loc"]),
                tuple(zip(map(_span, item["locations"]), told["b"][number], strict=True)),
            )
            for number, item in told["branchMap"].items()
        },
    }


def _span(given: Mapping[str, Any]) -> tuple[int, ...] | None:
    start, end = given["start"], given["end"]
    return (start["line"], start["column"] + 1, end["line"], end["column"] + 1) if start.get("line") else None


def differences(own: Items, other: Items) -> Iterator[str]:
    for kind in own:
        yield from (f"only here: {kind} {item}" for item in sorted(own[kind] - other[kind], key=str))
        yield from (f"only there: {kind} {item}" for item in sorted(other[kind] - own[kind], key=str))


def main() -> int:
    console = Console(highlight=False, soft_wrap=True)
    modules = install()
    paths = [*sorted(CASES.glob("*.js")), *(modules / name for name in (*FILES, *MORE_FILES))]
    told, failed, count = theirs(list(map(str, paths)), modules), 0, 0
    for path in paths:
        other = read(told[str(path)])
        count += sum(map(len, other.values()))
        found = list(differences(ours(path), other))
        failed += len(found)
        for line in found[:5]:
            console.print(f"{path.name}: {line}", markup=False)
    console.print(f"{count} places that Istanbul counts in {len(paths)} files; {failed} differ")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
