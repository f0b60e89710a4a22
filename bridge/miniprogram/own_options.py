"""What a program's minibridge.json says of the options of `Runtime`."""

from __future__ import annotations

import time
from typing import Any

from bridge.errors import ProgramError, UsageError
from bridge.jsapi import Device
from bridge.miniprogram.manifest import Manifest


def own_options(manifest: Manifest, clock: str) -> dict[str, Any]:
    """By name, without those of which it says nothing. Raises `ProgramError` for a phone that makes no sense."""
    run = manifest.run
    options: dict[str, Any] = {
        "user": run.user or None,
        "host": run.host,
        "seed": run.seed,
        "storage": run.storage or None,
        "app_id": run.app_id,
        "device": _device(manifest),
    }
    if run.server is not None and clock == "virtual":
        # Its clock is the machine's: expiries and signatures of the two must agree.
        options["start"] = time.time() * 1000 // 1
    return {name: value for name, value in options.items() if value is not None}


def _device(manifest: Manifest) -> Device | None:
    """The phone that minibridge.json describes. Raises `ProgramError` for one that makes no sense."""
    if not manifest.run.device:
        return None
    from bridge.jsapi.phone_fields import read_fields

    try:
        return Device(**read_fields(manifest.run.device))
    except UsageError as error:
        raise ProgramError(f"device: {error}", place=manifest.run_file) from None
