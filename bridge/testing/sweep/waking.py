"""HTTP on behalf of a program whose server starts when it is first needed. Loaded when first used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bridge.jsapi.http import Failed, HttpClient, RequestFailed, Response, Socket, Watch
from bridge.origins import Origins
from bridge.testing.sweep.servers import KeptServer


class WakingClient(HttpClient):
    """Wakes `server` before each exchange and each WebSocket, and notes whether it is stuck."""

    def __init__(self, origins: Origins, server: KeptServer) -> None:
        super().__init__(origins)
        self._server = server

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
        await self._server.wake()
        try:
            return await super().exchange(method, url, headers, body, timeout=timeout, watch=watch)
        except RequestFailed as failure:
            self._server.is_stuck |= failure.why is Failed.TIMEOUT
            raise

    async def connect(self, url: str, headers: Mapping[str, str], protocols: Sequence[str], timeout: float) -> Socket:
        await self._server.wake()
        return await super().connect(url, headers, protocols, timeout)
