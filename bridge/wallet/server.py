"""The wallet on a port: the OpenAPI for merchants' servers, and the authorization page for people."""

from __future__ import annotations

import hmac
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from bridge.errors import UsageError
from bridge.origins import origin_of
from bridge.wallet import calls, openapi, page
from bridge.wallet.authorizations import Authorizations
from bridge.wallet.failures import Failures
from bridge.wallet.languages import Words, preferred
from bridge.wallet.lifecycle import Event, State, StepError
from bridge.wallet.models import Answer
from bridge.wallet.page import Notice
from bridge.wallet.payments import Payments
from bridge.wallet.records import PAGE_PATH, SIGNED_PATH, Authorization
from bridge.wallet.webhooks import Webhooks

if TYPE_CHECKING:
    from ssl import SSLContext

    from bridge.wallet.clients import Signing

BODY_LIMIT = 256 * 1024  # bytes; the longest documented request is a few kilobytes
_ORIGIN = re.compile(r"^[A-Za-z][A-Za-z0-9+.\-]*://[^/?#]*")
HOST = re.compile(r"[A-Za-z0-9.\-_]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}
SHUTDOWN_TIME = 1.0  # seconds that exchanges under way may take to end

Report = Callable[[str, str, str], None]
Hook = Callable[[Authorization], Awaitable[None]]

log = logging.getLogger("bridge.wallet")

DOCUMENT_PATH = "/openapi.json"
_READ = (DOCUMENT_PATH, "/docs")


class Reply(NamedTuple):
    """What goes out, and the code it is reported by: a result code, or the HTTP status of a page."""

    code: str
    response: web.Response


class Server:
    """Serves `rules` and `payments` over HTTP.

    `on_consult` is told of every new authorization. `on_decision` is awaited when a page has got its final answer,
    before the answer to the browser goes out. `on_request` is told the method, the path and the result code (a page's
    HTTP status) of every request. `signing`: requests to the OpenAPI must be signed, and answers are.
    """

    def __init__(
        self,
        rules: Authorizations,
        payments: Payments,
        *,
        failures: Failures,
        webhooks: Webhooks,
        on_consult: Callable[[Authorization], None],
        on_decision: Hook,
        on_request: Report | None = None,
        signing: Signing | None = None,
    ) -> None:
        self.rules = rules
        self._rules = calls.Rules(rules, payments, failures, webhooks, on_consult)
        self._payments = payments
        self._signing = signing
        self._secret = secrets.token_bytes(32)
        self.url = ""
        self.origins_given: set[str] = set()
        self._on_decision = on_decision
        self._on_request = on_request
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int, tls: SSLContext | None = None) -> None:
        """Listen, by HTTPS with `tls`. Raises `UsageError` if the address cannot be had."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_route("*", "/{path:.*}", self._serve)
        # Bodies stay as sent: signatures are made over them, and nothing documented compresses them.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_TIME, auto_decompress=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port, ssl_context=tls).start()
        except (OSError, OverflowError) as error:
            await self.close()
            raise UsageError(f"the wallet cannot listen on {host}:{port}: {error}") from None
        self.url = _url("http" if tls is None else "https", *self._runner.addresses[0][:2])

    async def close(self) -> None:
        """Stop listening, and let go of every connection."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.Request) -> web.Response:
        # A wallet of the real world never shows its own mistakes as anything but an unknown outcome.
        try:
            code, response = await self._reply(request)
            if self._on_request:
                self._on_request(request.method, request.path, code)
            return response
        except Exception:
            log.exception("the wallet failed at %s %s", request.method, request.path)
            return self._failure(request)

    def _failure(self, request: web.Request) -> web.Response:
        if openapi.is_api(request.path):
            return self._signed(request, _json(Answer(result=calls.result_of("UNKNOWN_EXCEPTION")))).response
        return _notice(page.BROKEN, request).response

    async def _reply(self, request: web.Request) -> Reply:
        if request.path == PAGE_PATH:
            return await self._page(request)
        if request.path == SIGNED_PATH and request.method in ("GET", "HEAD"):
            return _notice(page.SIGNED, request)
        if openapi.is_api(request.path) or request.method == "POST":
            return await self._api(request)
        if request.method in ("GET", "HEAD") and request.path in _READ:
            return _reading(request.path)
        return _notice(page.NOT_HERE, request)

    async def _api(self, request: web.Request) -> Reply:
        body = await _body(request)
        if body is None:
            return self._signed(request, _unreadable())
        client_id = request.headers.get("Client-Id") or None
        content_type = request.headers.get("Content-Type", "").partition(";")[0]
        call = calls.Call(body, content_type, client_id, self._origin(request))
        check = partial(self._check, request, body)
        return self._signed(request, _json(openapi.answer(self._rules, request.method, request.path, call, check)))

    def _check(self, request: web.Request, body: bytes) -> None:
        if self._signing is not None:
            self._signing.check(_path_as_sent(request), request.headers, body, self.rules.now())

    def _signed(self, request: web.Request, reply: Reply) -> Reply:
        client_id = request.headers.get("Client-Id", "")
        if self._signing is not None and client_id.isascii() and client_id.isprintable():
            body = reply.response.body
            assert isinstance(body, bytes)
            path, now = _path_as_sent(request), self.rules.now()
            reply.response.headers.update(self._signing.headers("response-time", path, client_id, body, now))
        return reply

    def _origin(self, request: web.Request) -> str:
        # The merchant must be able to open what it is given, so it gets the name it called us by.
        host = request.headers.get("Host", "")
        try:
            origin = origin_of(f"{request.scheme}://{host}") if HOST.fullmatch(host) else self.url
        except ValueError:
            origin = self.url
        self.origins_given.add(origin)
        return origin

    async def _page(self, request: web.Request) -> Reply:
        if request.method not in ("GET", "HEAD", "POST"):
            return _notice(page.WRONG_METHOD, request, Allow="GET, HEAD, POST")
        seen = self.rules.at if request.method == "POST" else self.rules.opened
        authorization = seen(request.query.get("authId", ""))
        if authorization is None:
            return _notice(page.UNKNOWN, request)
        try:
            if request.method == "POST":
                return await self._decide(authorization, request)
            self.rules.show(authorization)
            labels = [account.label for account in self._payments.accounts]
            proof = self._proof(authorization)
            return _html(200, page.authorization_page(authorization, proof, _words(request), labels))
        except StepError:
            return _notice(page.ENDED[authorization.state], request)

    async def _decide(self, authorization: Authorization, request: web.Request) -> Reply:
        form = parse_qs((await _body(request) or b"").decode("utf-8", "replace"))
        decision, proof, account = (form.get(name, [""])[0] for name in ("decision", "proof", "account"))
        is_ours = not _is_foreign(request) and compare_digest(proof.encode(), self._proof(authorization).encode())
        if authorization.decided:
            if is_ours and _is_repeated(authorization, decision):
                return _decided(authorization, request)
            raise StepError(authorization.state, Event.AGREE)
        indexes = [str(index) for index in range(len(self._payments.accounts))]
        if decision not in ("agree", "cancel") or account not in ("", *indexes):
            return _notice(page.NO_CHOICE, request)
        if not is_ours:
            return _notice(page.FOREIGN, request)
        if decision == "agree":
            self.rules.agree(authorization, self._payments.accounts[int(account or 0)].login_id)
        else:
            self.rules.cancel(authorization)
        await self._on_decision(authorization)
        return _decided(authorization, request)

    def _proof(self, authorization: Authorization) -> str:
        """What only our page for this authorization holds, so that no other site can decide in a person's name."""
        return hmac.digest(self._secret, authorization.auth_id.encode(), "sha256").hex()


