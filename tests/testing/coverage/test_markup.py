"""Markup: expressions that were evaluated, handlers that an event called, conditions that went each way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bridge.testing.coverage import FileCoverage
from tests.support.programs import HOME, component, files, page
from tests.testing.coverage.counting import branches_of, calls_of, counts_of, opened

VIEW = f"{HOME}.axml"
SCRIPT = "Page({ data: { list: [1, 2], on: true, name: 'n' }, tap() {}, other() {} })"


async def shown(folder: Path, view: str, *parts: dict[str, Any], taps: tuple[str, ...] = ()) -> FileCoverage:
    """What the page's view counted once it was shown, and these were tapped."""
    json = {"usingComponents": {"my-box": "/box/box"}} if parts else {}
    async with opened(folder, files(page(HOME, SCRIPT, view, json), *parts)) as app:
        shown_page = await app.launch()
        await shown_page.find("view").count()
        for selector in taps:
            await shown_page.find(selector).tap()
        assert app.errors == []
        return app.coverage.files[VIEW]


async def test_expressions_count_when_they_are_evaluated(tmp_path: Path) -> None:
    loop, condition = '<text a:for="{{list}}">{{item + 1}}</text>', '<text a:if="{{!on}}">{{name}}!</text>'
    view = f'<view class="{{{{name}}}} x">{loop}{condition}</view>'
    found = counts_of(await shown(tmp_path, view), view)
    assert found == {
        "{{name}}": 1,
        "{{list}}": 1,
        "{{item + 1}}": 2,
        "{{!on}}": 1,
        "{{name}} #1:89": 0,
    }


async def test_handlers_count_when_an_event_calls_them(tmp_path: Path) -> None:
    view = '<view id="a" onTap="tap" catchLongTap="other"><view id="b" onTap="tap"/></view>'
    file = await shown(tmp_path, view, taps=("#a", "#b", "#b"))
    assert sorted(file.counts[item.counter] for item in file.file_map.functions) == [0, 2, 3]


async def test_handlers_have_the_names_that_are_written(tmp_path: Path) -> None:
    view = '<view onTap="tap" onTouchEnd="{{name}}" catchTap onLongTap="" on="tap"/>'
    assert list(calls_of(await shown(tmp_path, view))) == ["onTap=tap", "onTouchEnd={{ }}"]


async def test_conditions_are_branches(tmp_path: Path) -> None:
    view = (
        '<view a:if="{{!on}}">1</view><view a:elif="{{on}}">2</view><view a:else>3</view>'
        '<view a:if="{{on}}">4</view><view a:for="{{list}}" a:if="{{item > 1}}">5</view>'
    )
    assert branches_of(await shown(tmp_path, view)) == [("a:if", [0, 1, 0]), ("a:if", [1, 0]), ("a:if", [1, 1])]


async def test_a_handler_that_a_component_calls(tmp_path: Path) -> None:
    box = component("box/box", "Component({ go() { this.props.onDone(1) } })", '<view id="in" onTap="go"/>')
    view = '<view><my-box onDone="tap" onOther="tap"/><my-box onDone="tap"/></view>'
    async with opened(
        tmp_path, files(page(HOME, SCRIPT, view, {"usingComponents": {"my-box": "/box/box"}}), box)
    ) as app:
        shown_page = await app.launch()
        await shown_page.find_all("my-box >>> #in").nth(1).tap()
        coverage = app.coverage
    own = coverage.files[VIEW]
    assert [own.counts[item.counter] for item in own.file_map.functions] == [0, 0, 1]
    assert calls_of(coverage.files["box/box.axml"]) == {"onTap=go": 1}


async def test_templates_and_sjs(tmp_path: Path) -> None:
    more = {
        f"{HOME.rpartition('/')[0]}/t.axml": '<template name="t"><text a:if="{{a}}">{{m.f(a)}}</text></template>'
        '<import-sjs name="m" from="./m.sjs"/>',
        f"{HOME.rpartition('/')[0]}/m.sjs": "export default { f: (a) => a ? 'x' : 'y' }",
    }
    view = '<import src="./t.axml"/><view><template is="t" data="{{a: on, ...list}}"/></view>'
    async with opened(tmp_path, {**files(page(HOME, SCRIPT, view)), **more}) as app:
        shown_page = await app.launch()
        texts = await shown_page.find("text").text()
        coverage = app.coverage
    folder = HOME.rpartition("/")[0]
    assert (texts, branches_of(coverage.files[f"{folder}/t.axml"])) == ("x", [("a:if", [1, 0])])
    assert (coverage.files[VIEW].counts, calls_of(coverage.files[f"{folder}/m.sjs"])) == ([1], {"f": 1})


async def test_places_with_entities_are_those_of_the_file(tmp_path: Path) -> None:
    view = '<view a="1 &lt; {{list.length &gt; 1}}">&amp;{{name}}</view>'
    assert counts_of(await shown(tmp_path, view), view) == {"{{list.length &gt; 1}}": 1, "{{name}}": 1}


async def test_markup_of_packages_counts_nothing(tmp_path: Path) -> None:
    box = component("node_modules/box/index", "Component({ go() {} })", '<view id="in" onTap="go">{{a}}</view>')
    json = {"usingComponents": {"my-box": "box/index"}}
    async with opened(tmp_path, files(page(HOME, SCRIPT, "<my-box/>", json), box)) as app:
        shown_page = await app.launch()
        await shown_page.find("my-box >>> #in").tap()
        assert [path for path in app.coverage.files if "node_modules" in path] == []


async def test_a_line_of_handlers_ran_as_often_as_they_did(tmp_path: Path) -> None:
    view = '<view\n  onTap="tap"\n  class="{{name}}"\n  id="a"/>'
    assert (await shown(tmp_path, view, taps=("#a", "#a"))).lines() == {2: 2, 3: 1}


async def test_an_expression_that_stands_for_several_elements_is_one(tmp_path: Path) -> None:
    view = '<view><block slot="{{name}}"><text>1</text><text>2</text></block></view>'
    assert counts_of(await shown(tmp_path, view), view) == {"{{name}}": 2}
