"""Frames are read and written with pydantic_core once it is loaded, with the standard library before: both are run."""

from __future__ import annotations

import pytest

from bridge.frames import json_text


@pytest.fixture(params=["pydantic_core", "json"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "json":
        monkeypatch.setattr(json_text, "modules", {})
