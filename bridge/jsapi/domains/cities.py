"""Choosing a city: `my.chooseCity`, `my.setLocatedCity`, `my.chooseDistrict`. Source: their pages and typings."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr, ValidationError

from bridge.jsapi.asking import cancelled, chosen
from bridge.jsapi.chrome import chrome_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.pickers import descend, packaged_json
from bridge.jsapi.domains.regions import known_regions
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

LOOKING = 1000
"""Milliseconds for which the person looks at a list whose located city the program may rename (inferred)."""


class LocatedCityError(IntEnum):
    """Codes that the typings give `setLocatedCity` of a city's task."""

    OTHER_CITY = 13
    NOT_LOCATED = 14


class City(BaseModel):
    """A city of the program's own."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    city: StrictStr
    adCode: StrictStr  # noqa: N815
    spell: Any = None


Cities = Annotated[list[City], BeforeValidator(lambda given: given or [])]


class ChooseCityParams(Params):
    """Lists given replace those of the phone. `setLocatedCity` lets the program rename the located city meanwhile."""

    showLocatedCity: bool = False  # noqa: N815
    showHotCities: bool = True  # noqa: N815
    setLocatedCity: bool = False  # noqa: N815
    cities: Cities = Field(default_factory=list)
    hotCities: Cities = Field(default_factory=list)  # noqa: N815
    customHistoryCities: Cities = Field(default_factory=list)  # noqa: N815


class ChooseCityResult(Result):
    """Degrees are there if the located city was chosen."""

    city: str
    adCode: str  # noqa: N815
    longitude: float | None = None
    latitude: float | None = None


@jsapi(
    "chooseCity",
    front="city_task",
    inferred="The person takes a second if the located city may be renamed; without the permission none is located.",
)
async def choose_city(params: ChooseCityParams, app: AppContext) -> ChooseCityResult:
    """Have the person choose: the first city offered unless the script says else. Error 11 if they cancel.

    The phone's own list is short here; a located city is that of `Device.location`.
    """
    located = await _located(params, app)
    offered = [*([located] if located else []), *_offered(params)]
    chrome_of(app).pop("cityList", None)
    index = await chosen(app, "chooseCity", [city.city for city in offered], None)
    if index < 0:
        raise cancelled(app)
    city = offered[index]
    if city is not located:
        return ChooseCityResult(city=city.city, adCode=city.adCode)
    place = app.device.location
    return ChooseCityResult(city=city.city, adCode=city.adCode, longitude=place.longitude, latitude=place.latitude)


def _offered(params: ChooseCityParams) -> list[City]:
    known = [City(city=city.name, adCode=city.id) for province in known_regions() for city in province.subList]
    hot = (params.hotCities or known) if params.showHotCities else []
    return [*params.customHistoryCities, *hot, *(params.cities or known)]


async def _located(params: ChooseCityParams, app: AppContext) -> City | None:
    """The city the phone is in, as the program named it."""
    if not params.showLocatedCity or not app.device.grants("location"):
        return None
    place = app.device.location
    shown = {"name": place.city, "adCode": place.city_code}
    if params.setLocatedCity:
        shown["id"] = f"{app.services.random.getrandbits(32):08x}"
        chrome_of(app)["cityList"] = shown
        position = {"longitude": place.longitude, "latitude": place.latitude}
        app.emit("onLocatedComplete", {**position, "locatedCityId": shown["id"]})
        await app.sleep(LOOKING)
    return City(city=shown["name"], adCode=shown["adCode"]) if shown["name"] else None


class SetLocatedCityParams(Params):
    """`locatedCityId` is what `onLocatedComplete` told."""

    locatedCityName: StrictStr = Field(min_length=1)  # noqa: N815
    locatedCityId: StrictStr  # noqa: N815
    locatedCityAdCode: StrictStr | None = None  # noqa: N815
    locatedCityPinyin: Any = None  # noqa: N815


class SetLocatedCityResult(Result):
    """The name as it is now."""

    locatedCityName: str  # noqa: N815


@jsapi("setLocatedCity", inferred="It has the codes 13 and 14 which the typings give that of a city's task.")
def set_located_city(params: SetLocatedCityParams, app: AppContext) -> SetLocatedCityResult:
    """Rename the located city of the list that is shown. Error 14 if none is, 13 for an id that is another's."""
    shown = chrome_of(app).get("cityList")
    if shown is None:
        message = "请等chooseCityTask.onLocatedComplete触发后再调用chooseCityTask.setLocatedCity"
        raise JSAPIError(LocatedCityError.NOT_LOCATED, message if app.profile.chinese else "no city is located yet")
    if params.locatedCityId != shown["id"]:
        message = "locatedCityId不匹配" if app.profile.chinese else "another locatedCityId is shown"
        raise JSAPIError(LocatedCityError.OTHER_CITY, message)
    shown.update(name=params.locatedCityName, adCode=params.locatedCityAdCode or shown["adCode"])
    return SetLocatedCityResult(locatedCityName=params.locatedCityName)


