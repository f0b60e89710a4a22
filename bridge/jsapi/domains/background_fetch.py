"""`my.getBackgroundFetchData`: what the wallet app fetched for the program before it was opened. Source: its page."""

from __future__ import annotations

from typing import Any

from pydantic import StrictStr

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi


class FetchParams(Params):
    """`fetchType` is "pre" for what is fetched at the start, or another kind, such as "periodic"."""

    fetchType: StrictStr = "pre"  # noqa: N815


class FetchResult(Result):
    """`timestamp`, in ms since the epoch: when it was fetched."""

    fetchType: str  # noqa: N815
    fetchedData: dict[str, Any]  # noqa: N815
    timestamp: int


@jsapi("getBackgroundFetchData", inferred="It fails with error 3 if nothing was fetched.")
def get_background_fetch_data(params: FetchParams, app: AppContext) -> FetchResult:
    """What `Runtime.prefetch` put there."""
    fetched = app.services.prefetched.get(params.fetchType)
    if fetched is None:
        app.services.note(f'nothing was fetched: say what with prefetch({{...}}, fetch_type="{params.fetchType}")')
        raise JSAPIError(CommonError.UNKNOWN, f"getBackgroundFetchData: nothing was fetched of {params.fetchType!r}")
    data, timestamp = fetched
    return FetchResult(fetchType=params.fetchType, fetchedData=data, timestamp=round(timestamp))
