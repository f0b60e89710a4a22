"""What can go wrong for whoever asks the merchant, as HTTP says it."""

from __future__ import annotations

import logging
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

log = logging.getLogger("merchant")


class Problem(Exception):
    """An answer that is no success: an HTTP status, a code for programs, a sentence for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status = status
        self.code = code
        self.message = message
        super().__init__(f"{code}: {message}")


def problem_body(code: str, message: str) -> dict[str, Any]:
    """The JSON body of every answer that is no success."""
    return {"error": {"code": code, "message": message}}


def unreachable(failure: Exception) -> Problem:
    """The answer when the wallet gave us none that means anything."""
    log.warning("the wallet cannot be asked: %s", failure)
    return Problem(502, "WALLET_UNREACHABLE", "The wallet cannot be reached. Try again later.")


@web.middleware
async def answer_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever is raised into JSON, and say it once in the log. No answer may be kept by a cache."""
    response = await _answer(request, handler)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    # The log names the path only: a query may hold an authorization code.
    try:
        return await handler(request)
    except Problem as problem:
        log.warning("%s %s refused: %s (%s)", request.method, request.path, problem.message, problem.code)
        return web.json_response(problem_body(problem.code, problem.message), status=problem.status)
    except web.HTTPException as error:
        log.warning("%s %s refused: %s", request.method, request.path, error.reason)
        headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
        body = problem_body("HTTP", error.reason)
        return web.json_response(body, status=error.status, headers=headers)
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return web.json_response(problem_body("INTERNAL", "The merchant's server failed."), status=500)
