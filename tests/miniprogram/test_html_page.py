"""A page as an HTML file."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bridge.miniprogram.html_page import Surroundings, Tab, html_page
from bridge.miniprogram.layout import parse_sheet
from tests.miniprogram.layout.pages import el
from tests.support.trees import nodes_from


def document(*nodes: Any, acss: str = "", scope: str | None = None, around: Surroundings | None = None) -> str:
    return html_page(nodes_from(nodes), [parse_sheet(acss, "p.acss", scope=scope)], around)


def body(*nodes: Any, **options: Any) -> str:
    """What stands in the page itself."""
    return document(*nodes, **options).partition("<m-page>")[2].partition("</m-page>")[0]


def rules(acss: str, **options: Any) -> str:
    """The program's own rules in the document."""
    return document(acss=acss, **options).partition("</style>")[0].rpartition("\n}\n")[2].strip()


def test_tags_become_elements_of_their_own() -> None:
    assert body(el("view", el("text", "Bread"), class_="a b")) == '<m-view class="a b"><m-text>Bread</m-text></m-view>'


@pytest.mark.parametrize(
    "hostile",
    ["</m-page><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>", "<!--", "&lt;"],
)
def test_nothing_a_program_writes_leaves_its_place(hostile: str) -> None:
    shown = document(
        el(
            "view",
            hostile,
            el("input", value=hostile),
            el("image", src=hostile),
            el("icon", type=hostile, color=hostile),
        ),
        el("button", hostile, id=hostile, class_=hostile, style=f"content: '{hostile}'", data_x=hostile),
        el(hostile, onclick="x", srcdoc="y"),
        acss=f".a::after {{ content: '{hostile}' }} [a='{hostile}'] {{ top: 0 }} /* {hostile} */",
        around=Surroundings(hostile, title_bar=hostile, background=hostile, tabs=[Tab(hostile, picture=hostile)]),
    )
    tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z!-][^\s>/]*)", shown)}
    allowed = {"!doctype", "html", "head", "meta", "title", "style", "body", "i", "b", "u", "s", "span", "img", "div"}
    assert {tag for tag in tags if not tag.startswith(("m-", "m0-"))} <= allowed
    written = "".join(re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', shown.partition("<body>")[2])))
    assert re.search(r"\son\w+\s*=", written) is None


@pytest.mark.parametrize(
    "value",
    [
        "url(https://x.example/a.png)",
        "url('//x.example/a')",
        "image-set('https://x.example/a' 1x)",
        "URL(http://x.example)",
    ],
)
def test_nothing_is_fetched(value: str) -> None:
    shown = document(el("view", style=f"background:{value}"), acss=f".a {{ background: {value} }} @import '{value}';")
    assert "x.example" not in shown


def test_scripts_and_network_are_forbidden() -> None:
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in document()


def test_pictures_that_are_data_stay() -> None:
    assert 'url("data:image/png;base64,AA==")' in rules(".a { background: url(data:image/png;base64,AA==) }")


@pytest.mark.parametrize(
    ("acss", "css"),
    [
        (".a { width: 100rpx }", ".a{width: 50px}"),
        (".a { width: calc(100% - 20rpx) }", ".a{width: calc(100% - 10px)}"),
        (".a { height: 100vh }", ".a{height: 667px}"),
        ("view.a > text { top: 0 }", "m-view.a > m-text{top: 0}"),
        ("button, .b { top: 0 }", "m-button,.b{top: 0}"),
        (".a:not(view):nth-child(odd) { top: 0 }", ".a:not(m-view):nth-child(odd){top: 0}"),
        ("page { --x: 1px }", "m-page{--x: 1px}"),
        (".a { top: 0 !important }", ".a{top: 0 !important}"),
        ("* { margin: 0 }", "*:where(m-page,m-page *){margin: 0}"),
        (".a { display: -webkit-box; -webkit-line-clamp: 2 }", ".a{display: -webkit-box;-webkit-line-clamp: 2}"),
        ("@keyframes k { from { top: 2rpx } }", "@keyframes k{ from { top: 1px } }"),
        ("@media (min-width: 9999px) { .a { top: 0 } }", ""),
    ],
)
def test_styles_are_rewritten_for_a_browser(acss: str, css: str) -> None:
    assert rules(acss).replace(":50", ": 50").replace("{top:", "{top:").replace(" ", "") == css.replace(" ", "")


def test_scoped_rules_ask_for_their_scope() -> None:
    card = el("card", el("view", class_="in", owner=5), component="c/c", instance=5)
    assert 's="0"' in body(card, acss=".in { top: 0 }", scope="c/c")
    assert rules(".p .in:hover { top: 0 }", scope="c/c").startswith('.p .in[s="0"]:hover')


def test_a_component_s_host_is_no_element() -> None:
    assert body(el("card", el("view", owner=5), component="c/c", instance=5)) == "<m-view></m-view>"


@pytest.mark.parametrize(
    ("node", "part"),
    [
        (el("input", value="Ada"), "<m-input>Ada</m-input>"),
        (el("input", placeholder="Name"), "<s>Name</s>"),
        (el("input", value="abc", password=True), "•••"),
        (el("switch", checked=True), "<m-switch checked="),
        (el("slider", value=25), "width:25%"),
        (el("slider", value=15, min=10, max=20), "width:50%"),
        (el("progress", percent=60, show_info=True), "<u>60%</u>"),
        (el("icon", type="success"), "✓"),
        (el("image", src="/img/a.png"), "<i>a.png</i>"),
        (el("view", hidden=True), "<m-view hidden="),
        (el("rich-text", nodes=[{"name": "p", "children": [{"type": "text", "text": "Hi"}]}]), "Hi"),
        (el("swiper", el("swiper-item"), el("swiper-item"), indicator_dots=True), "<i class=on></i><i></i>"),
        (el("swiper", el("swiper-item"), el("swiper-item"), current=1), "translateX(-100%)"),
        (el("map"), '<i class="m-stand-in">map</i>'),
    ],
)
def test_components_show_what_they_hold(node: Any, part: str) -> None:
    assert part in body(node)


def test_a_program_s_own_pictures_are_put_in() -> None:
    shown = html_page(nodes_from([el("image", src="/a.png")]), picture=lambda source: f"data:image/png;base64,{source}")
    assert '<img alt="" src="data:image/png;base64,/a.png"' in shown


def test_title_and_tabs_stand_around_the_page() -> None:
    shown = document(around=Surroundings("Bakery", can_go_back=True, tabs=[Tab("Home", True), Tab("Me")]))
    assert "<title>Bakery</title>" in shown and "<m0-back>" in shown
    assert "<m0-tab class=on>" in shown and "<span>Me</span>" in shown


@pytest.mark.parametrize(("bar", "letters"), [("#1677ff", "#fff"), ("#ffffff", "#222"), ("#000", "#fff")])
def test_letters_in_the_title_bar_can_be_read(bar: str, letters: str) -> None:
    assert f"background:{bar};color:{letters}" in document(around=Surroundings("x", title_bar=bar))


def test_depth_is_no_danger() -> None:
    deep: Any = "x"
    for _ in range(3000):
        deep = el("view", deep)
    assert document(deep).count("<m-view>") == 3000
