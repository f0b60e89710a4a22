"""Which web origins a run may reach, and where each one really is.

Nothing leaves the machine unless somebody said so: an origin that is not mapped is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from bridge.errors import BridgeError, UsageError

DEFAULT_PORTS = {"http": 80, "https": 443}


class UnmappedOrigin(BridgeError):
    """A request to an origin that nobody mapped: `origin`. `advice` says how a person maps it."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        super().__init__(f"no permission: {origin} is not mapped to a server")

    @property
    def advice(self) -> str:
        return (
            f"{self.origin} is not mapped, and nothing leaves this machine unless its origin is. "
            f"Map it with --map {self.origin}=URL, Runtime(origins={{{self.origin!r}: URL}}), "
            f'or "origins" in minibridge.json; an origin may map to itself.'
        )


def origin_of(url: str) -> str:
    """`scheme://host[:port]` of an absolute http(s) URL, lower case, default port left out.

    Raises `ValueError` for anything else.
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not an absolute http or https URL: {url!r}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, DEFAULT_PORTS[scheme]) else f":{parts.port}"
    return f"{scheme}://{host}{port}"


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Origins:
    """The map from public origins (`https://shop.example`) to real base URLs (`http://127.0.0.1:8000`).

    A target may carry a path, which is put before the request's own. A URL that already points at a
    target is let through as it is, since servers write such URLs into redirects; with `loopback`, so is any of this
    machine.
    """

    def __init__(self, mapping: Mapping[str, str] | None = None, *, loopback: bool = False) -> None:
        self._targets: dict[str, str] = {}
        self._loopback = loopback
        for origin, target in (mapping or {}).items():
            self.map(origin, target)

    def map(self, origin: str, target: str) -> None:
        """Send requests for `origin` to the base URL `target`. Raises `UsageError` if either is no such thing."""
        try:
            _expect(origin, "an origin ends before its path", path=False)
            _expect(target, "a base URL ends before its query")
            origin_of(target)
            self._targets[origin_of(origin)] = target.strip().rstrip("/")
        except ValueError as error:
            raise UsageError(f"cannot map {origin!r} to {target!r}: {error}") from None

    def resolve(self, url: str) -> str:
        """The URL to really open for `url`. Raises `UnmappedOrigin`, or `ValueError` for no http(s) URL."""
        origin = origin_of(url)
        target = self._targets.get(origin)
        if target is not None:
            parts = urlsplit(url.strip())
            query = f"?{parts.query}" if parts.query else ""
            return f"{target}{parts.path or '/'}{query}"
        if any(origin_of(known) == origin for known in self._targets.values()):
            return url.strip()
        if self._loopback and urlsplit(origin).hostname in LOOPBACK:
            return url.strip()
        raise UnmappedOrigin(origin)


def _expect(url: str, rule: str, *, path: bool = True) -> None:
    parts = urlsplit(url.strip())
    if parts.query or parts.fragment or (parts.path.strip("/") and not path):
        raise ValueError(f"{rule}: {url!r}")
