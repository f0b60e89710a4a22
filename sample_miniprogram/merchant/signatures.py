"""How the bakery and the wallet prove to each other who they are: SHA256withRSA over what travels, byte for byte.

The same in both directions: `POST <path with query>`, a line feed, then `<Client-Id>.<time>.<raw body>`.
"""

from __future__ import annotations

import base64
import binascii
import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from urllib.parse import quote_plus, unquote_plus

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

FRESH_FOR = 5 * 60  # seconds: what was signed earlier may be a copy that somebody sends again
VARIABLES = ("CLIENT_ID", "PRIVATE_KEY", "WALLET_PUBLIC_KEY")


class Forged(Exception):
    """Something did not come from the wallet, or not just now. The text says what is wrong with it."""


class Keys:
    """The bakery's Client-Id and private key, and the wallet's public key. `now` is in seconds since the epoch."""

    def __init__(
        self, client_id: str, private: rsa.RSAPrivateKey, wallet: rsa.RSAPublicKey, now: Callable[[], float]
    ) -> None:
        self.client_id = client_id
        self.now = now
        self._private = private
        self._wallet = wallet

    @classmethod
    def read(cls, client_id: str, private: str, wallet: str, now: Callable[[], float] = time.time) -> Keys:
        """Keys in PEM. Raises `ValueError` for text that is no RSA key."""
        # Whoever starts us made the key: proving its primes again would take longer than starting does.
        own = serialization.load_pem_private_key(private.encode(), None, unsafe_skip_rsa_key_validation=True)
        theirs = serialization.load_pem_public_key(wallet.encode())
        if not (isinstance(own, rsa.RSAPrivateKey) and isinstance(theirs, rsa.RSAPublicKey)):
            raise ValueError("not an RSA key")
        return cls(client_id, own, theirs, now)

    @classmethod
    def from_environment(cls) -> Keys:
        """From `VARIABLES`. Raises `ValueError`, saying what is wrong."""
        client_id, private, wallet = (os.environ.get(name, "") for name in VARIABLES)
        missing = [name for name in VARIABLES if not os.environ.get(name)]
        if missing:
            raise ValueError(f"set {', '.join(missing)}: who we are, our key and the wallet's (PEM)")
        try:
            return cls.read(client_id, private, wallet)
        except (ValueError, TypeError):
            raise ValueError("PRIVATE_KEY and WALLET_PUBLIC_KEY must be RSA keys in PEM, without a password") from None

    def sign(self, path: str, body: bytes, time_header: str) -> dict[str, str]:
        """The headers that sign `body`. `time_header` is Request-Time for what we ask, Response-Time for answers."""
        moment = datetime.fromtimestamp(self.now(), timezone.utc).isoformat(timespec="milliseconds")
        content = _content(path, self.client_id, moment, body)
        signature = base64.b64encode(self._private.sign(content, padding.PKCS1v15(), hashes.SHA256())).decode()
        written = f"algorithm=RSA256, keyVersion=1, signature={quote_plus(signature)}"
        return {"Client-Id": self.client_id, time_header: moment, "Signature": written}

    def check(self, path: str, headers: Mapping[str, str], body: bytes, time_header: str) -> None:
        """Raise `Forged` unless the wallet signed `body`, for us, within the last minutes."""
        if headers.get("Client-Id") != self.client_id:
            raise Forged("it is not meant for this Client-Id")
        signature = _signature_in(headers.get("Signature", ""))
        moment = headers.get(time_header, "")
        if signature is None:
            raise Forged("it is not signed")
        try:
            content = _content(path, self.client_id, moment, body)
            self._wallet.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise Forged("the signature is not the wallet's") from None
        if not abs(_seconds(moment) - self.now()) <= FRESH_FOR:
            raise Forged(f"it was not signed within the last {FRESH_FOR // 60} minutes")


def _content(path: str, client_id: str, moment: str, body: bytes) -> bytes:
    return f"POST {path}\n{client_id}.{moment}.".encode("utf-8", "surrogateescape") + body


def _signature_in(header: str) -> bytes | None:
    """Of `algorithm=RSA256, keyVersion=1, signature=...`, with blanks or without."""
    fields = (part.strip().partition("=") for part in header.split(","))
    texts = [text for name, _, text in fields if name.lower() == "signature"]
    return _decoded(texts[0]) if texts else None


def _decoded(text: str) -> bytes | None:
    """The signature in whichever base64 the wallet writes: URL-encoded, plain or for URLs, padded or not."""
    text = unquote_plus(text) if "%" in text else text  # decoding would make a blank of the + of plain base64
    plain = text.translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _seconds(moment: str) -> float:
    """When it was signed, by the wallet's word; a time that cannot be read was long ago."""
    try:
        if moment.isdecimal():
            return int(moment) / 1000
        return datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()
    except (ValueError, OverflowError):
        return 0.0
