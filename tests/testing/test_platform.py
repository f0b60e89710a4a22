"""Pages, components and calls as JavaScript tests see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.testing.running import failure, printed, run, statuses

SHOP: dict[str, Any] = {
    "app.json": {
        "pages": ["pages/a/a", "pages/b/b", "pages/t/t"],
        "tabBar": {"items": [{"pagePath": "pages/a/a", "name": "A"}, {"pagePath": "pages/t/t", "name": "T"}]},
    },
    "app.js": "App({ onShow() { console.log('app shown'); } })",
    "pages/a/a.js": """Page({
      data: { n: 0, text: '', list: ['x', 'y'] },
      onLoad(query) { this.setData({ n: +query.n || 0 }); },
      add() { this.setData({ n: this.data.n + 1 }); },
      later() { setTimeout(() => this.setData({ n: 100 }), 2000); },
      type(e) { this.setData({ text: e.detail.value }); },
      boom() { throw new Error('boom'); },
      go() { my.navigateTo({ url: '/pages/b/b' }); },
      ask() { my.confirm({ content: 'Sure?', success: ({ confirm }) => this.setData({ text: String(confirm) }), fail: (e) => this.setData({ text: 'error ' + e.error }) }); },
    })""",
    "pages/a/a.axml": """<view><text id="n">{{n}}</text><button class="add" onTap="add" data-k="{{1}}">Add</button><button id="later" onTap="later"/>
      <input id="in" value="{{text}}" onInput="type"/><button id="boom" onTap="boom"/><button id="go" onTap="go"/><button id="ask" onTap="ask"/>
      <view class="row" a:for="{{list}}">{{item}}</view></view>""",
    "pages/b/b.js": "Page({})",
    "pages/b/b.axml": "<view>Page B</view>",
    "pages/t/t.js": "Page({})",
    "pages/t/t.axml": "<view>Tab</view>",
    "c/card.json": {"component": True},
    "c/card.js": """Component({ props: { title: 'none', onPick: () => {} }, data: { k: 0 },
      didUnmount() { console.log('gone'); }, methods: { tap() { this.setData({ k: this.data.k + 1 }); this.props.onPick(this.data.k); } } })""",
    "c/card.axml": '<view class="card" onTap="tap">{{title}} {{k}}<slot/></view>',
}
BODIES = {
    "launch": "const page = await launch('pages/a/a', { n: 4 }); expect(page.data.n).toBe(4); expect(page.path).toBe('pages/a/a'); expect(page.query).toEqual({ n: '4' });",
    "the home page": "const page = await launch(); expect(page.path).toBe('pages/a/a');",
    "tap": "const page = await launch(); await page.find('.add').tap(); expect(await page.find('#n').text()).toBe('1');",
    "what an action starts is done": "const page = await launch(); await page.find('#later').tap(); expect(page.data.n).toBe(100);",
    "input": "const page = await launch(); await page.find('#in').input('hi'); expect(await page.find('#in').value()).toBe('hi');",
    "many": "const page = await launch(); const rows = page.findAll('.row'); expect(await rows.count()).toBe(2); expect(await rows.texts()).toEqual(['x', 'y']); expect(await rows.last.text()).toBe('y'); expect(await rows.nth(0).text()).toBe('x');",
    "by text": "const page = await launch(); await page.byText('Add').tap(); expect(page.data.n).toBe(1);",
    "attributes": "const page = await launch(); expect(await page.find('.add').dataset()).toEqual({ k: 1 }); expect(await page.find('.add').attribute('onTap')).toBe('add'); expect(await page.find('.none').exists()).toBe(false);",
    "texts and html": "const page = await launch(); expect(await page.texts()).toContain('Add'); expect(await page.html()).toMatch(/<button class=\"add\"/);",
    "the instance": "const page = await launch(); page.instance.setData({ n: 7 }); expect(await page.find('#n').text()).toBe('7');",
    "call": "const page = await launch(); await page.call('add'); expect(page.data.n).toBe(1);",
    "navigation": "const page = await launch(); await page.find('#go').tap(); expect(bridge.page().path).toBe('pages/b/b'); expect(bridge.pages().length).toBe(2); await bridge.navigateBack(); expect(bridge.page().path).toBe('pages/a/a');",
    "tabs": "await launch(); const page = await bridge.tab('T'); expect(page.path).toBe('pages/t/t');",
    "advance": "let fired = false; setTimeout(() => { fired = true; }, 500); await bridge.advance(499); expect(fired).toBe(false); await bridge.advance(1); expect(fired).toBe(true);",
    "virtual time": "const before = Date.now(); await new Promise((r) => setTimeout(r, 3000)); expect(Date.now() - before).toBe(3000);",
    "next": "bridge.next('confirm', { success: { confirm: false } }); const page = await launch(); await page.find('#ask').tap(); expect(page.data.text).toBe('false');",
    "next below a namespace": "bridge.next('ap.nsf', { fail: 3 }); await expect(my.ap.nsf({})).rejects.toMatchObject({ error: 3 });",
    "next of a cloud": "bridge.next('cloud.callFunction', { success: { result: 1 } }); expect((await my.cloud.createCloudContext({ env: 'e' }).callFunction()).result).toBe(1);",
    "spies below a namespace": "jest.spyOn(my.ap, 'nsf').mockReturnValue(1); expect(my.ap.nsf()).toBe(1);",
    "next fails": "bridge.next('confirm', { fail: 3 }); const page = await launch(); await page.find('#ask').tap(); expect(page.data.text).toBe('error 3');",
    "next in order": "bridge.next('getStorage', { success: { data: 1 } }, { success: { data: 2 }, delay: 100 }); const a = await my.getStorage({ key: 'k' }); const t = Date.now(); const b = await my.getStorage({ key: 'k' }); expect([a.data, b.data, Date.now() - t]).toEqual([1, 2, 100]);",
    "signContract's codes": "bridge.next('signContract', { fail: '6001' }); await expect(my.signContract({ signStr: 'x' })).rejects.toEqual({ error: '6001', errMessage: 'User cancels the sign process.' });",
    "rules": "bridge.rules([{ api: 'request', when: { url: '*/a' }, success: { data: 1 } }, { api: 'request', when: { url: /b$/ }, success: { data: 2 }, times: 1 }]); expect([(await my.request({ url: 'https://x.example/a' })).data, (await my.request({ url: 'https://x.example/b' })).data]).toEqual([1, 2]);",
    "calls": "bridge.next('alert', { success: {} }); await my.alert({ content: 'x', success() {} }); expect(bridge.calls('alert')).toEqual([{ api: 'alert', params: { content: 'x' }, outcome: 'success', result: {} }]);",
    "spying on my": "const spy = jest.spyOn(my, 'alert').mockImplementation(() => {}); my.alert({ content: 'x' }); expect(spy).toHaveBeenCalledWith({ content: 'x' }); expect(bridge.calls()).toEqual([]);",
    "the person": "bridge.user('cancel'); await expect(my.signContract({ signStr: 'https://w.example/authentication.htm?authId=1' })).rejects.toMatchObject({ error: '6001' });",
    "dialogs": "bridge.dialogs(false); expect((await my.confirm({ content: 'x' })).confirm).toBe(false);",
    "the phone": "bridge.device({ model: 'Pixel 8' }); await bridge.settle(); expect(my.getSystemInfoSync().model).toBe('Pixel 8');",
    "what a phone has, as JSON has it": "bridge.device({ denied: ['camera'], location: [31.2, 121.5], battery: { level: 7 }, contacts: [['Ann', '123']], screen: { width: 400 } }); await bridge.settle(); expect([(await my.getLocation({ type: 1 })).latitude, (await my.getBatteryInfo()).level, (await my.choosePhoneContact()).name, my.getSystemInfoSync().screenWidth]).toEqual(['31.2', 7, 'Ann', 400]); await expect(my.scan()).rejects.toMatchObject({ error: 11 });",
    "what is scanned next": "bridge.device({ scan_next: ['A', 'B'] }); expect([(await my.scan()).code, (await my.scan()).code]).toEqual(['A', 'B']);",
    "bluetooth around the phone": "bridge.device({ bluetooth: [{ name: 'Scale', services: { '181D': { '2A9D': { value: 'heavy', notify: true } } } }] }); await my.openBluetoothAdapter(); await my.startBluetoothDevicesDiscovery(); await bridge.advance(1000); expect((await my.getBluetoothDevices()).devices[0].name).toBe('Scale');",
    "what a device advertises": "bridge.device({ bluetooth: [{ name: 'Scale', advertis_data: 'AB', manufacturer_data: 'C' }] }); await my.openBluetoothAdapter(); await my.startBluetoothDevicesDiscovery(); await bridge.advance(1000); const { devices: [{ advertisData, manufacturerData }] } = await my.getBluetoothDevices(); expect([advertisData, manufacturerData]).toEqual(['4142', '43']);",
    "Wi-Fi around the phone": "bridge.device({ wifi: [{ ssid: 'Cafe', password: 'latte' }] }); await my.startWifi(); await my.connectWifi({ SSID: 'Cafe', BSSID: '', password: 'latte' }); expect((await my.getConnectedWifi()).wifi.SSID).toBe('Cafe');",
    "switches": "bridge.device({ bluetooth: false, wifi: false }); await bridge.settle(); expect(my.getSystemSetting()).toMatchObject({ bluetoothEnabled: false, wifiEnabled: false });",
    "sensors": "const turned = jest.fn(); my.onCompassChange(turned); bridge.device({ move: { compass: 90 } }); bridge.emit('onCompassChange', { direction: 180 }); await bridge.settle(); expect(turned.mock.calls.map(([e]) => e.direction)).toEqual([90, 180]);",
    "a shake": "const shaken = my.watchShake(); bridge.device({ shake: true }); const before = Date.now(); await shaken; expect(Date.now()).toBe(before);",
    "an action that fails is thrown": "const page = await launch(); await expect(page.find('#boom').tap()).rejects.toThrow('boom');",
    "what matches nothing": "const page = await launch(); await expect(page.find('.gone').tap()).rejects.toThrow(/nothing on pages\\/a\\/a matches '.gone'; there is:/);",
    "a page that is not listed": "await expect(launch('pages/z/z')).rejects.toThrow(\"no page 'pages/z/z'\");",
    "mount": "const card = await mount('c/card', { title: 'Hello' }); expect(await card.find('.card').text()).toBe('Hello 0'); await card.find('.card').tap(); expect(card.data.k).toBe(1); expect(card.instance.props.title).toBe('Hello');",
    "function props": "const onPick = jest.fn(); const card = await mount('/c/card', { onPick }); await card.find('.card').tap(); expect(onPick).toHaveBeenCalledWith(1);",
    "default props": "const card = await mount('c/card'); expect(card.props.title).toBe('none');",
    "setProps": "const card = await mount('c/card', { title: 'a' }); await card.setProps({ title: 'b' }); expect(await card.text()).toBe('b 0');",
    "slots": "const card = await mount('c/card', {}, { slot: '<text>inside</text>' }); expect(await card.texts()).toEqual(['none 0', 'inside']);",
    "no such component": "await expect(mount('c/gone')).rejects.toThrow(\"there is no component 'c/gone'\");",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_platform_in_tests(tmp_path: Path, body: str) -> None:
    assert statuses(tmp_path, f"test('a', async () => {{ {body} }});", SHOP) == {"a": "passed"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("bridge.device({ modle: 'x' })", "a phone has no 'modle'"),
        ("bridge.device({ model: 5 })", "model: Input should be a valid string, not 5"),
        ("bridge.device({ denied: 'camera' })", "denied of a phone is a list, not 'camera'"),
        ("bridge.device({ battery: { levle: 1 } })", "battery of a phone has no 'levle'"),
        ("bridge.device({ location: { latitude: 1 } })", "write latitude and longitude in degrees"),
        ("bridge.device({ move: 5 })", "bridge.device: move: 5 makes no sense"),
        ("bridge.device({ wifi: [{}] })", "bridge.device: wifi: [{}] makes no sense"),
        ("bridge.device()", "bridge.device takes an object"),
        (
            "bridge.device({ bluetooth: 'off' })",
            "write true or false for the switch, or a list such as [{ name: 'Scale' }]",
        ),
        (
            "bridge.device({ wifi: { ssid: 'x' } })",
            "write true or false for the switch, or a list such as [{ ssid: 'Cafe' }]",
        ),
        ("bridge.rules()", "bridge.rules takes a list"),
        ("bridge.next()", "bridge.next takes the name of an API first"),
        ("bridge.next('tradePya', { success: {} })", "there is no my.tradePya on this host: did you mean tradePay?"),
        ("bridge.next('getStorageSync', { success: {} })", "my.getStorageSync is answered inside the engine"),
    ],
)
def test_what_makes_no_sense_fails_the_test_alone(tmp_path: Path, said: str, why: str) -> None:
    results, _ = run(tmp_path, f"test('a', () => {{ {said}; }}); test('b', async () => {{ await my.getLocation(); }});")
    assert [result.status for result in results] == ["failed", "passed"]
    assert why in results[0].faults[0].message


def test_without_app_json_components_are_mounted_and_pages_are_not(tmp_path: Path) -> None:
    files = {name: text for name, text in SHOP.items() if name.startswith("c/")}
    body = "const card = await mount('c/card'); expect(await card.text()).toBe('none 0'); await launch();"
    assert "launch: there is no app.json in" in failure(tmp_path, f"test('a', async () => {{ {body} }});", files)


def test_a_component_is_taken_off_its_page(tmp_path: Path) -> None:
    source = "test('a', async () => { const card = await mount('c/card'); await card.unmount(); });"
    assert printed(tmp_path, source, SHOP) == ["gone"]


def test_a_failing_handler_fails_the_test_with_the_programs_stack(tmp_path: Path) -> None:
    source = "test('a', async () => {\n  const page = await launch();\n  await page.find('#boom').tap();\n});"
    said = failure(tmp_path, source, SHOP)
    assert "Error: boom\n    at boom (pages/a/a.js:7:" in said
    assert "(a.test.js:3:" in said


def test_what_the_person_was_to_say_ends_with_its_test(tmp_path: Path) -> None:
    source = """
    test('a', () => { bridge.dialogs(false); });
    test('b', async () => { expect((await my.confirm({ content: 'x' })).confirm).toBe(true); });"""
    assert statuses(tmp_path, source, SHOP) == {"a": "passed", "b": "passed"}


def test_what_was_scripted_ends_with_its_test(tmp_path: Path) -> None:
    source = """
    test('a', () => { bridge.rules([{ api: 'getStorage', success: { data: 'scripted' } }]); });
    test('b', async () => { expect((await my.getStorage({ key: 'k' })).data).toBe(null); expect(bridge.calls().length).toBe(1); });"""
    assert statuses(tmp_path, source, SHOP) == {"a": "passed", "b": "passed"}


def test_calls_of_the_program_are_real_ones(tmp_path: Path) -> None:
    results, _ = run(
        tmp_path,
        "test('a', async () => { await my.setStorage({ key: 'k', data: 1 }); expect((await my.getStorage({ key: 'k' })).data).toBe(1); });",
        SHOP,
    )
    assert results[0].status == "passed"
