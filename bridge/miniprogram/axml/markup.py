"""AXML text to a tree of elements and texts.

As on the platform nothing is closed by itself: `<input>` wants its `</input>` or a `/>`. Tolerated: quotes left out,
values left out, an attribute written twice (the first counts), `<` before a blank in text, `<? >` and `<! >`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from bridge.errors import Place, ProgramError
from bridge.miniprogram.axml.entities import ENTITY, resolve, resolved_fragment
from bridge.miniprogram.axml.source import Fragment, Source
from bridge.miniprogram.axml.tags import KEPT_TAGS
from bridge.miniprogram.axml.tokens import Expression

MOST_LEVELS = 500
"""Of elements inside each other."""

Part = str | Expression
"""Of a value: text, or a `{{ }}`."""


@dataclass(slots=True)
class Attribute:
    """`value`: True where there is none, a text, or its parts where there is a `{{ }}` among them."""

    name: str
    offset: int
    value: Literal[True] | str | list[Part]
    start: int
    end: int = 0


@dataclass(slots=True)
class Text:
    parts: list[Part]
    start: int

    @property
    def is_blank(self) -> bool:
        """Whether it is nothing but white space."""
        return all(isinstance(part, str) and not part.strip() for part in self.parts)


@dataclass(slots=True)
class Element:
    """`keeps`: it or something below has a state of its own, or may have.

    The generator gives `site`, and `constants`, the code of attributes that never change.
    """

    tag: str
    offset: int
    attributes: dict[str, Attribute] = field(default_factory=dict)
    children: list[Element | Text] = field(default_factory=list)
    keeps: bool = False
    is_text: bool = False
    site: int = -1
    constants: str = ""


@dataclass(frozen=True)
class Remark:
    """Something that is no error, but hardly meant."""

    message: str
    place: Place
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f"\n{self.advice}" if self.advice else "")


_STOP = re.compile(r"<(?=[A-Za-z_/!?])|\{\{")
_OPEN = re.compile(r"<([A-Za-z_][^\s<>/{}\"'=]*)")
_CLOSE = re.compile(r"</\s*([^\s<>]*)\s*>")
_LAST_CLOSE = re.compile(r"</\s*([^\s<>]+)\s*\Z")
_NAME = re.compile(r"\s*([^\s<>/=\"'{}]+)(\s*=\s*)?")
_END = re.compile(r"\s*(/?)>")
_UNQUOTED = re.compile(r"(?:(?!/?>|\{\{)[^\s\"'<>])+")
_TAG_INSIDE = re.compile(r"\n[^\n]*</?[A-Za-z]|>")
_KEEPING = KEPT_TAGS | {"include"}


class Parser:
    """One file, read from its start to its end by `parse`."""

    def __init__(self, source: Source) -> None:
        self.remarks: list[Remark] = []
        self.sjs: list[Element] = []
        self._source = source
        self._text = source.text
        self._whole = Fragment(source, source.text)
        self._root = Element("", 0)
        self._stack = [self._root]

    def remark(self, offset: int, message: str, advice: str = "") -> None:
        self.remarks.append(Remark(message, self._source.place(offset), advice))

    def parse(self) -> Element:
        """The root: an element without a tag. Raises `ProgramError` at the first thing that is wrong."""
        at, text = 0, self._text
        while at < len(text):
            at = self._read_text(at)
            if at == len(text):
                break
            following = text[at + 1]
            if following == "/":
                at = self._close(at)
            elif following in "!?":
                at = self._skip(at)
            else:
                at = self._open(at)
        if len(self._stack) > 1:
            self._unclosed(self._stack[-1], "the file ends before it")
        return self._root

    # ---- Text

    def _read_text(self, at: int) -> int:
        parts, start, text = list[Part](), at, self._text
        while True:
            match = _STOP.search(text, at)
            stop = match.start() if match else len(text)
            if stop > at:
                parts.append(text[at:stop])
            if match is None or match.group() == "<":
                break
            expression, at = self._expression_in_text(match.end())
            parts.append(expression)
        if parts:
            self._add_text(parts, start)
        return stop

    def _expression_in_text(self, start: int) -> tuple[Expression, int]:
        """The expression, and where the text goes on; `&gt;` and its kin mean what they stand for, as in attributes."""
        text = self._text
        close = text.find("}}", start)
        if close >= 0 and ENTITY.search(text, start, close):
            fragment = resolved_fragment(self._source, start, close + 2)
            return self._expression(fragment, 0, len(fragment.text)), close + 2
        expression = self._expression(self._whole, start, len(text))
        return expression, expression.end

    def _expression(self, fragment: Fragment, start: int, limit: int) -> Expression:
        """In text, `{{` that is not closed would go on to the next `}}`, through tags and all."""
        try:
            return Expression(fragment, start, limit)
        except ProgramError:
            close, again = fragment.text.find("}}", start, limit), fragment.text.find("{{", start, limit)
            if close < 0 or 0 <= again < close:
                fragment.fail(start - 2, "{{ is not closed", "Close the expression with }}.")
            raise

    def _add_text(self, parts: list[Part], start: int) -> None:
        """Blanks around a text are left out (observed), except inside `<text>`."""
        parent = self._stack[-1]
        if len(parts) == 1 and isinstance(parts[0], str) and not parent.is_text and parts[0].isspace():
            return
        if not parent.is_text:
            first, last = parts[0], parts[-1]
            if isinstance(first, str):
                parts[0] = first.lstrip()
            if isinstance(last, str):
                parts[-1] = str(parts[-1]).rstrip()
        cleaned = [resolve(part) if isinstance(part, str) else part for part in parts if part != ""]
        if cleaned:
            parent.children.append(Text(cleaned, start))

    def _skip(self, at: int) -> int:
        """A comment, CDATA, or a declaration."""
        text = self._text
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            if end < 0:  # observed in programs that run on phones
                self.remark(at, "a comment is not closed: the rest of the file belongs to it", "Close it with -->.")
                return len(text)
            return end + 3
        if text.startswith("<![CDATA[", at):
            end = text.find("]]>", at)
            if end < 0:
                self._source.fail(at, "CDATA is not closed", "Close it with ]]>.")
            self._stack[-1].children.append(Text([text[at + 9 : end]], at + 9))
            return end + 3
        end = text.find(">", at)
        if end < 0:
            self._source.fail(at, f"{text[at : at + 2]} is not closed", "Close it with >.")
        return end + 1

    # ---- Tags

    def _open(self, at: int) -> int:
        match = _OPEN.match(self._text, at)
        assert match is not None
        parent = self._stack[-1]
        element = Element(match[1], at)
        element.is_text = match[1] == "text" or (match[1] == "block" and parent.is_text)
        element.keeps = match[1] in _KEEPING or self._source.is_component(match[1])
        parent.children.append(element)
        at = match.end()
        end = _END.match(self._text, at)
        while end is None:
            at = self._attribute(element, at)
            end = _END.match(self._text, at)
        if match[1] == "import-sjs":
            self.sjs.append(element)
        if match[1] == "template" and "is" in element.attributes:
            element.keeps = True
        if end[1]:
            parent.keeps = parent.keeps or element.keeps
        else:
            self._stack.append(element)
            if len(self._stack) > MOST_LEVELS + 1:
                self._source.fail(element.offset, f"elements are nested more than {MOST_LEVELS} levels deep")
        return end.end()

    def _close(self, at: int) -> int:
        match = _CLOSE.match(self._text, at)
        if match is None:
            match = _LAST_CLOSE.match(self._text, at)
            if match is None:
                self._source.fail(at, "a closing tag is not finished", "Write it as </tag>.")
            self.remark(at, "the last closing tag is not finished", f"Write </{match[1]}>.")
        element = self._stack[-1]
        if element.tag != match[1] or len(self._stack) == 1:
            self._mismatch(match[1], at)
        self._stack.pop()
        parent = self._stack[-1]
        parent.keeps = parent.keeps or element.keeps
        return match.end()

    def _mismatch(self, tag: str, at: int) -> None:
        if all(element.tag != tag for element in self._stack[1:]):
            advice = "Take it out." if len(self._stack) == 1 else f"Close <{self._stack[-1].tag}> here, or take it out."
            self._source.fail(at, f"</{tag}> closes nothing: no <{tag}> is open", advice)
        self._unclosed(self._stack[-1], f"</{tag}> on line {self._source.line(at)} comes before it")

    def _unclosed(self, element: Element, why: str) -> None:
        advice = f"Write </{element.tag}>, or end the tag with /> if it holds nothing."
        self._source.fail(element.offset, f"<{element.tag}> is not closed: {why}", advice)

    # ---- Attributes

    def _attribute(self, element: Element, at: int) -> int:
        match = _NAME.match(self._text, at) or self._bad_attribute(element, at)
        name, start = match[1], match.end()
        if match[2] is None:
            attribute, end = Attribute(name, match.start(1), True, start), match.end(1)
        elif self._text[start : start + 1] in ('"', "'"):
            end = self._quoted_end(element, name, start)
            attribute = Attribute(name, match.start(1), self._value(start + 1, end - 1), start + 1)
        else:
            end = self._unquoted_end(element, name, start)
            attribute = Attribute(name, match.start(1), self._value(start, end), start)
        attribute.end = end
        if name in element.attributes:
            self.remark(match.start(1), f"'{name}' is written twice on <{element.tag}>: the first counts")
        else:
            element.attributes[name] = attribute
        return end

    def _bad_attribute(self, element: Element, at: int) -> NoReturn:
        blank = len(self._text[at:]) - len(self._text[at:].lstrip())
        found = self._text[at + blank : at + blank + 2]
        if found == "" or found[0] == "<":
            self._source.fail(element.offset, f"the tag <{element.tag} is not finished", "End it with > or />.")
        if found == "{{":
            self._source.fail(
                at + blank, "{{ }} cannot stand for attributes", 'Write them one by one: name="{{value}}".'
            )
        if found[0] in "\"'":
            self._source.fail(
                at + blank,
                f"a quote {found[0]} stands where a name of an attribute should",
                "Look for a quote too many before it.",
            )
        self._source.fail(at + blank, f"unexpected '{found[0]}' in the tag <{element.tag}>")

    def _quoted_end(self, element: Element, name: str, start: int) -> int:
        """A value that reaches into other tags, with more of it after its end, has lost its closing quote."""
        quote = self._text[start]
        end = self._text.find(quote, start + 1)
        following = self._text[end + 1 : end + 2]
        is_odd = end < 0 or not (following in "/>" or following.isspace())
        if is_odd and (end < 0 or _TAG_INSIDE.search(self._text, start, end)):
            advice = f"Write the closing {quote}."
            value = self._text[start + 1 : end if end >= 0 else start + 200]
            if "{{" in value and "}}" not in value:
                advice += f" Inside {{{{ }}}} use the other kind of quote than the {quote} around it."
            self._source.fail(start, f"the value of '{name}' on <{element.tag}> is not closed", advice)
        return end + 1

    def _unquoted_end(self, element: Element, name: str, at: int) -> int:
        start = at
        while True:
            if self._text.startswith("{{", at):
                at = self._expression(self._whole, at + 2, len(self._text)).end
                continue
            match = _UNQUOTED.match(self._text, at)
            if match is None:
                break
            at = match.end()
        if at == start:
            self._source.fail(start, f"the value of '{name}' on <{element.tag}> is missing", f'Write {name}="...".')
        return at

    def _value(self, start: int, end: int) -> str | list[Part]:
        brace = self._text.find("{{", start, end)
        if brace < 0:
            return resolve(self._text[start:end])
        if self._text.find("&", start, end) >= 0 and ENTITY.search(self._text, start, end):
            fragment = resolved_fragment(self._source, start, end)
            return self._parts(fragment, 0, len(fragment.text))
        return self._parts(self._whole, start, end)

    def _parts(self, fragment: Fragment, start: int, end: int) -> str | list[Part]:
        """Blanks around a value with an expression do not count (observed), so ` {{a}} ` is what a is."""
        parts, at, text = list[Part](), start, fragment.text
        while at < end:
            brace = text.find("{{", at, end)
            stop = brace if brace >= 0 else end
            if stop > at:
                parts.append(text[at:stop])
            if brace < 0:
                break
            expression = self._expression(fragment, brace + 2, end)
            parts.append(expression)
            at = expression.end
        if isinstance(parts[0], str):
            parts[0] = parts[0].lstrip()
        if isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        return [part for part in parts if part != ""]
