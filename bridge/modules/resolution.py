"""Which file a specifier means."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from bridge.modules.files import Files, normal
from bridge.modules.packages import Packages, exported

ENDINGS = ("", ".js", ".ts", ".mjs", ".cjs", ".json", ".sjs")
EMPTY = "(empty)"  # the path of a module without anything, for what a package leaves out of browsers
SJS_ENDINGS = ("", ".sjs", *ENDINGS[1:-1])

_CONDITIONS = frozenset({"alipay", "miniprogram", "browser", "require", "default", "import", "module"})


class Resolution:
    """Finds what the program's own files and its packages refer to, among `files`.

    Observed of the platform's tools: relative and absolute (`/utils/a`, from the program's folder) names, endings and
    `/index` left out, packages, and, when there is no such package, a bare name beside the importer or in the root.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._packages = Packages(files)

    def resolve(self, importer: str, specifier: str, endings: Sequence[str] = ENDINGS) -> str | None:
        """The program path of the file that `specifier` means in the file `importer`, or None; or `EMPTY`."""
        found = self._find(importer, specifier, endings)
        if "node_modules/" not in importer and (found is None or "node_modules/" not in found):
            return found
        instead = self._packages.instead(importer, specifier)
        if instead is None and found is not None:
            instead = self._packages.instead(found, self._packages.inner(found))
        if instead is None:
            return found
        return EMPTY if instead is False else self._find("", f"/{instead}" if "/" in instead else instead, endings)

    def _find(self, importer: str, specifier: str, endings: Sequence[str]) -> str | None:
        is_folder = specifier.replace("\\", "/").endswith(("/", "/.", "/..")) or specifier in (".", "..")
        for base in self._bases(importer, specifier):
            found = (None if is_folder else self._file(base, endings)) or self._folder(base, endings)
            if found is not None:
                return found
        if importer.endswith(".ts") and specifier.endswith(".js") and ".ts" in endings:
            return self._find(importer, specifier[:-3] + ".ts", ("",))  # TypeScript: by what it would be compiled to
        return None

    def not_found(self, importer: str, line: int, specifier: str, endings: Sequence[str] = ENDINGS) -> str:
        """What to say when `resolve` finds nothing."""
        where = f"{importer}:{line}: cannot find module '{specifier}'"
        bases = list(self._bases(importer, specifier))
        obstacle = self.obstacle(importer, specifier, endings)
        if obstacle is not None:
            return f"{where}: {obstacle}"
        places = [base for base in dict.fromkeys(bases) if "node_modules/" not in base]
        packages = "no such package in a node_modules from there up; " if len(places) < len(set(bases)) else ""
        tried = ", ".join(ending for ending in endings if ending)
        looked = f"looked for {' and '.join(places)}; as it is, with {tried}, and for index there" if places else ""
        return f"{where} ({packages}{looked})"

    def obstacle(self, importer: str, specifier: str, endings: Sequence[str] = ENDINGS) -> str | None:
        """Why `resolve` finds nothing although there is something, or something outside; None if there is nothing."""
        bases = list(self._bases(importer, specifier))
        paths = (path for base in bases for path in _candidates(base, endings))
        found = next((why for path in paths if (why := self._files.obstacle(path)) is not None), None)
        if found is None and bases and all(self._files.is_outside(base) for base in bases):
            return "it is outside the program's folder"
        return found

    def _bases(self, importer: str, specifier: str) -> Iterator[str]:
        """Program paths that the specifier may stand for, without endings."""
        name, folder = specifier.replace("\\", "/"), posixpath.dirname(importer)
        if name.startswith("/"):
            yield normal(name)
        elif name.startswith(("./", "../")) or name in (".", ".."):
            yield normal(posixpath.join(folder, name))
        elif name.startswith("#"):
            yield from self._own_imports(folder, name)
        elif name:
            yield from self._in_packages(folder, name)
            yield normal(posixpath.join(folder, name))
            yield normal(name)

    def _in_packages(self, folder: str, name: str) -> Iterator[str]:
        parts = name.split("/")
        length = 2 if name.startswith("@") else 1
        package, inner = "/".join(parts[:length]), normal("/".join(parts[length:]))
        if ".." in parts:
            return
        for above in self._files.folders_above(folder):
            home = posixpath.join(above, "node_modules", package)
            manifest = self._files.unique(posixpath.join(home, "package.json"))
            if manifest is not None:
                yield from self._packages.targets(posixpath.dirname(manifest), "" if inner == "." else inner)
            else:
                yield posixpath.join(above, "node_modules", name)

    def _own_imports(self, folder: str, name: str) -> Iterator[str]:
        for above in self._files.folders_above(folder):
            manifest = self._packages.manifest(above)
            if manifest:
                for target in exported(manifest.get("imports"), name, _CONDITIONS):
                    yield normal(posixpath.join(above, target)) if target.startswith(".") else target
                return

    def _file(self, base: str, endings: Sequence[str]) -> str | None:
        return next((found for path in _files(base, endings) if (found := self._files.unique(path)) is not None), None)

    def _folder(self, base: str, endings: Sequence[str]) -> str | None:
        main = self._packages.manifest(base).get("main")
        if isinstance(main, str) and main:
            entry = normal(posixpath.join(base, main))
            found = self._file(entry, endings) or self._file(posixpath.join(entry, "index"), endings)
            if found is not None:
                return found
        return self._file(posixpath.join(base, "index"), endings)


def _files(base: str, endings: Sequence[str]) -> Iterator[str]:
    for ending in endings:
        yield base + ending


def _candidates(base: str, endings: Sequence[str]) -> Iterator[str]:
    yield from _files(base, endings)
    yield from _files(posixpath.join(base, "index"), endings)
