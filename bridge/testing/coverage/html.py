"""Coverage as a folder of web pages: an index, a page for each file, a style sheet, a script; nothing from outside."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from bridge.testing.coverage.counts import Coverage, FileCoverage
from bridge.testing.coverage.outcomes import Outcomes
from bridge.testing.coverage.source_page import LEGEND, source_table
from bridge.testing.coverage.summary import Metric, Summary, summary_of, total_of, uncovered_lines
from bridge.testing.coverage.text import level_of, unread_lines

Read = Callable[[str], str | None]
"""The text of a file of the program, or None."""

_ASSETS = Path(__file__).with_name("assets")
_NAMES = ("Statements", "Branches", "Functions", "Lines")
_THEME = '<button type="button" data-action="theme" title="Light or dark (t)">Light / dark</button>'


def write_html(
    coverage: Coverage,
    folder: Path,
    read: Read,
    *,
    outcomes: Sequence[Outcomes] = (),
    complaints: Sequence[str] = (),
    title: str = "Coverage",
) -> Path:
    """Write the pages into `folder`, which is made if need be, and tell where the index is.

    `read` gives the text of files. `complaints`: sentences on what was to be better, as `Thresholds.missed` gives them.
    Raises `OSError` if something cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for asset in ("coverage.css", "coverage.js"):
        (folder / asset).write_text((_ASSETS / asset).read_text(encoding="utf-8"), encoding="utf-8")
    for file in coverage:
        page = folder / f"{file.path}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_file_page(file, read(file.path)), encoding="utf-8", errors="replace")
    index = folder / "index.html"
    index.write_text(_index_page(coverage, outcomes, complaints, title), encoding="utf-8", errors="replace")
    return index


def _page(title: str, header: str, main: str, keys: str, depth: int = 0) -> str:
    up = "../" * depth
    return (
        '<!DOCTYPE html>\n<html lang="en" data-theme="light">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{up}coverage.css"><script src="{up}coverage.js"></script></head>\n'
        f"<body><header>{header}</header>\n<main>{main}</main>\n"
        f"<footer>Made by minibridge. Keys: {keys}.</footer></body></html>\n"
    )


# ---- The index


def _index_page(coverage: Coverage, outcomes: Sequence[Outcomes], complaints: Sequence[str], title: str) -> str:
    main = _cards(total_of(coverage))
    if complaints:
        main += f'<h2>Thresholds that are not met</h2><ul class="notes missed-threshold">{_items(complaints)}</ul>'
    main += _file_list(coverage)
    if outcomes:
        main += _outcome_table(outcomes)
    unread = unread_lines(coverage)
    if unread:
        main += f'<h2>Not counted</h2><ul class="notes">{_items(unread)}</ul>'
    keys = "<kbd>/</kbd> filter, <kbd>t</kbd> light or dark"
    return _page(title, f"<h1>{escape(title)}</h1>{_THEME}", main, keys)


def _items(lines: Sequence[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _cards(summary: Summary) -> str:
    cards = "".join(_card(name, metric) for name, metric in zip(_NAMES, summary.metrics, strict=True))
    return f'<ul class="cards">{cards}</ul>'


def _card(name: str, metric: Metric) -> str:
    level = level_of(metric.percent) if metric.total else "empty"
    return (
        f'<li class="card {level}"><span class="name">{name}</span><span class="value">{metric.percent:g}%'
        f"<small>{metric.covered} of {metric.total}</small></span>{_bar(metric)}</li>"
    )


def _bar(metric: Metric) -> str:
    """For eyes alone: the number stands beside it."""
    width = metric.percent if metric.total else 0
    return f'<span class="bar" aria-hidden="true"><i style="width:{width:g}%"></i></span>'


def _file_list(coverage: Coverage) -> str:
    heads = "".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in ("File", *_NAMES))
    rows = "".join(map(_file_row, coverage)) or '<tr><td class="nothing" colspan="6">No file was loaded.</td></tr>'
    return (
        '<div class="tools"><h2>Files</h2><input id="filter" type="search" placeholder="Filter by path"'
        ' aria-label="Filter by path"></div><div class="scroll"><table class="files"><thead><tr>'
        f'{heads}<th scope="col">Uncovered lines</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _file_row(file: FileCoverage) -> str:
    folder, name = posixpath.split(file.path)
    shown = f"<span>{escape(folder)}/</span>{escape(name)}" if folder else escape(name)
    cells = "".join(map(_metric_cell, summary_of(file).metrics))
    return (
        f'<tr><td class="path" data-value="{escape(file.path)}"><a href="{quote(file.path)}.html">{shown}</a></td>'
        f'{cells}<td class="lines">{escape(uncovered_lines(file)).replace(",", ", ")}</td></tr>'
    )


def _metric_cell(metric: Metric) -> str:
    if metric.total == 0:
        return '<td class="metric empty" data-value="101">&ndash;</td>'
    return (
        f'<td class="metric {level_of(metric.percent)}" data-value="{metric.percent:g}"><div>{metric.percent:g}%'
        f"<small>{metric.covered}/{metric.total}</small></div>{_bar(metric)}</td>"
    )


def _outcome_table(outcomes: Sequence[Outcomes]) -> str:
    rows = "".join(map(_outcome_row, outcomes))
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("API", "Exercised", "Never"))
    return (
        '<h2>Outcomes of the APIs that were called</h2><div class="scroll"><table class="outcomes">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _outcome_row(row: Outcomes) -> str:
    seen = _chips(row.exercised, "good") + _chips(row.others, "fair", " (undocumented)")
    return f"<tr><td>{escape(row.api)}</td><td>{seen}</td><td>{_chips(row.never, 'poor never')}</td></tr>"


def _chips(endings: Sequence[str], kind: str, more: str = "") -> str:
    return "".join(f'<span class="chip {kind}">{escape(ending + more)}</span>' for ending in endings)


# ---- One file


def _file_page(file: FileCoverage, text: str | None) -> str:
    depth = file.path.count("/")
    up = f'<a id="up" href="{"../" * depth}index.html" title="All files (u)">All files</a>'
    main = _cards(summary_of(file))
    if file.file_map.unread:
        main += f'<ul class="notes"><li>Not counted: {escape(file.file_map.unread)}</li></ul>'
    main += (
        f'<div class="bar-of-file"><span class="legend">{LEGEND}</span>'
        '<button type="button" data-action="previous" title="p">Previous</button>'
        '<button type="button" data-action="next" title="n">Next uncovered</button></div>'
    )
    main += source_table(file, text) if text is not None else '<p class="nothing">The file is not there any more.</p>'
    keys = "<kbd>n</kbd> <kbd>p</kbd> next and previous uncovered, <kbd>u</kbd> all files, <kbd>t</kbd> light or dark"
    return _page(file.path, f"{up}<h1>{escape(file.path)}</h1>{_THEME}", main, keys, depth)
