"""Requests and responses of the Mini Program Platform's OpenAPI: agreements, and what is known of a person.

Source: the platform's pages of `prepare`, `applyToken`, `cancelToken` and `inquiryUserInfo`, versions 1 and 2. Wallets
differ in lengths: the longest that one of them documents is taken. As in `models`: unknown fields are tolerated.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from bridge.wallet.models import (
    Answer,
    AuthorizationRequest,
    Exchange,
    Message,
    Response,
    Secret,
    TokenReference,
    Wallet,
)


def _json_object(text: str) -> str:
    try:
        given = json.loads(text)
        json.dumps(given, ensure_ascii=False).encode()  # a lone surrogate, escaped, is JSON but no text
        is_object = isinstance(given, dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        raise ValueError("not a JSON object, written as text")
    return text


ExtendInfo = Annotated[str, Field(max_length=4096)]
Contract = Annotated[str, Field(min_length=2, max_length=4096), AfterValidator(_json_object)]
PLAIN = "^[^@#?]*$"  # version 2 refuses those characters (documented)
AppId = Annotated[str, Field(min_length=1, max_length=32, pattern=PLAIN)]
ClientId = Annotated[str, Field(min_length=1, max_length=128, pattern=PLAIN)]
PlainSecret = Annotated[str, Field(min_length=1, max_length=128, pattern=PLAIN)]
AuthCode = Annotated[str, Field(min_length=1, max_length=64)]
PlainAuthCode = Annotated[str, Field(min_length=1, max_length=64, pattern=PLAIN)]


class PrepareRequest(Message):
    """A contract to be agreed to. `extend_info` is a JSON object as text; its `contractDesc` is shown to the person."""

    scopes: Annotated[str, Field(min_length=1, max_length=16)]
    extend_info: Contract
    reference_client_id: Annotated[str, Field(max_length=16)] | None = None

    def prepared_as(self, auth_id: str) -> PreparedRequest:
        """What is kept of it under the URL with `auth_id`."""
        contract = json.loads(self.extend_info).get("contractDesc")
        return PreparedRequest(
            scopes=("AGREEMENT_PAY",),
            prepared_as=auth_id,
            contract_desc=contract if isinstance(contract, str) else None,
            auth_client_id=self.reference_client_id,
        )


class PreparedRequest(AuthorizationRequest):
    """What is kept of a prepared contract, once for each time that its URL is used."""

    model_config = ConfigDict(populate_by_name=True)

    prepared_as: str
    contract_desc: str | None = None

    @property
    def prepared_id(self) -> str | None:
        """The authId of its URL."""
        return self.prepared_as

    @property
    def contract(self) -> str | None:
        """Its description by the merchant."""
        return self.contract_desc


class PrepareResponse(Answer):
    """Where to send the person. The URL may be used again while the contract stays what it is (documented)."""

    auth_url: Annotated[str, Field(max_length=256)]


class PlatformApplyTokenRequest(Exchange):
    """A code, or a refresh token, as version 1 takes it."""

    auth_code: AuthCode | None = None
    reference_client_id: Annotated[str, Field(max_length=128)] | None = None
    extend_info: ExtendInfo | None = None


class ApplyTokenV2Request(Exchange):
    """A code, or a refresh token, for one mini program."""

    app_id: AppId
    auth_client_id: ClientId
    auth_code: PlainAuthCode | None = None
    refresh_token: PlainSecret | None = None
    customer_belongs_to: Wallet | None = None
    extend_info: ExtendInfo | None = None


class PlatformApplyTokenResponse(Answer):
    """The new tokens and whose they are; times are ISO 8601 with offset."""

    access_token: Secret
    access_token_expiry_time: str
    refresh_token: Secret
    refresh_token_expiry_time: str
    customer_id: Annotated[str, Field(max_length=64)]


class CancelTokenRequest(TokenReference):
    """The access token to cancel; its refresh token dies with it (documented)."""

    extend_info: ExtendInfo | None = None


class RevokeV2Request(TokenReference):
    """The access token to cancel, for one mini program."""

    app_id: AppId
    auth_client_id: ClientId
    access_token: PlainSecret
    extend_info: ExtendInfo | None = None


class UserInfoRequest(TokenReference):
    """Of whom: the person an access token was given by."""

    auth_client_id: Annotated[str, Field(max_length=128)] | None = None
    extend_info: ExtendInfo | None = None


class LoginIdInfo(Response):
    """What the person signs in with, partly hidden."""

    login_id: str
    login_id_type: Literal["MOBILE_PHONE", "EMAIL"]


class UserInfo(Response):
    """What the scopes of the token allow to be told."""

    user_id: Annotated[str, Field(max_length=64)]
    status: Literal["ACTIVE"] = "ACTIVE"
    login_id_infos: tuple[LoginIdInfo, ...] | None = None


class UserInfoResponse(Answer):
    """The person."""

    user_info: UserInfo
    extend_info: Any = None
