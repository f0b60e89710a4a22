"""Which origins a run may reach."""

from __future__ import annotations

import pytest

from bridge import Origins, UsageError
from bridge.origins import UnmappedOrigin, origin_of

LOCAL = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Shop.Example/a?b#c", "https://shop.example"),
        ("HTTPS://shop.example:443", "https://shop.example"),
        ("http://shop.example:80/", "http://shop.example"),
        ("https://shop.example:8443/", "https://shop.example:8443"),
        (" http://127.0.0.1:1/ ", "http://127.0.0.1:1"),
        ("https://[::1]:9/", "https://[::1]:9"),
        ("https://user:pass@shop.example/", "https://shop.example"),
    ],
)
def test_the_origin_of_a_url(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url",
    ["", "shop.example", "/a", "ftp://a/", "https://", "https://:80/", "https://[", "http://a:b/", "http://a:99999/"],
)
def test_what_has_no_origin(url: str) -> None:
    with pytest.raises(ValueError, match=r"URL|[Pp]ort|IPv6"):
        origin_of(url)


@pytest.mark.parametrize(
    ("target", "url", "resolved"),
    [
        (LOCAL, "https://shop.example/a/b?c=%20d#e", f"{LOCAL}/a/b?c=%20d"),
        (LOCAL, "https://shop.example", f"{LOCAL}/"),
        (LOCAL, "https://SHOP.example:443?x=1", f"{LOCAL}/?x=1"),
        (f"{LOCAL}/", "https://shop.example/a", f"{LOCAL}/a"),
        (f"{LOCAL}/base/", "https://shop.example/a", f"{LOCAL}/base/a"),
        ("https://shop.example", "https://shop.example/a", "https://shop.example/a"),
    ],
)
def test_a_mapped_origin_leads_to_its_target(target: str, url: str, resolved: str) -> None:
    assert Origins({"https://shop.example": target}).resolve(url) == resolved


def test_a_url_of_a_target_is_let_through() -> None:
    assert Origins({"https://shop.example": LOCAL}).resolve(f"{LOCAL}/a?b=1") == f"{LOCAL}/a?b=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/",
        "http://shop.example/",
        "https://shop.example:8443/",
        "http://127.0.0.1:8001/",
        "https://shop.example@other.example/",
        "https://shop.example.other/",
        "https://sub.shop.example/",
    ],
)
def test_any_other_origin_is_refused(url: str) -> None:
    with pytest.raises(UnmappedOrigin) as raised:
        Origins({"https://shop.example": LOCAL}).resolve(url)
    assert raised.value.origin == origin_of(url)


def test_a_refusal_names_the_three_ways_to_map_the_origin() -> None:
    with pytest.raises(UnmappedOrigin) as raised:
        Origins().resolve("https://shop.example/pay")
    for way in ("--map https://shop.example=URL", "Runtime(origins={'https://shop.example': URL})", "minibridge.json"):
        assert way in raised.value.advice


@pytest.mark.parametrize(
    ("origin", "target"),
    [
        ("shop.example", LOCAL),
        ("https://shop.example", "127.0.0.1:8000"),
        ("", ""),
        ("https://shop.example", "file:///x"),
        ("https://shop.example/api", LOCAL),
        ("https://shop.example?x", LOCAL),
        ("https://shop.example", f"{LOCAL}?x=1"),
        ("https://shop.example", f"{LOCAL}#x"),
    ],
)
def test_what_cannot_be_mapped_is_a_usage_error(origin: str, target: str) -> None:
    with pytest.raises(UsageError, match="cannot map"):
        Origins({origin: target})


def test_mapping_again_replaces() -> None:
    origins = Origins({"https://shop.example": "http://127.0.0.1:1"})
    origins.map("https://shop.example/", LOCAL)
    assert origins.resolve("https://shop.example/") == f"{LOCAL}/"
