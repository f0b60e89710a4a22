"""What a name in an expression means: a variable of the markup around it, an SJS name, or a property of the data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")


class Variable(NamedTuple):
    """`code` reads it; `kind` as in `Code`; `local` tells loop and slot variables from SJS names."""

    code: str
    kind: str = "any"
    local: bool = True


class Scope:
    """The names that are known at one place, and how many functions are around it.

    `key` is the code of the text that the keys of the nodes there begin with.
    """

    __slots__ = ("depth", "key", "variables")

    def __init__(self, variables: Mapping[str, Variable], key: str = "k", depth: int = 0) -> None:
        self.variables = variables
        self.key = key
        self.depth = depth

    def within(self, variables: Mapping[str, Variable], key: str | None = None) -> Scope:
        """The scope inside a function that has these variables."""
        return Scope({**self.variables, **variables}, key or self.key, self.depth + 1)

    def read(self, name: str) -> tuple[str, str]:
        """The code that reads a name, and its kind."""
        variable = self.variables.get(name)
        return (variable.code, variable.kind) if variable is not None else ("d" + member(name), "any")

    def data(self) -> str:
        """The data with the variables of the markup over it."""
        local = [f"{key(name)}:{variable.code}" for name, variable in self.variables.items() if variable.local]
        return f"{{__proto__:d,{','.join(local)}}}" if local else "d"


def is_identifier(name: str) -> bool:
    """Whether it can stand in code as it is: the names of programs may hold any letter."""
    return _IDENTIFIER.match(name) is not None


def member(name: str) -> str:
    """`.name`, or `["näme"]`."""
    return "." + name if is_identifier(name) else f"[{quoted(name)}]"


def key(name: str) -> str:
    """A property's name in an object literal. `__proto__` is a property like any other."""
    if name == "__proto__":
        return '["__proto__"]'
    return name if is_identifier(name) else quoted(name)


def quoted(text: str) -> str:
    """A string literal in ASCII, on one line."""
    return json.dumps(text)
