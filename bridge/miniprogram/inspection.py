"""Looking at every page of a program: does it load, open and render, and what does it miss?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridge.errors import ProgramError, ScriptError
from bridge.jsapi import CommonError
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.missing import missing
from bridge.miniprogram.program import MiniProgram
from bridge.miniprogram.tree.node import Node
from bridge.origins import UnmappedOrigin
from bridge.runtime.trace import Failure

_MISSING = "MODULE_NOT_FOUND"


@dataclass
class PageReport:
    """What came of opening one page. `nodes` counts the elements on it.

    `warnings`: origins that are not mapped, rejections that are a JSAPI's documented failure, markup that is hardly
    meant, and styles that do not count.
    """

    page: str
    ok: bool = True
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    missing_apis: list[str] = field(default_factory=list)
    missing_modules: list[str] = field(default_factory=list)
    nodes: int = 0


async def inspect(folder: Path, pages: Iterable[str] = (), **options: Any) -> AsyncIterator[PageReport]:
    """Open every page of the program (or `pages`), each in a fresh engine; options are those of `MiniProgram`.

    The program's own server is not started. Raises `ProgramError` for a folder that is no program.
    """
    manifest = Manifest(folder)
    for page in [manifest.page_path(wanted) for wanted in pages] or manifest.pages:
        yield await _inspect_page(MiniProgram(manifest, servers=False, **options), page)


async def _inspect_page(app: MiniProgram, page: str) -> PageReport:
    report = PageReport(page)
    async with app:
        try:
            shown = await app.launch(page, {})
            nodes = shown.tree()
            report.nodes = sum(1 for item in nodes if isinstance(item, Node) for _ in item.walk())
            report.warnings += app.stage.style_problems(nodes)
            await shown.settle()
        except ScriptError as error:
            if not app.errors:
                report.errors.append(str(error))
        except ProgramError as error:
            report.errors.append(str(error))
        _add_failures(report, app)
    report.ok = not report.errors
    return report


def _add_failures(report: PageReport, app: MiniProgram) -> None:
    for number, failure in enumerate(app.errors):
        if _is_told(failure, app.errors[:number]):
            continue
        is_answer = failure.kind == "rejection" and failure.code == "JSAPI"
        (report.warnings if is_answer else report.errors).append(f"{failure.message}\n{failure.stack}".rstrip())
        if failure.code == _MISSING:
            report.missing_modules.append(failure.message)
    beside = {UnmappedOrigin(origin).advice: _not_asked(origin) for origin in app.manifest.run.origins}
    report.warnings += [beside.get(note.text, note.text) for note in app.notes]
    report.warnings += [str(remark) for remark in app.stage.remarks]
    report.missing_apis = sorted(set(_missing_apis(app)))


def _not_asked(origin: str) -> str:
    return f"{origin} is not asked: pages are opened without what minibridge.json starts and maps; `run` has it"


def _is_told(failure: Failure, before: Iterable[Failure]) -> bool:
    """Whether it is thrown where something is used of which was told, with its place, when the page was loaded."""
    return any(earlier.message == failure.message.removeprefix("Error: ") for earlier in before)


def _missing_apis(app: MiniProgram) -> Iterable[str]:
    for call in app.calls:
        if call.outcome == "fail" and (call.result or {}).get("error") == CommonError.NOT_IMPLEMENTED:
            yield call.api
    for failure in app.errors:
        name = missing(failure, app.source, app.has_api)
        if name is not None:
            yield name
