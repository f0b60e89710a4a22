"""The packages, and what some of their components cannot do without (by their own documentation)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGES = {"mini-ali-ui": ("1.4.1", "es"), "mini-antui": ("0.4.35", "es"), "antd-mini": ("3.4.3", "es")}
"""Version, and the folder that holds the components for this platform."""


@dataclass(frozen=True)
class Subject:
    """One component: `mini-antui/es/list/index`, with its props if it needs any."""

    specifier: str
    props: Mapping[str, Any]

    @property
    def page(self) -> str:
        """The page that shows it."""
        return "pages/" + self.specifier.replace("/", "-").replace("@", "")


def install(folder: Path) -> Path:
    """Have the packages in `folder`/node_modules, and return `folder`. Their install scripts are not run."""
    wanted = {name: version for name, (version, _) in PACKAGES.items()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": wanted}))
    if not all((folder / "node_modules" / name / "package.json").is_file() for name in wanted):
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=folder, check=True, timeout=600)
    return folder


def subjects(folder: Path) -> Iterator[Subject]:
    """Every component that the packages ship."""
    for name, (_, inside) in PACKAGES.items():
        for file in sorted((folder / "node_modules" / name / inside).rglob("*.json")):
            if is_component(file):
                specifier = file.relative_to(folder / "node_modules").with_suffix("").as_posix()
                yield Subject(specifier, PROPS.get(specifier, {}))


def is_component(file: Path) -> bool:
    try:
        value = json.loads(file.read_text(encoding="utf-8-sig") or "{}")
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("component") is True


PROPS: dict[str, dict[str, Any]] = {}
