"""Listeners: `my.onX`, `my.offX`, `my.on` and `my.off`."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.jsapi import Device
from bridge.jsapi.index import documented
from bridge.jsapi.surroundings import emit
from tests.jsapi.phones import phone

EVENTS = sorted(name.removeprefix("off") for name in documented() if name.startswith("off") and name != "off")


async def heard(source: str, *events: tuple[Any, ...]) -> list[str]:
    """What a program prints while `events` happen: each a name and its arguments."""
    async with phone() as runtime:
        await runtime.run(source)
        for name, *args in events:
            emit(runtime.guest, name, *args)
        await runtime.idle(check=False)
    return [line.text for line in runtime.console]


@pytest.mark.parametrize("event", EVENTS)
async def test_a_listener_is_called_until_it_is_taken_away(event: str) -> None:
    source = f"const f = (x) => {{ console.log(x); my.off{event}(f); }}; my.on{event}(f)"
    assert await heard(source, (f"on{event}", 1), (f"on{event}", 2)) == ["1"]


def test_each_event_that_is_documented_can_be_listened_to_and_left() -> None:
    assert len(EVENTS) == 28
    assert {f"on{event}" for event in EVENTS} <= documented().keys()


async def test_an_error_has_two_arguments() -> None:
    assert await heard("my.onError((m, s) => console.log(m, s))", ("onError", "message", "stack")) == ["message stack"]


async def test_listeners_are_called_in_order_and_each_once() -> None:
    source = "const f = () => console.log('f'); my.onAppShow(f); my.onAppShow(() => console.log('g')); my.onAppShow(f)"
    assert await heard(source, ("onAppShow",)) == ["f", "g"]


@pytest.mark.parametrize("given", ["", "undefined", "null"])
async def test_off_without_a_listener_takes_all_away(given: str) -> None:
    source = f"my.onAppHide(() => console.log(1)); my.onAppHide(() => console.log(2)); my.offAppHide({given})"
    assert await heard(source, ("onAppHide",)) == []


async def test_one_taken_away_by_another_is_not_called() -> None:
    source = """
        const second = () => console.log(2);
        my.onAppHide(() => { my.offAppHide(second); my.onAppHide(() => console.log(4)); });
        my.onAppHide(second); my.onAppHide(() => console.log(3));
    """
    assert await heard(source, ("onAppHide",)) == ["3", "4"]


async def test_none_is_called_after_one_took_all_away() -> None:
    source = "my.onAppHide(() => my.offAppHide()); my.onAppHide(() => console.log('still there'))"
    assert await heard(source, ("onAppHide",)) == []


async def test_one_that_throws_stops_nobody_else() -> None:
    source = "my.onAppHide(() => { throw new Error('mine'); }); my.onAppHide(() => console.log('heard'))"
    assert await heard(source, ("onAppHide",)) == ["heard"]


@pytest.mark.parametrize("given", ["{ success: f }", "f"])
async def test_an_object_with_success_stands_for_its_function(given: str) -> None:
    source = f"""
        const f = (x) => {{ console.log(x); my.offBluetoothDeviceFound({given}); }};
        my.onBluetoothDeviceFound({{ success: f, fail() {{}} }});
    """
    assert await heard(source, ("onBluetoothDeviceFound", 1), ("onBluetoothDeviceFound", 2)) == ["1"]


@pytest.mark.parametrize("name", ["appShow", "onAppShow"])
async def test_on_and_off_take_the_event_by_name(name: str) -> None:
    listening = f"my.on('{name}', f); my.on('{name}', () => console.log('g')); my.off('{name}', f)"
    assert await heard(f"const f = () => console.log('f'); {listening}", ("onAppShow",)) == ["g"]


async def test_on_gives_back_how_to_end_it() -> None:
    source = "const { remove } = my.on('x', () => console.log('x')); my.onAppShow(() => remove())"
    assert await heard(source, ("onX",), ("onAppShow",), ("onX",)) == ["x"]


@pytest.mark.parametrize("given", ["", "1", "'f'", "{}"])
async def test_what_is_no_function_is_not_listened_with(given: str) -> None:
    assert await heard(f"my.onAppShow({given}); my.onAppShow(() => console.log('f'))", ("onAppShow",)) == ["f"]


async def test_an_event_nobody_listens_to_does_nothing() -> None:
    assert await heard("1", ("onAppShow",), ("toString",), ("__proto__",)) == []


async def test_another_network_is_heard_of() -> None:
    async with phone(Device(network="4G")) as runtime:
        await runtime.run("my.onNetworkStatusChange((r) => console.log(JSON.stringify(r)))")
        runtime.change_device(network="4G")
        runtime.change_device(network="NOTREACHABLE")
        await runtime.idle()
    assert [line.text for line in runtime.console] == ['{"isConnected":false,"networkType":"NOTREACHABLE"}']
