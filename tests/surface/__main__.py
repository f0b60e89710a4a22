"""`make test-real`: what index.json says of the platform, held against the platform's own typings.

`python -m tests.surface --write` writes what the typings say now, and keeps what they do not: groups, hosts, first
versions, names that they lack, and addresses of pages where they have none. A name that is new needs a group by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bridge.jsapi.index import FILE

HOME = Path(__file__).resolve().parents[2] / "build" / "typings"
READER = Path(__file__).with_name("read_typings.cjs")
VERSION = "3.0.14"
PACKAGES = {"typescript": "5.9.3", "@mini-types/my": VERSION}
BY_HAND = ("group", "hosts")  # of a name that the typings have
FROM_PAGES = ("since", "newer", "see")  # where the typings do not say it


def install() -> None:
    """Get the compiler and the typings from npm, unless they are there."""
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
    if not all((HOME / "node_modules" / name / "package.json").is_file() for name in PACKAGES):
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=HOME, check=True, timeout=600)


def typed() -> dict[str, Any]:
    """What the typings say of every name, as read_typings.cjs tells it."""
    done = subprocess.run(["node", str(READER), str(HOME)], check=True, capture_output=True, text=True, timeout=300)
    names: dict[str, Any] = json.loads(done.stdout)
    return names


def merged(names: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """What index.json should say of every name, in its order: by group, then by name."""
    by_hand = {name: entry for name, entry in known.items() if not entry.get("typings", True)}
    whole = {name: _whole(entry, known.get(name, {})) for name, entry in names.items()} | by_hand
    return {name: whole[name] for name in sorted(whole, key=lambda name: (whole[name]["group"], name))}


def _whole(entry: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """What the typings say of a name, and by hand what they do not; their address of its page goes before ours."""
    found = {key: known[key] for key in FROM_PAGES if key in known and key not in entry}
    return {**{key: known.get(key, "?") for key in BY_HAND}, **entry, **found}


def written(names: dict[str, Any], checked: str) -> str:
    """The text of index.json: a line a name."""
    lines = [f"    {json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in names.items()]
    head = f'{{\n  "typings": "@mini-types/my {VERSION}",\n  "checked": "{checked}",\n  "names": {{\n'
    return head + ",\n".join(lines) + "\n  }\n}\n"


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """A line for each name that came, went or changed."""
    names = sorted({*before, *after})
    return [
        f"{name}: {before.get(name, 'is new')} -> {after.get(name, 'is gone')}"
        for name in names
        if before.get(name) != after.get(name)
    ]


def main() -> None:
    install()
    told = json.loads(FILE.read_text(encoding="utf-8"))
    names = merged(typed(), told["names"])
    if "--write" in sys.argv:
        FILE.write_text(written(names, date.today().isoformat()), encoding="utf-8")
        return
    drift = differences(told["names"], names)
    if drift:
        raise SystemExit("index.json is not what the typings say:\n" + "\n".join(drift))
    print(f"index.json says what the typings of {VERSION} do: {len(names)} names")


if __name__ == "__main__":
    main()
