"""Where the phone is. Source: the location pages and typings: numbers are texts there."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Literal

from pydantic import Field

from bridge.jsapi.asking import confirmed
from bridge.jsapi.consents import need
from bridge.jsapi.context import AppContext
from bridge.jsapi.device import Location
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import EmptyResult
from bridge.jsapi.registry import jsapi
from bridge.jsapi.texts import shown


class LocationError(IntEnum):
    """Documented codes."""

    CANCELLED = 11  # of chooseLocation
    SWITCHED_OFF = 11  # of getLocation
    NETWORK = 12


class GetLocationParams(Params):
    """`type`: 0 the position, 1 with names down to the district, 2 with the street, 3 with places nearby."""

    type: Literal[0, 1, 2, 3] = 0
    cacheTimeout: Any = None  # noqa: N815
    accuracy: Any = None
    bizType: Any = None  # noqa: N815


class GetLocationResult(Result):
    """Degrees and metres, as texts."""

    longitude: str
    latitude: str
    accuracy: str
    horizontalAccuracy: str  # noqa: N815
    country: str | None = None
    countryCode: str | None = None  # noqa: N815
    province: str | None = None
    provinceAdcode: str | None = None  # noqa: N815
    city: str | None = None
    cityAdcode: str | None = None  # noqa: N815
    district: str | None = None
    districtAdcode: str | None = None  # noqa: N815
    streetNumber: dict[str, str] | None = None  # noqa: N815
    pois: list[dict[str, str]] | None = None


@jsapi("getLocation", kind="device", inferred="The place nearby is the phone's own street and number.")
async def get_location(params: GetLocationParams, app: AppContext) -> GetLocationResult:
    """Where the phone is: `Device.location`.

    Error 11 if the phone does not look where it is (`Device.locates`), 2001 to 2003 if the person refuses, 12 if names
    are wanted without a network.
    """
    if not app.device.locates:
        message = "请确认定位相关权限已开启" if app.profile.chinese else "the phone's location is switched off"
        raise JSAPIError(LocationError.SWITCHED_OFF, message)
    await need(app, "location")
    if params.type > 0 and not app.device.online:
        message = "网络异常，请稍后再试" if app.profile.chinese else "network error"  # noqa: RUF001
        raise JSAPIError(LocationError.NETWORK, message)
    place = app.device.location
    accuracy = shown(place.accuracy)
    position = {"longitude": shown(place.longitude), "latitude": shown(place.latitude)}
    names = _names(place, params.type)
    return GetLocationResult(**position, accuracy=accuracy, horizontalAccuracy=accuracy, **names)


def _names(place: Location, detail: int) -> dict[str, Any]:
    names: dict[str, Any] = {}
    if detail >= 1:
        names.update(country=place.country, countryCode=place.country_code)
        names.update(province=place.province, provinceAdcode=place.province_code)
        names.update(city=place.city, cityAdcode=place.city_code)
        names.update(district=place.district, districtAdcode=place.district_code)
    if detail >= 2:
        names.update(streetNumber={"street": place.street, "number": place.number})
    if detail >= 3:
        names.update(pois=[{"name": place.street, "address": f"{place.street}{place.number}"}])
    return names


class OpenLocationParams(Params):
    """Degrees may be numbers or texts."""

    longitude: float = Field(ge=-180, le=180)
    latitude: float = Field(ge=-90, le=90)
    name: str
    address: str
    scale: Any = None


@jsapi("openLocation", kind="outside", inferred="It succeeds at once, and the page is not covered.")
def open_location(params: OpenLocationParams) -> EmptyResult:
    """Show a place on the wallet's map."""
    return EmptyResult()


class ChooseLocationParams(Params):
    """Where the map begins."""

    title: Any = None
    showTab: Any = None  # noqa: N815
    longitude: Any = None
    latitude: Any = None


class ChooseLocationResult(Result):
    """Degrees, as texts."""

    name: str
    address: str
    longitude: str
    latitude: str
    provinceName: str  # noqa: N815
    cityName: str  # noqa: N815


@jsapi("chooseLocation", kind="device", inferred="The person chooses the place where the phone is.")
async def choose_location(params: ChooseLocationParams, app: AppContext) -> ChooseLocationResult:
    """Have the person choose a place: `Device.location`; error 11 if they go back."""
    if not await confirmed(app, "chooseLocation"):
        raise JSAPIError(LocationError.CANCELLED, "用户取消操作" if app.profile.chinese else "the user cancelled")
    place = app.device.location
    return ChooseLocationResult(
        name=place.street,
        address=f"{place.province}{place.city}{place.district}{place.street}{place.number}",
        longitude=shown(place.longitude),
        latitude=shown(place.latitude),
        provinceName=place.province,
        cityName=place.city,
    )
