"""iBeacons. Source: the platform's pages and typings. They need neither an open adapter nor a connection."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

from pydantic import StrictStr

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import EmptyResult, NoParams
from bridge.jsapi.radio import bluetooth_of
from bridge.jsapi.registry import jsapi

_UUID = re.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


class BeaconError(IntEnum):
    """Documented codes."""

    BLUETOOTH = 11001
    LOCATION_FORBIDDEN = 11003
    SEARCHING = 11004
    BAD_UUID = 11006
    NO_UUIDS = 11008


class BeaconParams(Params):
    """`uuids`: those of the beacons that are searched for."""

    uuids: list[StrictStr] | None = None


@jsapi("startBeaconDiscovery", kind="device", inferred="Beacons are heard after 100 ms, and again when they move.")
def start_beacon_discovery(params: BeaconParams, app: AppContext) -> EmptyResult:
    """Search for beacons, which onBeaconUpdate tells of.

    Error 11008 without UUIDs, 11006 for one that is none, 11001 if bluetooth is off or forbidden, 11003 if the place of
    the phone is, 11004 if a search is under way.
    """
    radio = bluetooth_of(app.services)
    uuids = frozenset(uuid.lower() for uuid in params.uuids or ())
    if not uuids:
        raise JSAPIError(BeaconError.NO_UUIDS, "uuids empty")
    if not all(_UUID.fullmatch(uuid) for uuid in uuids):
        raise JSAPIError(BeaconError.BAD_UUID, "uuid invalid")
    if not radio.available:
        raise JSAPIError(BeaconError.BLUETOOTH, "bluetooth invalid")
    if not app.device.grants("location"):
        raise JSAPIError(BeaconError.LOCATION_FORBIDDEN, "location authorization forbidden")
    if radio.ranging is not None:
        raise JSAPIError(BeaconError.SEARCHING, "already discovering")
    radio.range(uuids)
    return EmptyResult()


@jsapi("stopBeaconDiscovery", kind="device", inferred="It succeeds without a search, too.")
def stop_beacon_discovery(params: NoParams, app: AppContext) -> EmptyResult:
    """Search no more."""
    radio = bluetooth_of(app.services)
    if radio.ranging is not None:
        radio.range(None)
    return EmptyResult()


class BeaconsResult(Result):
    """`beacons`: `{uuid, major, minor, proximity, accuracy, rssi}`; `errCode` is "0", `errorMsg` "ok" (documented)."""

    beacons: list[dict[str, Any]]
    errCode: str = "0"  # noqa: N815
    errorMsg: str = "ok"  # noqa: N815


@jsapi(
    "getBeacons",
    kind="device",
    inferred="major and minor are texts and the rest numbers, as the page says; without a search there are none.",
)
def get_beacons(params: NoParams, app: AppContext) -> BeaconsResult:
    """The beacons that are near, of those searched for. Error 11001 if bluetooth is off or forbidden."""
    radio = bluetooth_of(app.services)
    if not radio.available:
        raise JSAPIError(BeaconError.BLUETOOTH, "bluetooth invalid")
    return BeaconsResult(beacons=radio.beacons_heard())
