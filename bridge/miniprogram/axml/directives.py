"""What `a:` attributes, `slot-scope` and `import-sjs` say, read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bridge.miniprogram.axml.grammar import RESERVED
from bridge.miniprogram.axml.markup import Attribute, Element, Parser
from bridge.miniprogram.axml.source import Source
from bridge.miniprogram.axml.tokens import Expression

DIRECTIVES = frozenset(
    ("a:if", "a:elif", "a:else", "a:for", "a:for-items", "a:for-item", "a:for-index", "a:key", "slot-scope")
)
BRANCHES = ("a:elif", "a:else")
CONDITIONS = ("a:if", *BRANCHES)
_FOREIGN = re.compile(r"(wx|s|tt|swan|qq|v|x|m|bn):?-?(if|elif|else|for|for-item|for-index|key|for-items)\Z")
_NAME = re.compile(r"(?:[^\W\d]|\$)[\w$]*\Z")
_BOUND = re.compile(r"([\w$]+)\s*(?::\s*([\w$]+))?\Z")


@dataclass(frozen=True)
class Loop:
    """`a:for`: over what, and the names of item and index. `key`: the attribute that tells the rows apart, if any."""

    over: Attribute
    item: str
    index: str
    key: Attribute | None


class Directives:
    """Reads the directives of one file's elements. Raises `ProgramError`."""

    def __init__(self, source: Source, parser: Parser) -> None:
        self._source = source
        self._parser = parser

    def loop(self, element: Element) -> Loop:
        attributes = element.attributes
        over = attributes.get("a:for") or attributes["a:for-items"]
        if over.value is True or over.value == "":
            self._source.fail(over.offset, f"'{over.name}' has no value", f'Write {over.name}="{{{{list}}}}".')
        if isinstance(over.value, str):
            advice = f'Write {over.name}="{{{{{over.value}}}}}" to go through data.'
            self._parser.remark(over.offset, f"'{over.name}' goes through the characters of a text", advice)
        item, index = self._name(element, "a:for-item", "item"), self._name(element, "a:for-index", "index")
        key = attributes.get("a:key") or attributes.get("key")
        if key is None and element.keeps:
            message = "a loop over what keeps a state has no a:key: rows are told apart by their place"
            self._parser.remark(over.offset, message, 'Name a property that is different in each row: a:key="id".')
        return Loop(over, item, index, key if key is not None and key.value not in (True, "") else None)

    def _name(self, element: Element, directive: str, default: str) -> str:
        attribute = element.attributes.get(directive)
        if attribute is None:
            return default
        name = attribute.value.strip() if isinstance(attribute.value, str) else ""
        if not _NAME.match(name) or name in RESERVED:
            advice = f'Write a name without braces: {directive}="{default}".'
            self._source.fail(attribute.offset, f"'{directive}' is no name", advice)
        return name

    def check_condition(self, attribute: Attribute) -> None:
        """A condition that is a text is always true."""
        if isinstance(attribute.value, str) and attribute.value != "":
            advice = f'Write {attribute.name}="{{{{{attribute.value}}}}}" to ask the data.'
            self._parser.remark(attribute.offset, f"'{attribute.name}' is a text, which is always true", advice)
        elif attribute.value is True or attribute.value == "":
            self._source.fail(
                attribute.offset, f"'{attribute.name}' has no value", f'Write {attribute.name}="{{{{condition}}}}".'
            )

    def check_plain(self, attribute: Attribute) -> None:
        """An attribute that is none of ours may have been meant as one."""
        name = attribute.name
        if name.startswith("a:"):
            self._parser.remark(attribute.offset, f"'{name}' is no directive: it is an ordinary attribute")
        elif (match := _FOREIGN.match(name)) is not None:
            self._parser.remark(attribute.offset, f"'{name}' is another platform's", f"Write a:{match[2]}.")

    def scope_names(self, element: Element) -> dict[str, str]:
        """Of `slot-scope`: each variable and the property of the scope it is, "" for all of it."""
        attribute = element.attributes["slot-scope"]
        names = _bindings(attribute)
        if names is None:
            advice = 'Write a name, slot-scope="props", or the properties wanted, slot-scope="{item, index}".'
            self._source.fail(attribute.offset, "'slot-scope' is no name", advice)
        return names

    def sjs(self, element: Element) -> tuple[str, dict[str, str]]:
        """The specifier of an `import-sjs`, and what it binds."""
        specifier = self.path(element, "from" if "from" in element.attributes else "src", "from")
        attribute = element.attributes.get("name")
        names = _bindings(attribute) if attribute is not None else None
        if not names:
            place = attribute.offset if attribute is not None else element.offset
            advice = 'Write name="m" for all of the file, or name="{a, b: c}" for what it exports.'
            self._source.fail(place, "<import-sjs> needs a name", advice)
        return specifier, names

    def path(self, element: Element, attribute: str = "src", wanted: str = "src") -> str:
        """The file that an element names."""
        given = element.attributes.get(attribute)
        if given is None or not isinstance(given.value, str) or not given.value.strip():
            place = given.offset if given is not None else element.offset
            is_computed = given is not None and any(isinstance(part, Expression) for part in _parts(given))
            message = "is read before there is data, so it cannot be an expression" if is_computed else "is missing"
            self._source.fail(place, f"'{wanted}' of <{element.tag}> {message}", f'Write {wanted}="./file".')
        return given.value.strip()

    def branch(self, element: Element) -> Attribute | None:
        """The `a:elif` or `a:else` of an element."""
        found = [element.attributes[name] for name in BRANCHES if name in element.attributes]
        if found and (len(found) > 1 or "a:if" in element.attributes):
            self._source.fail(
                found[0].offset, "only one of a:if, a:elif and a:else can stand on a tag", "Write a:elif."
            )
        return found[0] if found else None

    def orphan(self, attribute: Attribute) -> None:
        advice = "The tag just before it, on the same level, must have a:if or a:elif."
        self._source.fail(attribute.offset, f"'{attribute.name}' without an a:if before it", advice)


def _parts(attribute: Attribute) -> list[object]:
    return list(attribute.value) if isinstance(attribute.value, list) else []


def _bindings(attribute: Attribute) -> dict[str, str] | None:
    """`m` as {"m": ""}, `{a, b: c}` as {"a": "a", "c": "b"}, None for anything else."""
    text = attribute.value.strip() if isinstance(attribute.value, str) else ""
    if not text.startswith("{"):
        return {text: ""} if _NAME.match(text) and text not in RESERVED else None
    names = dict[str, str]()
    for item in text[1:].removesuffix("}").split(","):
        match = _BOUND.match(item.strip())
        if match is None and item.strip():
            return None
        if match is not None:
            names[match[2] or match[1]] = match[1]
    return names if text.endswith("}") and all(_NAME.match(name) and name not in RESERVED for name in names) else None
