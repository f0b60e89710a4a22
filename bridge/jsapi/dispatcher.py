"""The only caller of handlers, and the one place where their results and failures become answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

from pydantic import BaseModel, ValidationError

from bridge.errors import UsageError
from bridge.frames import CallFrame
from bridge.jsapi.context import AppContext, Services
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.registry import JSAPI, Failure, Registry
from bridge.runtime import Call, Host, InFlight, Outcome


class Dispatcher:
    """Answers the calls of one program from `registry`.

    A handler that breaks (raises something else, returns no object) makes its call fail with error 3, and
    `on_fault` is told, so that the mistake is not lost.
    """

    def __init__(self, registry: Registry, services: Services, on_fault: Callable[[Exception], None]) -> None:
        self.host: Host  # set by whoever joins the two
        self._registry = registry
        self._services = services
        self._on_fault = on_fault

    def answer(self, frame: CallFrame, flight: InFlight) -> Outcome | Coroutine[Any, Any, Outcome]:
        """The outcome of a call, or a coroutine for it."""
        api = self._registry.get(frame.api)
        if api is None:
            return failed(Failure, CommonError.NOT_IMPLEMENTED, f"my.{frame.api} is not implemented")
        if frame.unreadable is not None:
            return self._refused(api, f"an option cannot be read: {frame.unreadable}")
        try:
            params = self._read_params(api, frame.params)
        except ValidationError as error:
            return self._refused(api, _first_problem(error))
        except UnicodeError:
            return self._refused(api, "a text holds half of a surrogate pair")
        return self._call(api, params, flight)

    def aborted(self, call: Call) -> Outcome:
        """What a call receives whose task was aborted (source: observed)."""
        api = self._registry.get(call.api)
        failure = api.failure if api is not None else Failure
        return failed(failure, CommonError.ABORTED, f"{call.api}:fail abort")

    def _read_params(self, api: JSAPI, given: Any) -> Any:
        params = {} if given is None else given
        return params if api.params is None else api.params.model_validate(params)

    def _refused(self, api: JSAPI, problem: str) -> Outcome:
        return failed(api.failure, CommonError.INVALID_PARAMETER, f"{api.name}: invalid parameter: {problem}")

    def _call(self, api: JSAPI, params: Any, flight: InFlight) -> Outcome | Coroutine[Any, Any, Outcome]:
        try:
            if api.wants_context:
                result = api.handler(params, AppContext(self._services, self.host, flight))
            else:
                result = api.handler(params)
        except JSAPIError as error:
            return failed(api.failure, error.code, error.message, **error.extra)
        except Exception as error:
            return self._broken(api, error)
        if inspect.isawaitable(result):
            return self._finish(api, result)
        return self._succeeded(api, result)

    async def _finish(self, api: JSAPI, result: Any) -> Outcome:
        try:
            return self._succeeded(api, await result)
        except JSAPIError as error:
            return failed(api.failure, error.code, error.message, **error.extra)
        except Exception as error:
            return self._broken(api, error)

    def _succeeded(self, api: JSAPI, result: Any) -> Outcome:
        if isinstance(result, BaseModel):
            return Outcome(True, result.model_dump(mode="json", by_alias=True, exclude_none=True))
        if result is None:
            return Outcome(True, {})
        if isinstance(result, dict):
            return Outcome(True, result)
        problem = UsageError(f"the handler of my.{api.name} returned {result!r}: a model, a dict or None is wanted")
        return self._broken(api, problem)

    def _broken(self, api: JSAPI, error: Exception) -> Outcome:
        self._on_fault(error)
        return failed(api.failure, CommonError.UNKNOWN, f"{api.name}: the handler failed: {error}")


def failed(failure: type[Failure], code: int | str, message: str, **extra: Any) -> Outcome:
    """A failure in the shape that the API documents."""
    return Outcome(False, failure.of(int(code) if isinstance(code, CommonError) else code, message, extra))


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else problem["msg"]
