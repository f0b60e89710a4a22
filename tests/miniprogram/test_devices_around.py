"""A page and the devices around its phone."""

from __future__ import annotations

from pathlib import Path

from bridge import Characteristic
from tests.support.programs import HOME, opened, page

VIEW = '<text id="temperature">{{value}}</text><button id="connect" onTap="connect">Connect</button>'
SCRIPT = """
Page({
  data: { value: '?' },
  async connect() {
    my.onBLECharacteristicValueChange(({ value }) => this.setData({ value }));
    my.onBluetoothDeviceFound(async ({ devices: [{ deviceId }] }) => {
      await my.connectBLEDevice({ deviceId });
      my.notifyBLECharacteristicValueChange({ deviceId, serviceId: '181A', characteristicId: '2A6E' });
    });
    await my.openBluetoothAdapter();
    my.startBluetoothDevicesDiscovery({ services: ['181A'] });
  },
});
"""


async def test_a_page_shows_what_a_device_beside_the_phone_tells(tmp_path: Path) -> None:
    async with opened(tmp_path, page(HOME, SCRIPT, VIEW)) as (app, home):
        services = {"181A": {"2A6E": Characteristic(notify=True)}}
        thermometer = app.device.bluetooth.add("Thermometer", services=services)
        await home.find("#connect").tap()
        assert thermometer.notify("2A6E", b"\x10\x27")
        await app.idle()
        assert await home.find("#temperature").text() == "1027"
