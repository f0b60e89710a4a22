"""Every kind of defect is found, and what is right is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.sweep.sweeping import found, swept

TELLS = "fail: () => this.setData({ failed: true })"


def test_a_program_that_handles_every_ending_is_clean(tmp_path: Path) -> None:
    body = f"go() {{ my.scan({{ success: (r) => this.setData({{ code: r.code }}), {TELLS} }}); }}"
    assert found(swept(tmp_path, body)) == {}


def test_an_uncaught_error_is_found_with_its_place(tmp_path: Path) -> None:
    body = "go() { my.scan({ fail: (e) => { this.setData({ a: 1 }); e.nope.nope(); } }); }"
    reports = swept(tmp_path, body)
    assert found(reports) == {"scan 1 10": ["error"], "scan 1 11": ["error"]}
    (finding,) = reports[1].findings
    assert (finding.message, finding.place) == (
        "TypeError: cannot read property 'nope' of undefined",
        "pages/home/home.js:1:64",
    )


def test_an_unhandled_rejection_is_found_where_the_call_was_made(tmp_path: Path) -> None:
    reports = swept(tmp_path, "async go() { const r = await my.scan({}); this.setData({ code: r.code }); }")
    assert found(reports) == {"scan 1 10": ["rejection", "silent"], "scan 1 11": ["rejection", "silent"]}
    assert reports[1].findings[0].place == "pages/home/home.js:1:37"
    assert "error: 10" in reports[1].findings[0].message


def test_loading_that_is_never_hidden_is_found(tmp_path: Path) -> None:
    body = f"go() {{ my.showLoading({{}}); my.scan({{ success: () => my.hideLoading(), {TELLS} }}); }}"
    reports = swept(tmp_path, body)
    assert found(reports) == {"scan 1 10": ["loading"], "scan 1 11": ["loading"]}
    assert reports[2].findings[0].place == "pages/home/home.js:1:15"


def test_loading_of_the_navigation_bar_counts_too(tmp_path: Path) -> None:
    show, hide = "my.showNavigationBarLoading()", "my.hideNavigationBarLoading()"
    body = f"go() {{ {show}; my.scan({{ success: () => {hide}, {TELLS} }}); }}"
    assert found(swept(tmp_path, body)) == {"scan 1 10": ["loading"], "scan 1 11": ["loading"]}


def test_loading_that_complete_hides_is_fine(tmp_path: Path) -> None:
    body = f"go() {{ my.showLoading({{}}); my.scan({{ {TELLS}, complete: () => my.hideLoading() }}); }}"
    assert found(swept(tmp_path, body)) == {}


def test_a_failure_that_nobody_is_told_of_is_found(tmp_path: Path) -> None:
    reports = swept(tmp_path, "go() { my.scan({ fail: (e) => console.log(e) }); }")
    assert found(reports) == {"scan 1 10": ["silent"], "scan 1 11": ["silent"]}
    assert reports[1].findings[0].place == "pages/home/home.js:1:15"
    assert reports[1].findings[0].message.startswith("my.scan failed with 10, and no alert")


@pytest.mark.parametrize(
    "telling",
    [
        "my.alert({})",
        "my.showToast({ content: 'no' })",
        "my.showModal({})",
        "my.confirm({})",
        "my.redirectTo({ url: '/pages/home/home' })",
        "this.setData({ a: 1 })",
        "setTimeout(() => my.alert({}), 500)",
        "Promise.resolve().then(() => this.setData({ a: 1 }))",
        "my.getStorage({ key: 'a', complete: () => my.alert({}) })",
    ],
)
def test_whatever_a_person_notices_tells(tmp_path: Path, telling: str) -> None:
    assert found(swept(tmp_path, f"go() {{ my.scan({{ fail: () => {{ {telling}; }} }}); }}")) == {}


def test_what_another_call_was_doing_anyway_tells_nobody(tmp_path: Path) -> None:
    other = "my.getStorage({ key: 'a', success: () => this.setData({ a: 1 }) });"
    body = f"go() {{ my.scan({{ fail: () => {{}} }}); {other} }}"
    assert found(swept(tmp_path, body)) == {"scan 1 10": ["silent"], "scan 1 11": ["silent"]}


def test_what_the_person_does_next_tells_nobody(tmp_path: Path) -> None:
    body = "go() { my.scan({ fail: () => {} }); }, again() { this.setData({ a: 1 }); }"
    assert set(found(swept(tmp_path, body, "#go", "#again"))) == {"scan 1 10", "scan 1 11"}


def test_that_nothing_can_be_shown_leaves_nobody_in_the_dark(tmp_path: Path) -> None:
    body = "go() { my.showToast({ content: 'hi', fail() {} }); }"
    assert found(swept(tmp_path, body, common=True)) == {}


def test_paying_again_what_may_be_paid_is_found(tmp_path: Path) -> None:
    body = """go() { this.pay(() => this.pay(() => {})); },
      pay(next) { my.tradePay({ tradeNO: '1', success: (r) => { if (r.resultCode !== '9000') next(); } }); }"""
    reports = swept(tmp_path, body)
    assert found(reports) == {"tradePay 1 6004": ["second-charge"], "tradePay 1 8000": ["second-charge"]}


def test_paying_for_the_same_twice_is_found_in_a_new_order_too(tmp_path: Path) -> None:
    body = """go() { this.pay('1', () => this.pay('2', () => {})); },
      pay(tradeNO, next) { my.tradePay({ tradeNO, success: (r) => { if (r.resultCode === '6004') next(); } }); }"""
    assert found(swept(tmp_path, body)) == {"tradePay 1 6004": ["second-charge"]}


def test_paying_for_two_things_as_ever_is_fine(tmp_path: Path) -> None:
    body = "go() { for (const tradeNO of ['1', '2']) my.tradePay({ tradeNO }); }"
    assert found(swept(tmp_path, body)) == {}


def test_signing_again_what_may_be_signed_is_found(tmp_path: Path) -> None:
    body = """go() { this.sign(() => this.sign(() => {})); },
      sign(next) { my.signContract({ signStr: 'x', fail: () => { this.setData({ a: 1 }); next(); } }); }"""
    reports = swept(tmp_path, body)
    assert found(reports) == {"signContract 1 7001": ["second-sign"]}
    assert "7001" in next(report for report in reports if report.findings).findings[0].message


def test_a_loop_without_end_is_found(tmp_path: Path) -> None:
    from bridge.engine import Limits

    body = "go() { my.scan({ fail: () => { for (;;); } }); }"
    reports = swept(tmp_path, body, options={"limits": Limits(cpu=0.1)})
    assert found(reports) == {"scan 1 10": ["limit"], "scan 1 11": ["limit"]}


def test_what_is_wrong_with_the_program_anyway_is_found_as_well(tmp_path: Path) -> None:
    reports = swept(tmp_path, "go() { my.getStorage({ key: 'a' }); nope(); }")
    assert found(reports) == {"getStorage 1 success": ["error"]}


def test_a_rejection_of_a_promise_of_the_program_is_found(tmp_path: Path) -> None:
    body = "go() { my.scan({ fail: (e) => { this.setData({ a: 1 }); new Promise((_, reject) => reject(e)); } }); }"
    assert found(swept(tmp_path, body)) == {"scan 1 10": ["rejection"], "scan 1 11": ["rejection"]}
