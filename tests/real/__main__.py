"""`make test-real`: renders and taps every component of the packages; at most 5% may fail."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from bridge import BridgeError, MiniProgram
from bridge.miniprogram.tree.node import Node
from tests.real.packages import PACKAGES, Subject, install, props_of, subjects

HOME = Path(__file__).resolve().parents[2] / "build" / "real"
MOST_FAILURES = 0.05


def write_program(folder: Path, every: list[Subject]) -> Path:
    """A program with one page for each component."""
    program = folder / "program"
    program.mkdir(exist_ok=True)
    (program / "app.js").write_text("App({});")
    (program / "app.json").write_text(json.dumps({"pages": [subject.page for subject in every]}))
    for subject in every:
        write_page(program / subject.page, subject)
    return program


def write_page(path: Path, subject: Subject) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    using = {"subject": subject.specifier, **({"company": subject.company} if subject.company else {})}
    data = {"subject": subject.props, "company": props_of(subject.company or "")}
    path.with_suffix(".axml").write_text(markup(subject))
    path.with_suffix(".js").write_text(f"Page({{ data: {json.dumps(data)}, listen() {{}} }});")
    path.with_suffix(".json").write_text(json.dumps({"usingComponents": using}))


def markup(subject: Subject) -> str:
    """The component with its props and a text in its slot, and the one that it cannot be without."""
    inner = element("subject", subject.props, "<text>content</text>")
    if subject.company is None:
        return inner
    props = props_of(subject.company)
    if subject.inside:
        return element("company", props, inner)
    return element("subject", subject.props, element("company", props, "<text>content</text>"))


def element(tag: str, props: Mapping[str, Any], content: str) -> str:
    names = "".join(f' {name}="{{{{{tag}.{name}}}}}"' for name in props)
    return f"<{tag}{names}>{content}</{tag}>"


async def problems(program: Path, subject: Subject) -> list[str]:
    """What goes wrong when the component is shown and everything on it that listens is tapped."""
    async with MiniProgram.open(program) as app:
        try:
            page = await app.launch(subject.page)
            nodes = [node for item in page.tree() if isinstance(item, Node) for node in item.walk()]
            if not any(node.component for node in nodes):
                return ["nothing of it was rendered"]
            for position, node in enumerate(nodes):
                if "tap" in node.handlers and app.page == page:
                    await tap(app, position)
        except BridgeError as error:
            return [str(error)]
        return [f"{failure.message}\n{failure.stack}" for failure in app.errors]


async def tap(app: MiniProgram, position: int) -> None:
    """Tap the element that stands at `position` now, if there still is one."""
    nodes = [node for item in app.page.tree() if isinstance(item, Node) for node in item.walk()]
    if position < len(nodes) and "tap" in nodes[position].handlers:
        await app.page.fire(nodes[position].number, "tap")
        await app.guest.settle(60_000)


def main() -> int:
    console = Console(highlight=False, soft_wrap=True)
    folder = install(HOME)
    every = list(subjects(folder))
    program = write_program(folder, every)
    failed = 0
    for subject in every:
        found = asyncio.run(problems(program, subject))
        if found:
            failed += 1
            console.print(f"[red]✗[/] {subject.specifier}")
            console.print("  " + found[0].strip().replace("\n", "\n  "), markup=False)
    console.print(f"{len(every)} components of {', '.join(PACKAGES)}; {failed} failed")
    return 0 if every and failed <= MOST_FAILURES * len(every) else 1


if __name__ == "__main__":
    sys.exit(main())
