"""The table of what may happen when."""

from __future__ import annotations

import pytest

from bridge.wallet.lifecycle import TRANSITIONS, Event, State, StepError, step


def test_every_state_has_its_row() -> None:
    assert set(TRANSITIONS) == set(State)


@pytest.mark.parametrize("state", [State.AGREED, State.CANCELLED, State.LAPSED])
@pytest.mark.parametrize("event", list(Event))
def test_a_decided_page_stays_as_it_is(state: State, event: Event) -> None:
    with pytest.raises(StepError):
        step(state, event)


def test_a_code_is_used_once() -> None:
    used = step(State.CODE_ISSUED, Event.REDEEM)
    with pytest.raises(StepError, match="cannot redeem what is code used"):
        step(used, Event.REDEEM)


def test_an_expired_access_token_can_still_be_refreshed() -> None:
    assert step(State.TOKEN_EXPIRED, Event.REFRESH) is State.TOKEN_REFRESHED
