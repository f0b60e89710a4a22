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
    """One component: `mini-antui/es/list/index`, with its props if it needs any.

    `company` is another component that it cannot be without: around it if `inside`, else in its slot.
    """

    specifier: str
    props: Mapping[str, Any]
    company: str | None = None
    inside: bool = False

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
                company, is_inside = COMPANY.get(specifier, (None, False))
                yield Subject(specifier, props_of(specifier), company, is_inside)


def is_component(file: Path) -> bool:
    try:
        value = json.loads(file.read_text(encoding="utf-8-sig") or "{}")
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("component") is True


def props_of(specifier: str) -> Mapping[str, Any]:
    """What the component needs, whichever package it is in; a handler's value is the name of a method of the page."""
    return next((props for ending, props in PROPS.items() if specifier.endswith(ending)), {})


_TABS = [{"title": "One", "anchor": "one"}, {"title": "Two", "anchor": "two"}]
PROPS: dict[str, dict[str, Any]] = {
    "es/amount-input/index": {"onButtonClick": "listen"},
    "es/picker-item/index": {"onPickerTap": "listen"},
    "i/es/tabs/index": {"tabs": _TABS, "activeTab": 0, "tabsName": "tabs"},
    "i/es/vtabs/index": {"tabs": _TABS[:1], "activeTab": 0},
    "es/collapse/index": {"collapseKey": "one"},
    "es/vtabs/vtab-content/index": {"anchor": "one"},
    "es/collapse/collapse-item/index": {"collapseKey": "one", "itemKey": "a", "header": "A"},
}
COMPANY = {
    f"{package}/es/{name}": (f"{package}/es/{other}", is_inside)
    for package in ("mini-ali-ui", "mini-antui")
    for name, other, is_inside in (
        ("collapse/index", "collapse/collapse-item/index", False),
        ("collapse/collapse-item/index", "collapse/index", True),
        ("vtabs/index", "vtabs/vtab-content/index", False),
    )
}
"""Components that find each other on the page: a list without items, or an item without its list, is nothing."""
