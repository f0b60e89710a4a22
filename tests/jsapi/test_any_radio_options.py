"""Property: whatever JSON a program passes to bluetooth and Wi-Fi, each call has exactly one outcome."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bridge import Runtime
from bridge.jsapi.index import documented
from tests.jsapi.radios import ANDROID, thermometer
from tests.jsapi.test_any_options import anything

CALLS = sorted(
    name.name for name in documented().values() if name.group in ("bluetooth", "wifi") and name.calls == "back"
)
SENSIBLE: dict[str, list[Any]] = {
    "deviceId": ["t"],
    "serviceId": ["181A", "180F"],
    "characteristicId": ["2A6E", "2A00"],
    "value": ["00", "0"],
    "state": [False],
    "descriptorId": ["2902"],
    "mtu": [64],
    "timeout": [1],
    "pin": [""],
    "services": [["181A"]],
    "interval": [5],
    "uuids": [["FDA50693-A4E2-4FB1-AFCF-C6EB07647825"]],
    "SSID": ["Home", "Cafe"],
    "wifiList": [[{"SSID": "Cafe"}]],
    "password": ["latte"],
}
PARAMS = sorted({param for name in CALLS for param in documented()[name].params})
options = st.fixed_dictionaries(
    {}, optional={param: anything | st.sampled_from(SENSIBLE.get(param, [None])) for param in PARAMS}
)

COUNT = """
(async () => {
    await my.openBluetoothAdapter(); await my.startWifi(); await my.connectBLEDevice({ deviceId: "t" });
    for (const api of %s) {
        const seen = [];
        const callbacks = { success: () => seen.push("one"), fail: () => seen.push("one") };
        const whole = Object.assign(JSON.parse(%s), callbacks, { complete: () => seen.push("complete") });
        await my[api](whole).then(() => {}, () => {});
        if (seen.join() !== "one,complete") console.log(api, seen.join());
    }
    console.log("done");
})();
"""


async def counted(given: Any) -> Runtime:
    async with Runtime(device=ANDROID) as runtime:
        thermometer(runtime)
        runtime.device.wifi.add("Cafe", password="latte")
        await runtime.run(COUNT % (json.dumps(CALLS), json.dumps(json.dumps(given))), check=False)
    return runtime


@settings(max_examples=60, deadline=None)
@given(given=options)
def test_any_options_have_exactly_one_outcome(given: Any) -> None:
    runtime = asyncio.run(counted(given))
    assert runtime.errors == []
    assert [line.text for line in runtime.console] == ["done"]
