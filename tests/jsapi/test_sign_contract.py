"""`my.signContract` as documented, for pages that no wallet of ours serves."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from bridge import Answer, UsageError
from tests.support.scripts import DOCUMENTED_URL, answer_to, printed, ran

SIGN = f"my.signContract({{signStr: '{DOCUMENTED_URL}', OUTCOME}})"
LOG = "{0}: (r) => console.log('{0}', JSON.stringify(r))".format
ONE = SIGN.replace("OUTCOME", f"{LOG('success')}, {LOG('fail')}") + ";"
FAILURES = {
    "cancel": ("6001", "User cancels the sign process."),
    "network-error": ("6002", "The sign fails because of network error."),
    "unknown": ("7001", "The result of the sign is unknown. It may be successful."),
    "fail": ("7002", "The sign fails."),
}
FAILURES["wrong-pin"] = FAILURES["fail"]
FAILURES["processing"] = FAILURES["unknown"]
FAILURES["forgot-pin"] = FAILURES["cancel"]
OLD: dict[str, Any] = {"host": "alipay-cn", "client_version": "10.2.9"}


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
@pytest.mark.parametrize(("user", "failure"), FAILURES.items())
async def test_each_answer_but_approval_is_a_documented_failure(host: str, user: str, failure: tuple[str, str]) -> None:
    code, message = failure
    assert await printed(ONE, host=host, user=user) == [f'fail {{"error":"{code}","errMessage":"{message}"}}']


def test_no_answer_is_left_out() -> None:
    assert {answer.value for answer in Answer} == {"approve", *FAILURES}


async def test_success_has_the_documented_properties_in_the_documented_order() -> None:
    (line,) = await printed(ONE)
    pattern = r'success \{"authState":"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}","authCode":"[0-9A-F]{32}"\}'
    assert re.fullmatch(pattern, line)


async def test_success_in_alipay_china_has_neither_property() -> None:
    assert await printed(ONE, host="alipay-cn") == ["success {}"]


async def test_the_message_can_be_read_under_the_name_other_apis_use_but_is_not_listed() -> None:
    source = SIGN.replace("OUTCOME", "fail: (r) => console.log(r.errorMessage === r.errMessage, Object.keys(r))")
    assert await printed(source, user="cancel") == ["true [ 'error', 'errMessage' ]"]


async def test_the_error_is_a_text() -> None:
    source = SIGN.replace("OUTCOME", "fail: (r) => console.log(typeof r.error, r.error === '6001')")
    assert await printed(source, user="cancel") == ["string true"]


@pytest.mark.parametrize("options", ["", "{}", "{signStr: ''}", "{signStr: 7}", "{signStr: null}", "{signStr: {}}"])
async def test_a_missing_or_bad_sign_string_fails_in_the_apis_own_shape(options: str) -> None:
    source = f"my.signContract({options}).catch((r) => console.log(r.error === '2', Object.keys(r)))"
    assert await printed(source) == ["true [ 'error', 'errMessage' ]"]


async def test_a_bad_sign_string_uses_up_no_answer_of_the_person() -> None:
    source = f"my.signContract({{fail() {{}}}}); {ONE}"
    assert (await printed(source, user=["cancel", "approve"]))[0].startswith('fail {"error":"6001"')


async def test_the_person_gives_one_answer_a_page_in_order_the_last_one_repeating() -> None:
    lines = await printed(ONE * 4, user=["cancel", Answer.UNKNOWN, "approve"])
    assert [line.split()[0] for line in lines] == ["fail", "fail", "success", "success"]


async def test_an_unknown_answer_of_the_person_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"approve, .*, wrong-pin, processing, forgot-pin"):
        await ran("1", user="maybe")


@pytest.mark.parametrize(
    ("versions", "there"),
    [
        ({"host": "alipay-cn", "client_version": "10.2.38"}, True),
        ({"host": "alipay-cn", "client_version": "10.2.9"}, False),
        ({"host": "alipay-cn", "client_version": "10.2.37.99"}, False),
        ({"host": "alipay-cn", "client_version": "10.3"}, True),
        ({"host": "alipay-cn", "client_version": "9.99.99"}, False),
        ({"host": "alipay-plus", "client_version": "1.0"}, True),
        ({"appx_version": "1.24.6"}, True),
        ({"appx_version": "1.24.06"}, True),
        ({"appx_version": "1.24.5"}, False),
        ({"appx_version": "1.9.0"}, False),
        ({"appx_version": "2"}, True),
    ],
)
async def test_it_exists_from_the_documented_versions_on(versions: dict[str, Any], there: bool) -> None:
    source = "console.log(typeof my.signContract, 'signContract' in my, my.canIUse('signContract'))"
    expected = "function true true" if there else "undefined false false"
    assert await printed(source, **versions) == [expected]


async def test_called_by_name_where_it_does_not_exist_it_fails_with_error_1() -> None:
    answer = await answer_to(f"my.call('signContract', {{signStr: '{DOCUMENTED_URL}', OUTCOME}})", **OLD)
    assert answer["error"] == 1


@pytest.mark.parametrize("version", ["", "1.x", "v1", "1..2", "١.٢"])  # noqa: RUF001
async def test_what_is_no_version_is_a_usage_error(version: str) -> None:
    with pytest.raises(UsageError, match=r"such as 10\.2\.38"):
        await ran("1", client_version=version)


async def test_an_unknown_host_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="alipay-plus and alipay-cn"):
        await ran("1", host="wechat")


async def test_codes_are_the_same_for_the_same_seed_and_differ_otherwise() -> None:
    first, again, other = [await printed(ONE, seed=seed) for seed in (1, 1, 2)]
    assert first == again != other


async def test_every_approval_has_a_code_of_its_own() -> None:
    lines = await printed(ONE * 3)
    assert len({json.loads(line.removeprefix("success "))["authCode"] for line in lines}) == 3


async def test_the_documented_sample_alerts_the_result() -> None:
    show = "{}: (res) => my.alert({{ content: JSON.stringify(res) }})".format
    shown = f"{show('success')}, {show('fail')}"
    runtime = await ran(SIGN.replace("OUTCOME", shown), user="cancel")
    sign, alert = runtime.calls
    assert sign.params == {"signStr": DOCUMENTED_URL}
    assert json.loads(alert.params["content"]) == sign.result == {"error": "6001", "errMessage": FAILURES["cancel"][1]}


async def test_somebody_at_the_terminal_may_answer_instead() -> None:
    class Somebody:
        async def authorize(self, url: str) -> Answer:
            return Answer.CANCEL if url == DOCUMENTED_URL else Answer.FAIL

    assert (await printed(ONE, dialogs=Somebody()))[0].startswith('fail {"error":"6001"')
