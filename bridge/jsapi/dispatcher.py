"""The only caller of handlers, and the one place where their results and failures become answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from enum import IntEnum
from types import CoroutineType
from typing import TYPE_CHECKING, Any

from bridge.errors import ContractError, UsageError
from bridge.frames import CallFrame, jsonable
from bridge.jsapi.context import AppContext, Services
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.registry import JSAPI, Registry, place_of
from bridge.jsapi.scripting import Script, ScriptedEnding
from bridge.runtime import Call, Host, Outcome

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bridge.jsapi.models import Failure


_CALLBACKS = ("success", "fail", "complete")


class Dispatcher:
    """Answers the calls of one program from `registry`.

    A handler that breaks (raises something else, returns no object) makes its call fail with error 3, and
    `on_fault` is told, so that the mistake is not lost.
    """

    def __init__(
        self,
        registry: Registry,
        services: Services,
        on_fault: Callable[[Exception], None],
        script: Script | None = None,
        *,
        strict: bool = False,
        checks: bool = False,
    ) -> None:
        self._registry = registry
        self._services = services
        self._on_fault = on_fault
        self._script = script or Script()
        self._strict = strict
        self._checks = checks

    def answer(self, frame: CallFrame, host: Host) -> Outcome | Coroutine[Any, Any, Outcome]:
        """The outcome of a call, or a coroutine for it."""
        ending = self._script.take(frame.api, frame.params)
        if ending is not None:
            return self._scripted(frame, ending, host)
        api = self._registry.get(frame.api)
        if api is None:
            return failed(None, CommonError.NOT_IMPLEMENTED, f"my.{frame.api} is not implemented")
        if frame.unreadable is not None:
            return self._refused(api, f"an option cannot be read: {frame.unreadable}")
        params = {} if frame.params is None else frame.params
        unknown = undocumented(api, params) if self._strict else None
        if unknown is not None:
            return self._refused(api, f"{unknown}: this parameter is not documented")
        try:
            if api.params is not None:
                params = api.params.model_validate(params)
        except UnicodeError:
            return self._refused(api, "a text holds half of a surrogate pair")
        except RecursionError:
            return self._refused(api, "an option is nested too deeply")
        except ValueError as error:  # pydantic's, which need not be loaded to be caught
            return self._refused(api, _first_problem(error))
        return self._call(api, params, host, frame.id)

    def _scripted(self, frame: CallFrame, ending: ScriptedEnding, host: Host) -> Outcome | Coroutine[Any, Any, Outcome]:
        api = self._registry.get(frame.api)
        outcome = ending.outcome(frame.api, frame.params, api.failure if api is not None else None)
        return _later(outcome, host.sleep(ending.delay, frame.id)) if ending.delay else outcome

    def aborted(self, call: Call) -> Outcome:
        """What a call receives whose task was aborted (source: observed)."""
        api = self._registry.get(call.api)
        return failed(api.failure if api else None, CommonError.ABORTED, f"{call.api}:fail abort")

    def _refused(self, api: JSAPI, problem: str) -> Outcome:
        return failed(api.failure, CommonError.INVALID_PARAMETER, f"{api.name}: invalid parameter: {problem}")

    def _call(self, api: JSAPI, params: Any, host: Host, call_id: int) -> Outcome | Coroutine[Any, Any, Outcome]:
        try:
            if api.wants_context:
                result = api.handler(params, AppContext(self._services, host, call_id))
            else:
                result = api.handler(params)
            if type(result) is CoroutineType or isinstance(result, Awaitable):
                return self._finish(api, result)
            return self._succeeded(api, result)
        except JSAPIError as error:
            return self._documented(api, error)
        except Exception as error:
            return self._broken(api, error)

    async def _finish(self, api: JSAPI, result: Awaitable[Any]) -> Outcome:
        try:
            return self._succeeded(api, await result)
        except JSAPIError as error:
            return self._documented(api, error)
        except Exception as error:
            return self._broken(api, error)

    def _succeeded(self, api: JSAPI, result: Any) -> Outcome:
        outcome = _succeeded(api, result)
        if self._checks and api.result is not None:
            self._check(api, api.result, outcome.result)
        return outcome

    def _check(self, api: JSAPI, model: type[BaseModel], result: Any) -> None:
        try:
            model.model_validate(result)
        except ValueError as error:
            self._on_fault(violation(api, f"answered what {model.__name__} is not: {_first_problem(error)}"))

    def violated(self, told: Mapping[str, Any]) -> None:
        """The guest saw a call, `{"api": '"scan"', "problem": ...}`, break its contract."""
        name = str(told["api"]).strip('"')
        api = self._registry.get(name)
        self._on_fault(violation(api, told["problem"]) if api else ContractError(f"my.{name} {told['problem']}"))

    def _documented(self, api: JSAPI, error: JSAPIError) -> Outcome:
        try:
            return failed(api.failure, error.code, error.message, error.extra)
        except (ValueError, TypeError) as problem:  # it carries what has no JSON
            told = UsageError(f"{_handler_of(api)}, failed with what has no JSON: {problem}")
            return self._broken(api, told)

    def _broken(self, api: JSAPI, error: Exception) -> Outcome:
        self._on_fault(error)
        return failed(api.failure, CommonError.UNKNOWN, f"{api.name}: the handler failed: {error}")


async def _later(outcome: Outcome, sleep: Awaitable[None]) -> Outcome:
    await sleep
    return outcome


def violation(api: JSAPI, problem: str) -> ContractError:
    """What is to be said of a handler that broke the contract."""
    return ContractError(f"my.{api.name} {problem}; its handler is {place_of(api.handler)}")


def undocumented(api: JSAPI, params: Any) -> str | None:
    """The first of `params` that neither the API's model nor the platform's documentation has, or `None`."""
    from bridge.jsapi.index import documented

    if api.params is None or not isinstance(params, dict):
        return None
    page = documented().get(api.name)
    known = {*api.params.model_fields, *(page.params if page else ()), *api.unread, *_CALLBACKS}
    return next((name for name in params if name not in known), None)


def _succeeded(api: JSAPI, result: Any) -> Outcome:
    """A handler's result as the program receives it. Raises if it is no object, or has no JSON."""
    serializer = getattr(type(result), "__pydantic_serializer__", None)
    if serializer is not None:
        dump = serializer.to_python  # model_dump without its generality
        try:
            return Outcome(True, dump(result, mode="json", by_alias=True, exclude_none=True))
        except UnicodeError:
            return Outcome(True, jsonable(dump(result, by_alias=True, exclude_none=True)))
    if result is None:
        return Outcome(True, {})
    if isinstance(result, dict):
        return Outcome(True, _plain(api, result))
    raise UsageError(f"the handler of my.{api.name} returned {result!r}: a model, a dict or None is wanted")


def _plain(api: JSAPI, given: dict[str, Any]) -> Any:
    try:
        return jsonable(given)
    except ValueError as error:
        raise UsageError(f"{_handler_of(api)}, gave what has no JSON: {error}") from None


def _handler_of(api: JSAPI) -> str:
    return f"{place_of(api.handler)}, the handler of my.{api.name}"


def failed(
    failure: type[Failure] | None, code: int | str, message: str, extra: Mapping[str, Any] | None = None
) -> Outcome:
    """A failure in the shape that the API documents. Raises `ValueError` for what has no JSON."""
    plain = int(code) if isinstance(code, IntEnum) else code
    if failure is not None:
        return Outcome(False, jsonable(failure.of(plain, message, extra or {})))
    return Outcome(False, jsonable({"error": plain, "errorMessage": message, **(extra or {})}))


def _first_problem(error: Any) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    words = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {words}" if where else words
