"""The same endings against the real merchant server and the simulated wallet. Run with: pytest"""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.testing.pytest_fixtures import Programs, ProgramWallet

PROGRAM = Path(__file__).parents[1]
ENDINGS = {
    "approve": ("signed", "You are set up"),
    "cancel": ("cancelled", "You cancelled"),
    "network-error": ("failed", "No connection"),
    "unknown": ("signed", "You are set up"),
    "fail": ("failed", "Your wallet refused"),
}


@pytest.mark.parametrize("user", ENDINGS)
def test_what_the_person_sees(mini: Programs, user: str) -> None:
    status, title = ENDINGS[user]
    with mini(PROGRAM, user=user) as app:
        page = app.launch()
        page.find("#authorize").tap()
        assert page.find("#contract-status").text() == title
        assert page.data["contract"]["status"] == status


@pytest.mark.minibridge(user="unknown")
def test_a_lost_answer_leaves_a_token_with_the_merchant(mini: Programs, wallet: ProgramWallet) -> None:
    with mini(PROGRAM) as app:
        app.launch().find("#authorize").tap()
        assert [call.result["error"] for call in app.calls if call.api == "signContract"] == ["7001"]
        assert len(wallet.tokens) == 1
