"""What every name of `my` says of its own answer: of which kind it is, and what of it no page tells."""

from __future__ import annotations

import pytest

from bridge.jsapi.directory import entries, entry
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.inside_receipts import INFERRED, OF_THE_PHONE
from bridge.jsapi.inside_summaries import SUMMARIES

ENTRIES = entries()


def receipt_of(name: str) -> tuple[str, str]:
    receipt = entry(name).receipt
    assert receipt is not None
    return receipt.kind, receipt.standing


def test_what_is_inferred_is_one_sentence_of_a_line_or_two() -> None:
    told = {found.name: found.receipt.inferred for found in ENTRIES if found.receipt}
    parts = {name: text.removesuffix(".") for name, text in told.items() if text}
    assert all(told[name].endswith(".") for name in parts)
    assert {name: text for name, text in parts.items() if ". " in text or len(text) > 140} == {}


def test_what_no_page_documents_says_what_it_does() -> None:
    unsure = [found.name for found in ENTRIES if found.receipt and found.receipt.standing != "documented"]
    assert [name for name in unsure if not entry(name).receipt.inferred] == []  # type: ignore[union-attr]


def test_every_name_says_what_it_does() -> None:
    assert [found.name for found in ENTRIES if not found.summary.strip()] == []


def test_what_is_answered_inside_says_it_in_one_sentence_of_a_line() -> None:
    told = {found.name: found.summary for found in ENTRIES if found.name in INSIDE}
    assert {name: text for name, text in told.items() if len(text) > 110 or "\n" in text or text[-1:] != "."} == {}


def test_only_what_is_answered_inside_has_its_summary_there() -> None:
    assert SUMMARIES.keys() == INSIDE


def test_a_summary_leaves_what_is_inferred_to_the_receipt() -> None:
    assert [found.name for found in ENTRIES if "inferred" in found.summary] == []


def test_a_sentence_is_of_a_name_that_is_answered_inside() -> None:
    assert INFERRED.keys() <= INSIDE
    assert OF_THE_PHONE <= INSIDE


def test_what_answers_at_once_is_of_the_kind_of_the_call() -> None:
    kinds = {found.name: found.receipt.kind for found in ENTRIES if found.receipt}
    pairs = [(name, f"{name}Sync") for name in kinds if f"{name}Sync" in kinds]
    assert len(pairs) >= 9
    assert [pair for pair in pairs if kinds[pair[0]] != kinds[pair[1]]] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("getClipboard", "simulated"),
        ("setClipboard", "simulated"),
        ("getBackgroundFetchData", "simulated"),
        ("getLaunchOptionsSync", "simulated"),
        ("onAppShow", "simulated"),
        ("onSocketOpen", "simulated"),
        ("onCompassChange", "device"),
        ("offWifiConnected", "device"),
        ("getGeocoder", "device"),
        ("getSiteInfo", "device"),
        ("makePhoneCall", "outside"),
    ],
)
def test_a_kind_says_where_the_answer_comes_from(name: str, kind: str) -> None:
    assert receipt_of(name)[0] == kind


@pytest.mark.parametrize("name", ["getSiteInfo", "canIUse", "createCameraContext", "getFileSystemManager"])
def test_a_name_with_a_page_is_documented(name: str) -> None:
    assert receipt_of(name)[1] == "documented"


@pytest.mark.parametrize("name", ["isIDE", "on", "getRecorderManager", "cloud.createCloudContext", "navigateTo"])
def test_it_is_told_what_of_an_answer_no_page_tells(name: str) -> None:
    receipt = entry(name).receipt
    assert receipt is not None and receipt.inferred
