"""Expressions to JavaScript: the same words in the same order, with names resolved and members made loose.

`a.b.c` is `d.a?.b?.c`: undefined where a step is missing (observed), and so is a call on what is missing. A call of
something that is there and is no function throws. Line ends are kept, so that positions stay right.
"""

from __future__ import annotations

from collections.abc import Callable

from bridge.miniprogram.axml.cursor import Code, Cursor
from bridge.miniprogram.axml.grammar import (
    ASSIGNMENTS,
    BINARY,
    CONSTANTS,
    GLOBALS,
    MOST_LEVELS,
    MOST_WORDS,
    REFUSED,
    RESERVED,
    UNARY,
    ascii_text,
    merged,
    number_code,
)
from bridge.miniprogram.axml.scope import Scope, Variable, key, quoted
from bridge.miniprogram.axml.tokens import Expression, Token

Warn = Callable[[int, str, str], None]


def compile_expression(expression: Expression, scope: Scope, warn: Warn, *, as_data: bool = False) -> Code:
    """The JavaScript of one `{{ }}`. Raises `ProgramError`.

    `as_data`: what a template is given, `{{...item, a: 1}}`: always an object, its braces left out or not.
    """
    if expression.path is not None and not as_data:
        head, rest = expression.path
        if head not in RESERVED:
            code, kind = scope.read(head)
            return Code(code + rest.replace(".", "?."), "any") if rest else Code(code, kind)
    return _Compiler(expression, scope, warn).whole(as_data)


