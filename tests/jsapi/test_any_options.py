"""Properties: whatever JSON a program passes, a call has exactly one outcome and the host raises nothing."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge import Runtime
from tests.support.scripts import ran

NETWORK = ("httpRequest", "uploadFile", "downloadFile", "connectSocket", "sendSocketMessage", "closeSocket")
APIS = ("signContract", "alert", "request", *NETWORK, "rsa", "getBackgroundFetchData", "loadPlugin", "openOtherApp")
PARAMS = [("signContract", "signStr"), ("alert", "title"), ("alert", "content"), ("alert", "buttonText")] + [
    ("request", name) for name in ("url", "method", "headers", "header", "data", "timeout", "dataType", "isBuffer")
]
PARAMS += [("connectSocket", name) for name in ("url", "data", "header", "protocols", "timeout", "socketTaskID")]
PARAMS += [("rsa", name) for name in ("action", "text", "key")]

text = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates too
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | text
anything = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3))

COUNT = """
  const seen = [];
  const options = JSON.parse(%s);
  const note = (name) => (r) => seen.push(name, typeof r);
  const callbacks = { success: note('success'), fail: note('fail'), complete: note('complete') };
  const whole = typeof options === 'object' && options !== null ? Object.assign(options, callbacks) : options;
  my.%s(whole).then(note('promise'), note('promise'));
  setTimeout(() => console.log(seen.join(' ')), 1);
"""
WHOLE = ["success object complete object promise object", "fail object complete object promise object"]


async def outcome(api: str, options: Any) -> Runtime:
    return await ran(COUNT % (json.dumps(json.dumps(options)), api))


@pytest.mark.parametrize("api", APIS)
@settings(max_examples=40, deadline=None)
@given(options=anything)
def test_any_options_have_exactly_one_outcome(api: str, options: Any) -> None:
    runtime = asyncio.run(outcome(api, options))
    expected = WHOLE if isinstance(options, (dict, list)) else ["promise object"]
    assert runtime.errors == []
    assert runtime.console[0].text in expected


@pytest.mark.parametrize(("api", "name"), PARAMS)
@settings(max_examples=20, deadline=None)
@given(value=anything)
def test_any_value_of_a_parameter_has_exactly_one_outcome(api: str, name: str, value: Any) -> None:
    url = f"{'wss' if api == 'connectSocket' else 'https'}://shop.example/"
    options = {"url": url, "signStr": "x", "action": "encrypt", "text": "x", "key": "x", name: value}
    runtime = asyncio.run(outcome(api, options))
    assert runtime.errors == []
    assert runtime.console[0].text in WHOLE


@settings(max_examples=40, deadline=None)
@given(result=st.dictionaries(text, anything, max_size=4))
def test_any_result_of_a_handler_arrives_as_it_is(result: dict[str, Any]) -> None:
    source = f"my.alert({{success: (r) => console.log(JSON.stringify(r) === JSON.stringify({json.dumps(result)}))}})"
    if "__proto__" not in json.dumps(result):  # which an object literal would take for something else
        runtime = asyncio.run(ran(source, {"alert": lambda _: result}))
        assert [line.text for line in runtime.console] == ["true"]
