"""Choosing from lists: `my.optionsSelect`, `my.multiLevelSelect`. Source: their pages and typings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr, ValidationError

from bridge.jsapi.asking import chosen
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.feedback import ButtonText, Shown
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi


class OptionsSelectParams(Params):
    """One list or two; an index that is not in its list is the first's (inferred)."""

    title: Shown = ""
    optionsOne: list[Shown] = Field(min_length=1)  # noqa: N815
    optionsTwo: list[Shown] = Field(default_factory=list)  # noqa: N815
    selectedOneIndex: int = 0  # noqa: N815
    selectedTwoIndex: int = 0  # noqa: N815
    positiveString: ButtonText = None  # noqa: N815
    negativeString: ButtonText = None  # noqa: N815


class OptionsSelectResult(Result):
    """Index and text of what was chosen; each is an empty text when the person cancelled, a success all the same."""

    selectedOneIndex: int | str  # noqa: N815
    selectedOneOption: str  # noqa: N815
    selectedTwoIndex: int | str | None = None  # noqa: N815
    selectedTwoOption: str | None = None  # noqa: N815


@jsapi("optionsSelect", inferred="A preselected index beyond its list is taken for the first.")
async def options_select(params: OptionsSelectParams, app: AppContext) -> OptionsSelectResult:
    """Have the person choose from one list, then from the other: what is preselected unless the script says else."""
    first = await _option(params.optionsOne, params.selectedOneIndex, params, app)
    second = -1
    if first >= 0 and params.optionsTwo:
        second = await _option(params.optionsTwo, params.selectedTwoIndex, params, app)
    if first < 0 or (params.optionsTwo and second < 0):
        nothing = "" if params.optionsTwo else None
        return OptionsSelectResult(
            selectedOneIndex="", selectedOneOption="", selectedTwoIndex=nothing, selectedTwoOption=nothing
        )
    result = OptionsSelectResult(selectedOneIndex=first, selectedOneOption=params.optionsOne[first])
    if params.optionsTwo:
        result.selectedTwoIndex, result.selectedTwoOption = second, params.optionsTwo[second]
    return result


async def _option(items: list[str], shown: int, params: OptionsSelectParams, app: AppContext) -> int:
    return await chosen(app, params.title, items, params.negativeString, shown if 0 <= shown < len(items) else 0)


class Level(BaseModel):
    """An item of a list below which there may be another."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    name: StrictStr
    subList: Annotated[list[Level], BeforeValidator(lambda given: given or [])] = Field(  # noqa: N815
        default_factory=list
    )


class Named(BaseModel):
    """An item that was chosen."""

    name: StrictStr


Levels = list[Level]  # names for what a field called `list` would hide
Names = list[Named]


class MultiLevelSelectParams(Params):
    """`list`, or `path`: one of the program's own files that holds it as JSON. `result`: what was chosen before."""

    title: Shown = ""
    result: Names = Field(default_factory=Names)
    list: Levels = Field(default_factory=Levels)
    path: str | None = None


class MultiLevelSelectResult(Result):
    """`result`: the item of each level. `success` is false when the person cancelled, in `success` all the same."""

    success: bool
    result: list[dict[str, str]] | None = None


@jsapi("multiLevelSelect", inferred="A file that is not there, or holds no list, is error 2.")
async def multi_level_select(params: MultiLevelSelectParams, app: AppContext) -> MultiLevelSelectResult:
    """Have the person choose down the levels: what was chosen before, else the first, unless the script says else."""
    way = await descend(app, params.title, _levels(params, app), [named.name for named in params.result])
    if way is None:
        return MultiLevelSelectResult(success=False)
    return MultiLevelSelectResult(success=True, result=[{"name": item.name} for item in way])


class _Nested(Protocol):
    """What `descend` needs of an item."""

    @property
    def name(self) -> str: ...

    @property
    def subList(self) -> Any: ...  # noqa: N802


N = TypeVar("N", bound=_Nested)


async def descend(app: AppContext, title: str, items: Sequence[N], usual: Sequence[str] = ()) -> list[N] | None:
    """The item chosen of `items`, of those below it, and so on; None if the person cancelled anywhere.

    `usual` names what True takes at each level, where it is there.
    """
    way: list[N] = []
    while items:
        names = [item.name for item in items]
        shown = usual[len(way)] if len(way) < len(usual) else None
        index = await chosen(app, title, names, None, names.index(shown) if shown in names else 0)
        if index < 0:
            return None
        way.append(items[index])
        items = items[index].subList
    return way


def _levels(params: MultiLevelSelectParams, app: AppContext) -> Sequence[Level]:
    if params.list or params.path is None:
        items = params.list
    else:
        try:
            items = MultiLevelSelectParams.model_validate({"list": packaged_json(params.path, app)}).list
        except ValidationError:
            raise JSAPIError(CommonError.INVALID_PARAMETER, f"multiLevelSelect: no list in {params.path}") from None
    if not items:
        raise JSAPIError(CommonError.INVALID_PARAMETER, "multiLevelSelect: there is nothing to choose from")
    return items


def packaged_json(path: str, app: AppContext) -> Any:
    """The JSON in one of the program's own files. Raises `JSAPIError` (2) for one that is not there or holds none."""
    content = app.services.packaged(path)
    try:
        return json.loads(content or b"")
    except ValueError:
        app.services.note(f"{path}: the program has no such file, or there is no JSON in it")
        raise JSAPIError(CommonError.INVALID_PARAMETER, f"{path}: no JSON there") from None
