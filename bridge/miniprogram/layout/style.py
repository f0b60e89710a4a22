"""The computed style of one node: what its winning declarations come to, below the style of its parent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from bridge.miniprogram.layout.lengths import ZERO, Length, Screen
from bridge.miniprogram.layout.properties import AUTO, SIDES, parse, text_of
from bridge.miniprogram.layout.sheets import Declaration

NORMAL_LINE = 1.4
_INHERITED = frozenset({
    "color", "font-family", "font-weight", "font-style", "letter-spacing", "visibility", "word-break", "text-align",
    "white-space", "cursor", "list-style", "text-indent", "word-wrap", "overflow-wrap",
})  # fmt: skip
_DISPLAYS = {"-webkit-flex": "flex", "-webkit-box": "flex", "-webkit-inline-box": "inline-flex", "grid": "block"}
Four = tuple[Any, Any, Any, Any]


@dataclass(slots=True, eq=False)
class Style:
    """What layout needs to know of a node. Lengths are `Length` without ems; None is auto (or none)."""

    display: str = "inline"
    position: str = "static"
    border_box: bool = False
    width: Length | None = None
    height: Length | None = None
    min_width: Length | None = None
    max_width: Length | None = None
    min_height: Length | None = None
    max_height: Length | None = None
    margin: Four = (ZERO, ZERO, ZERO, ZERO)
    padding: Four = (ZERO, ZERO, ZERO, ZERO)
    border: tuple[float, float, float, float] = (0, 0, 0, 0)
    inset: Four = (None, None, None, None)
    column: bool = False
    backwards: bool = False
    wrap: bool = False
    justify: str = "flex-start"
    align: str = "stretch"
    align_self: str = "auto"
    grow: float = 0
    shrink: float = 1
    basis: Length | None = None
    gap: tuple[float, float] = (0, 0)
    font_size: float = 16
    line_height: float = 22.4
    line: Any = NORMAL_LINE
    text_align: str = "start"
    nowrap: bool = False
    clips: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    variables: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def flex(self) -> bool:
        return self.display in ("flex", "inline-flex")

    @property
    def inline(self) -> bool:
        return self.display.startswith("inline")

    @property
    def out_of_flow(self) -> bool:
        return self.position in ("absolute", "fixed")

    def text(self, name: str) -> str:
        """The value of a property as a computed style shows it; "" for what is not declared."""
        known = {"display": self.display, "position": self.position, "font-size": f"{self.font_size:g}px"}
        known["line-height"] = f"{self.line_height:g}px"
        return known.get(name) or self.texts.get(name, "")


def compute(declarations: Iterable[Declaration], above: Style | None, screen: Screen, display: str = "inline") -> Style:
    """The computed style of declarations, weakest first, below the style `above`; what is no value does not count."""
    declared = list(declarations)
    variables = dict(above.variables) if above is not None else {}
    variables.update((d.name, d.tokens) for d in declared if d.name.startswith("--"))
    texts = {name: text for name, text in above.texts.items() if name in _INHERITED} if above is not None else {}
    values: dict[str, Any] = {}
    for declaration in declared:
        if declaration.name.startswith("--"):
            continue
        try:
            _apply(declaration, variables, screen, values, texts)
        except RecursionError:  # a value nested that deeply is none
            continue
    return _built(values, above or Style(), texts, variables, display)


def _apply(
    declaration: Declaration,
    variables: Mapping[str, Any],
    screen: Screen,
    values: dict[str, Any],
    texts: dict[str, str],
) -> None:
    tokens = _substituted(declaration.tokens, variables)
    name = declaration.name.removeprefix("-webkit-")
    text = text_of(tokens, screen)
    values.update(parse(name, tokens, screen))
    texts[name] = text


def _substituted(tokens: Sequence[Any], variables: Mapping[str, Sequence[Any]], depth: int = 0) -> list[Any]:
    """With var(--x, fallback) replaced by its tokens, also inside calc()."""
    result: list[Any] = []
    for token in tokens:
        if token.type != "function" or depth > 20:
            result.append(token)
        elif token.lower_name == "var":
            result.extend(_substituted(_variable(token.arguments, variables), variables, depth + 1))
        elif any(part.type == "function" for part in token.arguments):
            inner = _substituted(token.arguments, variables, depth + 1)
            result.append(tinycss2.ast.FunctionBlock(token.source_line, token.source_column, token.name, inner))
        else:
            result.append(token)
        if len(result) > 1000:
            break
    return result


def _variable(arguments: Sequence[Any], variables: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    name = next((token.value for token in arguments if token.type == "ident"), "")
    if name in variables:
        return variables[name]
    commas = [place for place, token in enumerate(arguments) if token.type == "literal" and token.value == ","]
    return arguments[commas[0] + 1 :] if commas else ()


class _Values:
    """The parsed values of one node by longhand, ems in px."""

    def __init__(self, values: Mapping[str, Any], font_size: float) -> None:
        self._values = values
        self._font_size = font_size

    def length(self, name: str) -> Length | None:
        value = self._values.get(name)
        return value.at(self._font_size) if isinstance(value, Length) else None

    def four(self, pattern: str, otherwise: Length | None = ZERO) -> Four:
        """The four sides of `pattern`; None is auto."""
        top, right, bottom, left = (self._side(pattern.format(side), otherwise) for side in SIDES)
        return top, right, bottom, left

    def _side(self, name: str, otherwise: Length | None) -> Length | None:
        if name not in self._values:
            return otherwise
        return None if self._values[name] == AUTO else self.length(name)

    def word(self, name: str, otherwise: str) -> str:
        value = self._values.get(name)
        return value if isinstance(value, str) and value not in ("initial", "unset", "inherit") else otherwise

    def number(self, name: str, otherwise: float) -> float:
        value = self._values.get(name)
        return value if isinstance(value, float) else otherwise

    def px(self, name: str) -> float:
        return (self.length(name) or ZERO).px


def _built(
    parsed: Mapping[str, Any], above: Style, texts: dict[str, str], variables: Mapping[str, Any], display: str
) -> Style:
    font_size = _font_size(parsed.get("font-size"), above)
    line = _line(parsed.get("line-height"), above, font_size)
    values = _Values(parsed, font_size)
    shown = values.word("display", display)
    top, right, bottom, left = (0.0 if side is None else side.px for side in values.four("border-{}-width"))
    style = Style(
        display=_DISPLAYS.get(shown, shown),
        position=values.word("position", "static"),
        border_box=values.word("box-sizing", "content-box") == "border-box",
        margin=values.four("margin-{}"),
        padding=values.four("padding-{}"),
        border=(top, right, bottom, left),
        inset=values.four("{}", None),
        font_size=font_size,
        line_height=line * font_size if isinstance(line, float) else line.px,
        line=line,
        text_align=values.word("text-align", above.text_align),
        nowrap=values.word("white-space", "nowrap" if above.nowrap else "normal") in ("nowrap", "pre"),
        clips=any(values.word(f"overflow-{axis}", "visible") != "visible" for axis in "xy"),
        texts=texts,
        variables=variables,
    )
    for name in _SIZES:
        setattr(style, name.replace("-", "_"), values.length(name))
    _set_flex(style, values)
    return style


_SIZES = ("width", "height", "min-width", "max-width", "min-height", "max-height")


def _set_flex(style: Style, values: _Values) -> None:
    direction = values.word("flex-direction", "row")
    style.column, style.backwards = direction.startswith("column"), direction.endswith("-reverse")
    style.wrap = values.word("flex-wrap", "nowrap").startswith("wrap")
    style.justify = values.word("justify-content", "flex-start")
    style.align = values.word("align-items", "stretch")
    style.align_self = values.word("align-self", "auto")
    style.grow, style.shrink = values.number("flex-grow", 0), values.number("flex-shrink", 1)
    style.basis = values.length("flex-basis")
    style.gap = (values.px("row-gap"), values.px("column-gap"))


def _font_size(value: Any, above: Style) -> float:
    if not isinstance(value, Length):
        return above.font_size
    return max(value.at(above.font_size).over(above.font_size), 0)


def _line(value: Any, above: Style, font_size: float) -> Any:
    """A factor of the font size, or a `Length` in px."""
    if isinstance(value, float):
        return value
    if isinstance(value, Length):
        return Length(value.at(font_size).over(font_size))
    return NORMAL_LINE if value == AUTO else above.line


def style_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names as a program writes them (`fontSize`, `font-size`) with the property's own."""
    for name in names:
        yield name, "".join("-" + letter.lower() if letter.isupper() else letter for letter in name)
