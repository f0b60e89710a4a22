"""The OpenAPI that merchants' servers call, without the HTTP around it: a body in, an answer out.

It has two families: the gateway's and the Mini Program Platform's. Four paths are of both.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bridge.wallet import gateway, platform
from bridge.wallet.calls import Call, Interface, Rules, result_of
from bridge.wallet.gateway import GATEWAY
from bridge.wallet.lifecycle import GrantType
from bridge.wallet.models import Answer, Response
from bridge.wallet.payments import Payment
from bridge.wallet.platform import PLATFORM
from bridge.wallet.results import Refusal

PLATFORM_PREFIXES = ("", "/api")
PREFIXES = (*PLATFORM_PREFIXES, "/ams/api", "/ams/sandbox/api")
INTERFACES: dict[str, tuple[Interface, ...]] = {
    path: tuple(family[path] for family in (GATEWAY, PLATFORM) if path in family) for path in {**GATEWAY, **PLATFORM}
}
GATEWAY_ROUTES = {prefix + path: path for prefix in PREFIXES for path in GATEWAY}
PLATFORM_ROUTES = {prefix + path: path for prefix in PLATFORM_PREFIXES for path in PLATFORM}
OPERATIONS = frozenset(path.rpartition("/")[2] for path in INTERFACES)

CLIENT_FAULTS = ("UNKNOWN_CLIENT", "KEY_NOT_FOUND", "INVALID_SIGNATURE")
PLATFORM_CHARGE = frozenset(("partnerId", "paymentOrderTitle", "paymentAuthCode"))
SECOND_VERSION = tuple(f"{prefix}/v2/" for prefix in PLATFORM_PREFIXES)


def is_api(path: str) -> bool:
    """Whether `path` is, or looks like, one of the OpenAPI."""
    return path.startswith(tuple(f"{prefix}/v{digit}/" for prefix in PREFIXES for digit in "12"))


def answer(rules: Rules, method: str, path: str, call: Call, check: Callable[[], None] = lambda: None) -> Answer:
    """The answer to one request, success or documented failure.

    A wrong path is NO_INTERFACE_DEF, or INVALID_API in version 2, which is the platform's alone and knows no other
    code for it; a wrong method is INVALID_API [inferred: only the codes are documented].
    `check` raises `Refusal` for a request that is not signed as it has to be.
    """
    try:
        if path not in GATEWAY_ROUTES and path not in PLATFORM_ROUTES:
            raise Refusal("INVALID_API" if path.startswith(SECOND_VERSION) else "NO_INTERFACE_DEF")
        if method != "POST":
            raise Refusal("INVALID_API", "This API is called with POST.")
        is_platform = _is_platform(rules, path, call)
        _check(check, is_platform)
        rules.failures.take(path.rpartition("/")[2])
        interface = PLATFORM[PLATFORM_ROUTES[path]] if is_platform else GATEWAY[GATEWAY_ROUTES[path]]
        return interface.answer(rules, call)
    except Refusal as refusal:
        return Answer(result=result_of(refusal.code, refusal.message))


def payment_notification(payment: Payment) -> Response:
    """What a merchant is told of a payment, in the words of the family it was made by."""
    if payment.request.is_platforms:
        return platform.payment_notification(payment)
    return gateway.payment_notification(payment)


def _check(check: Callable[[], None], is_platform: bool) -> None:
    """The platform documents one code for whoever cannot be told to be a client [inferred which it is]."""
    try:
        check()
    except Refusal as refusal:
        if is_platform and refusal.code in CLIENT_FAULTS:
            raise Refusal("ACCESS_DENIED", refusal.message) from None
        raise


def _is_platform(rules: Rules, path: str, call: Call) -> bool:
    if path not in GATEWAY_ROUTES or path not in PLATFORM_ROUTES:
        return path in PLATFORM_ROUTES
    fields = _fields(call.body)
    operation = path.rpartition("/")[2]
    if operation == "applyToken":
        return _exchanges_prepared(rules, fields, call.client_id)
    if operation == "pay":
        return "paymentMethod" not in fields and bool(PLATFORM_CHARGE & fields.keys())
    return _names_platform_payment(rules, fields, call.client_id)


def _exchanges_prepared(rules: Rules, fields: dict[str, Any], client_id: str | None) -> bool:
    """What is exchanged says whose it is; of what is unknown the field that only one family requires does."""
    name = "refreshToken" if fields.get("grantType") == GrantType.REFRESH_TOKEN else "authCode"
    known = rules.authorizations.origin(fields.get(name), client_id)
    return known.is_prepared if known else "customerBelongsTo" not in fields


def _names_platform_payment(rules: Rules, fields: dict[str, Any], client_id: str | None) -> bool:
    names = (fields.get(name) for name in ("paymentId", "paymentRequestId", "partnerId"))
    payment_id, request_id, partner = (name if isinstance(name, str) else None for name in names)
    payment = rules.payments.find(payment_id, request_id, partner, client_id)
    return payment.request.is_platforms if payment else "partnerId" in fields


def _fields(body: bytes) -> dict[str, Any]:
    """What can be read of a body; what cannot be read is refused later."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}
