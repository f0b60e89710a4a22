"""What the wallet remembers: authorizations, their codes, and the tokens issued for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from bridge.wallet.lifecycle import TRANSITIONS, Event, State, step

if TYPE_CHECKING:  # pydantic is not needed to remember, only to check
    from bridge.wallet.models import AuthorizationRequest

PAGE_PATH = "/authentication.htm"  # as in the documented sample
SIGNED_PATH = "/signed.htm"  # where those return who have no page of the merchant's to return to
MINUTE = 60_000.0
DAY = 24 * 60 * MINUTE
URL_PUNCTUATION = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Lifetimes:
    """How long things last, in milliseconds.

    A code lasts ten minutes, as AlipayHK's older API documents. A page's half hour is inferred. In the
    documented sample a refresh token outlives its access token by two days; the thirty days themselves are
    inferred.
    """

    page: float = 30 * MINUTE
    code: float = 10 * MINUTE
    access_token: float = 30 * DAY
    refresh_token: float = 32 * DAY


@dataclass
class Perishable:
    """Something in a `State` that ends at `expires_at` (epoch milliseconds) if the table lets it."""

    state: State
    expires_at: float

    def take(self, event: Event, now: float) -> None:
        """Let `event` happen at `now` (epoch milliseconds). Raises `StepError`; expiry comes first."""
        self.age(now)
        self.state = step(self.state, event)

    def age(self, now: float) -> None:
        """Expire, if the time has come. It expires at, not after, `expires_at`."""
        if now >= self.expires_at and Event.EXPIRE in TRANSITIONS[self.state]:
            self.state = step(self.state, Event.EXPIRE)


@dataclass
class Credential(Perishable):
    """An authorization code, an access token or a refresh token: the text that proves it."""

    value: str


@dataclass
class Authorization(Perishable):
    """One consult and what became of it. `client_id` is the consult's Client-Id header, if there was one.

    `account` is the login id of the account that agreed; `None` stands for the person's first.
    """

    auth_id: str
    request: AuthorizationRequest
    client_id: str | None = None
    code: Credential | None = None
    account: str | None = None

    @property
    def is_prepared(self) -> bool:
        """Whether it came of `prepare`, not of `consult`."""
        return self.request.prepared_id is not None

    @property
    def url_id(self) -> str:
        """The authId in its URL: its own, unless the URL was prepared and is used again."""
        return self.request.prepared_id or self.auth_id

    @property
    def decided(self) -> bool:
        """Whether nothing more can happen to its page: agreed, cancelled or lapsed."""
        return not TRANSITIONS[self.state]

    @property
    def return_url(self) -> str | None:
        """Where the person goes after agreeing: authRedirectUrl plus code and state; `None` before that.

        What was prepared has no authRedirectUrl and no state: then it is a page of the wallet [inferred].
        """
        if self.code is None:
            return None
        return returning(self.request.auth_redirect_url or SIGNED_PATH, self.code.value, self.request.auth_state)

    @property
    def merchant_url(self) -> str | None:
        """`return_url`, if that is a page of the merchant's."""
        return self.return_url if self.request.auth_redirect_url else None


@dataclass
class Token:
    """A pair of access token and refresh token, and the authorization that allows it."""

    authorization: Authorization
    access: Credential
    refresh: Credential

    @property
    def access_token(self) -> str:
        """The access token's text."""
        return self.access.value

    @property
    def refresh_token(self) -> str:
        """The refresh token's text."""
        return self.refresh.value


def returning(url: str, auth_code: str, auth_state: str | None) -> str:
    """`url` with authCode and authState, percent-encoded, behind its own query and before its fragment.

    Both in the query is documented; that an existing query is kept is inferred. The result is ASCII.
    """
    page, mark, fragment = url.partition("#")
    joint = "" if page.endswith(("?", "&")) else "&" if "?" in page else "?"
    given = {"authCode": auth_code} if auth_state is None else {"authCode": auth_code, "authState": auth_state}
    answer = urlencode(given, quote_via=quote, safe="")
    return quote(f"{page}{joint}", safe=URL_PUNCTUATION) + answer + quote(mark + fragment, safe=URL_PUNCTUATION)
