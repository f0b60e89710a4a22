"""Who may call the wallet's OpenAPI, and how the wallet proves that an answer is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bridge.wallet import signing
from bridge.wallet.keys import PrivateKey, PublicKey
from bridge.wallet.results import Refusal


@dataclass(frozen=True)
class Client:
    """A merchant's server: its Client-Id, and its public keys by version."""

    client_id: str
    keys: Mapping[str, PublicKey]

    @classmethod
    def with_key(cls, client_id: str, public_key: str) -> Client:
        """One with a single key, PEM or bare base64, of the version that is sent where none is chosen.

        Raises `ValueError` for what is no key.
        """
        return cls(client_id, {signing.DEFAULT_KEY_VERSION: PublicKey.read(public_key)})


class Signing:
    """Checks what clients send, and signs what they get with `key`.

    The codes are documented; which cause has which is inferred. `now` (epoch milliseconds) is the clock of signed times
    where that is not the wallet's own.
    """

    def __init__(
        self, key: PrivateKey, clients: Iterable[Client] = (), *, now: Callable[[], float] | None = None
    ) -> None:
        self.key = key
        self._now = now
        self._clients = {client.client_id: client for client in clients}

    def check(self, path: str, headers: Mapping[str, str], body: bytes, now: float) -> None:
        """Raise `Refusal` unless a known client signed this request lately.

        `path`: as it was sent; `headers`: by any case of their names; `now`: epoch milliseconds.
        """
        client = self._clients.get(headers.get("Client-Id", ""))
        if client is None:
            raise Refusal("UNKNOWN_CLIENT", "Client-Id: the wallet knows no client of this name.")
        signature = _signature_in(headers)
        key = client.keys.get(signature.key_version)
        if key is None:
            raise Refusal("KEY_NOT_FOUND", f"Signature: the client has no key of version {signature.key_version!a}.")
        content = signing.content("POST", path, client.client_id, headers.get("Request-Time", ""), body)
        if signature.value is None or not key.verifies(signature.value, content):
            first = content.partition(b"\n")[0].decode("ascii", "backslashreplace")
            raise Refusal("INVALID_SIGNATURE", f"Signature: not made by this client over {first!r} and what was sent.")
        _check_time(headers.get("Request-Time", ""), self._now() if self._now else now)

    def headers(self, name: str, path: str, client_id: str, body: bytes, now: float) -> dict[str, str]:
        """What signs an answer or a webhook for `client_id`; `name` is response-time or request-time."""
        time = signing.write_time(self._now() if self._now else now)
        value = signing.encode(self.key.sign(signing.content("POST", path, client_id, time, body)))
        written = f"algorithm=RSA256, keyVersion={signing.DEFAULT_KEY_VERSION}, signature={value}"
        # In small letters, as the vendor's Python SDK looks for them so; everybody else does not mind.
        return {"client-id": client_id, name: time, "signature": written}


def _signature_in(headers: Mapping[str, str]) -> signing.Signature:
    signature = signing.Signature.read(headers.get("Signature", ""))
    if signature is None:
        raise Refusal("INVALID_SIGNATURE", "Signature: the header is missing, or has no signature=.")
    if not signature.is_known:
        raise Refusal("INVALID_SIGNATURE", f"Signature: the algorithm is RSA256, not {signature.algorithm!a}.")
    return signature


def _check_time(text: str, now: float) -> None:
    try:
        off = abs(signing.read_time(text) - now)
    except (ValueError, OverflowError):
        raise Refusal("PARAM_ILLEGAL", "Request-Time: ISO 8601 with an offset, or epoch milliseconds") from None
    if off > signing.FRESH_FOR:
        minutes = signing.FRESH_FOR / 60_000
        raise Refusal("INVALID_SIGNATURE", f"Request-Time: more than {minutes:g} minutes from the wallet's time.")
