"""A program that reads and writes files, and says what came of it."""

from __future__ import annotations

import json
from typing import Any

from tests.jsapi.phones import phone, services_of

BEFORE = """
  const fs = my.getFileSystemManager(), at = (name) => my.env.USER_DATA_PATH + '/' + name;
  const text = (path) => fs.readFileSync(path, 'utf8').data;
  const say = (value) => console.log(JSON.stringify(value));
"""
KEPT = "https://usr/"
DONE = {"success": True}
THERE = {"a": b"1", "d/x": b"2"}


async def said(source: str, given: dict[str, bytes] | None = None, **options: Any) -> list[Any]:
    """What a program prints as JSON by `say`; `given` are its files, below https://usr/."""
    async with phone(**options) as runtime:
        for name, content in (given or {}).items():
            runtime.files.write(KEPT + name, content, 5000)
        await runtime.run(BEFORE + source)
    return [json.loads(line.text) for line in runtime.console]


async def with_temporary(source: str) -> list[Any]:
    """What a program says that has a temporary file, https://resource/1.txt."""
    async with phone(start=7000) as runtime:
        services_of(runtime).files.add(b"some", "txt", "text/plain", 5)
        await runtime.run(BEFORE + source)
    return [json.loads(line.text) for line in runtime.console]
