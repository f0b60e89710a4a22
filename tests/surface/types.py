"""Ours beside theirs: what `minibridge test --types` writes of `my`, held against the platform's typings by TypeScript.

A program that type-checks there is to type-check here: each function of ours has to be one of theirs. gaps.txt has the
names that are not, with the reason, a line each; a line that is no gap any more is stale, and fails.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from bridge.jsapi.index import documented
from bridge.testing.typings import my_types
from tests.surface.__main__ import HOME

GAPS = Path(__file__).with_name("gaps.txt")
_HEAD = '/// <reference path="./node_modules/@mini-types/my/types/index.d.ts" />\n'
_GENERAL = frozenset({"call", "on", "off", "canIUse"})  # of any argument, theirs and ours


def compared() -> list[str]:
    """The names that both sides type: all of the typings, but those below a namespace are `any` here."""
    names = (page.name for page in documented().values() if page.typings)
    return [name for name in names if "." not in name and name not in _GENERAL]


def mismatches() -> dict[str, str]:
    """By name, why a function of ours is none of theirs, as the compiler says it at last."""
    names = compared()
    lines = [f"export const check_{name}: typeof my.{name} = ours.{name};" for name in names]
    (HOME / "check.ts").write_text(_HEAD + my_types("ours") + "\n" + "\n".join(lines) + "\n")
    options = {"noEmit": True, "strict": True, "target": "es2020", "lib": ["es2020"], "types": []}
    (HOME / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["check.ts"]}))
    command = ["node", "node_modules/typescript/bin/tsc", "-p", ".", "--pretty", "false"]
    told = subprocess.run(command, cwd=HOME, capture_output=True, text=True, timeout=300).stdout
    return _by_name(told, (HOME / "check.ts").read_text().split("\n"))


def _by_name(told: str, lines: list[str]) -> dict[str, str]:
    found = {}
    for block in re.split(r"(?m)^(?=\S+\.ts\()", told):
        place = re.match(r"check\.ts\((\d+),", block)
        if place is None:
            if block.strip():
                raise SystemExit(f"TypeScript does not take the types:\n{block}")
            continue
        name = re.match(r"export const check_(\w+):", lines[int(place[1]) - 1])
        if name is None:
            raise SystemExit(f"TypeScript does not take our types:\n{block}")
        found[name[1]] = block.strip().split("\n")[-1].strip()
    return found


def gaps() -> dict[str, str]:
    """By name, the reason in gaps.txt."""
    lines = GAPS.read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


def main() -> None:
    found, known = mismatches(), gaps()
    problems = [f"{name}: {found[name]}" for name in sorted(found.keys() - known.keys())]
    problems += [f"{name}: is in gaps.txt, and no gap any more" for name in sorted(known.keys() - found.keys())]
    if problems:
        raise SystemExit("our types of my are not those of the platform:\n" + "\n".join(problems))
    print(f"{len(compared()) - len(known)} of {len(compared())} functions of my are typed as the platform has them")


if __name__ == "__main__":
    main()