def _is_repeated(authorization: Authorization, decision: str) -> bool:
    """Whether `decision` is the one already taken, and its answer still of use.

    Who clicks twice sees the answer to the second click alone: browsers drop the first, which is recorded by then.
    """
    if authorization.code is None:
        return authorization.state is State.CANCELLED and decision == "cancel"
    return authorization.code.state is State.CODE_ISSUED and decision == "agree"


def _is_foreign(request: web.Request) -> bool:
    """Whether a browser says that another site's page sent this. Others than browsers need not say anything."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
    if site in ("cross-site", "same-site"):
        return True
    return origin not in (None, "null") and urlsplit(origin).netloc.lower() != request.headers.get("Host", "").lower()


def _words(request: web.Request) -> Words:
    return preferred(request.headers.get("Accept-Language", ""))


def _reading(path: str) -> Reply:
    # Few people read it, and making it takes a moment.
    from bridge.wallet import reference

    if path == DOCUMENT_PATH:
        return Reply("200", web.Response(text=reference.document_text(), content_type="application/json"))
    return _html(200, reference.reference_page())


def _path_as_sent(request: web.Request) -> str:
    """Path and query byte for byte. The request line may hold the whole URL: the vendor's Python SDK writes it so."""
    return _ORIGIN.sub("", request.raw_path) or "/"


def _unreadable() -> Reply:
    message = f"the body must be readable and at most {BODY_LIMIT} bytes"
    reply = _json(Answer(result=calls.result_of("PARAM_ILLEGAL", message)))
    reply.response.force_close()  # what is left of the body is not another request
    return reply


def _decided(authorization: Authorization, request: web.Request) -> Reply:
    if authorization.return_url is None:
        return _notice(page.CANCELLED, request)
    headers = {**page.HEADERS, "Location": authorization.return_url}
    return Reply("303", web.Response(status=303, headers=headers))


async def _body(request: web.Request) -> bytes | None:
    """The raw body, or `None` if it is too large or cut short."""
    try:
        return await request.read()
    except (web.HTTPException, web.RequestPayloadError, ConnectionError):
        return None


def _json(answer: Answer) -> Reply:
    text = answer.model_dump_json(by_alias=True, exclude_none=True)
    response = web.Response(body=text.encode(), content_type="application/json", charset="UTF-8")
    return Reply(answer.result.result_code, response)


def _html(status: int, text: str, headers: dict[str, str] | None = None) -> Reply:
    body = text.encode("utf-8", "replace")
    given = {**page.HEADERS, **(headers or {})}
    return Reply(
        str(status),
        web.Response(status=status, body=body, headers=given, content_type="text/html", charset="utf-8"),
    )


def _notice(notice: Notice, request: web.Request, **headers: str) -> Reply:
    return _html(notice.status, page.notice_page(notice, _words(request)), headers)


def _url(scheme: str, host: str, port: int, *_: Any) -> str:
    name = ANY_ADDRESS.get(host, host)
    return origin_of(f"{scheme}://[{name}]:{port}" if ":" in name else f"{scheme}://{name}:{port}")
