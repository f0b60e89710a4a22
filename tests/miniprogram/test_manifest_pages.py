"""The pages of a program: which there are, how they may be written, and what is said of those that are not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bridge import ProgramError
from bridge.miniprogram.manifest import Manifest
from tests.support.folders import write

INDEX = {"pages/index/index.js": "", "pages/index/index.axml": ""}


def manifest(folder: Path, app: Any, files: dict[str, Any] | None = None) -> Manifest:
    return Manifest(write(folder, {"app.json": app, "app.js": "", **(files or {})}))


def problem(folder: Path, app: Any) -> str:
    with pytest.raises(ProgramError) as raised:
        manifest(folder, app)
    return str(raised.value).removeprefix(f"{folder}/")


PAGES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "as they are": ({"pages": ["pages/a/a", "pages/b/b"]}, ("pages/a/a", "pages/b/b")),
    "slashes around": ({"pages": ["/pages/a/a/"]}, ("pages/a/a",)),
    "dots": ({"pages": ["./pages/x/../a//a"]}, ("pages/a/a",)),
    "written twice": ({"pages": ["a", "b", "/a"]}, ("a", "b")),
    "not of this alphabet": ({"pages": ["页面/首页"]}, ("页面/首页",)),
    "subpackages": ({"pages": ["a"], "subPackages": [{"root": "p", "pages": ["b/b"]}]}, ("a", "p/b/b")),
    "subpackages in lower case": ({"pages": ["a"], "subpackages": [{"root": "/p/", "pages": ["/b"]}]}, ("a", "p/b")),
    "both": (
        {
            "pages": ["a"],
            "subpackages": [{"root": "q", "pages": ["c"]}],
            "subPackages": [{"root": "p", "pages": ["b"]}],
        },
        ("a", "p/b", "q/c"),
    ),
}


@pytest.mark.parametrize(("app", "pages"), PAGES.values(), ids=PAGES)
def test_the_pages(tmp_path: Path, app: dict[str, Any], pages: tuple[str, ...]) -> None:
    assert manifest(tmp_path, app).pages == pages


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../../etc/passwd", "a path outside the program"),
        ("pages/../../x", "a path outside the program"),
        ("C:/pages/x", "a path outside the program"),
        ("pages\\index\\index", "a path with backslashes; write slashes"),
        ("", "this names no page"),
        ("/", "this names no page"),
        ("a\0b", "this is no path of a file"),
        ("\ud800", "this is no path of a file"),
        ("x" * 300, "this is no path of a file"),
    ],
)
def test_a_path_that_is_none_is_named_with_its_place(tmp_path: Path, path: str, reason: str) -> None:
    assert problem(tmp_path, {"pages": ["a", path]}).startswith(f"app.json:1:17: pages.1: {reason}: ")
    app = {"pages": ["a"], "subPackages": [{"root": "p", "pages": [path]}]}
    assert problem(tmp_path, app).startswith(f"app.json:1:58: subPackages.0.pages.0: {reason}: ")


def test_a_subpackage_outside_the_program(tmp_path: Path) -> None:
    said = problem(tmp_path, {"pages": ["a"], "subPackages": [{"root": "../p", "pages": ["x"]}]})
    assert said.startswith("app.json:1:35: subPackages.0.root: a path outside the program: '../p'\nWrite it from")


def test_home_is_the_first_page_or_entry_page_path(tmp_path: Path) -> None:
    assert manifest(tmp_path, {"pages": ["a", "b"]}).home == "a"
    assert manifest(tmp_path, {"pages": ["a", "b"], "entryPagePath": "/b"}).page_path(None) == "b"


def test_an_entry_page_that_is_not_listed(tmp_path: Path) -> None:
    said = problem(tmp_path, {"pages": ["pages/cart"], "entryPagePath": "pages/card"})
    assert said == (
        "app.json:1:27: entryPagePath: no page 'pages/card'\nDid you mean 'pages/cart'? Its pages are: pages/cart."
    )


@pytest.mark.parametrize(
    ("wanted", "advice"),
    [
        ("pages/crat", "Did you mean 'pages/cart'? Its pages are: pages/cart, pages/index."),
        ("Pages/Cart", "Write 'pages/cart': letters differ in case. Its pages are: pages/cart, pages/index."),
        ("zzz", "Its pages are: pages/cart, pages/index."),
        ("..\\x", "Its pages are: pages/cart, pages/index."),
    ],
)
def test_a_page_that_is_not_listed(tmp_path: Path, wanted: str, advice: str) -> None:
    app = manifest(tmp_path, {"pages": ["pages/cart", "pages/index"]})
    with pytest.raises(ProgramError) as raised:
        app.page_path(wanted)
    assert raised.value.advice == advice


def test_a_page_is_found_however_its_slashes_are(tmp_path: Path) -> None:
    assert manifest(tmp_path, {"pages": ["pages/a"]}).page_path("/pages/a/") == "pages/a"


def test_a_script_may_be_typescript_but_javascript_comes_first(tmp_path: Path) -> None:
    app = manifest(tmp_path, {"pages": ["a", "b"]}, {"a.ts": "", "b.ts": "", "b.js": "", "a.axml": ""})
    assert [app.script_of("a"), app.script_of("b"), app.view_of("a")] == ["a.ts", "b.js", "a.axml"]


@pytest.mark.parametrize(("part", "name"), [("script", "a.js"), ("markup", "a.axml")])
def test_a_page_without_a_file_is_an_error_when_it_is_opened(tmp_path: Path, part: str, name: str) -> None:
    app = manifest(tmp_path, '{\n  "pages": ["b",\n    "a"]\n}')
    ask = app.script_of if part == "script" else app.view_of
    with pytest.raises(ProgramError) as raised:
        ask("a")
    assert str(raised.value) == (
        f"{tmp_path}/app.json:3:5: page 'a' has no {part}\nWrite {name}, or take the page out of app.json."
    )


def test_a_file_whose_name_differs_in_case(tmp_path: Path) -> None:
    app = manifest(tmp_path, {"pages": ["pages/Index/index"]}, INDEX)
    with pytest.raises(ProgramError, match=r"On the disk it is pages/index/index\.js: letters differ in case"):
        app.script_of("pages/Index/index")


def test_a_link_that_leaves_the_program(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.js": ""})
    app = manifest(tmp_path / "app", {"pages": ["a/secret"]})
    os.symlink(outside, app.root / "a")
    with pytest.raises(ProgramError, match=r"app\.json:1:12: .*has no script\n.*leads out of the program"):
        app.script_of("a/secret")


@pytest.mark.parametrize(("name", "script"), [("app.js", "app.js"), ("app.ts", "app.ts")])
def test_the_program_s_own_script(tmp_path: Path, name: str, script: str) -> None:
    assert Manifest(write(tmp_path, {"app.json": {"pages": ["a"]}, name: ""})).app_script() == script


@pytest.mark.parametrize(("files", "advice"), [({}, 'Write one; "App'), ({"App.js": ""}, "Rename App.js")])
def test_a_program_without_a_script(tmp_path: Path, files: dict[str, str], advice: str) -> None:
    app = Manifest(write(tmp_path, {"app.json": {"pages": ["a"]}, **files}))
    with pytest.raises(ProgramError, match=f"there is no app.js, and every program has one\n{advice}"):
        app.app_script()


TABS: dict[str, tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]] = {
    "items": ({"items": [{"pagePath": "/a", "name": "A"}, {"pagePath": "b?x=1", "name": "B"}]}, ("a", "b"), ()),
    "none": ({}, (), ()),
    "another platform's names": (
        {"list": [{"pagePath": "a", "text": "A"}]},
        ("a",),
        (
            "app.json: tabBar: 'list' is another platform's name; Alipay's is 'items'",
            "app.json: tabBar: 'text' is another platform's name; Alipay's is 'name'",
        ),
    ),
    "no page": (
        {"items": [{"pagePath": "a"}, {"pagePath": "z"}]},
        ("a",),
        ("app.json: tabBar: 'z' is not among the pages, so it is no tab",),
    ),
}


@pytest.mark.parametrize(("bar", "tabs", "notes"), TABS.values(), ids=TABS)
def test_tabs(tmp_path: Path, bar: dict[str, Any], tabs: tuple[str, ...], notes: tuple[str, ...]) -> None:
    app = manifest(tmp_path, {"pages": ["a", "b"], "tabBar": bar})
    assert (app.tab_pages, app.notes) == (tabs, notes)


def test_the_names_of_tabs_are_read_from_either_dialect(tmp_path: Path) -> None:
    bar = {"color": "#111111", "list": [{"pagePath": "a", "text": "A", "iconPath": "i.png"}]}
    app = manifest(tmp_path, {"pages": ["a"], "tabBar": bar})
    assert app.tab_bar is not None
    assert app.tab_bar.written() == {"textColor": "#111111", "items": [{"pagePath": "a", "name": "A", "icon": "i.png"}]}
