"""Provinces, cities and districts: the few that are known here, and `my.regionPicker`. Source: its page and typings.

A phone knows all of China; which places are here is our choice, their codes are the official ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from bridge.errors import UsageError
from bridge.jsapi.asking import cancelled, handed_over
from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

_KNOWN = """
    北京市 110000 > 北京市 110100 > 东城区 110101, 西城区 110102, 朝阳区 110105, 丰台区 110106, 海淀区 110108
    天津市 120000 > 天津市 120100 > 和平区 120101, 河东区 120102, 河西区 120103, 南开区 120104
    上海市 310000 > 上海市 310100 > 黄浦区 310101, 徐汇区 310104, 长宁区 310105, 静安区 310106, 浦东新区 310115
    江苏省 320000 > 南京市 320100 > 玄武区 320102, 秦淮区 320104
    江苏省 320000 > 苏州市 320500 > 姑苏区 320508
    浙江省 330000 > 杭州市 330100 > 上城区 330102, 西湖区 330106
    浙江省 330000 > 宁波市 330200 > 海曙区 330203
    湖北省 420000 > 武汉市 420100 > 江岸区 420102, 武昌区 420106
    广东省 440000 > 广州市 440100 > 越秀区 440104, 天河区 440106
    广东省 440000 > 深圳市 440300 > 罗湖区 440303, 福田区 440304, 南山区 440305
    重庆市 500000 > 重庆市 500100 > 渝中区 500103
    四川省 510000 > 成都市 510100 > 锦江区 510104, 武侯区 510107
    陕西省 610000 > 西安市 610100 > 新城区 610102, 碑林区 610103
"""


class Region(BaseModel):
    """A place with its official code, and the places in it."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    name: StrictStr
    id: StrictStr
    subList: list[Region] = Field(default_factory=list)  # noqa: N815


@cache
def known_regions() -> tuple[Region, ...]:
    """The provinces."""
    provinces = dict[str, Region]()
    for line in _KNOWN.strip().splitlines():
        first, second, rest = line.split(">")
        province = provinces.setdefault(first.strip(), _region(first))
        city = _region(second)
        city.subList.extend(map(_region, rest.split(",")))
        province.subList.append(city)
    return tuple(provinces.values())


def _region(written: str) -> Region:
    name, code = written.split()
    return Region(name=name, id=code)


class Removed(BaseModel):
    """The code of a province."""

    id: StrictStr


class Added(Region):
    """A province that goes between the one whose code is `pid` and that of `nextId`."""

    pid: str = ""
    nextId: str = ""  # noqa: N815


class MergeOptions(BaseModel):
    """What is different from what the phone knows, for one call."""

    remove: list[Removed] = Field(default_factory=list)
    add: list[Added] = Field(default_factory=list)
    update: list[Region] = Field(default_factory=list)

    def merged(self, regions: Iterable[Region]) -> list[Region]:
        """The provinces as this call has them."""
        removed = {gone.id for gone in self.remove}
        updated = {new.id: new for new in self.update}
        provinces = [updated.get(region.id, region) for region in regions if region.id not in removed]
        for new in self.add:
            codes = [province.id for province in provinces]
            before = codes.index(new.nextId) if new.nextId in codes else len(codes)
            provinces.insert(codes.index(new.pid) + 1 if new.pid in codes else before, new)
        return provinces


class RegionPickerParams(Params):
    """`customItem` is offered above each column; `selectedItem` are the names shown at first."""

    title: Any = None
    customItem: str | None = None  # noqa: N815
    mergeOptions: MergeOptions | None = None  # noqa: N815
    selectedItem: list[str] | None = None  # noqa: N815
    adVersion: Any = None  # noqa: N815


class RegionPickerResult(Result):
    """Names and official codes, from the province down."""

    data: list[str]
    code: list[str]


@jsapi(
    "regionPicker",
    inferred="Cancelling is error 11, as in the other pickers, and the code of customItem is an empty text.",
)
async def region_picker(params: RegionPickerParams, app: AppContext) -> RegionPickerResult:
    """Have the person choose: what is shown at first unless the script says `"广东省/深圳市/南山区"`.

    A place that is not known here is written with its code, `"广东省/佛山市 440600/禅城区 440604"`.
    """
    options = params.mergeOptions or MergeOptions()
    regions = options.merged(known_regions())
    text = await handed_over(app, "regionPicker", "/".join(_shown(regions, params.selectedItem or [])))
    if text is None:
        raise cancelled(app)
    pairs = list(_taken(text, regions, params.customItem))
    return RegionPickerResult(data=[name for name, _ in pairs], code=[code for _, code in pairs])


def _shown(regions: Sequence[Region], selected: Sequence[str]) -> Iterable[str]:
    """The names chosen when the picker opens: as selected where they are there, else the first of each column."""
    for wanted in [*selected[:3], *[""] * 3][:3]:
        if not regions:
            return
        region = next((region for region in regions if region.name == wanted), regions[0])
        yield region.name
        regions = region.subList


def _taken(text: str, regions: Sequence[Region], custom: str | None) -> Iterable[tuple[str, str]]:
    """Name and code of each column. Raises `UsageError` for a place that is not known."""
    for part in text.split("/"):
        name, _, code = part.strip().partition(" ")
        region = next((region for region in regions if region.name == name), None)
        regions = region.subList if region else []
        if region is None and not code and name != custom:
            advice = f"write its code behind it, such as {name + ' 440600'!r}"
            raise UsageError(f"the person's script chooses {text!r}, but no {name!r} is known there: {advice}")
        yield name, region.id if region else code
