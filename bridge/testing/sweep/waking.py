"""HTTP on behalf of a program whose server starts when it is first needed. Loaded when first used."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bridge.jsapi.http import HttpClient, Response
from bridge.origins import Origins


class WakingClient(HttpClient):
    """Awaits `wake` before each exchange."""

    def __init__(self, origins: Origins, wake: Callable[[], Awaitable[None]]) -> None:
        super().__init__(origins)
        self._wake = wake

    async def exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, *, timeout: float
    ) -> Response:
        await self._wake()
        return await super().exchange(method, url, headers, body, timeout=timeout)
