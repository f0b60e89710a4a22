"""Options of every kind: a call never throws where it stands, and always has one outcome."""

from __future__ import annotations

import pytest

from tests.support.scripts import printed, ran

UNREADABLE = {
    "a getter that throws": "{ get content() { throw new Error('no'); } }",
    "a cycle": "(() => { const a = {}; a.a = a; return a; })()",
    "a BigInt": "{ content: 1n }",
    "a toJSON that throws": "{ toJSON() { throw null; } }",
    "a revoked proxy": "(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy; })()",
    "a proxy whose traps throw": "new Proxy({}, { getOwnPropertyDescriptor() { throw 1; }, ownKeys() { throw 1; } })",
}


@pytest.mark.parametrize("options", UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_an_option_that_cannot_be_read_is_answered_with_error_2(options: str) -> None:
    source = f"const p = my.alert({options}); p.catch((r) => console.log(r.error)); console.log('returned')"
    assert await printed(source) == ["returned", "2"]


@pytest.mark.parametrize("broken", ["content", "success", "complete"])
async def test_fail_is_called_although_another_option_cannot_be_read(broken: str) -> None:
    source = f"my.alert({{ get {broken}() {{ throw new Error('no'); }}, fail: (r) => console.log(r.error) }})"
    assert await printed(source) == ["2"]


async def test_complete_is_called_although_fail_cannot_be_read() -> None:
    source = "my.alert({ get fail() { throw new Error('no'); }, complete: (r) => console.log(r.error) })"
    assert await printed(source) == ["2"]


async def test_the_answer_says_why_an_option_cannot_be_read() -> None:
    source = "my.alert({ get content() { throw new TypeError('secret'); }, fail: (r) => console.log(r.errorMessage) })"
    (line,) = await printed(source)
    assert line == "alert: invalid parameter: an option cannot be read: TypeError: secret"


@pytest.mark.parametrize(
    ("options", "params"),
    [
        ("", None),
        ("undefined", None),
        ("null", None),
        ("'text'", "text"),
        ("7", 7),
        ("NaN", None),
        ("() => 1", None),
        ("Symbol('s')", None),
        ("[1, () => 1]", [1, None]),
        ("{ a: 1, f() {}, u: undefined }", {"a": 1}),
        ("new Proxy({ a: 1 }, {})", {"a": 1}),
        ("Object.create(null)", {}),
        ("new Date(0)", "1970-01-01T00:00:00.000Z"),
        ("'\\ud800'", "\ud800"),
        ("{ '__proto__': 1, ['__proto__']: 2 }", {"__proto__": 2}),
    ],
)
async def test_params_are_recorded_as_passed_without_functions(options: str, params: object) -> None:
    runtime = await ran(f"my.alert({options})")
    assert runtime.calls[0].params == params
    assert (runtime.calls[0].outcome, runtime.errors) == ("success", [])


async def test_a_getter_that_calls_another_api_keeps_both_calls_apart() -> None:
    source = """
      my.alert({
        get content() { my.alert({content: 'inner', success: () => console.log('inner')}); return 'outer'; },
        success: () => console.log('outer'),
      });
    """
    assert await printed(source) == ["inner", "outer"]


@pytest.mark.parametrize("depth", [300, 2_000, 20_000])
async def test_options_nested_deeply_do_no_harm(depth: int) -> None:
    nested = f"(() => {{ let a = []; for (let i = 0; i < {depth}; i++) a = [a]; return a; }})()"
    assert await printed(f"my.alert({{ content: {nested}, complete: () => console.log('done') }})") == ["done"]


@pytest.mark.parametrize(
    "value", ["{ signStr: '' }", "{}", "null", "{ signStr: 7 }", "{ signStr: ['x'] }", "'x'", "[]"]
)
async def test_what_the_parameters_do_not_allow_is_answered_with_error_2(value: str) -> None:
    assert await printed(f"my.signContract({value}).catch((r) => console.log(typeof r.error, r.error))") == ["string 2"]


async def test_half_of_a_surrogate_pair_is_no_sign_string() -> None:
    source = "my.signContract({ signStr: 'https://x\\ud800', fail: (r) => console.log(r.error) })"
    assert await printed(source) == ["2"]


async def test_poisoned_built_ins_do_not_reach_the_call() -> None:
    source = """
      JSON.stringify = Object.hasOwn = Promise.prototype.then = () => { throw new Error('poison'); };
      Object.defineProperty(Object.prototype, 'api', { set() { throw new Error('poison'); } });
      my.alert({ content: 'x', success: () => console.log('fine') });
    """
    assert await printed(source) == ["fine"]


async def test_what_a_call_has_to_pass_is_told_in_plain_words() -> None:
    (line,) = await printed("my.tradePay({ fail: (e) => console.log(e.errorMessage) })")
    assert line == "tradePay: invalid parameter: one of tradeNO, orderStr and paymentUrl is wanted"
