"""Globals of browsers and Node that the platform has not: there for programs that need them, gone when strict."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import Runtime
from tests.support.scripts import printed

LAZY = [
    "navigator", "process", "requestAnimationFrame", "cancelAnimationFrame", "Buffer", "MessageChannel", "MessagePort",
]  # fmt: skip
NAMES = ["global", "window", "self"]
NEVER = ["document", "location", "fetch", "XMLHttpRequest", "localStorage", "Intl"]


class Configured(Runtime):
    """A runtime whose engine is given `settings` as the setting `globals`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        self._globals = settings

    def _settings(self) -> dict[str, Any]:
        return {**super()._settings(), "globals": self._globals}


async def printed_with(source: str, **settings: Any) -> list[str]:
    async with Configured(**settings) as runtime:
        await runtime.run(source, "demo.js")
    return [line.text for line in runtime.console]


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_of_the_global_object(name: str) -> None:
    source = f"console.log({name} === globalThis, Object.keys(globalThis).includes('{name}'))"
    assert await printed(source) == ["true false"]


@pytest.mark.parametrize("name", NEVER)
async def test_what_tells_a_browser_is_not_there(name: str) -> None:
    assert await printed(f"console.log(typeof {name}, '{name}' in window)") == ["undefined false"]


@pytest.mark.parametrize("name", LAZY)
async def test_a_legacy_global_is_a_getter_until_it_is_read(name: str) -> None:
    source = f"""
        const own = () => 'value' in Object.getOwnPropertyDescriptor(globalThis, '{name}');
        console.log(own()); {name}; console.log(own(), window.{name} === {name});
    """
    assert await printed(source) == ["false", "true true"]


@pytest.mark.parametrize("name", [*NAMES, *LAZY])
@pytest.mark.parametrize("keyword", ["var", "let", "const", "function"])
async def test_a_program_can_declare_the_name_itself(name: str, keyword: str) -> None:
    own = f"function {name}() {{}}" if keyword == "function" else f"{keyword} {name} = () => {{}}"
    assert await printed(f"{own}; console.log(typeof {name})") == ["function"]


@pytest.mark.parametrize("name", [*NAMES, *LAZY, "eval"])
async def test_strict_has_none(name: str) -> None:
    assert await printed_with(f"console.log(typeof {name}, '{name}' in globalThis)", strict=True) == ["undefined false"]


@pytest.mark.parametrize(
    "code",
    [
        "Function('return this')()",
        "new Function('return 1')",
        "(() => 1).constructor('return 1')",
        "(async () => 1).constructor('return 1')",
        "(function* () {}).constructor('yield 1')",
        "(async function* () {}).constructor('yield 1')",
    ],
)
async def test_strict_makes_no_code_of_text(code: str) -> None:
    source = f"try {{ {code}; console.log('made') }} catch (error) {{ console.log(error.name) }}"
    assert await printed_with(source, strict=True) == ["EvalError"]


async def test_strict_functions_are_functions_as_ever() -> None:
    source = "console.log((() => 1) instanceof Function, (() => 1).constructor === Function, [1], () => 1)"
    assert await printed_with(source, strict=True) == ["true true [ 1 ] [Function (anonymous)]"]


async def test_bundles_find_the_global_object() -> None:
    assert await printed("console.log(Function('return this')() === window, eval('self') === global)") == ["true true"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("navigator.userAgent.indexOf('AlipayClient/') > 0", "true"),
        ("typeof navigator.language + navigator.onLine", "stringtrue"),
        ("process.env.NODE_ENV", "production"),
        ("typeof process.versions.node", "undefined"),
        ("Object.prototype.toString.call(process)", "[object Object]"),
        ("process.cwd() + process.platform", "/browser"),
        ("process.on('exit', () => {}) === process", "true"),
        ("process.hrtime([0, 0]).length", "2"),
    ],
)
async def test_what_libraries_ask_for(expression: str, expected: str) -> None:
    assert await printed(f"console.log(String({expression}))") == [expected]


async def test_the_user_agent_names_the_client() -> None:
    lines = await printed("console.log(/AlipayClient\\/9.8.7 /.test(navigator.userAgent))", client_version="9.8.7")
    assert lines == ["true"]


async def test_next_tick_comes_before_timers() -> None:
    lines = await printed("setTimeout(() => console.log('late')); process.nextTick((...a) => console.log(a), 1, 2)")
    assert lines == ["[ 1, 2 ]", "late"]


async def test_an_animation_frame_comes_after_16_milliseconds_and_knows_the_time() -> None:
    lines = await printed("requestAnimationFrame((time) => console.log(time, performance.now() === time))")
    assert lines == ["16 true"]


async def test_a_cancelled_frame_never_comes() -> None:
    assert await printed("cancelAnimationFrame(requestAnimationFrame(() => console.log('frame')))") == []


@pytest.mark.parametrize("group", ["console.group('a'); console.log('b'); console.groupEnd()", "console.time('a')"])
async def test_a_console_has_groups_and_clocks(group: str) -> None:
    await printed(group)
