"""What the JSON files of a program say, and what is wrong with them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge import ProgramError
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.manifest.run_file import InputStep, NavigateStep, WaitStep
from tests.support.folders import write


def manifest(folder: Path, app: Any = None, files: dict[str, Any] | None = None) -> Manifest:
    app = {"pages": ["pages/a/a"], **(app or {})} if not isinstance(app, str) else app
    return Manifest(write(folder, {"app.json": app, **(files or {})}))


def problem(folder: Path, app: Any = None, files: dict[str, Any] | None = None) -> str:
    with pytest.raises(ProgramError) as raised:
        manifest(folder, app, files)
    return str(raised.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("pullRefresh", True, True),
        ("pullRefresh", "NO", False),
        ("pullRefresh", "true", True),
        ("allowsBounceVertical", "YES", "YES"),
        ("allowsBounceVertical", False, "NO"),
        ("titleBarColor", "#fff", "#fff"),
        ("titleBarColor", 16777215, "#ffffff"),
        ("backgroundColor", 4294901760, "#ff0000"),
        ("onReachBottomDistance", 50, 50),
        ("transparentTitle", "auto", "auto"),
        ("navigationBarTitleText", ["anything"], ["anything"]),
    ],
)
def test_a_key_of_the_window(tmp_path: Path, key: str, value: Any, expected: Any) -> None:
    assert manifest(tmp_path, {"window": {key: value}}).window_of("pages/a/a") == {key: expected}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("defaultTitle", "7", "Input should be a valid string\nWrite a text in double quotes."),
        ("pullRefresh", '"maybe"', "this is a switch: write true or false"),
        ("allowsBounceVertical", "1", 'this is a switch: write "YES" or "NO"'),
        ("titleBarColor", "-1", 'this is a colour: write it as "#rrggbb"'),
        ("transparentTitle", '"sometimes"', "Input should be 'none', 'always' or 'auto'"),
        ("onReachBottomDistance", "-1", "Input should be greater than or equal to 0"),
        ("onReachBottomDistance", '"far"', "Input should be a valid number"),
    ],
)
def test_a_wrong_key_of_the_window(tmp_path: Path, key: str, value: str, said: str) -> None:
    app = f'{{"pages": ["a"],\n "window": {{\n  "{key}": {value}}}}}'
    assert problem(tmp_path, app).startswith(f"app.json:3:3: window.{key}: {said}")


@pytest.mark.parametrize(
    ("app", "said"),
    [
        ('{"pages": ["a"],\n"tabBar": {"items": [{"name": "A"}]}}', "2:22: tabBar.items.0.pagePath: Field required"),
        (
            '{"pages": ["a"],\n"tabBar": {"items": {}}}',
            "2:12: tabBar.items: Input should be a valid list\nWrite a list",
        ),
        ('{"pages": ["a"],\n"tabBar": {"list": [7]}}', "2:21: tabBar.list.0: Input should be"),
        ('{"pages": ["a"],\n"subPackages": [{}]}', '2:17: subPackages.0.root: Field required\nAdd the key "root".'),
        ('{"pages": ["a"],\n"usingComponents": {"x": 1}}', "2:21: usingComponents.x: Input should be a valid string"),
        ('{"pages": ["a"],\n"preloadRule": {"a": {"packages": 1}}}', "2:23: preloadRule.a.packages: Input should be"),
        ('{"pages": "a"}', "1:2: pages: Input should be a valid list"),
    ],
)
def test_a_wrong_key_is_named_with_its_place(tmp_path: Path, app: str, said: str) -> None:
    assert problem(tmp_path, app).startswith(f"app.json:{said}")


def test_how_code_is_loaded_is_read_from_app_json(tmp_path: Path) -> None:
    app = manifest(tmp_path, {"lazyCodeLoading": "requiredComponents"}).app
    assert app.lazyCodeLoading == "requiredComponents"


def test_null_is_as_if_not_written(tmp_path: Path) -> None:
    assert manifest(tmp_path, {"window": None, "tabBar": None, "usingComponents": None}).tab_pages == ()


def test_comments_and_a_byte_order_mark(tmp_path: Path) -> None:
    assert manifest(tmp_path, '\ufeff{ // pages\n"pages": ["a" /* home */]}').pages == ("a",)


def test_the_page_wins_over_the_app(tmp_path: Path) -> None:
    app = {"window": {"defaultTitle": "App", "pullRefresh": True}}
    page = {"defaultTitle": "Page", "usingComponents": {"x": "/x"}, "optionMenu": {"icon": "i"}}
    assert manifest(tmp_path, app, {"pages/a/a.json": page}).window_of("pages/a/a") == {
        "defaultTitle": "Page",
        "pullRefresh": True,
        "optionMenu": {"icon": "i"},
    }


@pytest.mark.parametrize("text", ["", "  \n", "{}", "// nothing\n{}", None])
def test_a_page_may_say_nothing(tmp_path: Path, text: str | None) -> None:
    files = {} if text is None else {"pages/a/a.json": text}
    app = manifest(tmp_path, files=files)
    assert (app.window_of("pages/a/a"), app.using_of("pages/a/a", "page")) == ({}, {})


def test_a_wrong_page_file_is_named_with_its_place(tmp_path: Path) -> None:
    app = manifest(tmp_path, files={"pages/a/a.json": '{\n  "usingComponents": []\n}'})
    with pytest.raises(ProgramError, match=r"^pages/a/a\.json:2:3: usingComponents: Input should be a valid object"):
        app.page_json("pages/a/a")


@pytest.mark.parametrize(("written", "expected"), [({"component": True}, True), ({}, False), ("", False)])
def test_a_component_says_that_it_is_one(tmp_path: Path, written: Any, expected: bool) -> None:
    assert manifest(tmp_path, files={"c/c.json": written}).component_json("c/c").component is expected


@pytest.mark.parametrize(
    ("everywhere", "own", "expected"),
    [
        ({"x": "/c/x"}, {}, {"x": "/c/x"}),
        ({"x": "/c/x"}, {"x": "../y", "z": "lib/z"}, {"x": "../y", "z": "lib/z"}),
        ({"x": "./c/x"}, {}, {"x": "/c/x"}),
        ({"x": "lib/x"}, {}, {"x": "lib/x"}),
        ({}, {"x": "..\\c\\x"}, {"x": "../c/x"}),
    ],
)
@pytest.mark.parametrize("kind", ["page", "component"])
def test_components_in_use(tmp_path: Path, everywhere: Any, own: Any, expected: Any, kind: Any) -> None:
    app = manifest(tmp_path, {"usingComponents": everywhere}, {"c/c.json": {"usingComponents": own}})
    assert app.using_of("c/c", kind) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, True), (True, True), ("auto", True), (False, False), ("disable", False), ("NO", False)],
)
def test_whether_queries_are_decoded(tmp_path: Path, value: Any, expected: bool) -> None:
    assert manifest(tmp_path, {"behavior": {"decodeQuery": value}}).decode_query is expected


def test_ext_json_wins_where_it_is_in_force(tmp_path: Path) -> None:
    ext = {
        "extEnable": True,
        "ext": {"shop": 7},
        "window": {"defaultTitle": "Ext", "titleBarColor": "#111111"},
        "extPages": {"pages/a/a": {"defaultTitle": "Ext page"}},
    }
    app = manifest(tmp_path, {"window": {"defaultTitle": "App"}}, {"ext.json": ext})
    assert (app.ext, app.notes) == ({"shop": 7}, ())
    assert app.window_of("pages/a/a") == {"defaultTitle": "Ext page", "titleBarColor": "#111111"}


def test_ext_json_without_ext_enable_has_no_effect_and_is_noted(tmp_path: Path) -> None:
    app = manifest(tmp_path, files={"ext.json": {"ext": {"shop": 7}, "window": {"defaultTitle": "Ext"}}})
    assert (app.ext, app.window_of("pages/a/a")) == ({}, {})
    assert app.notes == ("ext.json has no effect: its extEnable is not true",)


# minibridge.json


def steps(folder: Path, *written: Any) -> list[Any]:
    return manifest(folder, files={"minibridge.json": {"steps": list(written)}}).run.steps


def test_steps(tmp_path: Path) -> None:
    call, tap, wait, go = steps(
        tmp_path, {"call": "go", "detail": {"a": 1}}, {"tap": "#buy"}, {"wait": 500}, {"navigate": "/p?x=1"}
    )
    assert (call.call, call.detail, tap.tap) == ("go", {"a": 1}, "#buy")
    assert (wait, go) == (WaitStep(wait=500), NavigateStep(navigate="/p?x=1"))


@pytest.mark.parametrize(
    ("written", "selector", "value"),
    [
        ("#phone=0123", "#phone", "0123"),
        ("#phone = 1=2", "#phone", " 1=2"),
        ("[name=phone]=0123", "[name=phone]", "0123"),
        ("#phone=", "#phone", ""),
        ({"selector": "#on", "value": True}, "#on", True),
    ],
)
def test_a_step_that_enters_something(tmp_path: Path, written: Any, selector: str, value: Any) -> None:
    (step,) = steps(tmp_path, {"input": written})
    assert isinstance(step, InputStep)
    assert (step.input.selector, step.input.value) == (selector, value)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ('"go"', "1:12: steps.0: a step is an object with exactly one of call, tap, input, wait, navigate"),
        ('{"press": "x"}', "1:12: steps.0: a step is an object with exactly one of"),
        ('{"tap": "x", "wait": 1}', "1:12: steps.0: a step is an object with exactly one of"),
        ('{"tap": ""}', "1:13: steps.0.tap: String should have at least 1 character"),
        ('{"tap": "x", "cal": 1}', "1:25: steps.0.cal: Extra inputs are not permitted"),
        ('{"wait": -1}', "1:13: steps.0.wait: Input should be greater than or equal to 0"),
        ('{"input": "phone"}', '1:13: steps.0.input: write the selector, "=" and the value, such as "#phone=0123"'),
        ('{"input": {"selector": "x"}}', "1:22: steps.0.input.value: Field required"),
    ],
)
def test_a_wrong_step(tmp_path: Path, step: str, said: str) -> None:
    assert problem(tmp_path, files={"minibridge.json": f'{{"steps": [{step}]}}'}).startswith(f"minibridge.json:{said}")


def test_storage_and_device(tmp_path: Path) -> None:
    run = manifest(tmp_path, files={"minibridge.json": {"storage": {"k": [1]}, "device": {"model": "X"}}}).run
    assert (run.storage, run.device) == ({"k": [1]}, {"model": "X"})


KEYS = st.sampled_from(
    [
        "pages",
        "window",
        "tabBar",
        "items",
        "list",
        "pagePath",
        "name",
        "text",
        "subPackages",
        "root",
        "usingComponents",
        "behavior",
        "decodeQuery",
        "packages",
        "workers",
    ]
)
TEXTS = st.sampled_from(["", "a", "pages/a/a", "../x", "\0", "\ud800", "\\", "YES", "#fff"]) | st.text(max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None)
@given(
    VALUES | st.fixed_dictionaries({"pages": st.lists(TEXTS, min_size=1, max_size=3), "tabBar": VALUES, "x": VALUES})
)
def test_any_json_as_app_json_is_a_manifest_or_a_program_error(value: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            app = manifest(Path(folder), json.dumps(value))
        except ProgramError as error:
            assert error.place is not None
            str(error).encode()
        else:
            assert set(app.tab_pages) <= set(app.pages) and app.home in app.pages
            "".join(app.notes).encode()