class District(BaseModel):
    """A place of the program's own, with places in it."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    name: StrictStr
    adCode: StrictStr = ""  # noqa: N815
    ext: Any = None
    subList: Annotated[list[District], BeforeValidator(lambda given: given or [])] = Field(  # noqa: N815
        default_factory=list
    )


Districts = Annotated[list[District], BeforeValidator(lambda given: given or [])]


class Block(BaseModel):
    """Places above the list; `type` 1 is where the phone is, 2 the phone's own hot cities."""

    title: Any = None
    type: int = 0
    list: Districts = Field(default_factory=list)


Blocks = Annotated[list[Block], BeforeValidator(lambda given: given or [])]


class Tab(BaseModel):
    """One page of places abroad."""

    title: Any = None
    headList: Blocks = Field(default_factory=list)  # noqa: N815
    normalList: Districts = Field(default_factory=list)  # noqa: N815


class DistrictLists(Params):
    """What is offered; `src`, a file of the program, may hold it as JSON."""

    mainHeadList: Blocks = Field(default_factory=list)  # noqa: N815
    mainNormalList: Districts = Field(default_factory=list)  # noqa: N815
    seniorPageList: Annotated[list[Tab], BeforeValidator(lambda given: given or [])] = Field(  # noqa: N815
        default_factory=list
    )
    mainMergeOptions: dict[str, str] = Field(default_factory=dict)  # noqa: N815


class ChooseDistrictParams(DistrictLists):
    """`mode`: 0 at home, 1 abroad, 2 both."""

    mode: Literal[0, 1, 2] = 0
    mainTitle: Any = None  # noqa: N815
    seniorTitle: Any = None  # noqa: N815
    src: str | None = None
    adVersion: Any = None  # noqa: N815


class ChooseDistrictResult(Result):
    """`ext` as the program gave it."""

    name: str
    adCode: str  # noqa: N815
    ext: Any = None


@jsapi(
    "chooseDistrict",
    inferred="Cancelling is error 11, as in my.chooseCity; the phone's own list of places abroad is empty here.",
)
async def choose_district(params: ChooseDistrictParams, app: AppContext) -> ChooseDistrictResult:
    """Have the person choose, level by level: the first unless the script says else."""
    lists = _from_file(params.src, app) if params.src else params
    offered = [
        *(_at_home(lists, app) if params.mode != 1 else []),
        *(_abroad(lists, app) if params.mode != 0 else []),
    ]
    if not offered:
        raise JSAPIError(CommonError.INVALID_PARAMETER, "chooseDistrict: there is nothing to choose from")
    way = await descend(app, "chooseDistrict", offered)
    if way is None:
        raise cancelled(app)
    return ChooseDistrictResult(name=way[-1].name, adCode=way[-1].adCode, ext=way[-1].ext)


def _from_file(path: str, app: AppContext) -> DistrictLists:
    try:
        return DistrictLists.model_validate(packaged_json(path, app))
    except ValidationError:
        raise JSAPIError(CommonError.INVALID_PARAMETER, f"chooseDistrict: no lists of places in {path}") from None


def _at_home(lists: DistrictLists, app: AppContext) -> list[District]:
    return [*_heads(lists.mainHeadList, app), *(lists.mainNormalList or _own(lists.mainMergeOptions))]


def _abroad(lists: DistrictLists, app: AppContext) -> list[District]:
    return [place for tab in lists.seniorPageList for place in (*_heads(tab.headList, app), *tab.normalList)]


def _heads(blocks: Sequence[Block], app: AppContext) -> list[District]:
    return [place for block in blocks for place in (block.list or _block(block.type, app))]


def _block(kind: int, app: AppContext) -> list[District]:
    if kind == 2:
        return _own({})
    place = app.device.location
    return [District(name=place.city, adCode=place.city_code)] if kind == 1 and place.city else []


def _own(renamed: dict[str, str]) -> list[District]:
    """The phone's list; a city renamed to an empty text is left out."""
    cities = [city for province in known_regions() for city in province.subList]
    return [District(name=name, adCode=city.id) for city in cities if (name := renamed.get(city.id, city.name))]
