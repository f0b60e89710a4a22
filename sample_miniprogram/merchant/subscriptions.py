"""What the program's page of subscriptions asks for: which there are, a charge now, and an end."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from billing import Billing
from bodies import read_object, text_in
from charges import CURRENCY, PRICE, Charge
from contracts import Contract, Contracts, Status

MOST = 20  # contracts that are looked up at a time
SUBSCRIBED = (Status.SIGNED, Status.CANCELLED)


class Subscriptions:
    """Contracts that are, or were, signed; who knows a contractId is its customer."""

    def __init__(self, contracts: Contracts, billing: Billing) -> None:
        self._contracts = contracts
        self._billing = billing

    def routes(self) -> list[web.RouteDef]:
        """What the program may ask."""
        return [
            web.get("/api/subscriptions", self.listed),
            web.post("/api/subscriptions/charge", self.charge),
            web.post("/api/subscriptions/cancel", self.cancel),
        ]

    async def listed(self, request: web.Request) -> web.Response:
        """Those of `contractIds`, separated by commas, that were signed."""
        names = text_in(request.query, "contractIds", longest=MOST * 33).split(",")
        contracts = [each for each in self._contracts.known(names) if each.status in SUBSCRIBED]
        for contract in contracts:
            await self._billing.look_again(contract)
        return web.json_response({"subscriptions": [self._view(contract) for contract in contracts]})

    async def charge(self, request: web.Request) -> web.Response:
        """Charge the current month now: how it went is in the subscription's charges."""
        contract = await self._contract(request)
        await self._billing.charge(contract)
        return web.json_response(self._view(contract))

    async def cancel(self, request: web.Request) -> web.Response:
        """End it."""
        contract = await self._contract(request)
        await self._billing.cancel(contract)
        return web.json_response(self._view(contract))

    async def _contract(self, request: web.Request) -> Contract:
        body = read_object(await request.read())
        return self._contracts.by_id(text_in(body, "contractId", longest=64))

    def _view(self, contract: Contract) -> dict[str, Any]:
        return {
            "contractId": contract.contract_id,
            "status": contract.status.value,
            "account": contract.account,
            "amount": PRICE,
            "currency": CURRENCY,
            "charges": [_charge_view(charge) for charge in self._billing.charges_of(contract)],
        }


def _charge_view(charge: Charge) -> dict[str, Any]:
    return {
        "month": charge.month,
        "amount": charge.amount,
        "currency": charge.currency,
        "status": charge.status.value,
        "reason": charge.reason,
    }
