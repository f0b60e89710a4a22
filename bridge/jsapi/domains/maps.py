"""What maps know: routes, the names of places, and themselves. Source: their pages and typings.

There is no map here: routes are straight lines, and the only place with a name is the one where the phone is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import IntEnum
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi

EARTH = 6_371_000
"""Its radius in metres."""

NEARBY = 1000
"""Metres within which a place has the names of the phone's own."""

SPEEDS: Mapping[str, float] = {"walk": 1.25, "ride": 4, "bus": 6, "drive": 10}
"""Metres a second."""

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places, each latitude and longitude in degrees."""
    (lat_1, lng_1), (lat_2, lng_2) = (tuple(map(math.radians, place)) for place in (one, other))
    half = math.sin((lat_2 - lat_1) / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin((lng_2 - lng_1) / 2) ** 2
    return 2 * EARTH * math.asin(min(1, math.sqrt(half)))


class MapInfoResult(Result):
    """About the map that the wallet draws with."""

    is3d: bool = False
    isSupportAnim: bool = True  # noqa: N815
    sdkName: str = "amap"  # noqa: N815
    sdkVersion: str = "6.0.0"  # noqa: N815
    isSupportOversea: bool = False  # noqa: N815
    needStyleV7: bool = False  # noqa: N815


@jsapi(
    "getMapInfo", kind="device", inferred="Name, version and abilities of the map are those that its component tells."
)
def get_map_info(params: NoParams) -> MapInfoResult:
    """What kind of map there is."""
    return MapInfoResult()


class Stop(BaseModel):
    """A place to come by, in degrees."""

    lat: Latitude
    lng: Longitude


class RouteParams(Params):
    """From where to where, in degrees. `throughPoints` count when driving, `city` is needed by bus."""

    searchType: Literal["walk", "bus", "drive", "ride"] = "walk"  # noqa: N815
    startLat: Latitude  # noqa: N815
    startLng: Longitude  # noqa: N815
    endLat: Latitude  # noqa: N815
    endLng: Longitude  # noqa: N815
    throughPoints: list[Stop] | None = None  # noqa: N815
    mode: Annotated[int, Field(ge=0, le=9)] | None = None
    city: str | None = None
    destinationCity: str | None = None  # noqa: N815
    gAPIKey: Any = None  # noqa: N815

    @model_validator(mode="after")
    def _bus_needs_a_city(self) -> RouteParams:
        if self.searchType == "bus" and not self.city:
            raise ValueError("city is needed by bus")
        return self

    @property
    def places(self) -> list[tuple[float, float]]:
        """All that is come by, in order."""
        stops = (self.throughPoints or []) if self.searchType == "drive" else []
        between = [(stop.lat, stop.lng) for stop in stops]
        return [(self.startLat, self.startLng), *between, (self.endLat, self.endLng)]


class RouteResult(SuccessResult):
    """`distance` in metres, `duration` in seconds."""

    distance: int
    duration: int


@jsapi(
    "calculateRoute", kind="device", inferred="Routes are straight lines, at a usual speed for each way of travelling."
)
def calculate_route(params: RouteParams, app: AppContext) -> RouteResult:
    """How far it is, and how long it takes; error 12 without a network."""
    if not app.device.online:
        raise JSAPIError(12, "网络异常" if app.profile.chinese else "network error")
    places = params.places
    metres = sum(distance(one, other) for one, other in pairwise(places))
    return RouteResult(distance=round(metres), duration=round(metres / SPEEDS[params.searchType]))


class GeocoderError(IntEnum):
    """Documented codes."""

    FAILED = 1001
    NOTHING_KNOWN = 1002


class PlaceParams(Params):
    """In degrees, as texts or numbers."""

    latitude: Latitude
    longitude: Longitude


class PlaceResult(Result):
    """The names of a place down to the district, and their codes."""

    country: str
    countryCode: str  # noqa: N815
    province: str
    provinceAdcode: str  # noqa: N815
    city: str
    cityAdcode: str  # noqa: N815
    district: str
    districtAdcode: str  # noqa: N815


@jsapi("$reverseGeocoding", kind="device", inferred="Only what is within a kilometre of the phone has names.")
def reverse_geocoding(params: PlaceParams, app: AppContext) -> PlaceResult:
    """`reverseGeocoding` of my.getGeocoder(): error 1001 without a network, 1002 if nobody knows what is there."""
    chinese, here = app.profile.chinese, app.device.location
    if not app.device.online:
        raise JSAPIError(GeocoderError.FAILED, "逆地理编码失败" if chinese else "the place cannot be looked up")
    far = distance((params.latitude, params.longitude), (here.latitude, here.longitude)) > NEARBY
    if far or not here.country:
        raise JSAPIError(
            GeocoderError.NOTHING_KNOWN, "逆地理编码信息为空" if chinese else "nothing is known of the place"
        )
    return PlaceResult(
        country=here.country,
        countryCode=here.country_code,
        province=here.province,
        provinceAdcode=here.province_code,
        city=here.city,
        cityAdcode=here.city_code,
        district=here.district,
        districtAdcode=here.district_code,
    )
