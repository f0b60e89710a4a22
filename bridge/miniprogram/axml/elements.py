"""Elements to code: conditions, loops, slots, nodes, and the use of templates and includes.

No recursion: what is still to be written waits as a task, so markup may be nested as deep as the parser lets it.
In the code, `d` is the data, `k` what keys begin with, `S` the sites; the guest's functions have names of one letter.
No name of the program's is ever a name in the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal

from bridge.errors import Place
from bridge.miniprogram.axml.counting import Counting
from bridge.miniprogram.axml.cursor import Code
from bridge.miniprogram.axml.directives import BRANCHES, CONDITIONS, DIRECTIVES, Directives, Loop
from bridge.miniprogram.axml.markup import Attribute, Element, Text
from bridge.miniprogram.axml.output import Item, Output, Piece, Task, marked
from bridge.miniprogram.axml.scope import Scope, Variable, key, quoted
from bridge.miniprogram.axml.source import Source
from bridge.miniprogram.axml.tags import KEPT_TAGS
from bridge.miniprogram.axml.tokens import Expression
from bridge.miniprogram.axml.values import Values

_CONVERSIONS = {"class": "c", "style": "y"}
Layer = Literal["loop", "condition", "scoped"]


class Elements:
    """Makes the items of one file's elements, and finds what they refer to.

    `sites`: the elements that are nodes. `aside`: templates and SJS files that do not stand at the top.
    """

    def __init__(
        self, source: Source, output: Output, values: Values, directives: Directives, counting: Counting | None = None
    ) -> None:
        self.imports: list[tuple[str, Literal["import", "include"], Place]] = []
        self.tags: dict[str, Place] = {}
        self.sites: list[Element] = []
        self.aside: list[Element] = []
        self._source = source
        self._output = output
        self._values = values
        self._directives = directives
        self._counting = counting
        self._calls = 0
        self._makers = {"block": self._block, "template": self._use, "include": self._include}

    # ---- What stands beside each other

    def siblings(self, children: list[Element | Text], scope: Scope) -> list[list[Item]]:
        """The items of each, without those that show nothing. Conditions with their branches are one."""
        entries, chain = list[list[Item]](), list[Element]()
        for child in _without_blanks_before_branches(children):
            if isinstance(child, Text):
                self._finish(chain, entries, scope)
                entries.append([(self._source.line(child.start), self._values.text(child, scope))])
                continue
            with self._output.collecting():
                if self._is_aside(child):
                    continue
                branch = self._directives.branch(child)
                if branch is not None and not chain:
                    self._directives.orphan(branch)
                if branch is None:
                    self._finish(chain, entries, scope)
                if branch is not None or "a:if" in child.attributes:
                    chain.append(child)
                    if branch is not None and branch.name == "a:else":
                        self._finish(chain, entries, scope)
                else:
                    entries.append(self._layers(child, scope))
        self._finish(chain, entries, scope)
        return entries

    def _is_aside(self, child: Element) -> bool:
        """Whether it shows nothing where it stands."""
        if child.tag == "import":
            self._refer(child, "import")
        elif child.tag == "import-sjs" or defines_template(child):
            self.aside.append(child)
        else:
            return False
        return True

    def _refer(self, element: Element, kind: Literal["import", "include"]) -> str:
        specifier = self._directives.path(element)
        self.imports.append((specifier, kind, self._source.place(element.offset)))
        return specifier

    def _finish(self, chain: list[Element], entries: list[list[Item]], scope: Scope) -> None:
        """`first ? ... : second ? ... : ...`"""
        if not chain:
            return
        if len(chain) == 1:
            entries.append(self._layers(chain[0], scope))
        else:
            items, around = list[Item](), self._counted(chain)
            for element, (start, end) in zip(chain, around, strict=False):
                items += self._branch(element, scope, start, end)
            if "a:else" not in chain[-1].attributes:
                items.append("E".join(around[-1]))
            entries.append(items)
        chain.clear()

    def _counted(self, chain: list[Element]) -> list[tuple[str, str]]:
        """What goes around each branch's code, and that of the `else` after them."""
        conditions = [
            element.attributes[name] for element in chain for name in CONDITIONS if name in element.attributes
        ]
        return self._counting.chain(conditions) if self._counting is not None else [("", "")] * (len(chain) + 1)

    def _branch(self, element: Element, scope: Scope, start: str, end: str) -> list[Item]:
        if "a:else" in element.attributes:
            return [start, *self._layers(element, scope), end]
        with self._output.collecting():
            if "a:if" in element.attributes and _repeats(element):
                self._check_outer(element)
        condition = self._condition(element, scope)
        return [condition, start, *self._layers(element, scope, without_condition=True), f"{end}:"]

    def _check_outer(self, element: Element) -> None:
        """With an a:else after it, the condition is asked once, before the loop: so it cannot know the item."""
        loop, condition = self._directives.loop(element), element.attributes["a:if"]
        if _mentions(condition, frozenset((loop.item, loop.index))):
            advice = "Put the a:if and its a:else on <block> tags inside the loop."
            self._source.fail(
                condition.offset, "an a:if about each item cannot have an a:else outside of the loop", advice
            )

    def _condition(self, element: Element, scope: Scope) -> Piece:
        name = next(name for name in ("a:if", "a:elif") if name in element.attributes)
        attribute = element.attributes[name]
        with self._output.collecting():
            self._directives.check_condition(attribute)
        code = self._values.attribute(attribute, scope)
        text = f"({code.text})" if code.form == "other" else code.text
        return self._line_of(element, attribute), text + "? "

    def _line_of(self, element: Element, directive: Attribute) -> int:
        """A directive's code comes before that of the attributes: written below them, it goes to the tag's line."""
        line = self._source.line(directive.start)
        for name, attribute in element.attributes.items():
            if name not in DIRECTIVES and self._source.line(attribute.start) < line:
                return self._source.line(element.offset)
        return line

    # ---- Around one element: a:for, then a:if, then slot-scope, unless one of the first two speaks of the scope

    def _layers(self, element: Element, scope: Scope, without_condition: bool = False) -> list[Item]:
        attributes = element.attributes
        if not attributes:
            return self._made(element, scope)
        layers = list[Layer]()
        if _repeats(element):
            layers.append("loop")
        if "a:if" in attributes and not without_condition:
            layers.append("condition")
        if "slot-scope" in attributes:
            layers.insert(self._place_of_scope(element, layers), "scoped")
        return self._wrapped(element, scope, layers)

    def _place_of_scope(self, element: Element, layers: list[Layer]) -> int:
        with self._output.collecting():
            names = frozenset(self._directives.scope_names(element))
            asked = {"loop": ("a:for", "a:for-items"), "condition": ("a:if",), "scoped": ()}
            for index, layer in enumerate(layers):
                found = (element.attributes.get(name) for name in asked[layer])
                if any(attribute is not None and _mentions(attribute, names) for attribute in found):
                    return index
        return len(layers)

    def _wrapped(self, element: Element, scope: Scope, layers: list[Layer]) -> list[Item]:
        if not layers:
            return self._made(element, scope)
        first, rest = layers[0], layers[1:]
        if first == "condition":
            (start, end), otherwise = self._counted([element])
            made = self._wrapped(element, scope, rest)
            return [self._condition(element, scope), start, *made, f"{end}:{'E'.join(otherwise)}"]
        make = self._loop if first == "loop" else self._scoped
        with self._output.collecting():
            return make(element, scope, rest)
        return ["E"]

    def _loop(self, element: Element, scope: Scope, rest: list[Layer]) -> list[Item]:
        loop, depth = self._directives.loop(element), scope.depth
        item, index, inner_key = f"i{depth}", f"j{depth}", f"k{depth}"
        variables = {loop.item: Variable(item), loop.index: Variable(index, "plain")}
        over = self._values.attribute(loop.over, scope)
        line = self._line_of(element, loop.over)
        if not element.keeps:
            start = f"f({over.text},({item},{index})=>("
            return [(line, start), *self._wrapped(element, scope.within(variables), rest), "))"]
        inner = scope.within(variables, inner_key)
        row_key = self._row_key(loop, scope.within(variables))
        start = f"g({over.text},{scope.key},{row_key},({item},{index},{inner_key})=>("
        return [(line, start), *self._wrapped(element, inner, rest), "))"]

    def _row_key(self, loop: Loop, scope: Scope) -> str:
        """A property's name, `"*this"`, a function, or null for the index. `item.id` and the index's name occur too."""
        if loop.key is None or loop.key.value == loop.index:
            return "null"
        depth, value = scope.depth - 1, loop.key.value
        if isinstance(value, str):
            head, _, path = value.strip().partition(".")
            if head != loop.item:
                return quoted(value.strip())
            code = f"i{depth}" + "".join(f"?.[{quoted(name)}]" for name in path.split(".") if name)
        else:
            code = self._values.attribute(loop.key, scope).text.replace("\n", " ")
        return f"(i{depth},j{depth})=>({code})"

    def _scoped(self, element: Element, scope: Scope, rest: list[Layer]) -> list[Item]:
        """`{site, attrs: {slot}, children: (scope, prefix) => [...], key}`"""
        names, depth = self._directives.scope_names(element), scope.depth
        given, inner_key = f"s{depth}", f"k{depth}"
        variables = {
            name: Variable(
                f"{given}?.{own}" if own.isascii() and own else f"{given}?.[{quoted(own)}]" if own else given
            )
            for name, own in names.items()
        }
        slot = element.attributes.get("slot")
        attrs = f"{{slot:{self._values.attribute(slot, scope).text}}}" if slot is not None else "null"
        start = (
            f"{{site:S[{self._site(element)}],attrs:{attrs.replace(chr(10), ' ')},"
            f'children:({given},q{depth}="",{inner_key}={scope.key}+q{depth})=>['
        )
        line = self._source.line(element.offset)
        return [(line, start), *self._wrapped(element, scope.within(variables, inner_key), rest), '],key:""}']

    # ---- One element

    def _made(self, element: Element, scope: Scope) -> list[Item]:
        return [Task(self._makers.get(element.tag, self._node), element, scope)]

    def _site(self, element: Element) -> int:
        if element.site < 0:
            element.site = len(self.sites)
            self.sites.append(element)
            if self._source.is_component(element.tag) and element.tag not in self.tags:
                self.tags[element.tag] = self._source.place(element.offset)
        return element.site

    def _node(self, element: Element, scope: Scope) -> list[Item]:
        site, line = self._site(element), self._source.line(element.offset)
        own = self._own_attributes(element)
        element.constants = self._constants(own, scope)
        attributes = [f"S[{site}].attrs"] if element.constants else self._attributes(element, own, scope, line)
        items: list[Item] = [(line, f"{{site:S[{site}],attrs:"), *attributes]
        entries = self.siblings(element.children, scope)
        end = (
            f"{scope.key}+{quoted(str(site))}"
            if element.tag in KEPT_TAGS or self._source.is_component(element.tag)
            else '""'
        )
        if not entries:
            return [*items, f",children:null,key:{end}}}"]
        return [*items, ",children:[", *listed(entries), f"],key:{end}}}"]

    def _own_attributes(self, element: Element) -> dict[str, Attribute]:
        """Those that are no directives; one that may have been meant as one is remarked."""
        own = {name: attribute for name, attribute in element.attributes.items() if name not in DIRECTIVES}
        for name, attribute in own.items():
            if ":" in name or "-" in name:
                self._directives.check_plain(attribute)
            if self._counting is not None:
                self._counting.handler(element, attribute)
        return own

    def _constants(self, own: dict[str, Attribute], scope: Scope) -> str:
        """The attributes if none of them depends on anything: then all nodes of the site share them. "" otherwise."""
        if not own or any(isinstance(attribute.value, list) for attribute in own.values()):
            return ""
        return "{" + ",".join(f"{key(name)}:{self._values.attribute(own[name], scope).text}" for name in own) + "}"

    def _attributes(self, element: Element, own: dict[str, Attribute], scope: Scope, line: int) -> list[Item]:
        if not own:
            return ["null"]
        items, text, built_in = list[Item](), "{", not self._source.is_component(element.tag)
        for name, attribute in own.items():
            code = self._values.attribute(attribute, scope, _CONVERSIONS.get(name, "") if built_in else "")
            at = self._source.line(attribute.start)
            if at != line:
                items.append((line - text.count("\n"), text))
                text, line = "", at
            text += f"{key(name)}:{code.text},"
            line += code.text.count("\n")
        items.append((line - text.count("\n"), text[:-1] + "}"))
        return items

    def _block(self, element: Element, scope: Scope) -> list[Item]:
        """No node: its children, to which its `slot` goes."""
        slot = element.attributes.get("slot")
        if slot is not None and "slot-scope" not in element.attributes:
            for child in element.children:
                if isinstance(child, Element):
                    child.attributes.setdefault("slot", slot)
        entries = self.siblings(element.children, scope)
        if len(entries) == 1:
            return entries[0]
        return ["[", *listed(entries), "]"] if entries else ["E"]

    def _use(self, element: Element, scope: Scope) -> list[Item]:
        with self._output.collecting():
            if "is" not in element.attributes:
                advice = 'Write name="..." to define a template, is="..." to use one, or <block> for neither.'
                self._source.fail(element.offset, "a template has neither a name nor an 'is'", advice)
            name = self._values.attribute(element.attributes["is"], scope)
            data = self._template_data(element.attributes.get("data"), scope)
            line = self._source.line(element.attributes["is"].start)
            pieces = [(line, marked(element.offset, f"u({name.text},"))]
            if "data" in element.attributes:
                line = self._source.line(element.attributes["data"].start)
            return [*pieces, (line, f"{data.text},{self._call(scope, 't')})")]
        return ["E"]

    def _template_data(self, attribute: Attribute | None, scope: Scope) -> Code:
        value = attribute.value if attribute is not None else None
        if attribute is None or value is True or value == "":
            return Code("{}")
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Expression):
            return self._values.expression(value[0], scope, as_data=True)
        advice = 'Write data="{{name: value}}" or data="{{...object}}".'
        self._source.fail(attribute.offset, "the data of a template must be one {{ }}", advice)

    def _call(self, scope: Scope, mark: str) -> str:
        self._calls += 1
        return f"{scope.key}+{quoted(f'{mark}{self._calls};')}"

    def _include(self, element: Element, scope: Scope) -> list[Item]:
        with self._output.collecting():
            specifier = self._refer(element, "include")
            code = f"n({quoted(specifier)},{scope.data()},{self._call(scope, 'i')})"
            return [(self._source.line(element.offset), marked(element.offset, code))]
        return ["E"]


def defines_template(element: Element) -> bool:
    """Whether it is a template's definition, not its use."""
    return element.tag == "template" and "name" in element.attributes and "is" not in element.attributes


def _repeats(element: Element) -> bool:
    return "a:for" in element.attributes or "a:for-items" in element.attributes


def _mentions(attribute: Attribute, names: frozenset[str]) -> bool:
    parts = attribute.value if isinstance(attribute.value, list) else []
    return any(isinstance(part, Expression) and part.mentions(names) for part in parts)


def listed(entries: list[list[Item]]) -> list[Item]:
    """All items, with commas between the entries."""
    items = list[Item]()
    for entry in entries:
        if items:
            items.append(",")
        items += entry
    return items


def _without_blanks_before_branches(children: list[Element | Text]) -> Iterator[Element | Text]:
    """Inside <text> blanks count, but not those between the branches of a condition."""
    for child, after in zip_longest(children, children[1:]):
        is_before_branch = isinstance(after, Element) and any(name in after.attributes for name in BRANCHES)
        if not (isinstance(child, Text) and child.is_blank and is_before_branch):
            yield child
