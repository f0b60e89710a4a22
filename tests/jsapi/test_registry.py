"""Registering APIs: what is wrong is refused at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bridge import AlertParams, AlertResult, AppContext, Params, Result, Runtime, Since, UsageError, jsapi
from bridge.jsapi import BUILTIN, HostName, Profile, Registry
from tests.support.scripts import printed


class ScanParams(Params):
    """One parameter."""

    type: str = "qr"


class ScanResult(Result):
    """One field."""

    code: str


def scan(params: ScanParams) -> ScanResult:
    """The code that was scanned."""
    return ScanResult(code=params.type)


@pytest.fixture
def registry() -> Registry:
    return Registry()


def test_a_registered_api_is_listed_with_its_fields(registry: Registry) -> None:
    jsapi("scan", registry=registry)(scan)
    (api,) = registry.loaded()
    assert (api.name, api.entry["params"], api.entry["results"]) == ("scan", ["type"], ["code"])


def test_the_decorator_gives_the_function_back(registry: Registry) -> None:
    assert jsapi("scan", registry=registry)(scan) is scan


def test_a_taken_name_is_refused_and_says_who_has_it(registry: Registry) -> None:
    jsapi("scan", registry=registry)(scan)
    with pytest.raises(UsageError, match=r"my.scan is registered already, by scan \(.*test_registry.py:\d+\)"):
        jsapi("scan", registry=registry)(scan)


def test_a_built_in_name_is_refused() -> None:
    with pytest.raises(UsageError, match="registered already, by alert"):
        jsapi("alert")(scan)


@pytest.mark.parametrize("name", ["", "a b", "a.b", "1a", "a-b", "__proto__", None, 7])
def test_what_is_no_name_is_refused(registry: Registry, name: Any) -> None:
    with pytest.raises(UsageError, match="not a name"):
        jsapi(name, registry=registry)(scan)


@pytest.mark.parametrize(
    "name", ["call", "canIUse", "env", "SDKVersion", "getAppIdSync", "setStorageSync", "onAppShow"]
)
def test_what_is_answered_inside_the_engine_cannot_be_registered(registry: Registry, name: str) -> None:
    with pytest.raises(UsageError, match="inside the engine"):
        jsapi(name, registry=registry)(scan)


def test_a_dollar_is_part_of_a_javascript_name(registry: Registry) -> None:
    jsapi("$scan", registry=registry)(scan)
    assert registry.get("$scan") is not None


def no_params() -> ScanResult:
    return ScanResult(code="")


def three(a: ScanParams, b: AppContext, c: int) -> ScanResult:
    return ScanResult(code="")


def required_keyword(params: ScanParams, *, more: int) -> ScanResult:
    return ScanResult(code="")


def any_number(*params: ScanParams) -> ScanResult:
    return ScanResult(code="")


def test_what_does_not_tell_its_signature_is_refused() -> None:
    with pytest.raises(UsageError, match="does not tell what it takes: write a function"):
        Runtime().override("alert", dict)


@pytest.mark.parametrize("handler", [no_params, three, required_keyword, any_number])
def test_another_signature_is_refused(registry: Registry, handler: Callable[..., Any]) -> None:
    with pytest.raises(UsageError, match=r"must take \(params\) or \(params, context\)"):
        jsapi("scan", registry=registry)(handler)


def untyped(params):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    return None


def no_result_model(params: ScanParams) -> dict[str, str]:
    return {}


def no_params_model(params: dict[str, str]) -> ScanResult:
    return ScanResult(code="")


@pytest.mark.parametrize(
    ("handler", "what"),
    [(untyped, "its params"), (no_params_model, "its params"), (no_result_model, "what it returns")],
)
def test_a_missing_model_is_refused(registry: Registry, handler: Callable[..., Any], what: str) -> None:
    with pytest.raises(UsageError, match=f"needs a pydantic model as the type of {what}"):
        jsapi("scan", registry=registry)(handler)


def test_a_type_that_cannot_be_found_is_refused(registry: Registry) -> None:
    def lost(params: Missing) -> ScanResult:  # type: ignore[name-defined]  # noqa: F821
        return ScanResult(code="")

    with pytest.raises(UsageError, match="cannot be read"):
        jsapi("scan", registry=registry)(lost)


@pytest.mark.parametrize("handler", [None, 7, "scan"])
async def test_what_is_no_function_is_no_handler(handler: Any) -> None:
    async with Runtime() as runtime:
        with pytest.raises(UsageError, match="a handler is a function"):
            runtime.override("alert", handler)


async def test_an_override_is_of_one_program_only() -> None:
    async with Runtime() as one, Runtime() as other:
        one.override("alert", lambda _: {"mine": True})
        for runtime in (one, other):
            await runtime.run("my.alert()")
    assert [runtime.calls[0].result for runtime in (one, other)] == [{"mine": True}, {}]


async def test_an_override_may_be_written_as_a_decorator() -> None:
    async with Runtime() as runtime:

        @runtime.jsapi("alert")
        def shout(params: AlertParams) -> AlertResult:
            return AlertResult(loud=params.content.upper())

        await runtime.run("my.alert({content: 'x'})")
    assert runtime.calls[0].result == {"loud": "X"}


async def test_an_override_may_change_after_the_program_ran() -> None:
    async with Runtime() as runtime:
        await runtime.run("my.alert()")
        runtime.override("alert", lambda _: {"new": True})
        await runtime.run("my.alert()")
    assert [call.result for call in runtime.calls] == [{}, {"new": True}]


async def test_a_new_name_is_refused_after_the_program_ran() -> None:
    async with Runtime() as runtime:
        await runtime.run("1")
        with pytest.raises(UsageError, match="register it before the program runs"):
            runtime.override("dig", scan)


@pytest.mark.parametrize("handler", [scan, partial(scan)])
async def test_a_new_api_with_models_checks_its_parameters(handler: Callable[..., Any]) -> None:
    source = "my.dig({type: 'bar', complete: (r) => console.log(r.code)});"
    assert await printed(source, {"dig": handler}) == ["bar"]


async def test_a_new_api_without_models_receives_what_was_passed() -> None:
    source = "my.dig({a: [1], success: (r) => console.log(JSON.stringify(r))}); my.dig('x', () => {});"
    assert await printed(source, {"dig": lambda params: {"got": params}}) == ['{"got":{"a":[1]}}']


async def test_an_api_that_began_later_is_absent_before() -> None:
    registry = Registry()
    jsapi("scan", since=Since(appx="1.10.0"), registry=registry)(scan)
    names = [[api.name for api in registry.available(Profile(appx_version=version))] for version in ("1.9", "1.10")]
    assert names == [[], ["scan"]]


async def test_an_api_of_one_host_is_absent_from_others() -> None:
    registry = Registry()
    jsapi("scan", since=Since(only="alipay-plus"), registry=registry)(scan)
    hosts: list[HostName] = ["alipay-plus", "alipay-cn"]
    assert [[api.name for api in registry.available(Profile(host=host))] for host in hosts] == [["scan"], []]


async def test_an_option_that_is_not_read_may_be_anything(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    jsapi("digUnread", unread=("place",), registry=registry)(scan)
    monkeypatch.setitem(BUILTIN._apis, "digUnread", next(registry.loaded()))  # for this test alone
    source = "const place = {}; place.self = place; my.digUnread({place, type: 'x'}).then((r) => console.log(r.code))"
    assert await printed(source) == ["x"]


async def test_a_new_name_that_comes_too_late_may_be_a_slip() -> None:
    async with Runtime() as runtime:
        await runtime.run("1")
        with pytest.raises(UsageError, match=r"register it before the program runs; did you mean alert\?"):
            runtime.override("alrt", lambda params: None)
