"""With nothing scripted every call ends by itself, within a minute of the program's time."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import Runtime
from bridge.jsapi.catalogue import listings
from bridge.jsapi.directory import entry
from bridge.runtime.trace import Event, Settle

MINUTE = 60_000
NAMES = sorted(listing.name for listing in listings() if not listing.internal)
LIKELY: dict[str, Any] = {
    "url": "https://shop.example/a", "filePath": "https://usr/a.txt", "apFilePath": "https://resource/a.image",
    "latitude": 31.2, "longitude": 121.5, "items": ["a"], "urls": ["https://shop.example/a.png"], "index": 0,
}  # fmt: skip


def params(name: str) -> dict[str, Any]:
    """A value for each parameter that has to be there."""
    api = entry(name).api
    fields = api.params.model_fields if api and api.params else {}
    return {field: LIKELY.get(field, "1") for field, told in fields.items() if told.is_required()}


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_every_call_ends_within_a_minute(host: Any) -> None:
    async with Runtime(host=host) as rt:
        took: dict[str, float] = {}

        def note(event: Event) -> None:
            if isinstance(event, Settle):
                took[event.call.api] = event.t - event.call.t

        rt.listen(note)
        for name in NAMES:
            await rt.run(f"try {{ my.{name}?.({json.dumps(params(name))}).catch(() => {{}}) }} catch {{}}")
        assert [call.api for call in rt.calls if call.outcome is None] == []
        assert {name: ms for name, ms in took.items() if ms > MINUTE} == {}
