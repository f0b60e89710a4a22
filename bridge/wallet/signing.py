"""How requests and responses of the OpenAPI are signed: what is signed, and how a signature is written in headers.

Source: docs.antom.com and the mini-program platform's pages for what is signed; the vendor's SDKs, and clients of
wallets, for the ways in which the same signature is written.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import unquote_plus

ALGORITHMS = frozenset({"RSA256", "SHA256WITHRSA"})
"""RSA256 is documented; one wallet's own clients write SHA256withRSA for the same (observed)."""

DEFAULT_KEY_VERSION = "1"
FRESH_FOR = 5 * 60_000.0
"""Milliseconds that the time of a request may be off. No window is documented; a wallet's client has this one."""

_ISO = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(?:[zZ]|([+-]\d\d):?(\d\d))", re.ASCII)
_EPOCH = re.compile(r"\d{10,16}", re.ASCII)
_SECONDS = 10  # digits; with more of them, epoch milliseconds are meant
_TO_PLAIN = str.maketrans("-_", "+/")


@dataclass(frozen=True)
class Signature:
    """The header `Signature`, taken apart. `value` is None for text that is no base64."""

    algorithm: str
    key_version: str
    value: bytes | None

    @classmethod
    def read(cls, header: str) -> Signature | None:
        """`algorithm=RSA256, keyVersion=1, signature=...`, with and without blanks; None if there is no signature."""
        fields = dict(_field(part) for part in header.split(","))
        if not fields.get("signature"):
            return None
        version = fields.get("keyversion") or DEFAULT_KEY_VERSION
        return cls(fields.get("algorithm", ""), version, decode(fields["signature"]))

    @property
    def is_known(self) -> bool:
        """Whether it was made in a way that we know."""
        return self.algorithm.upper() in ALGORITHMS


def _field(part: str) -> tuple[str, str]:
    name, _, value = part.strip().partition("=")
    return name.strip().lower(), value.strip()


def decode(text: str) -> bytes | None:
    """The bytes of a signature in whichever base64: URL-encoded, plain, for URLs, with and without padding."""
    text = unquote_plus(text) if "%" in text else text  # which would turn the + of plain base64 into a blank
    plain = text.strip().translate(_TO_PLAIN).rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def encode(signature: bytes) -> str:
    """URL-encoded base64: the one way that every SDK reads."""
    text = base64.b64encode(signature).decode()
    return text.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")


def content(method: str, path: str, client_id: str, time: str, body: bytes) -> bytes:
    """What is signed. `path`: as it was sent, prefix and query included; `body`: the bytes as they travel."""
    return f"{method} {path}\n{client_id}.{time}.".encode("utf-8", "surrogateescape") + body


def read_time(text: str) -> float:
    """Epoch milliseconds of a Request-Time: ISO 8601 with an offset or Z, or the epoch in seconds or milliseconds.

    Raises `ValueError` for anything else.
    """
    if _EPOCH.fullmatch(text):
        return float(text) * (1000 if len(text) <= _SECONDS else 1)
    written = _ISO.fullmatch(text)
    if written is None:
        raise ValueError("neither ISO 8601 with an offset nor the epoch in milliseconds")
    second, fraction, hours, minutes = written.groups(default="")
    offset = f"{hours or '+00'}:{minutes or '00'}"
    return datetime.fromisoformat(second + offset).timestamp() * 1000 + float(f"0{fraction or '.0'}") * 1000


def write_time(moment: float) -> str:
    """`moment`, epoch milliseconds, as responses have it: `2019-04-04T07:38:56.253Z`."""
    time = datetime.fromtimestamp(moment / 1000, timezone.utc)
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
