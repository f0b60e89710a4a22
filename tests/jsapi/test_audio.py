"""What a phone records from, and whether a program may."""

from __future__ import annotations

import pytest

from bridge.jsapi import Device
from bridge.wallet.person import DialogAnswer
from tests.jsapi.phones import answered, phone

ASKS = Device(asks=frozenset({"microphone"}))
LISTEN = """
globalThis.recorder = my.getRecorderManager();
for (const event of ['Start', 'Pause', 'Resume', 'Stop']) recorder['on' + event](() => console.log(event));
recorder.onError(({ error }) => console.log(error));
"""


async def heard(*sources: str, says: tuple[DialogAnswer, ...] = (), device: Device = ASKS) -> list[str]:
    """What a recorder's listeners say while one script after another runs."""
    async with phone(device, says=says) as runtime:
        for source in (LISTEN, *sources):
            await runtime.run(source)
    return [line.text for line in runtime.console]


async def test_a_phone_records_from_what_its_platform_has() -> None:
    call = "getAvailableAudioSources()"
    assert (await answered(call))[1] == {"audioSources": ["auto", "buildInMic", "headsetMic"]}
    assert (await answered(call, Device(platform="Android")))[1] == {"audioSources": ["auto", "mic", "camcorder"]}


async def test_a_recorder_tells_of_what_it_does_after_the_calls() -> None:
    calls = "recorder.start(); recorder.pause(); recorder.resume(); recorder.stop(); console.log('called')"
    assert await heard(calls, device=Device()) == ["called", "Start", "Pause", "Resume", "Stop"]


async def test_what_is_called_while_the_person_is_asked_waits_for_their_answer() -> None:
    calls = "recorder.start(); recorder.stop(); recorder.start()"
    assert await heard(calls, says=(True,)) == ["Start", "Stop", "Start"]


async def test_what_is_called_while_the_person_is_asked_is_dropped_if_they_refuse() -> None:
    calls = "recorder.start(); recorder.pause(); recorder.stop()"
    assert await heard(calls, calls, says=(False, True)) == ["10", "Start", "Pause", "Stop"]


@pytest.mark.parametrize(
    ("host", "message"), [("alipay-cn", "获取权限失败"), ("alipay-plus", "the microphone may not be used")]
)
async def test_a_refusal_has_a_message_by_both_of_its_names(host: str, message: str) -> None:
    source = """
      const recorder = my.getRecorderManager();
      recorder.onError((told) => console.log(JSON.stringify(told), told.errMsg === told.errorMessage));
      recorder.start();
    """
    async with phone(Device(denied=frozenset({"microphone"})), host=host) as runtime:
        await runtime.run(source)
    assert [line.text for line in runtime.console] == [f'{{"error":10,"errorMessage":"{message}"}} true']


@pytest.mark.parametrize(
    ("cure", "answer"), [("my.showAuthGuide({ authType: 'MICROPHONE' })", True), ("my.openSetting()", "microphone")]
)
async def test_who_refused_for_good_can_be_led_to_the_switch(cure: str, answer: DialogAnswer) -> None:
    start = "recorder.start()"
    assert await heard(start, start, cure, start, says=("never", answer)) == ["10", "10", "Start"]


async def test_a_program_that_replaced_the_built_ins_can_still_record() -> None:
    poison = """
      Object.prototype.toJSON = Function.prototype.toJSON = () => { throw new Error('poison'); };
      Object.prototype.error = 10;
      Array.prototype[Symbol.iterator] = () => { throw new Error('poison'); };
      Object.defineProperty(Array.prototype, 0, { set() { throw new Error('poison'); } });
    """
    assert await heard(poison, "recorder.start(); recorder.stop();", says=(True,)) == ["Start", "Stop"]
