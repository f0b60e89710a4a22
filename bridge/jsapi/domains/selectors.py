"""`$measure`: what selector queries and intersection observers ask of the page. No name of `my`.

Asked by js_shims/jsapi/selector_query.js and observers.js, answered by whoever has the pages. Source of the rows'
shapes: the platform's pages on SelectorQuery.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol, cast

from pydantic import Field

from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

WIDTH, HEIGHT = 375, 667


class Measures(Protocol):
    """A stage that knows where things stand."""

    def measure(self, queries: Sequence[dict[str, Any]], page: int | None = None) -> list[Any]:
        """A row, None, or a list of rows for each query, in order (`bridge.miniprogram.layout.queries`).

        `page` is the number of the page to look at; None is the one that is shown.
        """


class MeasureQuery(Params):
    """`component`: the number of the owner whose own markup is searched; None is the whole page."""

    kind: Literal["select", "selectAll", "selectViewport"]
    selector: str = ""
    component: int | None = None
    fields: dict[str, Any] = Field(default_factory=dict)


class MeasureParams(Params):
    """All the questions of one exec()."""

    queries: list[MeasureQuery] = Field(default_factory=list)
    page: int | None = None


class MeasureResult(Result):
    """`rows`: one answer a query."""

    rows: list[Any]


@jsapi("$measure")
def measure(params: MeasureParams, app: AppContext) -> MeasureResult:
    """Where things stand on the page; without pages nothing is found, on an empty screen."""
    stage = getattr(app.services, "stage", None)
    queries = [query.model_dump() for query in params.queries]
    if stage is None or not hasattr(stage, "measure"):
        return MeasureResult(rows=[_nothing(query) for query in queries])
    return MeasureResult(rows=cast(Measures, stage).measure(queries, params.page))


def _nothing(query: dict[str, Any]) -> Any:
    if query["kind"] == "selectAll":
        return []
    fields = query["fields"]
    if query["kind"] == "select":
        return None
    row: dict[str, Any] = {"width": WIDTH, "height": HEIGHT} if fields.get("bounds") or fields.get("size") else {}
    return row | ({"scrollTop": 0, "scrollLeft": 0} if fields.get("scrollOffset") else {})
