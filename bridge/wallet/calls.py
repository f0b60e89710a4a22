"""One call of the OpenAPI: what is read from it, what its answer is made of, and what decides."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from pydantic import ValidationError

from bridge.wallet.authorizations import Authorizations
from bridge.wallet.failures import Failures
from bridge.wallet.lifecycle import GrantType
from bridge.wallet.models import Answer, Exchange, Message, Result
from bridge.wallet.payments import Payments
from bridge.wallet.records import Authorization, Token
from bridge.wallet.results import RESULTS, Refusal
from bridge.wallet.webhooks import Webhooks

TIME_ZONE = timezone(timedelta(hours=8))  # the one of the documented samples

Request = TypeVar("Request", bound=Message)


@dataclass(frozen=True)
class Call:
    """One request: its raw body, the headers that matter, and the origin the merchant reached us under."""

    body: bytes
    content_type: str = "application/json"
    client_id: str | None = None
    origin: str = ""


@dataclass(frozen=True)
class Rules:
    """What decides: who may have tokens, what may be paid with them, and which requests are to fail all the same."""

    authorizations: Authorizations
    payments: Payments
    failures: Failures = field(default_factory=Failures)
    webhooks: Webhooks | None = None
    on_consult: Callable[[Authorization], None] = lambda authorization: None


@dataclass(frozen=True)
class Interface:
    """One of the OpenAPI: what answers it, what it takes, and what it gives when all went well."""

    answer: Callable[[Rules, Call], Answer]
    request: type[Message]
    response: type[Answer]


def exchanged(rules: Rules, call: Call, request: Exchange) -> Token:
    """The pair that a code or a refresh token is exchanged for; the merchant is told of a code's [inferred]."""
    token = rules.authorizations.apply_token(request, call.client_id)
    if rules.webhooks is not None and request.grant_type == GrantType.AUTHORIZATION_CODE:
        rules.webhooks.token_created(token)
    return token


def pair_of(token: Token) -> dict[str, str]:
    """Both texts, and when they expire, as answers have them."""
    return {
        "access_token": token.access_token,
        "access_token_expiry_time": iso_time(token.access.expires_at),
        "refresh_token": token.refresh_token,
        "refresh_token_expiry_time": iso_time(token.refresh.expires_at),
    }


def success() -> Result:
    """The result object of everything that went well."""
    return result_of("SUCCESS")


def result_of(code: str, message: str = "") -> Result:
    """The result object of `code`, a key of `RESULTS`."""
    meaning = RESULTS[code]
    return Result(result_code=code, result_status=meaning.status, result_message=message or meaning.message)


def iso_time(moment: float) -> str:
    """`moment` (epoch milliseconds) as the documents write times: `2019-11-27T12:01:01+08:00`."""
    return datetime.fromtimestamp(moment // 1000, TIME_ZONE).isoformat()


def read(model: type[Request], call: Call) -> Request:
    """The request in `call`. Raises `Refusal` PARAM_ILLEGAL, naming the header or the field at fault."""
    if call.content_type.strip().lower() != "application/json":
        raise Refusal("PARAM_ILLEGAL", "Content-Type: must be application/json; charset=UTF-8")
    if call.client_id is not None and not (call.client_id.isascii() and call.client_id.isprintable()):
        raise Refusal("PARAM_ILLEGAL", "Client-Id: must be printable ASCII")
    try:
        return model.model_validate(_object(call.body))
    except ValidationError as error:
        raise Refusal("PARAM_ILLEGAL", _first_fault(error)) from None


def _object(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        if not isinstance(payload, dict):
            raise Refusal("PARAM_ILLEGAL", "the body must be a JSON object")
        if b"\\u" in body:  # they can only be written so
            _refuse_lone_surrogates(payload)
    except (ValueError, RecursionError):
        raise Refusal("PARAM_ILLEGAL", "the body is not JSON in UTF-8") from None
    return payload


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _refuse_lone_surrogates(payload: dict[str, Any]) -> None:
    # Valid JSON, but not text: it could not be sent back, and pydantic fails on it with no ValidationError.
    for name, value in payload.items():
        try:
            json.dumps([name, value], ensure_ascii=False).encode()
        except UnicodeEncodeError:
            field = name.encode("ascii", "backslashreplace").decode()
            raise Refusal("PARAM_ILLEGAL", f"{field}: holds a lone surrogate, which is not text") from None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    reason = fault["msg"].removeprefix("Value error, ")
    return f"{field}: {reason}" if field else reason
