"""My subscriptions against the real merchant server and the simulated wallet. Run with: pytest"""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.testing.pytest_fixtures import Programs, ProgramWallet
from bridge.testing.synchronous import SynchronousPage, SynchronousProgram

PROGRAM = Path(__file__).parents[1]


def subscribed(app: SynchronousProgram) -> SynchronousPage:
    """The page of subscriptions of a person who has authorized the bakery."""
    app.launch().find("#authorize").tap()
    app.page.find("#to-subscriptions").tap()
    return app.page


@pytest.mark.parametrize("user", ["approve", "unknown"])
def test_a_charge_reaches_the_wallet(mini: Programs, wallet: ProgramWallet, user: str) -> None:
    with mini(PROGRAM, user=user) as app:
        page = subscribed(app)
        page.find(".charge").tap()
        assert page.find(".charge-label").text() == "Paid"
        assert [payment.request.payment_amount.minor for payment in wallet.payments] == [4800]


def test_a_month_is_paid_once(mini: Programs, wallet: ProgramWallet) -> None:
    with mini(PROGRAM) as app:
        page = subscribed(app)
        for _ in range(2):
            page.find(".charge").tap()
        assert page.find(".charge-label").texts() == ["Paid"]
        assert len(wallet.payments) == 1


def test_a_cancelled_subscription_is_revoked(mini: Programs, wallet: ProgramWallet) -> None:
    with mini(PROGRAM) as app:
        page = subscribed(app)
        page.find(".cancel").tap()
        assert page.find(".badge").text() == "Cancelled"
        assert [token.access.state.value for token in wallet.tokens] == ["token cancelled"]


def test_who_cancelled_the_page_has_no_subscription(mini: Programs) -> None:
    with mini(PROGRAM, user="cancel") as app:
        assert "no subscription yet" in subscribed(app).find("#notice").text()
