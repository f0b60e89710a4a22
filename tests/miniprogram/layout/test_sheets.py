"""Reading .acss: rules, imports, media, and what is wrong in it."""

from __future__ import annotations

import pytest

from bridge.miniprogram.layout import Screen, parse_sheet
from tests.miniprogram.layout.pages import Shown, el

FILES = {
    "styles/base.acss": ".a { width: 10px }",
    "node_modules/kit/kit.acss": "@import './deep.acss'; .b { width: 20px }",
    "node_modules/kit/deep.acss": ".c { width: 30px }",
}


def resolve(specifier: str, importer: str) -> tuple[str, str] | None:
    known = {"./styles/base.acss": "styles/base.acss", "/styles/base.acss": "styles/base.acss"}
    known |= {"kit/kit.acss": "node_modules/kit/kit.acss", "./deep.acss": f"{importer.rpartition('/')[0]}/deep.acss"}
    path = known.get(specifier)
    return (path, FILES[path]) if path in FILES else None


@pytest.mark.parametrize(
    ("statement", "name", "width"),
    [
        ("@import './styles/base.acss';", "a", 10),
        ('@import "/styles/base.acss";', "a", 10),
        ("@import url('/styles/base.acss');", "a", 10),
        ("@import url(/styles/base.acss);", "a", 10),
        ("@import 'kit/kit.acss';", "b", 20),
        ("@import 'kit/kit.acss';", "c", 30),
    ],
)
def test_imported_rules_count(statement: str, name: str, width: float) -> None:
    sheet = parse_sheet(statement, "app.acss", resolve)
    assert Shown(el("view", class_=name), acss=[sheet]).box(name).width == width


def test_files_that_import_each_other_are_read_once() -> None:
    sheet = parse_sheet("@import './a';", "a", lambda _, __: ("a", "@import './a'; .x { width: 1px }"))
    assert len(sheet.rules) == 0 and sheet.warnings == []


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (".a { width: 1px; }\n.b { color red; }", "x.acss:2:", "not a declaration"),
        ("\n  .a:::b { width: 1px }", "x.acss:2:3", "not a selector"),
        ("@import './nowhere.acss';", "x.acss:1:1", "'./nowhere.acss': no such file"),
        ("@import;", "x.acss:1:1", "names no file"),
    ],
)
def test_what_is_wrong_is_a_warning_with_its_place(text: str, place: str, said: str) -> None:
    (warning,) = parse_sheet(text, "x.acss", resolve).warnings
    assert str(warning).startswith(place)
    assert said in str(warning)


def test_what_follows_a_mistake_still_counts() -> None:
    shown = Shown(el("view", class_="a"), acss="} .x {} .a { color; height: 20px }\n.a { width: 30px }")
    assert (shown.box("a").width, shown.box("a").height) == (30, 20)


@pytest.mark.parametrize("text", ["{" * 3000, "(" * 3000, ".a" + ":not(.b" * 2000, ".a{width:" + "calc(" * 3000])
def test_no_depth_of_nesting_is_too_much(text: str) -> None:
    Shown(el("view", class_="a"), acss=text)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("(min-width: 320px)", True),
        ("(max-width: 374px)", False),
        ("screen and (max-width: 750rpx)", True),
        ("(width: 375px)", True),
        ("print", False),
        ("not print", True),
        ("print, (min-height: 600px)", True),
        ("(orientation: portrait)", True),
        ("(orientation: landscape)", False),
        ("(prefers-color-scheme: dark)", False),
        ("(hover: hover)", False),
    ],
)
def test_media_queries_are_asked_of_a_phone(query: str, holds: bool) -> None:
    sheet = parse_sheet(f"@media {query} {{ .a {{ width: 1px }} }}", "x.acss", screen=Screen(375, 667))
    assert bool(sheet.rules) is holds


def test_keyframes_and_fonts_are_no_rules() -> None:
    sheet = parse_sheet("@keyframes x { from { top: 0 } } @font-face { font-family: y }", "x.acss")
    assert (sheet.rules, sheet.warnings, len(sheet.others)) == ([], [], 2)
