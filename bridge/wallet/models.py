"""Requests and responses of `consult`, `applyToken` and `query`, with their documented names and rules.

Source: docs.antom.com/ac/ams (authconsult, accesstokenapp) and the vendor's SDK classes. Attributes are
written the Python way; on the wire they have the documented names (`auth_state` is `authState`). Unknown
fields are tolerated.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from bridge.wallet.lifecycle import GrantType
from bridge.wallet.results import MESSAGE_LENGTH

# The mini program list and the SDK's; names of direct debit through a bank are told by their beginning.
WALLET_NAMES = """
    ALIPAY_CN ALIPAY_HK ALIPAY_MO TNG GCASH DANA KAKAOPAY BKASH CHOPE TRUEMONEY MPAY PAYPAY BOOST GRABPAY_MY
    GRABPAY_PH GRABPAY_SG HIPAY MAYA NAVERPAY TOSSPAY RABBIT_LINE_PAY KPLUS ZALOPAY MOMO VIETTELMONEY JKOPAY
    EASYPAISA ACH_DIRECT_DEBIT ANTOM_BIZ_ACCOUNT
"""
WALLETS = frozenset(WALLET_NAMES.split())
BANK_WALLETS = ("DIRECT_DEBIT_", "DIRECTDEBIT_")
SCRIPT_SCHEMES = frozenset({"javascript", "vbscript", "data", "blob", "about", "file"})
APP_TERMINALS = ("APP", "WAP", "MINI_APP")


def _known_wallet(name: str) -> str:
    if name not in WALLETS and not name.startswith(BANK_WALLETS):
        raise ValueError("not a wallet name that is documented")
    return name


def _absolute_url(url: str) -> str:
    parts = urlsplit(url)
    if not url.isprintable() or " " in url or not parts.scheme or not parts.hostname:
        raise ValueError("not an absolute URL")
    if parts.scheme.lower() in SCRIPT_SCHEMES or parts.port == 0:  # reading the port checks it
        raise ValueError("not a URL that a person can be sent to")
    return url


def _web_url(url: str) -> str:
    if urlsplit(_absolute_url(url)).scheme.lower() not in ("http", "https"):
        raise ValueError("not an http or https URL")
    return url


Wallet = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_known_wallet)]
ReturnUrl = Annotated[str, Field(max_length=1024), AfterValidator(_absolute_url)]
WebUrl = Annotated[str, Field(max_length=1024), AfterValidator(_web_url)]
Scope = Literal[
    "BASE_USER_INFO",
    "USER_INFO",
    "AGREEMENT_PAY",
    "USER_LOGIN_ID",
    "HASH_LOGIN_ID",
    "SEND_OTP",
    "TAOBAO_REBIND",
]
TerminalType = Literal["WEB", "WAP", "APP", "MINI_APP"]
OsType = Literal["IOS", "ANDROID"]
Region = Literal["US", "JP", "PK", "SG"]
Secret = Annotated[str, Field(min_length=1, max_length=128)]


class Message(BaseModel):
    """What all of them share. They are built when first used: most runs need few of them."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True, defer_build=True)


class Env(Message):
    """Where the person is; newer clients say it here instead of at the top."""

    terminal_type: TerminalType | None = None
    os_type: OsType | None = None


class AuthMetaData(Message):
    """Who the account holder is."""

    account_holder_name: str | None = None
    account_holder_cert_no: str | None = None


class AuthorizationRequest(Message):
    """What the wallet has to know of a request for an agreement, whichever family of the OpenAPI it came by."""

    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=4)]
    customer_belongs_to: Wallet | None = None
    auth_redirect_url: ReturnUrl | None = None
    auth_state: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    auth_client_id: Annotated[str, Field(max_length=64)] | None = None
    auth_notify_url: WebUrl | None = None
    pass_through_info: Any = None

    @property
    def prepared_id(self) -> str | None:
        """The authId of a prepared URL."""
        return None

    @property
    def contract(self) -> str | None:
        """What the person is told of the contract, in the merchant's words."""
        return None


