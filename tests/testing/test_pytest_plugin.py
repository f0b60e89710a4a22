"""JavaScript tests and programs in pytest, seen from outside: a pytest run in a folder of its own."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest

PROGRAM: dict[str, Any] = {
    "app.json": json.dumps({"pages": ["p/p"]}),
    "app.js": "App({})",
    "p/p.js": "Page({ data: { n: 0 }, add() { this.setData({ n: this.data.n + 1 }); }, wait() { my.getLocation({}); } })",
    "p/p.axml": '<view><text id="n">{{n}}</text><button id="add" onTap="add"/></view>',
    "a.test.js": """describe('sum', () => {
  afterAll(() => console.log('left'));
  test('adds', () => { console.log('said'); expect(1 + 1).toBe(2); });
  test('fails', () => { expect(1).toBe(2); });
  test.skip('waits', () => {});
});
test.todo('more');
test('last', () => {});
""",
}


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with a program and its tests."""
    for name, text in PROGRAM.items():
        path = pytester.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    pytester.makeini("[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n")
    return pytester


def test_tests_are_items_with_names(project: pytest.Pytester) -> None:
    ran = project.runpytest_inprocess("-v", "-p", "no:cacheprovider")
    ran.assert_outcomes(passed=2, failed=1, skipped=2)
    ran.stdout.fnmatch_lines(
        ["a.test.js::sum > adds PASSED*", "a.test.js::sum > fails FAILED*", "a.test.js::more SKIPPED*"]
    )


def test_failures_show_the_javascript(project: pytest.Pytester) -> None:
    ran = project.runpytest_inprocess("-p", "no:cacheprovider")
    ran.stdout.fnmatch_lines(
        ["*Expected: 2*", "*Received: 1*", "*> 4 |   test('fails'*", "*at <anonymous> (a.test.js:4:*"]
    )
    ran.stdout.no_fnmatch_line("*file_run.py*")


@pytest.mark.parametrize(
    ("arguments", "outcomes"),
    [
        (["-k", "adds"], {"passed": 1, "deselected": 4}),
        (["a.test.js::sum > fails"], {"failed": 1}),
        (["-x"], {"passed": 1, "failed": 1}),
    ],
)
def test_choosing_works_as_ever(project: pytest.Pytester, arguments: list[str], outcomes: dict[str, int]) -> None:
    project.runpytest_inprocess(*arguments, "-p", "no:cacheprovider").assert_outcomes(**outcomes)


def test_the_last_failure_runs_again(project: pytest.Pytester) -> None:
    project.runpytest_inprocess()
    project.runpytest_inprocess("--lf").assert_outcomes(failed=1)


def test_several_processes_share_the_tests(project: pytest.Pytester) -> None:
    project.makefile(".test.js", b="test('elsewhere', () => { expect(1).toBe(1); })")
    ran = project.runpytest_subprocess("-n", "2", "--junitxml=report.xml", "-p", "no:cacheprovider")
    ran.assert_outcomes(passed=3, failed=1, skipped=2)
    names = {case.get("name") for case in ElementTree.parse(project.path / "report.xml").iter("testcase")}
    assert names == {"sum > adds", "sum > fails", "sum > waits", "more", "last", "elsewhere"}


def test_a_failure_is_run_again_as_often_as_asked(project: pytest.Pytester) -> None:
    ran = project.runpytest_subprocess("--reruns", "2", "-k", "fails", "-p", "no:cacheprovider")
    ran.stdout.fnmatch_lines(["*1 failed, 4 deselected, 2 rerun*"])


def test_one_setting_turns_it_off(project: pytest.Pytester) -> None:
    project.runpytest_inprocess("-o", "minibridge_js=false").assert_outcomes()


def test_it_loads_nothing_without_such_files(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import sys\ndef test_nothing(): assert 'bridge.miniprogram' not in sys.modules")
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_a_file_that_cannot_be_loaded_is_an_error_in_words(project: pytest.Pytester) -> None:
    (project.path / "a.test.js").write_text("throw new Error('broken');")
    ran = project.runpytest_inprocess("-p", "no:cacheprovider")
    ran.assert_outcomes(errors=1)
    ran.stdout.fnmatch_lines(["*Error: broken*", "*at <anonymous> (a.test.js:1:*"])


def test_a_limit_fails_one_test_and_the_rest_run(project: pytest.Pytester) -> None:
    (project.path / "a.test.js").write_text(
        "test('a', () => { const k = []; for (;;) k.push(new Array(9999).fill(1)); }); test('b', () => {});"
    )
    project.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1, failed=1)