class _Compiler(Cursor):
    def __init__(self, expression: Expression, scope: Scope, warn: Warn) -> None:
        super().__init__(expression)
        self._scope = scope
        self._warn = warn
        self._levels = 0

    # ---- The whole

    def whole(self, as_data: bool) -> Code:
        if len(self._tokens) > MOST_WORDS:
            self._fail(self._token, f"an expression has more than {MOST_WORDS} words", "Put such data into the page.")
        if self._token.kind == "end":
            self._warn(self._fragment.origin(self._token.start), "{{}} is empty", "")
            return Code("{}" if as_data else "(void 0)")
        if self._looks_like_members() or (as_data and not self._is("{")):
            code = self._members("end", as_data)
        else:
            code = self._value()
        if self._token.kind != "end":
            self._fail(self._token, "unexpected %s in an expression", self._advice())
        return code

    def _advice(self) -> str:
        if self._token.text in ASSIGNMENTS:
            return "An expression changes nothing: compare with ===, or change the data with setData."
        return "" if self._token.text != ";" else "An expression is no statement: leave the semicolon out."

    def _looks_like_members(self) -> bool:
        """`...a`, `a: 1`, `a, b`, `'a': 1` and `[a]: 1` are an object's members."""
        first, second = self._tokens[0], self._tokens[min(1, len(self._tokens) - 1)]
        if first.kind == "punct":
            return first.text == "..." or (first.text == "[" and self._after_bracket(0).text == ":")
        separators = (":", ",") if first.kind == "name" else (":",)
        return first.kind in ("name", "string", "number") and second.kind == "punct" and second.text in separators

    # ---- Values

    def _value(self, strength: int = 0) -> Code:
        """Everything that binds at least as strongly; 0 takes conditions and arrow functions too."""
        if strength == 0 and self._is_arrow():
            return self._arrow()
        self._levels += 1
        if self._levels > MOST_LEVELS:
            self._fail(
                self._token, f"an expression is nested more than {MOST_LEVELS} levels deep", "Move it to an SJS file."
            )
        left = self._binary(self._unary(), strength)
        if strength == 0 and self._is("?"):
            left = self._condition(left)
        self._levels -= 1
        return left

    def _binary(self, left: Code, strength: int) -> Code:
        while True:
            token = self._token
            if token.kind not in ("punct", "name") or token.text not in BINARY:
                return left
            operator = BINARY[token.text]
            if operator.strength < strength or operator.strength == 0:
                return left
            if token.text == "**" and left.form == "unary":
                self._fail(token, "a sign before ** is ambiguous", "Put parentheses around the signed value.")
            self._take()
            right = self._value(operator.strength + (0 if token.text == "**" else 1))
            if operator.form != "other" and {left.form, right.form} & operator.excludes:
                self._fail(token, "?? is mixed with && or ||", "Put parentheses around one of them.")
            space = " " if operator.spaced else ""
            text = f"{left.text}{token.lead}{space}{token.text}{space}{_apart(token.text, right.text)}"
            left = Code(text, operator.kind(left.kind, right.kind), operator.form)

    def _condition(self, test: Code) -> Code:
        question = self._take()
        first = self._value()
        colon = self._expect(":", "':' of a condition is missing before %s")
        second = self._value()
        # No blank after `?` would join it with a dot.
        text = f"{test.text}{question.lead}? {first.text}{colon}{second.text}"
        return Code(text, merged(first.kind, second.kind), "other")

    def _unary(self) -> Code:
        signs, kind = "", ""
        while (token := self._token).text in UNARY and token.kind in ("punct", "name"):
            self._take()
            kind = kind or UNARY[token.text]
            text = token.text + (" " if token.kind == "name" else "")
            signs += token.lead + (" " if signs.endswith(token.text) else "") + text
        operand = self._postfix(self._operand())
        if not signs:
            return operand
        return Code(signs + operand.text, kind, "unary")

    def _postfix(self, code: Code) -> Code:
        text, count = [code.text], 0
        while (token := self._token).kind in ("punct", "full", "head"):
            step = _STEPS.get(token.text) if token.kind == "punct" else None
            if token.kind != "punct":
                self._fail(
                    token, "a tagged template literal is not possible in AXML", "Call a function of an SJS file."
                )
            if step is None:
                break
            text.append(step(self))
            count += 1
        return Code("".join(text)) if count else code

    def _step(self) -> str:
        token = self._take()
        if token.text == "[":
            return f"{token.lead}?.[{self._sequence(']')}"
        if token.text == "?.":
            if self._is("("):
                return f"{token.lead}?.{self._call()}"
            if self._is("["):
                self._take()
                return f"{token.lead}?.[{self._sequence(']')}"
        name = self._take()
        if name.kind != "name":
            self._fail(name, "a property's name is missing before %s")
        text = name.text if name.text.isascii() else f"[{quoted(name.text)}]"
        return f"{token.lead}?.{name.lead}{text}"

    def _call(self) -> str:
        opening = self._take()
        return f"{opening.lead}({self._list(')')}"

    def _counting(self) -> str:
        self._fail(self._token, "%s changes a value: that is not possible in AXML", "Add or subtract 1 instead.")

    # ---- Operands

    def _operand(self) -> Code:
        token = self._take()
        read = _OPERANDS.get(token.kind)
        if read is None:
            self._fail(
                token, "a value is missing before %s" if token.kind == "end" else "unexpected %s in an expression"
            )
        code = read(self, token)
        return Code(token.lead + code.text, code.kind, code.form) if token.lead else code

    def _string(self, token: Token) -> Code:
        return Code(ascii_text(token.text), "text")

    def _number(self, token: Token) -> Code:
        return Code(number_code(token.text), "plain")

    def _regex(self, token: Token) -> Code:
        return Code(ascii_text(token.text))

    def _template(self, token: Token) -> Code:
        text = "`" + ascii_text(token.text)
        while token.kind in ("head", "middle"):
            text += "${" + self._value().text
            token = self._take()
            if token.kind not in ("middle", "tail"):
                self._fail(token, "'}' of a template literal is missing before %s")
            text += token.lead + "}" + ascii_text(token.text)
        return Code(text + "`", "text")

    def _name(self, token: Token) -> Code:
        name = token.text
        if name in CONSTANTS:
            return Code(*CONSTANTS[name])
        if name in RESERVED:
            advice = REFUSED.get(name, "Give the data another name.")
            self._fail(token, "%s is a word of JavaScript and cannot be a name here", advice)
        code, kind = self._scope.read(name)
        if name in GLOBALS and name not in self._scope.variables and self._is("(", "."):
            self._warn(
                self._fragment.origin(token.start),
                f"'{name}' is looked up in the data, not in JavaScript",
                "Use it in an SJS file.",
            )
        return Code(code, kind)

    def _punct(self, token: Token) -> Code:
        if token.text == "(":
            return self._parenthesised()
        if token.text == "[":
            return Code("[" + self._list("]"))
        if token.text == "{":
            return self._members("}", False)
        self._fail(
            token, "unexpected %s in an expression" if token.text not in ("=", ";") else "a value is missing before %s"
        )

    def _parenthesised(self) -> Code:
        inner = self._value()
        if self._is(","):
            return Code(f"({inner.text}{self._rest()}")
        closing = self._expect(")", "')' is missing before %s")
        return Code(f"({inner.text}{closing}", inner.kind)

    def _rest(self) -> str:
        text = ""
        while self._is(","):
            text += self._take().lead + "," + self._value().text
        return text + self._expect(")", "')' is missing before %s")

    def _sequence(self, closing: str) -> str:
        return self._value().text + self._expect(closing, f"'{closing}' is missing before %s")

    def _list(self, closing: str) -> str:
        """Arguments or elements up to and with the closing bracket."""
        text = ""
        while not self._is(closing):
            text += self._spread() if self._is("...") else self._value().text
            if not self._is(closing):
                text += self._expect(",", f"',' or '{closing}' is missing before %s")
        return text + self._expect(closing, "")

    def _spread(self) -> str:
        token = self._take()
        return f"{token.lead}...{self._value().text}"

    # ---- Objects

    def _members(self, closing: str, as_data: bool) -> Code:
        text = "{"
        while not self._closes(closing):
            text += self._spread() if self._is("...") else self._member(as_data)
            if self._closes(closing):
                break
            comma = "',' or '}' is missing before %s" if closing == "}" else "',' is missing before %s"
            text += self._expect(",", comma)
        lead = self._take().lead if closing == "}" else ""
        return Code(f"{text}{lead}}}" if closing == "}" else f"({text}}})")

    def _closes(self, closing: str) -> bool:
        return self._token.kind == "end" if closing == "end" else self._is(closing)

    def _member(self, as_data: bool) -> str:
        token = self._take()
        if token.kind == "punct" and token.text == "[":
            return f"{token.lead}[{self._sequence(']')}{self._member_value()}"
        if token.kind not in ("name", "string", "number"):
            self._fail(token, "a member of an object is missing before %s")
        if token.kind == "name" and not self._is(":"):
            return self._shorthand(token, as_data)
        name = key(token.text) if token.kind == "name" else ascii_text(token.text)
        if name[1:-1] == "__proto__":
            name = f"[{name}]"
        return f"{token.lead}{name}{self._member_value()}"

    def _member_value(self) -> str:
        return self._expect(":", "':' of an object's member is missing before %s") + self._value().text

    def _shorthand(self, token: Token, as_data: bool) -> str:
        if not self._is(",", "}") and self._token.kind != "end":
            advice = "Write name: value, or ...value for all that it holds." if as_data else ""
            self._fail(self._token, "':' of an object's member is missing before %s", advice)
        return f"{token.lead}{key(token.text)}:{self._name(token).text}"

    # ---- Arrow functions

    def _is_arrow(self) -> bool:
        token = self._token
        if token.kind == "name":
            following = self._tokens[self._at + 1]
            return following.kind == "punct" and following.text == "=>"
        return token.kind == "punct" and token.text == "(" and self._after_bracket(self._at).text == "=>"

    def _arrow(self) -> Code:
        outer = self._scope
        names = self._parameters()
        variables = {name: Variable(f"p{outer.depth}_{index}") for index, name in enumerate(names)}
        self._scope = outer.within(variables)
        arrow = self._expect("=>", "'=>' is missing before %s")
        if self._is("{"):
            self._fail(self._token, "a function in AXML is one expression", "Write the function in an SJS file.")
        body = self._value()
        self._scope = outer
        return Code(f"({','.join(variable.code for variable in variables.values())}){arrow}{body.text}", "any", "other")

    def _parameters(self) -> list[str]:
        token = self._take()
        if token.kind == "name":
            return [token.text]
        names = list[str]()
        while not self._is(")"):
            token = self._take()
            if token.kind != "name" or token.text in RESERVED:
                self._fail(token, "%s cannot be a parameter here", "Write the function in an SJS file.")
            names.append(token.text)
            if not self._is(")"):
                self._expect(",", "',' or ')' is missing before %s")
        self._take()
        return names


_STEPS: dict[str, Callable[[_Compiler], str]] = {
    ".": _Compiler._step,
    "?.": _Compiler._step,
    "[": _Compiler._step,
    "(": _Compiler._call,
    "++": _Compiler._counting,
    "--": _Compiler._counting,
}
_OPERANDS: dict[str, Callable[[_Compiler, Token], Code]] = {
    "string": _Compiler._string,
    "number": _Compiler._number,
    "regex": _Compiler._regex,
    "full": _Compiler._template,
    "head": _Compiler._template,
    "name": _Compiler._name,
    "punct": _Compiler._punct,
}


def _apart(operator: str, right: str) -> str:
    """`a - -b` must not become `a--b`."""
    return " " + right if operator in ("+", "-") and right.lstrip("\n").startswith(operator) else right
