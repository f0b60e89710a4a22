"""`compile_view`: AXML to the JavaScript of a view."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from bridge.errors import Place, ProgramError
from bridge.miniprogram.axml.counting import Counting
from bridge.miniprogram.axml.generator import Generator
from bridge.miniprogram.axml.markup import Parser, Remark
from bridge.miniprogram.axml.source import Source
from bridge.miniprogram.axml.tags import BUILT_IN_TAGS
from bridge.modules.file_map import FileMap

MOST_CACHED = 32 << 20
"""Characters of markup and code that the process remembers."""


@dataclass(frozen=True)
class Reference:
    """Another file that a view names, as it is written: `kind` is the tag's, `names` what `import-sjs` binds."""

    specifier: str
    kind: Literal["import", "include", "import-sjs"]
    place: Place
    names: str = ""


@dataclass(frozen=True)
class View:
    """A compiled view. `source` is a function expression `function(h){...}`; what is made of line N of the AXML is on
    its line N. `shifts`, for `source_file`, tells which columns of the AXML its columns mean.

    `imports`: of `<import>` and `<include>`; `sjs`: of `<import-sjs>`. `tags`: those that are not built in and
    so must be in `usingComponents`, with the first place of each. `warnings`: what is hardly meant. `file_map`: what
    the code counts, if it was asked to; `handlers`: which counter counts which handler, see `Counting`.
    """

    path: str
    source: str
    shifts: str
    imports: tuple[Reference, ...]
    sjs: tuple[Reference, ...]
    tags: dict[str, Place]
    warnings: tuple[Remark, ...]
    file_map: FileMap | None = None
    handlers: dict[str, int] = field(default_factory=dict)

    @property
    def has_components(self) -> bool:
        return bool(self.tags)


_Key = tuple[str, str, frozenset[str], bool]
_cache: OrderedDict[_Key, View] = OrderedDict()
_cached = 0


def compile_view(text: str, path: str, components: Iterable[str] = (), *, counts: bool = False) -> View:
    """The view of the AXML file at `path` (relative to the program, with slashes).

    `components`: tags that are declared as components, where they are the names of built-in ones. `counts`: the code
    counts what of it is evaluated.
    Raises `ProgramError` with line and column for what the platform would refuse too; where several expressions or
    directives are wrong, for the first, and names the others.
    """
    key = (path, text, BUILT_IN_TAGS.intersection(components), counts)
    view = _cache.get(key)
    if view is None:
        view = _compiled(*key)
        _remember(key, view)
    else:
        _cache.move_to_end(key)
    return view


def _remember(key: _Key, view: View) -> None:
    global _cached
    _cache[key] = view
    _cached += len(key[1]) + len(view.source)
    while _cached > MOST_CACHED and _cache:
        (_, text, _, _), dropped = _cache.popitem(last=False)
        _cached -= len(text) + len(dropped.source)


def _compiled(path: str, text: str, components: frozenset[str], counts: bool) -> View:
    source = Source(text, path, components)
    parser = Parser(source)
    root = parser.parse()
    counting = Counting(source) if counts else None
    generator = Generator(source, parser, counting)
    code, shifts = generator.generate(root)
    if generator.errors:
        raise _combined(generator.errors)
    if counting is not None:
        counting.file_map.sort()
    return View(
        path=path,
        source=code,
        shifts=shifts,
        imports=tuple(Reference(name, kind, place) for name, kind, place in generator.elements.imports),
        sjs=tuple(Reference(name, "import-sjs", place, names) for name, names, place in generator.sjs),
        tags=generator.elements.tags,
        warnings=tuple(sorted(dict.fromkeys(parser.remarks), key=lambda remark: _position(remark.place))),
        file_map=counting.file_map if counting is not None else None,
        handlers=counting.handlers if counting is not None else {},
    )


def _combined(errors: list[ProgramError]) -> ProgramError:
    errors.sort(key=lambda error: _position(error.place))
    first, *others = errors
    if not others:
        return first
    listed = [re.sub(r"\n.*", "", str(error), flags=re.DOTALL) for error in others[:5]]
    more = [f"and {len(others) - 5} more"] if len(others) > 5 else []
    advice = "\n".join([*([first.advice] if first.advice else []), "Also wrong:", *listed, *more])
    return ProgramError(first.message, place=first.place, advice=advice)


def _position(place: Place | None) -> tuple[int, int]:
    return (place.line or 0, place.column or 0) if place else (0, 0)
