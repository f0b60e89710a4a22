"""An AXML file to the code of a view, a JavaScript function, each line's code on that line."""

from __future__ import annotations

from bridge.errors import Place, ProgramError
from bridge.miniprogram.axml.counting import Counting
from bridge.miniprogram.axml.directives import Directives
from bridge.miniprogram.axml.elements import Elements, defines_template, listed
from bridge.miniprogram.axml.markup import Element, Parser, Text
from bridge.miniprogram.axml.output import Item, Output, marked
from bridge.miniprogram.axml.scope import Scope, Variable, quoted
from bridge.miniprogram.axml.source import Source
from bridge.miniprogram.axml.values import Values

_HEAD = (
    'function(h){"use strict";var S,E=h.none,t=h.text,f=h.each,g=h.keyed,c=h.classes,y=h.styles,u=h.use,n=h.include,'
    "T={__proto__:null};"
)


class Generator:
    """Generates one file's code, and finds what it refers to. `counting`: the code counts what of it is evaluated."""

    def __init__(self, source: Source, parser: Parser, counting: Counting | None = None) -> None:
        self.sjs: list[tuple[str, str, Place]] = []
        self._source = source
        self._parser = parser
        self._counting = counting
        self._values = Values(source, parser.remark, counting)
        self._directives = Directives(source, parser)
        self._output = Output(source, self._values.errors)
        self.elements = Elements(source, self._output, self._values, self._directives, counting)
        self._variables: dict[str, Variable] = {}
        self._runs = 0

    @property
    def errors(self) -> list[ProgramError]:
        return self._values.errors

    def generate(self, root: Element) -> tuple[str, str]:
        """The code, and its shifts."""
        output = self._output
        output.write(_HEAD if self._counting is None else f"{_HEAD}var C=h.counters;")
        self._bind_sjs()
        scope = Scope(self._variables)
        output.run(self._file(root, scope))
        for element in self.elements.aside:  # which may grow meanwhile
            output.run(self._template(element, scope) if defines_template(element) else self._read_sjs(element))
        output.write(self._tail())
        return output.code()

    def _bind_sjs(self) -> None:
        """The names of all SJS files, known in the whole file; the code that reads them goes on its own lines."""
        variables = self._variables
        for element in self._parser.sjs:
            with self._output.collecting():
                specifier, names = self._directives.sjs(element)
                written = element.attributes["name"].value
                self.sjs.append((specifier, str(written), self._source.place(element.offset)))
                for name in names:
                    variables.setdefault(name, Variable(f"m{len(variables)}", local=False))

    def _file(self, root: Element, scope: Scope) -> list[Item]:
        """Runs of markup become functions of their own, templates stand between them."""
        items, run = list[Item](), list[Element | Text]()
        for child in root.children:
            if isinstance(child, Element) and defines_template(child):
                items += [*self._run(run, scope), *self._template(child, scope)]
                run = []
            elif isinstance(child, Element) and child.tag == "import-sjs":
                items += [*self._run(run, scope), *self._read_sjs(child)]
                run = []
            else:
                run.append(child)
        return [*items, *self._run(run, scope)]

    def _run(self, children: list[Element | Text], scope: Scope) -> list[Item]:
        entries = self.elements.siblings(children, scope)
        if not entries:
            return []
        self._runs += 1
        name = "render" if self._runs == 1 else f"render{self._runs}"
        return [f"function {name}(d,k){{return[", *listed(entries), "]}"]

    def _template(self, element: Element, scope: Scope) -> list[Item]:
        name = element.attributes["name"].value
        if not isinstance(name, str) or not name.strip():
            advice = 'Write <template name="card">...</template>.'
            with self._output.collecting():
                self._source.fail(element.attributes["name"].offset, "a template's name must be a text", advice)
        entries = self.elements.siblings(element.children, scope)
        start = (self._source.line(element.offset), f"T[{quoted(str(name).strip())}]=function(d,k){{return[")
        return [start, *listed(entries), "]};"]

    def _read_sjs(self, element: Element) -> list[Item]:
        with self._output.collecting():
            specifier, names = self._directives.sjs(element)
            read = [
                f"{self._variables[name].code}=h.sjs({quoted(specifier)},{quoted(own)})" for name, own in names.items()
            ]
            return [(self._source.line(element.offset), marked(element.offset, f"var {','.join(read)};"))]
        return []

    def _tail(self) -> str:
        """The sites: the tags; for each site the number of its tag, its line, its column; constant attributes."""
        known = {tag: index for index, tag in enumerate(dict.fromkeys(element.tag for element in self.elements.sites))}
        flat = list[str]()
        for element in self.elements.sites:
            place = self._source.place(element.offset)
            flat.append(f"{known[element.tag]},{place.line},{place.column}")
        tags = ",".join(quoted(tag) for tag in known)
        components = ",".join("1" if self._source.is_component(tag) else "0" for tag in known)
        imports = ",".join(quoted(name) for name, kind, _ in self.elements.imports if kind == "import")
        if self._runs == 1:
            render = "render"
        else:
            calls = ",".join(f"render{number if number > 1 else ''}(d,k)" for number in range(1, self._runs + 1))
            render = f"function(d,k){{return[{calls}]}}"
        has_components = "true" if self.elements.tags else "false"
        constants = ",".join(f"{at}:{site.constants}" for at, site in enumerate(self.elements.sites) if site.constants)
        return (
            f"S=h.sites([{tags}],[{components}],[{','.join(flat)}],{{{constants}}});"
            f"return{{render:{render},templates:T,imports:[{imports}],hasComponents:{has_components}}}}}"
        )
