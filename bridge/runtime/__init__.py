"""The host loop: turns, calls in flight, timers, the clock, and the trace of what happened."""

from bridge.runtime.clock import DEFAULT_START, LAST_INSTANT, Clock, RealClock, Timers, clock_of, within
from bridge.runtime.flights import Answers, Outcome
from bridge.runtime.host import Host
from bridge.runtime.trace import Call, Console, Event, Failure, Launch, Listener, Note, Settle, Trace, WalletRequest

SHIMS = ("runtime/invoke.js",)

__all__ = [
    "DEFAULT_START",
    "LAST_INSTANT",
    "SHIMS",
    "Answers",
    "Call",
    "Clock",
    "Console",
    "Event",
    "Failure",
    "Host",
    "Launch",
    "Listener",
    "Note",
    "Outcome",
    "RealClock",
    "Settle",
    "Timers",
    "Trace",
    "WalletRequest",
    "clock_of",
    "within",
]
