"""Units: pages and components as the guest needs them: a script, a view, and which tags mean which components."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bridge.errors import Place, ProgramError
from bridge.miniprogram.manifest import Manifest
from bridge.modules.sources import source_file

if TYPE_CHECKING:
    from bridge.miniprogram.axml import Reference, Remark, View
    from bridge.modules.graph import Graph

Kind = Literal["page", "component"]
_COMPONENT = (".json", ".js", ".ts", "/index.json")
_VIEW = ("", ".axml")
_SJS = ("", ".sjs")
_FOREIGN = ("plugin://", "dynamic-plugin://", "plugin-private://")  # components of plugins live elsewhere


@dataclass
class Unit:
    """One page or component. `using` maps tags to the paths of components; `script` is "" where there is none."""

    path: str
    kind: Kind
    script: str
    view: str | None
    using: dict[str, str]
    has_components: bool = False
    has_state: bool = False  # SJS may keep some, so that it matters how often the view is rendered

    @property
    def entry(self) -> dict[str, Any]:
        """What the guest is told."""
        return {
            "path": self.path,
            "kind": self.kind,
            "script": self.script,
            "view": self.view,
            "using": self.using,
            "composes": self.has_components and bool(self.using),
            "stateful": self.has_state,
        }


@dataclass
class Delivery:
    """What has to be loaded before a page can be opened, and what is wrong with it that stops nothing else."""

    units: list[Unit] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    problems: list[ProgramError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


class Units:
    """Finds the units of one program; each is delivered once."""

    def __init__(self, manifest: Manifest, graph: Graph) -> None:
        self._manifest = manifest
        self._graph = graph
        self._delivered: set[str] = set()
        self._views: set[str] = set()
        self._made_up: dict[str, str] = {}  # markup that is in no file

    def page(self, path: str) -> Delivery:
        """Everything the page `path` needs that was not delivered before.

        Raises `ProgramError` for a page without script or markup, and for markup that makes no sense.
        """
        delivery = Delivery()
        known = set(self._delivered), set(self._views)
        try:
            if path not in self._delivered:
                unit = self._unit(path, "page", self._manifest.script_of(path), self._manifest.view_of(path), delivery)
                self._deliver(unit, delivery)
                delivery.files += self._graph.load(unit.script for unit in delivery.units if unit.script)
        except ProgramError:
            self._delivered, self._views = known  # so that it can be tried again
            raise
        return delivery

    def made_up(self, path: str, markup: str, using: dict[str, str]) -> Delivery:
        """Everything a page needs that is in no file: its markup, and the components its tags mean.

        Raises `ProgramError` for markup that makes no sense.
        """
        delivery, view = Delivery(), f"{path}.axml"
        self._made_up[view] = markup
        unit = Unit(path, "page", "", view, using)
        unit.has_components = self._add_views(view, unit, delivery)
        self._deliver(unit, delivery)
        delivery.files += self._graph.load(unit.script for unit in delivery.units if unit.script)
        return delivery

    def _deliver(self, first: Unit, delivery: Delivery) -> None:
        pending = [first]
        while pending:
            unit = pending.pop()
            if unit.path in self._delivered:
                continue
            self._delivered.add(unit.path)
            delivery.units.append(unit)
            for used in unit.using.values():
                if used not in self._delivered:
                    pending.append(self._component(used, delivery))

    def _component(self, path: str, delivery: Delivery) -> Unit:
        files = self._manifest.files
        script = next((path + ending for ending in (".js", ".ts") if files.exists(path + ending)), "")
        if not script:
            problem = ProgramError(
                "component without a script", place=Place(f"{path}.json"), advice=f"Write {path}.js."
            )
            delivery.problems.append(problem)
        view = f"{path}.axml" if files.exists(f"{path}.axml") else None
        return self._unit(path, "component", script, view, delivery)

    def _unit(self, path: str, kind: Kind, script: str, view: str | None, delivery: Delivery) -> Unit:
        using = dict(self._using(path, kind, delivery))
        unit = Unit(path, kind, script, view, using)
        if view is not None:
            unit.has_components = self._add_views(view, unit, delivery)
        return unit

    def _using(self, path: str, kind: Kind, delivery: Delivery) -> Iterator[tuple[str, str]]:
        importer = f"{path}.json"
        for tag, specifier in self._manifest.using_of(path, kind).items():
            if specifier.startswith(_FOREIGN):
                continue
            found = self._graph.resolve(importer, specifier, _COMPONENT)
            if found is not None:
                yield tag, found.removesuffix(".json").removesuffix(".js").removesuffix(".ts")
            else:
                place = self._manifest.place_of_tag(path, kind, tag)
                why = self._graph.obstacle(importer, specifier, _COMPONENT)
                delivery.problems.append(_no_component(place, tag, specifier, why))

    def _add_views(self, first: str, unit: Unit, delivery: Delivery) -> bool:
        """Add a view and those it imports; whether any of them may hold components."""
        from bridge.miniprogram.axml import compile_view

        pending, seen, has_components = [first], set[str](), False
        while pending:
            path = pending.pop()
            if path in seen:
                continue
            seen.add(path)
            text = self._made_up.get(path)
            text = self._manifest.files.read(path) if text is None else text
            view = compile_view(text, path, unit.using, counts=self._graph.counts(path))
            if path == first and path not in self._made_up:
                delivery.remarks += self._undeclared(view, unit)
            unit.has_state = unit.has_state or bool(view.sjs)
            has_components = has_components or view.has_components
            requires = self._view_file(view, delivery)
            pending += [target for target in requires.values() if target.endswith(".axml")]
        return has_components

    def _undeclared(self, view: View, unit: Unit) -> Iterator[Remark]:
        """Tags of a unit's own markup that mean nothing. Files that it imports may serve others, too."""
        from bridge.miniprogram.axml import Remark

        declared = self._manifest.using_of(unit.path, unit.kind)
        for tag, place in view.tags.items():
            if tag not in declared:
                advice = f"Declare it in usingComponents of {unit.path}.json or app.json, or mend its name."
                yield Remark(f"<{tag}> is no component here, and nothing but what stands in it is shown", place, advice)

    def _view_file(self, view: View, delivery: Delivery) -> dict[str, str]:
        requires: dict[str, str] = {}
        missing: dict[str, str] = {}
        for reference in (*view.imports, *view.sjs):
            endings = _SJS if reference.kind == "import-sjs" else _VIEW
            target = self._graph.resolve(view.path, reference.specifier, endings)
            if target is None:
                why = self._graph.obstacle(view.path, reference.specifier, endings)
                problem = _no_file(reference, why)
                delivery.problems.append(problem)
                missing[reference.specifier] = str(problem)
            else:
                requires[reference.specifier] = target
        if view.path not in self._views:
            self._views.add(view.path)
            delivery.remarks += view.warnings
            delivery.files.append(self._view_entry(view, requires, missing))
            delivery.files += self._graph.load(target for target in requires.values() if not target.endswith(".axml"))
        return requires

    def _view_entry(self, view: View, requires: dict[str, str], missing: dict[str, str]) -> dict[str, Any]:
        entry = source_file(view.path, view.source, "view", requires, missing, shifts=view.shifts)
        if view.file_map is None:
            return entry
        self._graph.file_maps[view.path] = view.file_map
        return {**entry, "counters": view.file_map.counters, "handlers": view.handlers}


def _no_component(place: Place, tag: str, specifier: str, why: str | None) -> ProgramError:
    return ProgramError(
        f"usingComponents: no component {specifier!r} for <{tag}>",
        place=place,
        advice=_sentence(why) or "Mend the path, or install the package it is in.",
    )


def _no_file(reference: Reference, why: str | None) -> ProgramError:
    return ProgramError(
        f"<{reference.kind}>: there is no file {reference.specifier!r}",
        place=reference.place,
        advice=_sentence(why) or "Mend the path there.",
    )


def _sentence(text: str | None) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""
