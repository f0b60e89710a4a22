"""What crosses the boundary: JSON frames, defined once, for both directions."""

from bridge.frames.guest import (
    AbortFrame,
    CallFrame,
    CancelFrame,
    ClockFrame,
    ConsoleFrame,
    ErrorFrame,
    GuestFrame,
    HandledFrame,
    StateFrame,
    TimerFrame,
    ValueFrame,
    read_outbox,
)
from bridge.frames.host import HostFrame, write_inbox
from bridge.frames.json_text import jsonable

__all__ = [
    "AbortFrame",
    "CallFrame",
    "CancelFrame",
    "ClockFrame",
    "ConsoleFrame",
    "ErrorFrame",
    "GuestFrame",
    "HandledFrame",
    "HostFrame",
    "StateFrame",
    "TimerFrame",
    "ValueFrame",
    "jsonable",
    "read_outbox",
    "write_inbox",
]
