"""Signatures: the same as OpenSSL's, read in every way in which clients write them."""

from __future__ import annotations

import base64
import string
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.wallet.keys import PrivateKey, PublicKey
from bridge.wallet.signing import Signature, content, decode, encode, read_time, write_time

VECTORS = Path(__file__).with_name("vectors")
BODY = b'{"grantType":"AUTHORIZATION_CODE","authCode":"3AB2F588"}'


def vector(name: str) -> str:
    return (VECTORS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def key() -> PrivateKey:
    return PrivateKey.read(vector("private_key.pem"))


def test_what_is_signed_is_path_client_time_and_the_bytes_of_the_body() -> None:
    path = "/ams/api/v1/authorizations/applyToken"
    made = content("POST", path, "SANDBOX_5Y", "2019-04-04T12:08:56.253+05:30", BODY)
    assert made == vector("content.txt").encode()


def test_a_signature_is_openssls(key: PrivateKey) -> None:
    signature = key.sign(vector("content.txt").encode())
    assert base64.b64encode(signature).decode() == vector("signature.txt")
    assert PublicKey.read(vector("public_key.pem")).verifies(signature, vector("content.txt").encode())


@pytest.mark.parametrize("change", [b" ", b"\0"])
def test_another_content_or_another_signature_does_not_verify(key: PrivateKey, change: bytes) -> None:
    signature = key.sign(BODY)
    assert key.public.verifies(signature, BODY)
    assert not key.public.verifies(signature, BODY + change)
    assert not key.public.verifies(signature[:-1] + change, BODY)
    assert not key.public.verifies(b"", BODY)


def bare(text: str) -> str:
    return "".join(line for line in text.splitlines() if "-----" not in line)


@pytest.mark.parametrize("name", ["private_key.pem", "private_key_pkcs8.pem"])
@pytest.mark.parametrize("write", [str, bare, lambda text: f"\n {text} \n"])
def test_private_keys_are_read_as_pem_and_as_base64(name: str, write: object) -> None:
    assert callable(write)
    assert PrivateKey.read(write(vector(name))).pem == PrivateKey.read(vector("private_key.pem")).pem


@pytest.mark.parametrize("write", [str, bare])
def test_public_keys_are_read_as_pem_and_as_base64(write: object) -> None:
    assert callable(write)
    assert PublicKey.read(write(vector("public_key.pem"))).pem == vector("public_key.pem")


@pytest.mark.parametrize(
    "text", ["", "nonsense!", "AAAA", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"]
)
def test_what_is_no_key_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        PublicKey.read(text)
    with pytest.raises(ValueError, match="key"):
        PrivateKey.read(text)


WAYS: dict[str, Callable[[bytes], str]] = {
    "URL-encoded": encode,
    "plain": lambda data: base64.b64encode(data).decode(),
    "percent only": lambda data: quote(base64.b64encode(data).decode(), safe=""),
    "for URLs": lambda data: base64.urlsafe_b64encode(data).decode(),
    "for URLs, without padding": lambda data: base64.urlsafe_b64encode(data).decode().rstrip("="),
    "for URLs, then URL-encoded": lambda data: quote_plus(base64.urlsafe_b64encode(data).decode()),
}


@pytest.mark.parametrize("way", WAYS)
@given(data=st.binary(min_size=1, max_size=300))
def test_a_signature_is_read_in_each_way_of_writing_it(way: str, data: bytes) -> None:
    assert decode(WAYS[way](data)) == data


@given(st.text(alphabet=string.printable + "é", max_size=40))
def test_any_text_is_bytes_or_no_signature(text: str) -> None:
    assert decode(text) is None or isinstance(decode(text), bytes)


@pytest.mark.parametrize(
    "header",
    [
        "algorithm=RSA256, keyVersion=2, signature=QUI%3D",
        "algorithm=RSA256,keyVersion=2,signature=QUI=",
        " Algorithm = SHA256withRSA ,  keyversion=2 , SIGNATURE= QUI",
    ],
)
def test_the_header_is_read_with_and_without_blanks(header: str) -> None:
    signature = Signature.read(header)
    assert signature is not None
    assert (signature.key_version, signature.value, signature.is_known) == ("2", b"AB", True)


@pytest.mark.parametrize("header", ["", "algorithm=RSA256", "signature=", ",,,", "signature"])
def test_a_header_without_signature_is_none(header: str) -> None:
    assert Signature.read(header) is None


def test_an_algorithm_that_nobody_documents_is_not_known() -> None:
    signature = Signature.read("algorithm=HMAC, signature=QUI=")
    assert signature is not None
    assert (signature.is_known, signature.key_version) == (False, "1")


TIMES = {
    "2019-04-04T12:08:56.253+05:30": 1554359936253,
    "2019-04-04T12:08:56+05:30": 1554359936000,
    "2019-04-04T12:08:56+0530": 1554359936000,
    "2019-04-04T06:38:56Z": 1554359936000,
    "2019-04-04T06:38:56.2z": 1554359936200,
    "2019-04-04T06:38:56.253999+00:00": 1554359936253.999,
    "1554359936253": 1554359936253,
    "1554359936": 1554359936000,
}


@pytest.mark.parametrize("text", TIMES)
def test_times_are_read_in_every_format_that_clients_send(text: str) -> None:
    assert read_time(text) == pytest.approx(TIMES[text], abs=0.01)


@pytest.mark.parametrize(
    "text",
    ["", "now", "2019-04-04", "2019-04-04T12:08:56", "2019-13-04T12:08:56Z", "1", "٢٠١٩-04-04T12:08:56Z", "1e12"],
)
def test_what_is_no_time_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        read_time(text)


@given(st.integers(min_value=0, max_value=4_000_000_000_000))
def test_a_time_that_was_written_is_read_again(moment: int) -> None:
    assert read_time(write_time(moment)) == pytest.approx(moment, abs=0.01)
