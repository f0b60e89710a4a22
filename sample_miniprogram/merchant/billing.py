"""What a signed contract is for: one charge a month, whatever gets lost on the way, until somebody cancels it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timezone

from charges import Charge, Charges, ChargeStatus
from contracts import Contract, Contracts, Status
from problems import Problem, unreachable
from wallet_client import Token, WalletClient, WalletRefused, WalletUnreachable

log = logging.getLogger("merchant")


class AgreementOver(Problem):
    """There is nothing left to charge by."""

    def __init__(self) -> None:
        super().__init__(409, "AGREEMENT_OVER", "The agreement is over. Authorize again to go on.")


class Billing:
    """Charges, and ends, contracts. `now` is in seconds since the epoch."""

    def __init__(self, wallet: WalletClient, contracts: Contracts, charges: Charges, now: Callable[[], float]) -> None:
        self._wallet = wallet
        self._contracts = contracts
        self._charges = charges
        self._now = now

    async def charge(self, contract: Contract) -> Charge:
        """Charge the current month (UTC), or tell again how that went.

        Raises `Problem`: 409 for a contract that is not signed, or not any more; 502 if the wallet cannot be asked for
        a new token. What becomes of the charge itself is in its status.
        """
        async with contract.charging:  # who comes second waits here, and finds it done
            _check_signed(contract)
            month = datetime.fromtimestamp(self._now(), timezone.utc).strftime("%Y-%m")
            charge = self._charges.due(contract.contract_id, month)
            never_arrived = charge.status is ChargeStatus.PENDING and await self._ask(charge)
            if charge.status is ChargeStatus.NEW or never_arrived:
                await self._pay(contract, charge, await self._live_token(contract))
            return charge

    def charges_of(self, contract: Contract) -> list[Charge]:
        """The charges of a contract, oldest first."""
        return self._charges.of(contract.contract_id)

    async def look_again(self, contract: Contract) -> None:
        """Ask the wallet about those charges of which the end is not known."""
        async with contract.charging:
            for charge in self.charges_of(contract):
                if charge.status is ChargeStatus.PENDING:
                    await self._ask(charge)

    async def cancel(self, contract: Contract) -> None:
        """End a contract at the wallet; one that has ended stays so. Raises `Problem` 409, or 502: nothing changed."""
        async with contract.charging:
            if contract.status is not Status.CANCELLED:
                _check_signed(contract)
                await self._revoke(contract)

    def notified(self, payment_request_id: str, outcome: str, code: str) -> None:
        """The wallet says how a charge ended: `outcome` S or F, anything else is not known yet.

        It may say so while its answer is on the way, so this waits for nobody. What is paid stays paid.
        """
        charge = self._charges.find(payment_request_id)
        if charge is None:
            return
        if outcome == "S":
            self._settle(charge, ChargeStatus.PAID)
        elif outcome == "F":
            self._settle(charge, ChargeStatus.FAILED, code)

    async def _revoke(self, contract: Contract) -> None:
        try:
            await self._wallet.revoke(await self._live_token(contract))
        except AgreementOver:
            return
        except WalletUnreachable as failure:
            raise unreachable(failure) from None
        except WalletRefused as refusal:
            if refusal.code != "INVALID_ACCESS_TOKEN":  # which is how one looks that was revoked before
                raise Problem(502, "WALLET_REFUSED", f"The wallet refused to cancel: {refusal.code}.") from None
        self._end(contract, "by us")

    async def _pay(self, contract: Contract, charge: Charge, token: Token, *, is_again: bool = False) -> None:
        self._charges.save(charge, ChargeStatus.PENDING)  # before it is sent: we may not live to see the answer
        words = f"Bread for {charge.month}"
        try:
            await self._wallet.pay(charge.payment_request_id, token.access_token, charge.amount, charge.currency, words)
        except WalletUnreachable as failure:
            log.warning("%s: not known, asking: %s", charge, failure)
            await self._ask(charge)
        except WalletRefused as refusal:
            if refusal.code == "EXPIRED_ACCESS_TOKEN" and not is_again:
                await self._pay(contract, charge, await self._refreshed(contract, token), is_again=True)
            else:
                await self._refused(contract, charge, refusal.code)
        else:
            self._settle(charge, ChargeStatus.PAID)

    async def _refused(self, contract: Contract, charge: Charge, code: str) -> None:
        if code == "REPEAT_REQ_INCONSISTENT":  # it is known by that name: an earlier request had arrived after all
            await self._ask(charge)
            return
        if code == "INVALID_ACCESS_TOKEN":
            self._end(contract, "in the wallet")
        self._settle(charge, ChargeStatus.FAILED, code)

    async def _ask(self, charge: Charge) -> bool:
        """Settle a charge by what the wallet knows of it. True if it never arrived there: it may be sent again."""
        try:
            payment = await self._wallet.inquire(charge.payment_request_id)
        except WalletRefused as refusal:
            return refusal.code == "ORDER_NOT_EXIST"
        except WalletUnreachable as failure:
            log.warning("%s: still not known: %s", charge, failure)
            return False
        if payment.status == "SUCCESS":
            self._settle(charge, ChargeStatus.PAID)
        elif payment.status in ("FAIL", "CANCELLED"):
            self._settle(charge, ChargeStatus.FAILED, payment.code if payment.status == "FAIL" else "CANCELLED")
        return False

    def _settle(self, charge: Charge, status: ChargeStatus, reason: str = "") -> None:
        if charge.status is ChargeStatus.PAID or (charge.status, charge.reason) == (status, reason):
            return  # it was told by another way before
        self._charges.save(charge, status, reason)
        log.info("%s: %s", charge, " ".join(filter(None, (status.value, reason))))

    async def _live_token(self, contract: Contract) -> Token:
        """The contract's token, refreshed if it has expired. Raises `Problem` 409 if that is over, or 502."""
        token = contract.token
        assert token is not None, "a signed contract has one"
        if token.expires_at is None:
            token = await self._renewed(contract, token, self._wallet.query)
        assert token.expires_at is not None, "the wallet has just told it"
        return token if self._now() < token.expires_at else await self._refreshed(contract, token)

    async def _refreshed(self, contract: Contract, token: Token) -> Token:
        if token.refresh_token is None:
            raise self._over(contract, "its token expired")
        log.info("%s: its token has expired, and is refreshed", contract)
        return await self._renewed(contract, token, self._wallet.refresh)

    async def _renewed(self, contract: Contract, token: Token, renew: Callable[[Token], Awaitable[Token]]) -> Token:
        try:
            contract.token = await renew(token)
        except WalletUnreachable as failure:
            raise unreachable(failure) from None
        except WalletRefused as refusal:
            raise self._over(contract, refusal.code) from None
        self._contracts.save(contract)
        return contract.token

    def _over(self, contract: Contract, why: str) -> AgreementOver:
        self._end(contract, why)
        return AgreementOver()

    def _end(self, contract: Contract, how: str) -> None:
        contract.status = Status.CANCELLED
        self._contracts.save(contract)
        log.info("%s: cancelled: %s", contract, how)


def _check_signed(contract: Contract) -> None:
    if contract.status is Status.CANCELLED:
        raise AgreementOver()
    if contract.status is not Status.SIGNED:
        raise Problem(409, "NOT_SIGNED", "This contract is not signed.")
