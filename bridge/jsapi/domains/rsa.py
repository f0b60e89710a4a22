"""`my.rsa`: encryption with a public key, decryption with a private one. Source: the data-safety pages of both vendors.

What is documented of lengths (117 bytes for a key of 1024 bits, 245 for 2048) is what PKCS#1 v1.5 leaves.
"""

from __future__ import annotations

import base64
import binascii
from enum import IntEnum
from typing import Any, Literal

from pydantic import StrictStr

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi


class RsaError(IntEnum):
    """Documented codes of `my.rsa`."""

    PARAMETER = 10
    KEY = 11


class RsaParams(Params):
    """`text` is plain to be encrypted, base64 to be decrypted. `key` is PEM, or its base64 alone."""

    action: Literal["encrypt", "decrypt"]
    text: StrictStr
    key: StrictStr


class RsaResult(Result):
    """Base64 where it was encrypted, plain where it was decrypted."""

    text: str


@jsapi("rsa", inferred="A text that was not made for the key is error 10, not 11.")
def rsa(params: RsaParams, app: AppContext) -> RsaResult:
    """Encrypt or decrypt. Error 10 for a text that is too long or was not made for the key, 11 for what is no key.

    Padding is random, as it has to be: the same text looks different every time.
    """
    try:
        text = _encrypted(params) if params.action == "encrypt" else _decrypted(params)
    except (ValueError, binascii.Error) as problem:
        raise JSAPIError(RsaError.PARAMETER, f"rsa: the text cannot be {params.action}ed: {problem}") from None
    return RsaResult(text=text)


def _encrypted(params: RsaParams) -> str:
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key, load_pem_public_key

    key = _key(params.key, load_pem_public_key, load_der_public_key, rsa.RSAPublicKey)
    return base64.b64encode(key.encrypt(params.text.encode(), padding.PKCS1v15())).decode()


def _decrypted(params: RsaParams) -> str:
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

    def pem(text: bytes) -> Any:
        return load_pem_private_key(text, None)

    def der(content: bytes) -> Any:
        return load_der_private_key(content, None)

    key = _key(params.key, pem, der, rsa.RSAPrivateKey)
    return str(key.decrypt(base64.b64decode(params.text, validate=True), padding.PKCS1v15()).decode())


def _key(text: str, pem: Any, der: Any, wanted: type) -> Any:
    """The key, if it is one of those that are `wanted`."""
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        key = pem(text.strip().encode()) if "-----" in text else der(base64.b64decode("".join(text.split())))
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise JSAPIError(RsaError.KEY, f"rsa: not a key in PEM or base64: {problem}") from None
    if not isinstance(key, wanted):
        raise JSAPIError(RsaError.KEY, "rsa: the key is not one of RSA")
    return key
