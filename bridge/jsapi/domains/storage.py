"""`my.setStorage` and its kin: values by key, in memory or in a file (`Runtime(storage_file=)`), one storage a program.

Source of shapes and limits: the platform's cache pages and typings. How a value over the limit fails is not documented:
error 2, as for any parameter that cannot be taken (inferred).
"""

from __future__ import annotations

from typing import Any

from pydantic import StrictStr, model_serializer

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.registry import jsapi
from bridge.jsapi.stored import LIMIT


class KeyParams(Params):
    """`key` is a text, and may be empty."""

    key: StrictStr


class SetStorageParams(KeyParams):
    """`data` is anything that has JSON: functions in it are dropped, dates are texts."""

    data: Any = None


class GetStorageResult(Result):
    """`data` is null for a key that is absent."""

    data: Any = None

    @model_serializer
    def _whole(self) -> dict[str, Any]:
        return {"data": self.data}


class StorageInfoResult(Result):
    """Sizes in KB."""

    keys: list[str]
    currentSize: int  # noqa: N815
    limitSize: int  # noqa: N815


@jsapi("setStorage", inferred="It fails with error 2 for a value beyond a limit.")
def set_storage(params: SetStorageParams, app: AppContext) -> EmptyResult:
    """Keep a value."""
    try:
        app.services.storage.set(params.key, params.data)
    except ValueError as problem:
        raise JSAPIError(CommonError.INVALID_PARAMETER, f"setStorage: invalid parameter: {problem}") from None
    return EmptyResult()


@jsapi("getStorage")
def get_storage(params: KeyParams, app: AppContext) -> GetStorageResult:
    """The value of a key."""
    return GetStorageResult(data=app.services.storage.get(params.key))


@jsapi("removeStorage", inferred="To remove a key that is absent succeeds.")
def remove_storage(params: KeyParams, app: AppContext) -> SuccessResult:
    """Forget a key."""
    app.services.storage.remove(params.key)
    return SuccessResult()


@jsapi("clearStorage")
def clear_storage(params: NoParams, app: AppContext) -> SuccessResult:
    """Forget everything."""
    app.services.storage.clear()
    return SuccessResult()


@jsapi("getStorageInfo", inferred="currentSize counts keys and JSON texts in characters, rounded up to KB.")
def get_storage_info(params: NoParams, app: AppContext) -> StorageInfoResult:
    """The keys, and how much room they take."""
    storage = app.services.storage
    return StorageInfoResult(keys=storage.keys(), currentSize=storage.kilobytes, limitSize=LIMIT // 1024)