class ConsultRequest(AuthorizationRequest):
    """What a merchant asks the person to authorize."""

    customer_belongs_to: Wallet
    auth_redirect_url: ReturnUrl
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=4)]
    auth_state: Annotated[str, Field(min_length=1, max_length=256)]
    terminal_type: TerminalType | None = None
    os_type: OsType | None = None
    os_version: Annotated[str, Field(max_length=16)] | None = None
    merchant_region: Region | None = None
    merchant_account_id: Annotated[str, Field(max_length=64)] | None = None
    recurring_payment: bool | None = None
    auth_meta_data: AuthMetaData | None = None
    env: Env | None = None
    extend_info: Any = None

    @model_validator(mode="after")
    def _terminal_is_told(self) -> ConsultRequest:
        env = self.env or Env()
        terminal = self.terminal_type or env.terminal_type
        if terminal is None:
            raise ValueError("terminalType: required, here or in env")
        if terminal in APP_TERMINALS and not (self.os_type or env.os_type):
            raise ValueError(f"osType: required when terminalType is {terminal}")
        return self


class Exchange(Message):
    """A code, or a refresh token, to exchange. The 16 characters documented for grantType are too few."""

    grant_type: Annotated[str, Field(min_length=1, max_length=64)]
    auth_code: Secret | None = None
    refresh_token: Secret | None = None

    @property
    def secret(self) -> str | None:
        """What is exchanged."""
        return self.refresh_token if self.grant_type == GrantType.REFRESH_TOKEN else self.auth_code

    @model_validator(mode="after")
    def _has_what_it_exchanges(self) -> Exchange:
        if self.grant_type == GrantType.AUTHORIZATION_CODE and not self.auth_code:
            raise ValueError(f"authCode: required when grantType is {GrantType.AUTHORIZATION_CODE.value}")
        if self.grant_type == GrantType.REFRESH_TOKEN and not self.refresh_token:
            raise ValueError(f"refreshToken: required when grantType is {GrantType.REFRESH_TOKEN.value}")
        return self


class ApplyTokenRequest(Exchange):
    """A code, or a refresh token, as the gateway takes it."""

    customer_belongs_to: Wallet
    merchant_region: Region | None = None
    merchant_account_id: Annotated[str, Field(max_length=64)] | None = None
    extend_info: Any = None


class TokenReference(Message):
    """Which access token is meant."""

    access_token: Secret


class QueryRequest(TokenReference):
    """The access token to look up."""


class RevokeRequest(TokenReference):
    """The access token to cancel."""

    merchant_account_id: Annotated[str, Field(max_length=64)] | None = None
    extend_info: Any = None


class Response(Message):
    """What all answers share; built in Python, so by attribute name."""

    model_config = ConfigDict(populate_by_name=True)


class Result(Response):
    """How it went: present in every answer."""

    result_code: Annotated[str, Field(max_length=64)]
    result_status: Literal["S", "F", "U", "A"]
    result_message: Annotated[str, Field(max_length=MESSAGE_LENGTH)]


class Answer(Response):
    """An answer that says nothing but how it went."""

    result: Result


class ConsultResponse(Answer):
    """Where to send the person."""

    normal_url: Annotated[str, Field(max_length=2048)]


class ApplyTokenResponse(Answer):
    """The new tokens; times are ISO 8601 with offset."""

    access_token: Secret
    access_token_expiry_time: str
    refresh_token: Secret
    refresh_token_expiry_time: str
    user_login_id: Annotated[str, Field(max_length=64)] | None = None


class QueryResponse(Answer):
    """An access token's standing. `token_status_type` has no documented values: these are inferred."""

    access_token: Secret
    access_token_expiry_time: str
    refresh_token: Secret | None = None
    refresh_token_expiry_time: str | None = None
    token_status_type: Literal["ACTIVE", "EXPIRED", "INVALID"]


class AuthorizationNotification(Response):
    """The notifyAuthorization webhook: what a merchant is told of an agreement."""

    authorization_notify_type: Literal["AUTHCODE_CREATED", "TOKEN_CREATED", "TOKEN_CANCELED"]
    auth_client_id: Annotated[str, Field(max_length=64)] | None = None
    auth_code: Secret | None = None
    auth_state: Annotated[str, Field(max_length=256)] | None = None
    access_token: Secret | None = None
    reason: Annotated[str, Field(max_length=256)] | None = None
    user_login_id: Annotated[str, Field(max_length=64)] | None = None
    pass_through_info: Any = None
    result: Result
