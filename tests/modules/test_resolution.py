"""Which file a name means, and what is said when it means none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge.modules.graph import Graph
from tests.modules.launching import PAGE, printed_by
from tests.support.folders import write

PACKAGES: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "main": ({"p/package.json": {"main": "lib/a.js"}, "p/lib/a.js": ""}, "p", "p/lib/a.js"),
    "main without ending": ({"p/package.json": {"main": "./lib/a"}, "p/lib/a.js": ""}, "p", "p/lib/a.js"),
    "main that is a folder": ({"p/package.json": {"main": "lib/"}, "p/lib/index.js": ""}, "p", "p/lib/index.js"),
    "main that is not there": ({"p/package.json": {"main": "gone.js"}, "p/index.js": ""}, "p", "p/index.js"),
    "no main": ({"p/package.json": {}, "p/index.js": ""}, "p", "p/index.js"),
    "a broken manifest": ({"p/package.json": "{oops", "p/index.js": ""}, "p", "p/index.js"),
    "no manifest": ({"p/index.js": ""}, "p", "p/index.js"),
    "module where there is no main": ({"p/package.json": {"module": "m.mjs"}, "p/m.mjs": ""}, "p", "p/m.mjs"),
    "a package that is one file": ({"p.js": ""}, "p", "p.js"),
    "a scope": ({"@s/p/package.json": {"main": "a"}, "@s/p/a.js": ""}, "@s/p", "@s/p/a.js"),
    "a path inside": ({"p/package.json": {"main": "a"}, "p/b/c.js": ""}, "p/b/c", "p/b/c.js"),
    "a folder inside": ({"p/package.json": {}, "p/b/index.js": ""}, "p/b", "p/b/index.js"),
    "a folder inside with a manifest": (
        {"p/package.json": {}, "p/b/package.json": {"main": "../c.js"}, "p/c.js": ""},
        "p/b",
        "p/c.js",
    ),
    "a path inside a scope": ({"@s/p/b.js": ""}, "@s/p/b", "@s/p/b.js"),
    "exports": ({"p/package.json": {"exports": "./a.js", "main": "b.js"}, "p/a.js": "", "p/b.js": ""}, "p", "p/a.js"),
    "conditions": (
        {
            "p/package.json": {"exports": {".": {"import": "./m.mjs", "require": "./c.cjs"}}},
            "p/m.mjs": "",
            "p/c.cjs": "",
        },
        "p",
        "p/c.cjs",
    ),
    "nested conditions": (
        {"p/package.json": {"exports": {"browser": {"import": "./m.mjs", "default": "./d.js"}}}, "p/d.js": ""},
        "p",
        "p/d.js",
    ),
    "import as the only condition": (
        {"p/package.json": {"exports": {".": {"types": "./t.d.ts", "import": "./m.mjs"}}}, "p/m.mjs": ""},
        "p",
        "p/m.mjs",
    ),
    "an exported path": ({"p/package.json": {"exports": {"./x": "./lib/x.js"}}, "p/lib/x.js": ""}, "p/x", "p/lib/x.js"),
    "a pattern": ({"p/package.json": {"exports": {"./*": "./lib/*.js"}}, "p/lib/a/b.js": ""}, "p/a/b", "p/lib/a/b.js"),
    "the longest pattern": (
        {
            "p/package.json": {"exports": {"./*": "./x/*.js", "./in/*.js": "./y/*.js"}},
            "p/x/in/a.js": "",
            "p/y/a.js": "",
        },
        "p/in/a.js",
        "p/y/a.js",
    ),
    "a choice of targets": ({"p/package.json": {"exports": [None, "./a.js"]}, "p/a.js": ""}, "p", "p/a.js"),
    "a path that is not exported": ({"p/package.json": {"exports": "./a.js"}, "p/es/b.js": ""}, "p/es/b", "p/es/b.js"),
    "a folder for mini-programs": (
        {"p/package.json": {"miniprogram": "dist", "main": "a.js"}, "p/dist/index.js": "", "p/a.js": ""},
        "p",
        "p/dist/index.js",
    ),
    "a path in the folder for mini-programs": (
        {"p/package.json": {"miniprogram": "dist"}, "p/dist/b.js": "", "p/b.js": ""},
        "p/b",
        "p/dist/b.js",
    ),
    "a target outside the package": ({"p/package.json": {"main": "../../../../x.js"}}, "p", None),
    "a path up out of the package": ({"q.js": ""}, "p/../q", None),
}


@pytest.mark.parametrize(("files", "name", "expected"), PACKAGES.values(), ids=PACKAGES.keys())
def test_what_a_package_s_name_means(tmp_path: Path, files: dict[str, Any], name: str, expected: str | None) -> None:
    write(tmp_path, {f"node_modules/{path}": content for path, content in files.items()})
    found = Graph(tmp_path).resolve("pages/index/index.js", name)
    assert found == (expected and f"node_modules/{expected}")


OWN = {
    "beside": ("./a", "pages/index/a.js"),
    "with its ending": ("./a.js", "pages/index/a.js"),
    "above": ("../b", "pages/b.ts"),
    "from the root": ("/lib/c", "lib/c.json"),
    "a folder": ("/lib", "lib/index.js"),
    "a folder with a slash": ("/lib/", "lib/index.js"),
    "backslashes": ("..\\..\\lib\\c", "lib/c.json"),
    "the folder itself": (".", "pages/index/index.js"),
    "the folder above": ("..", "pages/index.js"),
    "a bare name beside": ("a", "pages/index/a.js"),
    "a bare path in the root": ("lib/c", "lib/c.json"),
    "a package rather than a bare name": ("both", "node_modules/both/index.js"),
    "code before JSON": ("/lib/two", "lib/two.js"),
    "mjs": ("/lib/m", "lib/m.mjs"),
    "cjs": ("/lib/n", "lib/n.cjs"),
    "sjs": ("/lib/s", "lib/s.sjs"),
    "a name with dots": ("/lib/x.min", "lib/x.min.js"),
    "another case": ("/lib/C", None),
    "nothing": ("", None),
    "above the program": ("../../../x", None),
    "an address": ("https://example.com/a.js", None),
}


@pytest.mark.parametrize(("name", "expected"), OWN.values(), ids=OWN.keys())
def test_what_a_name_in_the_program_means(tmp_path: Path, name: str, expected: str | None) -> None:
    paths = (
        *("pages/index/index.js", "pages/index/a.js", "pages/b.ts", "pages/index.js", "lib/c.json", "lib/index.js"),
        *("lib/two.json", "lib/two.js", "lib/m.mjs", "lib/n.cjs", "lib/s.sjs", "lib/x.min.js", "both.js"),
        *("node_modules/both/index.js", "../x.js"),
    )
    write(tmp_path / "app", dict.fromkeys(paths, ""))
    assert Graph(tmp_path / "app").resolve("pages/index/index.js", name) == expected


def test_packages_are_looked_for_from_the_importer_up(tmp_path: Path) -> None:
    root = tmp_path / "work" / "app"
    inner = "node_modules/a/node_modules/b/index.js"
    write(root, {inner: "", "../node_modules/b/index.js": "", "../../node_modules/c/index.js": ""})
    graph = Graph(root)
    found = [
        graph.resolve(importer, name) for importer, name in (("node_modules/a/x.js", "b"), ("x.js", "b"), ("x.js", "c"))
    ]
    assert found == [inner, "../node_modules/b/index.js", "../../node_modules/c/index.js"]


def test_a_package_s_own_imports(tmp_path: Path) -> None:
    write(tmp_path, {"node_modules/p/package.json": {"imports": {"#x": "./lib/x.js"}}, "node_modules/p/lib/x.js": ""})
    assert Graph(tmp_path).resolve("node_modules/p/lib/a.js", "#x") == "node_modules/p/lib/x.js"


BROWSER = {
    "a file replaced": ({"./a.js": "./b.js"}, "./a", "p/b.js"),
    "a file left out": ({"./a.js": False}, "./a", None),
    "a name left out": ({"util": False}, "util", None),
    "a name replaced by a file": ({"util": "./b"}, "util", "p/b.js"),
    "a name replaced by a package": ({"util": "q"}, "util", "q/index.js"),
    "another file": ({"./c.js": False}, "./a", "p/a.js"),
}


@pytest.mark.parametrize(("table", "name", "expected"), BROWSER.values(), ids=BROWSER.keys())
def test_a_package_has_other_files_for_browsers(
    tmp_path: Path, table: dict[str, Any], name: str, expected: str | None
) -> None:
    files = {"p/package.json": {"browser": table}, "p/a.js": "", "p/b.js": "", "q/index.js": ""}
    write(tmp_path, {f"node_modules/{path}": content for path, content in files.items()})
    assert Graph(tmp_path).resolve("node_modules/p/index.js", name) == (
        f"node_modules/{expected}" if expected else "(empty)"
    )


async def test_what_is_left_out_of_browsers_is_an_empty_module(tmp_path: Path) -> None:
    files = {"package.json": {"browser": {"fs": False}}, "index.js": "module.exports = Object.keys(require('fs'))"}
    package = {f"node_modules/p/{path}": content for path, content in files.items()}
    assert await printed_by(tmp_path, {PAGE: "console.log(require('p').length)", **package}) == ["0"]


def test_a_linked_package_finds_what_lies_beside_its_real_place(tmp_path: Path) -> None:
    store = tmp_path / "node_modules" / ".pnpm" / "a@1" / "node_modules"
    write(store, {"a/index.js": "", "b/index.js": ""})
    (tmp_path / "node_modules" / "a").symlink_to(store / "a")
    graph = Graph(tmp_path)
    a = graph.resolve("x.js", "a")
    assert a == "node_modules/.pnpm/a@1/node_modules/a/index.js"
    assert graph.resolve(a, "b") == "node_modules/.pnpm/a@1/node_modules/b/index.js"


@pytest.mark.parametrize(
    ("name", "endings", "expected"),
    [
        ("/c/card", (".json",), "c/card.json"),
        ("/c", (".json",), "c/index.json"),
        ("c\\card", (".json",), "c/card.json"),
        ("kit/es/list", (".json",), "node_modules/kit/es/list/index.json"),
        ("./item.axml", ("", ".axml"), "pages/item.axml"),
        ("item", ("", ".axml"), "pages/item.axml"),
    ],
)
def test_other_kinds_of_files_are_found_by_their_endings(
    tmp_path: Path, name: str, endings: tuple[str, ...], expected: str
) -> None:
    paths = ("c/card.json", "c/card.js", "c/index.json", "node_modules/kit/es/list/index.json", "pages/item.axml")
    write(tmp_path, dict.fromkeys(paths, "{}"))
    assert Graph(tmp_path).resolve("pages/a.json", name, endings) == expected


MISSING = {
    "another case": (
        "/Lib/a",
        "cannot find module '/Lib/a': letters differ in case from lib/a.js, which is there. Write both the same way.",
    ),
    "outside": ("../../../x", "cannot find module '../../../x': it is outside the program's folder"),
    "a package": (
        "@s/p/x",
        "cannot find module '@s/p/x' (no such package in a node_modules from there up; looked for "
        "pages/index/@s/p/x and @s/p/x; as it is, with .js, ",
    ),
}


@pytest.mark.parametrize(("name", "message"), MISSING.values(), ids=MISSING.keys())
async def test_what_is_missing_is_told_with_its_place(tmp_path: Path, name: str, message: str) -> None:
    page = f"\n\ntry {{ require('{name}'); }} catch (e) {{ console.log(e.code, e.message); }}"
    said = await printed_by(tmp_path, {PAGE: page, "lib/a.js": ""})
    assert said[0].startswith(f"MODULE_NOT_FOUND pages/index/index.js:3: {message}")
