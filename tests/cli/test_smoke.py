"""`minibridge smoke`: every page opened, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import minibridge
from tests.support.folders import write
from tests.support.programs import HOME, component, files, page


def reports(folder: Path, *flags: str) -> tuple[int, list[dict[str, Any]]]:
    ran = minibridge("smoke", str(folder), "--json", *flags)
    return ran.code, [json.loads(line) for line in ran.out.splitlines()]


def smoked(folder: Path, *parts: dict[str, Any], **options: Any) -> tuple[int, list[dict[str, Any]]]:
    return reports(write(folder, files(*parts, **options)))


def test_every_page_is_opened_those_of_subpackages_too(tmp_path: Path) -> None:
    more = {"shop/list.js": "Page({})", "shop/list.axml": "<view/>"}
    packages = [{"root": "shop", "pages": ["list"]}]
    code, lines = smoked(tmp_path, page(HOME, view="<view><text>a</text></view>"), more, subPackages=packages)
    assert code == 0
    assert [(line["page"], line["ok"], line["nodes"]) for line in lines[:-1]] == [
        (HOME, True, 2),
        ("shop/list", True, 1),
    ]
    assert lines[-1] == {
        "type": "summary",
        "pages": 2,
        "ok": 2,
        "failed": 0,
        "missing_apis": [],
        "missing_modules": [],
    }


def test_an_error_makes_its_page_not_ok_and_no_other(tmp_path: Path) -> None:
    code, lines = smoked(tmp_path, page(HOME, "Page({ onLoad() { nope(); } })"), page("pages/b/b"))
    assert code == 1
    assert [line["ok"] for line in lines[:-1]] == [False, True]
    assert lines[0]["errors"] == [
        f"ReferenceError: nope is not defined\n    at onLoad ({HOME}.js:1:19)",
    ]


def test_when_app_js_fails_every_page_is_not_ok_with_that_error(tmp_path: Path) -> None:
    code, lines = smoked(tmp_path, page(HOME), page("pages/b/b"), app="throw new Error('no app')")
    assert code == 1
    assert [(line["ok"], line["errors"][0].splitlines()[0]) for line in lines[:-1]] == [(False, "Error: no app")] * 2


def test_an_unmapped_request_is_a_warning(tmp_path: Path) -> None:
    script = "Page({ onLoad() { my.request({ url: 'https://shop.example/a' }); } })"
    code, lines = smoked(tmp_path, page(HOME, script))
    assert code == 0
    assert any("https://shop.example" in warning for warning in lines[0]["warnings"])


def test_an_origin_of_minibridge_json_is_said_to_be_there_in_a_run(tmp_path: Path) -> None:
    script = "Page({ onLoad() { my.request({ url: 'https://shop.example/a', fail() {} }); } })"
    run = json.dumps({"origins": {"https://shop.example": "https://shop.example"}})
    _, lines = smoked(tmp_path, page(HOME, script), {"minibridge.json": run})
    (warning,) = lines[0]["warnings"]
    assert warning.startswith("https://shop.example is not asked")
    assert "`run` has it" in warning


def test_a_rejection_that_is_a_documented_failure_is_a_warning(tmp_path: Path) -> None:
    script = "Page({ async onLoad() { await my.navigateTo({ url: '/pages/nowhere/nowhere' }); } })"
    code, lines = smoked(tmp_path, page(HOME, script))
    assert (code, lines[0]["errors"]) == (0, [])
    assert "there is no page" in lines[0]["warnings"][0]


def test_apis_that_do_not_exist_are_named(tmp_path: Path) -> None:
    script = (
        "Page({ onLoad() { const { my: m } = { my }; my.call('openTheDoor'); try { m.fly(); } catch {} my.walk(1); } })"
    )
    code, lines = smoked(tmp_path, page(HOME, script))
    assert code == 1
    assert lines[0]["missing_apis"] == ["openTheDoor", "walk"]


def test_a_tab_that_is_no_page_is_a_warning(tmp_path: Path) -> None:
    bar = {"items": [{"pagePath": HOME, "name": "Home"}, {"pagePath": "pages/cart/cart", "name": "Cart"}]}
    code, lines = smoked(tmp_path, page(HOME), tabBar=bar)
    assert (code, lines[0]["warnings"]) == (
        0,
        ["app.json: tabBar: 'pages/cart/cart' is not among the pages, so it is no tab"],
    )


@pytest.mark.parametrize("declared", [{}, {"usingComponents": {"card": "/c/card"}}])
def test_a_tag_that_means_nothing_is_a_warning(tmp_path: Path, declared: dict[str, Any]) -> None:
    home = page(HOME, "Page({})", "<view>\n  <card/>\n</view>", declared)
    code, lines = smoked(tmp_path, home, component("c/card", "Component({})"))
    told = f"{HOME}.axml:2:3: <card> is no component here, and nothing but what stands in it is shown\nDeclare it in"
    assert code == 0
    assert [warning.startswith(told) for warning in lines[0]["warnings"]] == ([] if declared else [True])


def test_modules_that_are_missing_are_named(tmp_path: Path) -> None:
    code, lines = smoked(tmp_path, page(HOME, "import gone from './gone'; Page({})"))
    assert code == 1
    assert "./gone" in lines[0]["missing_modules"][0]


def test_an_error_of_a_component_counts(tmp_path: Path) -> None:
    home = page(HOME, "Page({})", "<card/>", {"usingComponents": {"card": "/c/card"}})
    code, lines = smoked(tmp_path, home, component("c/card", "Component({ didMount() { throw new Error('no'); } })"))
    assert code == 1
    assert "c/card.js:1:" in lines[0]["errors"][0]


def test_a_page_that_does_not_parse_is_reported_with_its_place(tmp_path: Path) -> None:
    code, lines = smoked(tmp_path, page(HOME, view="<view>\n  <text>\n</view>"), page("pages/b/b"))
    assert code == 1
    assert lines[0]["errors"][0].startswith(f"{HOME}.axml:2:3: ")
    assert lines[1]["ok"]


def test_an_endless_loop_is_an_error_of_its_page(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME, "Page({ onLoad() { for (;;); } })"), page("pages/b/b")))
    code, lines = reports(tmp_path, "--time-limit", "0.2")
    assert code == 1
    assert "CPU time limit" in lines[0]["errors"][0]
    assert lines[1]["ok"]


def test_one_page_can_be_chosen(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME), page("pages/b/b")))
    _, lines = reports(tmp_path, "--page", "pages/b/b")
    assert [line["page"] for line in lines[:-1]] == ["pages/b/b"]


def test_a_folder_that_is_no_program_is_exit_code_2(tmp_path: Path) -> None:
    code, lines = reports(tmp_path)
    assert code == 2
    assert "no app.json" in lines[0]["message"]


def test_people_see_a_line_a_page_and_a_summary(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME), page("pages/b/b", "Page({ onLoad() { my.fly(); } })")))
    ran = minibridge("smoke", str(tmp_path))
    lines = ran.out.splitlines()
    assert lines[0] == f"✓ {HOME}  1 element"
    assert lines[1] == "✗ pages/b/b  1 element"
    assert lines[2] == "    TypeError: not a function"
    assert "    my.fly does not exist here" in lines
    assert lines[-1] == "2 pages, 1 not fine"


def test_styles_that_do_not_count_are_warnings(tmp_path: Path) -> None:
    code, lines = smoked(tmp_path, page(HOME), {f"{HOME}.acss": ".a { color: red }\n.b:::c { }"})
    assert code == 0
    assert any(warning.startswith(f"{HOME}.acss:2:") for warning in lines[0]["warnings"])


def test_a_style_file_that_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    code, lines = smoked(tmp_path, page(HOME), {f"{HOME}.acss": b"\xff\xfe"})
    assert code == 0
    assert "not UTF-8" in lines[0]["warnings"][0]