def test_snapshots_are_written_when_asked_for(project: pytest.Pytester) -> None:
    (project.path / "a.test.js").write_text("test('a', () => expect(1).toMatchSnapshot());")
    project.runpytest_inprocess("--js-update-snapshots").assert_outcomes(passed=1)
    assert (project.path / "__snapshots__" / "a.test.js.snap").read_text().endswith("exports[`a 1`] = `1`;\n")


FIXTURES = """
import pytest
from bridge import UsageError

async def test_async(mini):
    async with mini(".") as app:
        page = await app.launch()
        await page.find("#add").tap()
        assert page.data["n"] == 1

def test_synchronous(mini):
    with mini(".") as app:
        page = app.launch()
        page.find("#add").tap()
        assert page.find("#n").text() == "1"
        assert page.find_all("button").count() == 1

def test_two_programs(mini):
    with mini(".") as one, mini(".") as other:
        one.launch().find("#add").tap()
        assert other.launch().data == {"n": 0}

@pytest.mark.minibridge(user="cancel")
def test_the_marker(runtime):
    with runtime() as rt:
        rt.run("my.signContract({ signStr: 'https://x.example/authentication.htm?authId=1', fail: (e) => console.log(e.error) })")
        assert [line.text for line in rt.console] == ["6001"]

def test_the_phone(mini, device):
    device.change(model="Pixel 8")
    with mini(".") as app:
        assert app.device.model == device.current.model == "Pixel 8"

def test_what_is_around_the_phone(runtime, device):
    device.change(denied=["location"], location=[31.2, 121.5])
    with pytest.raises(UsageError, match="open a program first"):
        device.phone
    with runtime() as rt:
        device.phone.wifi.add("Cafe")
        device.phone.scan_next("CODE123")
        rt.run("my.scan().then(({ code }) => console.log(code)); my.getLocation().catch(({ error }) => console.log(error))")
        assert sorted(line.text for line in rt.console) == ["2001", "CODE123"]
        assert [network.ssid for network in rt.device.wifi.networks] == ["Home", "Cafe"]
    with pytest.raises(UsageError, match="a phone has no 'modle'"):
        device.change(modle="x")

def test_the_clock(runtime, clock):
    clock.start_at(5000)
    with runtime() as rt:
        rt.run("setTimeout(() => {}, 1000)")
        assert clock.now == 6000

def test_the_wallet(mini, wallet):
    with mini("."):
        assert wallet.tokens == []

def test_nothing_is_open(clock):
    with pytest.raises(UsageError, match="open a program first"):
        clock.now
"""


def test_fixtures(project: pytest.Pytester) -> None:
    project.makepyfile(FIXTURES)
    project.runpytest_inprocess("-k", "not a.test.js", "-p", "no:cacheprovider").assert_outcomes(passed=9, deselected=5)


def test_async_tests_of_anyio_open_programs_too(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import pytest
        pytestmark = pytest.mark.anyio
        @pytest.fixture
        def anyio_backend():
            return "asyncio"
        async def test_added(mini):
            async with mini(".") as app:
                page = await app.launch()
                await page.find("#add").tap()
                assert await page.find("#n").text() == "1"
        """
    )
    ran = project.runpytest_inprocess("-p", "no:asyncio", "-k", "added", "-p", "no:cacheprovider")
    ran.assert_outcomes(passed=1, deselected=5)


def test_calls_that_are_left_under_way_fail_a_test(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import asyncio
        def test_leak(runtime):
            with runtime() as rt:
                async def never(params):
                    await asyncio.Event().wait()
                rt.override("alert", never)
                rt.begin("my.alert('x')", "a.js")
                rt._run(rt._runtime.guest._drive(lambda: bool(rt.calls)))
        """
    )
    ran = project.runpytest_inprocess("-k", "leak", "-p", "no:cacheprovider")
    ran.assert_outcomes(failed=1, deselected=5)
    ran.stdout.fnmatch_lines(["*the program was left with calls under way: #1 my.alert*"])


def test_a_handler_that_breaks_fails_the_test(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        def test_broken(mini):
            with mini(".") as app:
                def broken(params):
                    raise KeyError("mine")
                app.override("getLocation", broken)
                app.launch().call("wait")
        """
    )
    ran = project.runpytest_inprocess("-k", "broken", "-p", "no:cacheprovider")
    ran.assert_outcomes(failed=1)
    ran.stdout.fnmatch_lines(["*KeyError: 'mine'*"])
