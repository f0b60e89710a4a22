"""The callback contract: exactly one outcome, in order, never inside the call."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import JSAPIError
from tests.support.scripts import fails, printed, ran

URL = "https://wallet.example/authentication.htm?authId=1"
OUTCOMES = [("approve", "success"), ("cancel", "fail")]


@pytest.mark.parametrize(("user", "chosen"), OUTCOMES)
async def test_one_of_success_and_fail_then_complete_then_the_positional_callback_then_the_promise(
    user: str, chosen: str
) -> None:
    source = f"""
      const log = (name) => () => console.log(name);
      my.signContract(
        {{signStr: '{URL}', success: log('success'), fail: log('fail'), complete: log('complete')}}, log('positional'),
      ).then(log('promise'), log('promise'));
      console.log('called');
    """
    assert await printed(source, user=user) == ["called", chosen, "complete", "positional", "promise"]


@pytest.mark.parametrize("user", ["approve", "cancel"])
async def test_all_receive_the_very_same_object(user: str) -> None:
    source = f"""
      const seen = [];
      const keep = (r) => seen.push(r);
      my.signContract({{signStr: '{URL}', success: keep, fail: keep, complete: keep}}, keep).then(keep, keep)
        .then(() => console.log(seen.length, seen.every((r) => r === seen[0])));
    """
    assert await printed(source, user=user) == ["4 true"]


async def test_callbacks_are_called_as_functions_without_a_receiver() -> None:
    source = "my.alert({complete: function () { 'use strict'; console.log(this); }})"
    assert await printed(source) == ["undefined"]


@pytest.mark.parametrize("name", ["success", "complete"])
async def test_a_callback_that_throws_is_reported_with_its_place_and_stops_nothing_else(name: str) -> None:
    source = f"""
      const rest = {{success: () => console.log('s'), complete: () => console.log('c')}};
      my.alert({{...rest, {name}() {{ throw new Error('oops'); }}}}).then(() => console.log('p'));
    """
    runtime = await ran(source)
    assert fails(runtime) == [("error", "Error: oops")]
    assert f"at {name} (demo.js:3" in runtime.errors[0].stack
    assert [line.text for line in runtime.console] == ["c" if name == "success" else "s", "p"]


async def test_a_fail_that_throws_still_lets_complete_and_the_promise_follow() -> None:
    source = """
      my.call('nonsense', {fail() { throw 1; }, complete: () => console.log('complete')})
        .catch(() => console.log('promise'));
    """
    runtime = await ran(source)
    assert fails(runtime) == [("error", "Uncaught 1")]
    assert [line.text for line in runtime.console] == ["complete", "promise"]


async def test_a_call_without_callbacks_is_answered_all_the_same() -> None:
    runtime = await ran("my.alert({content: 'hello'})")
    assert [(call.api, call.outcome, call.result) for call in runtime.calls] == [("alert", "success", {})]


async def test_what_is_no_function_is_no_callback() -> None:
    source = "my.alert({success: 1, fail: 'no', complete: {}}, 'third').then(() => console.log('fine'))"
    assert await printed(source) == ["fine"]


async def test_inherited_callbacks_are_not_called() -> None:
    source = """
      Object.prototype.fail = () => console.log('poisoned');
      my.alert(Object.create({success: () => console.log('inherited')})).then(() => console.log('promise'));
    """
    assert await printed(source) == ["promise"]


async def test_calls_are_settled_in_the_order_in_which_they_were_made() -> None:
    source = "for (const n of [1, 2, 3]) my.alert({complete: () => console.log(n)});"
    assert await printed(source) == ["1", "2", "3"]


async def test_a_call_made_in_a_callback_is_settled_after_those_before_it() -> None:
    source = """
      my.alert({success: () => my.alert({success: () => console.log('inner')})});
      my.alert({success: () => console.log('outer')});
    """
    assert await printed(source) == ["outer", "inner"]


async def test_call_by_name_takes_options_and_a_callback() -> None:
    source = f"my.call('signContract', {{signStr: '{URL}'}}, (r) => console.log(Object.keys(r)))"
    assert await printed(source) == ["[ 'authState', 'authCode' ]"]


async def test_call_by_name_gives_the_failure_to_the_callback() -> None:
    source = f"my.call('signContract', {{signStr: '{URL}'}}, (r) => console.log(r.error))"
    assert await printed(source, user="cancel") == ["6001"]


async def test_call_by_name_takes_a_callback_alone() -> None:
    assert await printed("my.call('alert', (r) => console.log('shown', JSON.stringify(r)))") == ["shown {}"]


async def test_call_by_name_alone_returns_a_promise() -> None:
    assert await printed("my.call('alert').then((r) => console.log(JSON.stringify(r)))") == ["{}"]


@pytest.mark.parametrize("name", ["'nonsense'", "'toString'", "'__proto__'", "'canIUse'", "1", "Symbol('x')", ""])
async def test_an_unknown_name_fails_with_error_1(name: str) -> None:
    source = f"my.call({name}).catch((r) => console.log(r.error, typeof r.errorMessage))"
    assert await printed(source) == ["1 string"]


async def test_a_name_that_cannot_be_a_text_throws_nothing() -> None:
    source = "my.call({ toString() { throw new Error('no'); } }).catch((r) => console.log(r.error))"
    assert await printed(source) == ["1"]


async def test_a_documented_failure_of_an_own_handler_reaches_fail_with_its_extra_fields() -> None:
    def refuse(_: Any) -> None:
        raise JSAPIError(11, "not here", hint=["a"])

    source = "my.alert({fail: (r) => console.log(JSON.stringify(r))})"
    assert await printed(source, {"alert": refuse}) == ['{"error":11,"errorMessage":"not here","hint":["a"]}']
