"""The page of a report that shows one file, line by line."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from bridge.testing.coverage.counts import FileCoverage
from bridge.testing.coverage.marks import Badge, Mark, by_line, lines_of, missed, words

LEGEND = (
    '<span class="m-statement">not run</span><span class="m-function">not called</span>'
    '<span class="m-branch">branch not taken</span>'
    '<span><b class="badge">I</b>if path not taken</span><span><b class="badge">E</b>else path not taken</span>'
)
_NOT_RUN = ("m-statement", "m-function")
_Piece = tuple[int, int, Mark]


def source_table(file: FileCoverage, text: str) -> str:
    """The HTML of the file's lines: number, how often it ran, and the text with its marks."""
    lines = lines_of(text)
    marks, badges = missed(file)
    found, colours = by_line(marks, lines), by_line(words(file.path, text), lines)
    signs = defaultdict[int, list[Badge]](list)
    for badge in badges:
        signs[badge.line].append(badge)
    hits, rows = file.lines(), list[str]()
    was_missed = False
    for number, line in enumerate(lines, 1):
        kind = _kind(hits.get(number), found[number], bool(signs[number]))
        is_stop = kind in ("missed", "partial") and not (kind == "missed" and was_missed)
        was_missed = kind == "missed" or (was_missed and kind == "")
        code = _code(line, [*colours[number], *found[number]], signs[number])
        rows.append(_row(number, hits.get(number), kind, is_stop, code))
    return f'<div class="source"><table><tbody>{"".join(rows)}</tbody></table></div>'


def _kind(hits: int | None, pieces: list[_Piece], has_badges: bool) -> str:
    """A line on which no statement begins is missed where one goes on that was, or a function stands."""
    if hits == 0 or (hits is None and any(mark.kind in _NOT_RUN for _, _, mark in pieces)):
        return "missed"
    return "partial" if pieces or has_badges else "" if hits is None else "hit"


def _row(number: int, hits: int | None, kind: str, is_stop: bool, code: str) -> str:
    shown = "" if hits is None else f'<span aria-label="ran {hits} times">{hits}&times;</span>'
    opening = f'<tr id="L{number}" class="{kind}"{" data-stop" if is_stop else ""}>'
    link = f'<td class="number"><a href="#L{number}">{number}</a></td>'
    return f'{opening}{link}<td class="hits">{shown}</td><td><pre>{code}\n</pre></td></tr>'


def _code(line: str, pieces: list[_Piece], badges: list[Badge]) -> str:
    """The line in pieces that each have all the marks that lie over them."""
    starts, ends = defaultdict[int, list[_Piece]](list), defaultdict[int, list[_Piece]](list)
    for piece in pieces:
        starts[piece[0]].append(piece)
        ends[piece[1]].append(piece)
    signs = {badge.column - 1: badge for badge in badges}
    cuts = sorted({0, len(line), *starts, *ends, *signs})
    active, code = list[_Piece](), list[str]()
    for at, until in zip(cuts, [*cuts[1:], len(line)], strict=True):
        if at in signs:
            code.append(f'<b class="badge" title="{escape(signs[at].title)}">{signs[at].text}</b>')
        if at in ends:
            active = [piece for piece in active if piece[1] != at]
        active += starts.get(at, [])
        if until > at:
            code.append(_piece(line[at:until], active))
    return "".join(code)


def _piece(text: str, active: list[_Piece]) -> str:
    if not active:
        return escape(text, quote=False)
    kinds = " ".join(dict.fromkeys(mark.kind for _, _, mark in active))
    titles = "; ".join(dict.fromkeys(mark.title for _, _, mark in active if mark.title))
    title = f' title="{escape(titles)}"' if titles else ""
    return f'<span class="{kinds}"{title}>{escape(text, quote=False)}</span>'
