"""What may happen when: every change of state of an authorization, its code and its tokens is in this table.

Nothing else assigns a state, and nothing here knows why a step is taken.
"""

from __future__ import annotations

from enum import Enum


class GrantType(str, Enum):
    """What a token is applied for with (source: the applyToken page)."""

    AUTHORIZATION_CODE = "AUTHORIZATION_CODE"
    REFRESH_TOKEN = "REFRESH_TOKEN"


class State(Enum):
    """Where an authorization, its code, an access token or a refresh token stands."""

    CONSULTED = "consulted"  # the merchant has its URL, nobody opened it
    SHOWN = "shown"
    AGREED = "agreed"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"  # nobody answered in time

    CODE_ISSUED = "code issued"
    CODE_USED = "code used"
    CODE_EXPIRED = "code expired"

    TOKEN_LIVE = "token live"
    TOKEN_REFRESHED = "token refreshed"  # replaced by a newer one
    TOKEN_EXPIRED = "token expired"
    TOKEN_CANCELLED = "token cancelled"

    REFRESH_LIVE = "refresh token live"
    REFRESH_USED = "refresh token used"
    REFRESH_EXPIRED = "refresh token expired"
    REFRESH_CANCELLED = "refresh token cancelled"


class Event(Enum):
    """What can happen to one of them."""

    SHOW = "show"
    AGREE = "agree"
    CANCEL = "cancel"
    REDEEM = "redeem"
    REFRESH = "refresh"
    REVOKE = "revoke"
    EXPIRE = "expire"


# An answer without a page shown is allowed: a client may keep the form. A used code never expires, so that a
# merchant who sends it twice always hears USED_CODE [inferred]. Refreshing replaces the access token at once
# [inferred]. Revoking an access token kills its refresh token, too (documented for cancelToken), also if the access
# token has expired meanwhile [inferred].
TRANSITIONS: dict[State, dict[Event, State]] = {
    State.CONSULTED: {
        Event.SHOW: State.SHOWN,
        Event.AGREE: State.AGREED,
        Event.CANCEL: State.CANCELLED,
        Event.EXPIRE: State.LAPSED,
    },
    State.SHOWN: {
        Event.SHOW: State.SHOWN,
        Event.AGREE: State.AGREED,
        Event.CANCEL: State.CANCELLED,
        Event.EXPIRE: State.LAPSED,
    },
    State.AGREED: {},
    State.CANCELLED: {},
    State.LAPSED: {},
    State.CODE_ISSUED: {Event.REDEEM: State.CODE_USED, Event.EXPIRE: State.CODE_EXPIRED},
    State.CODE_USED: {},
    State.CODE_EXPIRED: {},
    State.TOKEN_LIVE: {
        Event.REFRESH: State.TOKEN_REFRESHED,
        Event.REVOKE: State.TOKEN_CANCELLED,
        Event.EXPIRE: State.TOKEN_EXPIRED,
    },
    State.TOKEN_REFRESHED: {},
    State.TOKEN_EXPIRED: {Event.REFRESH: State.TOKEN_REFRESHED, Event.REVOKE: State.TOKEN_CANCELLED},
    State.TOKEN_CANCELLED: {},
    State.REFRESH_LIVE: {
        Event.REFRESH: State.REFRESH_USED,
        Event.REVOKE: State.REFRESH_CANCELLED,
        Event.EXPIRE: State.REFRESH_EXPIRED,
    },
    State.REFRESH_USED: {},
    State.REFRESH_EXPIRED: {},
    State.REFRESH_CANCELLED: {},
}


class StepError(Exception):
    """The table has no such step: `event` cannot happen in `state`."""

    def __init__(self, state: State, event: Event) -> None:
        self.state = state
        self.event = event
        super().__init__(f"cannot {event.value} what is {state.value}")


def step(state: State, event: Event) -> State:
    """The state after `event`. Raises `StepError` where the table has no such step."""
    try:
        return TRANSITIONS[state][event]
    except KeyError:
        raise StepError(state, event) from None


def diagram() -> str:
    """The table as people read it: a line for each state in which something can happen, and where that leads."""
    width = max(len(state.value) for state, steps in TRANSITIONS.items() if steps)
    lines = (
        f"{state.value:<{width}}  {', '.join(_leads(event, after, state) for event, after in steps.items())}"
        for state, steps in TRANSITIONS.items()
        if steps
    )
    return "\n".join(lines)


def _leads(event: Event, after: State, before: State) -> str:
    return f"{event.value} → {'itself' if after is before else after.value}"
