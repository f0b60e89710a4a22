"""Contexts of a cloud: files are kept, functions answered by the test, and nothing works before init."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.jsapi import Device
from tests.jsapi.phones import phone
from tests.support.scripts import printed

CLOUD = "const cloud = my.cloud.createCloudContext({ env: 'e' });"
PICTURE = "{ cloudPath: 'a/b.png', filePath: 'https://resource/photo.png' }"
CALLS = [
    "callFunction({ name: 'f' })",
    "callContainer({ path: '/p' })",
    f"uploadFile({PICTURE})",
    "downloadFile({ fileID: 'x' })",
    "getTempFileURL({ fileList: ['x'] })",
    "deleteFile({ fileList: ['x'] })",
]


async def results(source: str, device: Device | None = None, **handlers: Any) -> list[tuple[str, dict[str, Any]]]:
    """How each call of a script ended; what it started is awaited."""
    async with phone(device) as runtime:
        for name, handler in handlers.items():
            runtime.override(f"cloud.{name}", handler)
        await runtime.run(f"(async () => {{ {CLOUD} {source} }})()", check=False)
    return [(str(call.outcome), dict(call.result or {})) for call in runtime.calls]


async def after_init(source: str, device: Device | None = None, **handlers: Any) -> tuple[str, dict[str, Any]]:
    return (await results(f"await cloud.init(); {source}", device, **handlers))[-1]


async def test_a_context_has_the_documented_methods() -> None:
    source = f"{CLOUD} console.log(Object.keys(cloud).sort().join())"
    names = "callContainer,callFunction,database,deleteFile,downloadFile,getTempFileURL,init,uploadFile"
    assert await printed(source) == [names]
    assert await printed("console.log(my.canIUse('cloud.createCloudContext.return.callFunction'))") == ["true"]
    assert await printed("console.log(my.canIUse('cloud.callFunction'), my.cloud.callFunction)") == ["false undefined"]


async def test_it_begins_with_init() -> None:
    assert await results("cloud.init()") == [("success", {"success": True})]


@pytest.mark.parametrize("call", CALLS)
async def test_nothing_works_before(call: str) -> None:
    (answer,) = await results(f"cloud.{call}")
    assert answer == ("fail", {"error": 60002, "errorMessage": "调用前，请先初始化云环境"})  # noqa: RUF001


async def test_another_environment_is_begun_by_itself() -> None:
    (_, (outcome, result)) = await results(
        "await cloud.init(); my.cloud.createCloudContext({ env: 'f' }).callFunction({ name: 'x' })"
    )
    assert (outcome, result["error"]) == ("fail", 60002)


@pytest.mark.parametrize("given", ["", "{}", "{ env: '' }", "7"])
async def test_a_context_without_an_environment_cannot_do_anything(given: str) -> None:
    async with phone() as runtime:
        await runtime.run(f"my.cloud.createCloudContext({given}).init()", check=False)
    assert runtime.calls[0].result == {"error": 60001, "errorMessage": "无效入参，缺少参数 env"}  # noqa: RUF001


@pytest.mark.parametrize("call", CALLS[:2])
async def test_what_no_test_answers_fails_and_says_what_to_do(call: str) -> None:
    async with phone() as runtime:
        await runtime.run(f"{CLOUD} cloud.init().then(() => cloud.{call}).catch(() => {{}})")
    api = f"cloud.{call.partition('(')[0]}"
    assert runtime.calls[-1].result == {"error": 60005, "errorMessage": "云调用失败"}
    assert [note.text for note in runtime.notes if f"override('{api}', ...)" in note.text]


async def test_a_test_answers_a_function() -> None:
    def add(params: Any) -> dict[str, Any]:
        return {"result": params.name + params.data["more"], "requestID": "1"}

    call = "cloud.callFunction({ name: 'f', data: { more: '!' } })"
    assert await after_init(call, callFunction=add) == ("success", {"result": "f!", "requestID": "1"})


async def test_a_file_goes_to_the_cloud_and_comes_back() -> None:
    source = f"""
      const {{ fileID }} = await cloud.uploadFile({PICTURE});
      const {{ tempFilePath }} = await cloud.downloadFile({{ fileID }});
      await my.getImageInfo({{ src: tempFilePath }});
      await cloud.downloadFile({{ fileID, filePath: 'https://usr/mine.png' }});
      await my.getImageInfo({{ src: 'https://usr/mine.png' }});
    """
    answers = await results(f"await cloud.init(); {source}")
    assert [outcome for outcome, _ in answers] == ["success"] * 6
    assert (answers[1][1]["fileID"], answers[1][1]["statusCode"]) == ("cloud://e/a/b.png", 200)
    assert (answers[2][1].get("filePath"), answers[4][1]["filePath"]) == (None, "https://usr/mine.png")


async def test_files_have_addresses_until_they_are_deleted() -> None:
    source = f"""
      const {{ fileID }} = await cloud.uploadFile({PICTURE});
      await cloud.getTempFileURL({{ fileList: [fileID, {{ fileID: 'x', maxAge: 1e9 }}] }});
      await cloud.deleteFile({{ fileList: [fileID, 'x'] }});
      await cloud.downloadFile({{ fileID }});
    """
    _, _, (_, addresses), (_, deleted), (outcome, gone) = await results(f"await cloud.init(); {source}")
    missing = {"fileID": "x", "resultMessage": "文件不存在"}
    there = {"fileID": "cloud://e/a/b.png", "resultMessage": ""}
    assert addresses["fileList"] == [
        {**there, "tempFileURL": "https://cloud.example/e/a/b.png", "maxAge": 86400, "status": "0"},
        {**missing, "tempFileURL": "", "maxAge": 604800, "status": "-1"},
    ]
    assert deleted["fileList"] == [{**there, "status": 0}, {**missing, "status": -1}]
    assert (outcome, gone["error"]) == ("fail", 60005)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("callFunction({})", 60001),
        ("callContainer()", 60001),
        ("uploadFile({ filePath: 'x' })", 60001),
        ("uploadFile({ cloudPath: 'x' })", 60001),
        ("uploadFile({ cloudPath: 'x', filePath: 'nowhere' })", 60006),
        ("downloadFile()", 60001),
        ("downloadFile({ fileID: 'x', filePath: '/tmp/x' })", 60001),
        ("deleteFile({ fileList: [] })", 60001),
        ("getTempFileURL({ fileList: Array(51).fill('x') })", 60006),
        ("callFunction({ name: {} })", 2),
    ],
)
async def test_a_bad_call_has_its_code(call: str, error: int) -> None:
    outcome, result = await after_init(f"cloud.{call}")
    assert (outcome, result["error"]) == ("fail", error)


async def test_without_a_network_there_is_no_cloud() -> None:
    offline = Device(network="NOTREACHABLE")
    assert await results("cloud.init()", offline) == [("fail", {"error": 60005, "errorMessage": "网络异常"})]
    async with phone() as runtime:
        await runtime.run("globalThis.c = my.cloud.createCloudContext({ env: 'e' }); c.init()")
        runtime.device.network = "NOTREACHABLE"
        await runtime.run("c.callFunction({ name: 'f' })", check=False)
    assert runtime.calls[-1].result == {"error": 60004, "errorMessage": "网络异常"}


async def test_options_that_cannot_be_read_are_answered() -> None:
    (_, (outcome, result)) = await results(
        "await cloud.init(); cloud.callFunction({ get name() { throw new Error('no'); } })"
    )
    assert (outcome, result["error"]) == ("fail", 2)


async def test_a_database_is_refused_with_advice() -> None:
    source = f"{CLOUD} try {{ cloud.database(); }} catch (error) {{ console.log(error.message); }}"
    assert await printed(source) == [
        "cloud.database() is not simulated: call a cloud function, and answer that in the test"
    ]
