"""Sheets as CSS that a browser can show in a phone's frame, and that cannot reach out of it.

Tags become `m-tag`, rpx and screen units become px, scoped sheets ask for their scope, and whatever would load
something (url() that is no data:, image-set, @font-face) is left out. No `<` remains, so nothing ends the style
element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tinycss2

from bridge.miniprogram.layout.lengths import Screen
from bridge.miniprogram.layout.sheets import Declaration, Rule, Sheet, inline_declarations

PREFIX = "m-"
_INSIDE = f":where({PREFIX}page,{PREFIX}page *)"
_SCREEN_UNITS = ("rpx", "vw", "vh", "vmin", "vmax")
_LISTS = ("not", "is", "where", "has", "matches")
_LOADING = ("url", "src", "image-set", "-webkit-image-set", "image", "cross-fade", "expression")
_KEYFRAMES = ("keyframes", "-webkit-keyframes")


def scope_mark(scope: str, scopes: Sequence[str]) -> str:
    """The value of the attribute `s` on nodes of a scope."""
    return str(scopes.index(scope))


def css_of(sheets: Iterable[Sheet], screen: Screen, scopes: Sequence[str] = ()) -> str:
    """The rules of all sheets, in order, as one text for a style element."""
    lines: list[str] = []
    for sheet in sheets:
        mark = "" if sheet.scope is None else f'[s="{scope_mark(sheet.scope, scopes)}"]'
        for rule in sheet.rules:
            lines.append(_rule_text(rule, screen, mark))
        lines.extend(_keyframes(sheet.others, screen))
    return "\n".join(line for line in lines if line)


def inline_css(text: str, screen: Screen) -> str:
    """A `style` attribute for a browser; it still has to be escaped as an attribute."""
    return _block(inline_declarations(text), screen)


def _rule_text(rule: Rule, screen: Screen, mark: str) -> str:
    try:
        selectors = [_selector(tokens, mark) for tokens in _split(rule.prelude)]
        block = _block(rule.declarations, screen)
    except RecursionError:
        return ""
    return f"{safe(','.join(selectors))}{{{block}}}" if block else ""


def safe(text: str) -> str:
    """Without `<`, which is the only character that could end a style element; it can only stand in strings."""
    return text.replace("<", "\\3c ")


def _block(declarations: Sequence[Declaration], screen: Screen) -> str:
    parts = []
    for declaration in declarations:
        value = css_value(declaration.tokens, screen).strip()
        if value:
            name = tinycss2.serializer.serialize_identifier(declaration.name)
            parts.append(f"{name}:{value}{' !important' if declaration.important else ''}")
    return safe(";".join(parts))


def css_value(tokens: Sequence[Any], screen: Screen) -> str:
    """A value with units of the screen in px, and without anything that is fetched."""
    return "".join(_token(token, screen) for token in tokens)


def _token(token: Any, screen: Screen) -> str:
    kind = token.type
    if kind == "dimension" and token.lower_unit in _SCREEN_UNITS:
        return f"{token.value * (screen.unit(token.lower_unit) or 0):g}px"
    if kind == "url":
        return _address(token.value)
    if kind == "function":
        return _function(token, screen)
    if kind == "comment":
        return ""
    if kind in ("() block", "[] block", "{} block"):
        return f"{kind[0]}{css_value(token.content, screen)}{kind[1]}"
    return str(tinycss2.serialize([token]))


def _function(token: Any, screen: Screen) -> str:
    if token.lower_name in _LOADING:
        given = next((part.value for part in token.arguments if part.type == "string"), "")
        return _address(given) if token.lower_name == "url" else "none"
    name = tinycss2.serializer.serialize_identifier(token.name)
    return f"{name}({css_value(token.arguments, screen)})"


def _address(url: str) -> str:
    if not url.startswith("data:image/"):
        return "none"
    return f'url("{tinycss2.serializer.serialize_string_value(url)}")'


def _keyframes(others: Sequence[Any], screen: Screen) -> Iterator[str]:
    for item in others:
        if item.lower_at_keyword in _KEYFRAMES and item.content is not None:
            name = css_value(item.prelude, screen).strip()
            try:
                yield safe(f"@keyframes {name}{{{css_value(item.content, screen)}}}")
            except RecursionError:
                continue


# ---- Selectors


def _split(prelude: Sequence[Any]) -> list[list[Any]]:
    """The selectors between the commas."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        elif token.type != "comment":
            selectors[-1].append(token)
    return [_trimmed(selector) for selector in selectors]


def _trimmed(tokens: list[Any]) -> list[Any]:
    while tokens and tokens[0].type == "whitespace":
        tokens = tokens[1:]
    while tokens and tokens[-1].type == "whitespace":
        tokens = tokens[:-1]
    return tokens


def _selector(tokens: list[Any], mark: str) -> str:
    """A selector with its tags renamed; its last compound is where the scope is asked for."""
    start = _last_compound(tokens)
    before, last = tokens[:start], tokens[start:]
    end = next((i for i, token in enumerate(last) if token.type == "literal" and token.value == ":"), len(last))
    bare = not any(_names_something(token) for token in last[:end])
    extra = mark + (_INSIDE if bare else "")
    return _renamed(before) + _renamed(last[:end]) + extra + _renamed(last[end:])


def _names_something(token: Any) -> bool:
    return token.type in ("ident", "hash")


def _last_compound(tokens: list[Any]) -> int:
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.type == "whitespace" or (token.type == "literal" and token.value in ">+~"):
            return place + 1
    return 0


def _renamed(tokens: Sequence[Any]) -> str:
    """Tokens of a selector as text: an identifier that follows neither a dot nor a colon is a tag."""
    parts: list[str] = []
    previous = ""
    for token in tokens:
        if token.type == "ident" and previous not in (".", ":"):
            parts.append(PREFIX + token.serialize())
        elif token.type == "function" and previous == ":" and token.lower_name in _LISTS:
            inner = ",".join(_renamed(_trimmed(part)) for part in _split(token.arguments))
            parts.append(f"{token.lower_name}({inner})")
        else:
            parts.append(str(tinycss2.serialize([token])))
        previous = token.value if token.type == "literal" else ""
    return "".join(parts)
