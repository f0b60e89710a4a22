"""HTTP on behalf of a program whose server starts when it is first needed. Loaded when first used."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bridge.jsapi.http import HttpClient, Response, Socket, Watch
from bridge.origins import Origins


class WakingClient(HttpClient):
    """Awaits `wake` before each exchange and each WebSocket."""

    def __init__(self, origins: Origins, wake: Callable[[], Awaitable[None]]) -> None:
        super().__init__(origins)
        self._wake = wake

    async def exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        timeout: float,
        watch: Watch | None = None,
    ) -> Response:
        await self._wake()
        return await super().exchange(method, url, headers, body, timeout=timeout, watch=watch)

    async def connect(self, url: str, headers: Mapping[str, str], protocols: Sequence[str], timeout: float) -> Socket:
        await self._wake()
        return await super().connect(url, headers, protocols, timeout)
