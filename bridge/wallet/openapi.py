"""The OpenAPI that merchants' servers call, without the HTTP around it: a body in, an answer out."""

from __future__ import annotations

from collections.abc import Callable

from bridge.wallet.calls import Call, Interface, Rules, result_of
from bridge.wallet.gateway import GATEWAY
from bridge.wallet.models import Answer
from bridge.wallet.results import Refusal

PREFIXES = ("", "/api", "/ams/api", "/ams/sandbox/api")
INTERFACES: dict[str, Interface] = GATEWAY
ROUTES = {prefix + suffix: interface for prefix in PREFIXES for suffix, interface in INTERFACES.items()}


def is_api(path: str) -> bool:
    """Whether `path` is, or looks like, one of the OpenAPI."""
    return path.startswith(tuple(f"{prefix}/v{digit}/" for prefix in PREFIXES for digit in "12"))


def answer(rules: Rules, method: str, path: str, call: Call, check: Callable[[], None] = lambda: None) -> Answer:
    """The answer to one request, success or documented failure.

    A wrong path is NO_INTERFACE_DEF, a wrong method INVALID_API [inferred: only the codes are documented].
    `check` raises `Refusal` for a request that is not signed as it has to be.
    """
    try:
        if path not in ROUTES:
            raise Refusal("NO_INTERFACE_DEF")
        if method != "POST":
            raise Refusal("INVALID_API", "This API is called with POST.")
        check()
        rules.failures.take(path.rpartition("/")[2])
        return ROUTES[path].answer(rules, call)
    except Refusal as refusal:
        return Answer(result=result_of(refusal.code, refusal.message))
