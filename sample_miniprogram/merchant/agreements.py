"""The merchant's rules: ask for an agreement, take each code once, and tell what is known."""

from __future__ import annotations

import logging

from contracts import Contract, Contracts, Status
from problems import Problem, unreachable
from wallet_client import Token, WalletClient, WalletRefused, WalletUnreachable

log = logging.getLogger("merchant")


class Agreements:
    """Agreements of one merchant with the customers of one wallet."""

    def __init__(self, wallet: WalletClient, contracts: Contracts) -> None:
        self._wallet = wallet
        self._contracts = contracts

    async def begin(self, os_type: str) -> tuple[Contract, str]:
        """A new contract, and the `signStr` its program has to sign. Raises `Problem` 502."""
        contract = Contract()
        try:
            sign_str = await self._wallet.consult(contract.auth_state, os_type)
        except WalletRefused as refusal:
            raise Problem(502, "WALLET_REFUSED", f"The wallet refused to consult: {refusal.code}.") from None
        except WalletUnreachable as failure:
            raise unreachable(failure) from None
        self._contracts.save(contract)
        log.info("%s: the wallet gave an authorization URL", contract)
        return contract, sign_str

    async def complete(self, contract_id: str, auth_code: str, auth_state: str) -> Contract:
        """What the program brought back from `my.signContract`; an authState is taken from it once.

        Raises `Problem`: 404 for an unknown contract, 403 for a forged authState, 409 for one that was used,
        422 for a code that the wallet does not take, 502 if the wallet cannot be asked.
        """
        contract = self._contracts.by_id(contract_id)
        contract.check_state(auth_state)
        await self._take(contract, auth_code, "the program")
        if contract.status is Status.FAILED:
            raise Problem(422, "CODE_REFUSED", "The wallet did not take this authorization code.")
        if contract.completed:
            raise Problem(409, "REPLAYED_STATE", "This authState has been used already.")
        contract.completed = True
        self._contracts.save(contract)
        return contract

    async def receive(self, auth_code: str, auth_state: str, channel: str) -> Contract:
        """What the wallet sent by itself: the browser, or a notification, which may come more than once.

        Raises `Problem`: 403 for an authState nobody issued, 409 for a second code, 502 if the wallet cannot
        be asked.
        """
        contract = self._contracts.by_state(auth_state)
        await self._take(contract, auth_code, channel)
        return contract

    def find(self, contract_id: str) -> Contract:
        """The contract called `contract_id`. Raises `Problem` 404."""
        return self._contracts.by_id(contract_id)

    def token_created(self, auth_state: str, access_token: str, account: str | None) -> None:
        """The wallet says which token it gave. News only if its answer to us was lost on the way.

        A token that works is not replaced: this may be an old notification. Raises `Problem` 403 for an authState
        nobody issued.
        """
        contract = self._contracts.by_state(auth_state)
        if contract.token is None:
            self._sign(contract, Token(access_token, None, None, account), "a notification of its token")

    def token_cancelled(self, access_token: str, reason: str) -> None:
        """The person ended the agreement in the wallet, or we did. A token we do not use any more is no news."""
        contract = self._contracts.by_token(access_token)
        if contract is not None and contract.status is Status.SIGNED:
            contract.status = Status.CANCELLED
            self._contracts.save(contract)
            log.info("%s: cancelled in the wallet: %s", contract, reason or "no reason given")

    async def _take(self, contract: Contract, auth_code: str, channel: str) -> None:
        """Exchange a code, unless it is the one we had before: it may come by three ways, and works once."""
        async with contract.exchange:  # who comes second waits here, and finds it done
            if contract.auth_code == auth_code:
                log.info("%s: the same code again, by %s", contract, channel)
            elif contract.token is None:
                log.info("%s: a code arrived by %s", contract, channel)
                await self._exchange(contract, auth_code)
            elif contract.auth_code is not None:
                raise Problem(409, "ALREADY_SIGNED", "This contract was signed with another code.")

    async def _exchange(self, contract: Contract, auth_code: str) -> None:
        try:
            token = await self._wallet.apply_token(auth_code)
        except WalletUnreachable as failure:  # nothing is remembered: the code may be sent again
            if contract.token is None:  # a notification may have told of it in the meantime
                raise unreachable(failure) from None
        except WalletRefused as refusal:
            self._refused(contract, auth_code, refusal.code)
        else:
            contract.auth_code = auth_code
            self._sign(contract, token, token.user_login_id or "the customer")

    def _refused(self, contract: Contract, auth_code: str, code: str) -> None:
        log.warning("%s: the wallet refused the code: %s", contract, code)
        if contract.token is None:
            contract.status, contract.auth_code = Status.FAILED, auth_code
            self._contracts.save(contract)

    def _sign(self, contract: Contract, token: Token, whom: str) -> None:
        contract.token, contract.status = token, Status.SIGNED
        self._contracts.save(contract)
        log.info("%s: signed by %s", contract, whom)
