"""The rules of an agreement: who may get a code, who may get a token, once, and until when.

No I/O here but the store's: time and chance are given in, so that the same requests at the same times get the same
answers.
"""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from bridge.errors import UsageError
from bridge.wallet.accounts import LOGIN_ID, masked
from bridge.wallet.lifecycle import TRANSITIONS, Event, GrantType, State, StepError
from bridge.wallet.records import Authorization, Credential, Lifetimes, Token
from bridge.wallet.results import Refusal
from bridge.wallet.store import Store

if TYPE_CHECKING:
    from bridge.wallet.models import AuthorizationRequest, ConsultRequest, Exchange, TokenReference
    from bridge.wallet.platform_models import PrepareRequest

TOKEN_PREFIX = "28101003"  # how the tokens of the documented samples begin

CODE_REFUSALS = {State.CODE_USED: "USED_CODE", State.CODE_EXPIRED: "EXPIRED_CODE"}
REFRESH_REFUSALS = {
    State.REFRESH_USED: "USED_REFRESH_TOKEN",
    State.REFRESH_EXPIRED: "EXPIRED_REFRESH_TOKEN",
    State.REFRESH_CANCELLED: "INVALID_REFRESH_TOKEN",
}


class Authorizations:
    """Every authorization and token of one wallet.

    `now` gives epoch milliseconds. `chance` makes ids, codes and tokens: reproducible, so no secrets. `store` keeps
    every change before it is answered; what it holds already is taken up.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float],
        chance: random.Random,
        lifetimes: Lifetimes | None = None,
        store: Store | None = None,
    ) -> None:
        self.now = now
        self.lifetimes = lifetimes or Lifetimes()
        self._chance = chance
        self._store = store or Store()
        self._by_id = {authorization.auth_id: authorization for authorization in self._store.authorizations()}
        self._by_url = {each.url_id: each for each in self._by_id.values()}
        self.tokens = list(self._store.tokens(self._by_id))
        self._by_code = {each.code.value: each for each in self._by_id.values() if each.code is not None}
        self._by_access = {token.access_token: token for token in self.tokens}
        self._by_refresh = {token.refresh_token: token for token in self.tokens}

    def __iter__(self) -> Iterator[Authorization]:
        return iter(self._by_id.values())

    def consult(self, request: ConsultRequest, client_id: str | None = None) -> Authorization:
        """Remember what a merchant asks for, under a new authId: a UUID, upper case, with dashes."""
        return self._begin(self._new_id(), request, client_id)

    def prepare(self, request: PrepareRequest, client_id: str | None = None) -> Authorization:
        """Remember a contract under a new authId, whose URL may be used again and again (documented)."""
        auth_id = self._new_id()
        return self._begin(auth_id, request.prepared_as(auth_id), client_id)

    def opened(self, auth_id: str) -> Authorization | None:
        """The authorization that a person sees who opens the URL with `auth_id`, or `None`.

        Of a prepared URL it is a new one each time that the last was decided or has lapsed.
        """
        found = self.at(auth_id)
        if found is None or not found.decided or not found.is_prepared:
            return found
        return self._begin(self._new_id(), found.request, found.client_id)

    def at(self, auth_id: str) -> Authorization | None:
        """The authorization that the page of `auth_id` shows, as it stands now, or `None`."""
        return self.find(self._by_url[auth_id].auth_id) if auth_id in self._by_url else None

    def find(self, auth_id: str) -> Authorization | None:
        """The authorization called `auth_id`, as it stands now, or `None`."""
        authorization = self._by_id.get(auth_id)
        if authorization:
            authorization.age(self.now())
        return authorization

    def show(self, authorization: Authorization) -> None:
        """Its page is opened. Raises `StepError` once it is decided or lapsed."""
        self._take(authorization, Event.SHOW)

    def agree(self, authorization: Authorization, account: str | None = None) -> Credential:
        """The person agrees, with the account of that login id: issue the single-use code.

        Raises `StepError` once it is decided or lapsed.
        """
        code = Credential(State.CODE_ISSUED, self.now() + self.lifetimes.code, self._hex())
        self._take(authorization, Event.AGREE, code, account)
        self._by_code[code.value] = authorization
        return code

    def cancel(self, authorization: Authorization) -> None:
        """The person cancels. Raises `StepError` once it is decided or lapsed."""
        self._take(authorization, Event.CANCEL)

    def apply_token(self, request: Exchange, client_id: str | None = None) -> Token:
        """Exchange a code, or a refresh token, for a new pair of tokens.

        Raises `Refusal` with USED_, EXPIRED_ or INVALID_CODE, the same of _REFRESH_TOKEN, or
        AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE. Another client's code is INVALID_CODE, and
        stays usable by its owner [inferred].
        """
        if request.grant_type == GrantType.AUTHORIZATION_CODE:
            return self._redeem(request.auth_code or "", client_id)
        if request.grant_type == GrantType.REFRESH_TOKEN:
            return self._refresh(request.refresh_token or "", client_id)
        raise Refusal("AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE")

    def query(self, request: TokenReference, client_id: str | None = None) -> Token:
        """The pair an access token belongs to. Raises `Refusal` INVALID_ACCESS_TOKEN."""
        token = self._by_access.get(request.access_token)
        if token is None or not _may_use(token.authorization, client_id):
            raise Refusal("INVALID_ACCESS_TOKEN")
        token.access.age(self.now())
        return token

    def live_token(self, access_token: str, client_id: str | None = None) -> Token:
        """The pair of a token that may be used now. Raises `Refusal` INVALID_ or EXPIRED_ACCESS_TOKEN."""
        token = self._by_access.get(access_token)
        if token is None or not _may_use(token.authorization, client_id):
            raise Refusal("INVALID_ACCESS_TOKEN")
        token.access.age(self.now())
        if token.access.state is State.TOKEN_EXPIRED:
            raise Refusal("EXPIRED_ACCESS_TOKEN")
        if token.access.state is not State.TOKEN_LIVE:
            raise Refusal("INVALID_ACCESS_TOKEN", "The access token was cancelled, or replaced by a newer one.")
        return token

    def revoke(self, request: TokenReference, client_id: str | None = None) -> Token:
        """Cancel an access token and its refresh token, and give them.

        Raises `Refusal` INVALID_ACCESS_TOKEN, also when done again.
        """
        token = self._by_access.get(request.access_token)
        if token is None or not _may_use(token.authorization, client_id):
            raise Refusal("INVALID_ACCESS_TOKEN")
        try:
            token.access.take(Event.REVOKE, self.now())
        except StepError:
            message = "The access token was cancelled, or replaced by a newer one."
            raise Refusal("INVALID_ACCESS_TOKEN", message) from None
        with suppress(StepError):  # it may have expired
            token.refresh.take(Event.REVOKE, self.now())
        with self._store.changing():
            self._store.save_token(token)
        return token

    def expire(self, text: str) -> None:
        """Let an access or refresh token expire now. Raises `UsageError` if it cannot."""
        token = self._by_access.get(text) or self._by_refresh.get(text)
        if token is None:
            raise UsageError(f"the wallet issued no token {text!r}")
        credential = token.access if token.access_token == text else token.refresh
        credential.age(self.now())
        if Event.EXPIRE not in TRANSITIONS[credential.state]:
            raise UsageError(f"this cannot expire any more: {credential.state.value}")
        credential.expires_at = self.now()
        credential.age(self.now())
        with self._store.changing():
            self._store.save_token(token)

    def end(self, authorization: Authorization) -> list[Token]:
        """Cancel what an agreement still allows: its tokens, which it gives, and a code not used yet.

        Raises `UsageError` if there is nothing.
        """
        now, code = self.now(), authorization.code
        tokens = [token for token in self.tokens if token.authorization is authorization]
        ended = [token for token in tokens if _ends(token.access, now) | _ends(token.refresh, now)]
        lapsed = code is not None and code.state is State.CODE_ISSUED
        if code is not None and lapsed:
            code.expires_at = now
            code.age(now)
        if not ended and not lapsed:
            raise UsageError("nothing can be charged by this agreement any more: it was cancelled, or never made")
        with self._store.changing():
            self._store.save(authorization)
            for token in ended:
                self._store.save_token(token)
        return ended

    def origin(self, secret: object, client_id: str | None) -> Authorization | None:
        """The authorization that a client's code or refresh token came of, whatever became of it since, or `None`."""
        if not isinstance(secret, str):
            return None
        token = self._by_refresh.get(secret)
        found = token.authorization if token else self._by_code.get(secret)
        return found if found is not None and _may_use(found, client_id) else None

    def _begin(self, auth_id: str, request: AuthorizationRequest, client_id: str | None) -> Authorization:
        expires_at = self.now() + self.lifetimes.page
        authorization = Authorization(State.CONSULTED, expires_at, auth_id, request, client_id)
        with self._store.changing():
            self._store.save(authorization)
        self._by_id[auth_id] = self._by_url[authorization.url_id] = authorization
        return authorization

    def _new_id(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4)).upper()

    def _take(
        self,
        authorization: Authorization,
        event: Event,
        code: Credential | None = None,
        account: str | None = None,
    ) -> None:
        authorization.take(event, self.now())
        authorization.code = code or authorization.code
        authorization.account = account or authorization.account
        with self._store.changing():
            self._store.save(authorization)

    def _redeem(self, code: str, client_id: str | None) -> Token:
        authorization = self._by_code.get(code)
        if authorization is None or authorization.code is None or not _may_use(authorization, client_id):
            raise Refusal("INVALID_CODE")
        self._spend(authorization.code, Event.REDEEM, CODE_REFUSALS)
        token = self._new_token(authorization)
        with self._store.changing():
            self._store.save(authorization)
            self._store.save_token(token)
        return self._issued(token)

    def _refresh(self, refresh_token: str, client_id: str | None) -> Token:
        token = self._by_refresh.get(refresh_token)
        if token is None or not _may_use(token.authorization, client_id):
            raise Refusal("INVALID_REFRESH_TOKEN")
        self._spend(token.refresh, Event.REFRESH, REFRESH_REFUSALS)
        token.access.take(Event.REFRESH, self.now())
        new = self._new_token(token.authorization)
        with self._store.changing():
            self._store.save_token(token)
            self._store.save_token(new)
        return self._issued(new)

    def _spend(self, credential: Credential, event: Event, refusals: dict[State, str]) -> None:
        credential.age(self.now())
        if credential.state in refusals:
            raise Refusal(refusals[credential.state])
        credential.take(event, self.now())

    def _new_token(self, authorization: Authorization) -> Token:
        access = Credential(State.TOKEN_LIVE, self.now() + self.lifetimes.access_token, self._token_text())
        refresh = Credential(State.REFRESH_LIVE, self.now() + self.lifetimes.refresh_token, self._token_text())
        return Token(authorization, access, refresh)

    def _issued(self, token: Token) -> Token:
        self.tokens.append(token)
        self._by_access[token.access_token] = self._by_refresh[token.refresh_token] = token
        return token

    def _hex(self) -> str:
        return f"{self._chance.getrandbits(128):032X}"

    def _token_text(self) -> str:
        return f"{TOKEN_PREFIX}{self._hex()}{self._chance.randrange(10_000):04d}"


def _ends(credential: Credential, now: float) -> bool:
    """Whether it could be cancelled, and now is."""
    try:
        credential.take(Event.REVOKE, now)
    except StepError:
        return False
    return True


def _may_use(authorization: Authorization, client_id: str | None) -> bool:
    # A consult without Client-Id belongs to nobody, so anybody may use what came of it.
    return authorization.client_id is None or authorization.client_id == client_id


def customer_id_of(authorization: Authorization) -> str:
    """The customerId of who agreed: the same for every merchant, twenty digits as in the documented sample."""
    number = int.from_bytes(hashlib.sha256((authorization.account or LOGIN_ID).encode()).digest()[:8], "big")
    return f"10000011{number % 10**12:012d}"


def login_id_of(authorization: Authorization) -> str | None:
    """The masked userLoginId, given only with the scope AGREEMENT_PAY (documented)."""
    return masked(authorization.account or LOGIN_ID) if "AGREEMENT_PAY" in authorization.request.scopes else None
