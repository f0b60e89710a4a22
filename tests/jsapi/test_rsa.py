"""`my.rsa`, held against keys and texts of the `cryptography` package."""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tests.support.scripts import answer_to


@cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


def public_text(encoding: Encoding = Encoding.DER) -> str:
    content = private_key().public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
    return content.decode() if encoding is Encoding.PEM else base64.b64encode(content).decode()


def private_text(encoding: Encoding = Encoding.DER) -> str:
    content = private_key().private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())
    return content.decode() if encoding is Encoding.PEM else base64.b64encode(content).decode()


async def answer(action: str, text: str, key: str) -> Any:
    given = json.dumps({"action": action, "text": text, "key": key})
    return await answer_to(f"my.rsa({{ ...{given}, OUTCOME }})")


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
async def test_what_is_encrypted_can_be_read_with_the_private_key(encoding: Encoding) -> None:
    encrypted = (await answer("encrypt", "密 text", public_text(encoding)))["text"]
    assert private_key().decrypt(base64.b64decode(encrypted), padding.PKCS1v15()).decode() == "密 text"


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
async def test_what_was_encrypted_elsewhere_is_decrypted(encoding: Encoding) -> None:
    encrypted = private_key().public_key().encrypt("密 text".encode(), padding.PKCS1v15())
    text = base64.b64encode(encrypted).decode()
    assert await answer("decrypt", text, private_text(encoding)) == {"text": "密 text"}


@pytest.mark.parametrize(("length", "fits"), [(117, True), (118, False)])
async def test_a_key_of_1024_bits_takes_117_bytes(length: int, fits: bool) -> None:
    given = await answer("encrypt", "x" * length, public_text())
    assert ("text" in given) is fits
    assert given.get("error") == (None if fits else 10)


@pytest.mark.parametrize("text", ["no base64!", "AAAA"])
async def test_what_was_not_encrypted_for_the_key_fails_with_10(text: str) -> None:
    assert (await answer("decrypt", text, private_text()))["error"] == 10


def other_key() -> str:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.mark.parametrize("key", ["", "nothing", "-----BEGIN PUBLIC KEY-----", private_text, other_key])
async def test_what_is_no_key_fails_with_11(key: Any) -> None:
    assert (await answer("encrypt", "x", key() if callable(key) else key))["error"] == 11


async def test_there_are_two_actions() -> None:
    assert (await answer("sign", "x", public_text()))["error"] == 2
