"""Values and texts to JavaScript: literal pieces and expressions put together."""

from __future__ import annotations

from bridge.errors import ProgramError
from bridge.miniprogram.axml.counting import Counting
from bridge.miniprogram.axml.cursor import Code
from bridge.miniprogram.axml.expressions import Warn, compile_expression
from bridge.miniprogram.axml.markup import Attribute, Part, Text
from bridge.miniprogram.axml.output import marked
from bridge.miniprogram.axml.scope import Scope, quoted
from bridge.miniprogram.axml.source import Source
from bridge.miniprogram.axml.tokens import Expression

NOTHING = Code("(void 0)")


class Values:
    """Compiles the values of one file. What is wrong is collected in `errors`, to be told at once."""

    def __init__(self, source: Source, warn: Warn, counting: Counting | None = None) -> None:
        self.errors: list[ProgramError] = []
        self._source = source
        self._warn = warn
        self._counting = counting

    def expression(self, expression: Expression, scope: Scope, *, as_data: bool = False) -> Code:
        try:
            code = compile_expression(expression, scope, self._warn, as_data=as_data)
            if expression.path is None:  # which could not throw
                code = Code(marked(expression.fragment.origin(expression.start), code.text), code.kind, code.form)
            return code if self._counting is None else self._counting.expression(expression, code)
        except ProgramError as error:
            self.errors.append(error)
            return NOTHING

    def attribute(self, attribute: Attribute, scope: Scope, convert: str = "") -> Code:
        """Its value: true without one, of its own type for a single `{{ }}`, else a string.

        In a string, missing values are "undefined" and "null", and objects what JavaScript makes of them (observed).
        `convert` is the function that unknown values are given to.
        """
        value = attribute.value
        if value is True:
            return Code("true", "plain")
        if isinstance(value, str):
            return Code(quoted(value), "text")
        if len(value) == 1 and isinstance(value[0], Expression):
            code = self.expression(value[0], scope)
            code = _converted(code, convert) if convert else code
            lead = "\n" * (value[0].line - self._source.line(attribute.start))
            return Code(lead + code.text, code.kind, code.form)
        return Code(self._joined(value, scope, self._source.line(attribute.start), convert), "text", "other")

    def text(self, text: Text, scope: Scope) -> str:
        """A text's code, a string: missing values show nothing, and objects what `String` makes of them."""
        return self._joined(text.parts, scope, self._source.line(text.start), "t")

    def _joined(self, parts: list[Part], scope: Scope, line: int, convert: str) -> str:
        pieces = list[str]()
        for part in parts:
            lead = ""
            if isinstance(part, str):
                code = Code(quoted(part), "text")
            else:
                code = _converted(self.expression(part, scope), convert) if convert else self.expression(part, scope)
                lead = "\n" * (part.line - line)
                line = part.line + code.text.count("\n")
            if not pieces and code.kind != "text":
                pieces.append('""')
            pieces.append(
                lead
                + (code.text if code.form == "atom" or (len(parts) == 1 and code.kind == "text") else f"({code.text})")
            )
        return "+".join(pieces)


def _converted(code: Code, convert: str) -> Code:
    if code.kind != "any":
        return code
    return Code(f"{convert}({code.text})", "text" if convert == "t" else "any")
