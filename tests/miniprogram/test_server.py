"""The program's own server: started, awaited, and gone afterwards."""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bridge import MiniProgram, ProgramError, UsageError
from bridge.miniprogram import server
from bridge.wallet import signing
from bridge.wallet.keyring import CLIENT_ID, keyring
from tests.support.folders import program, write

SERVER = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'{"path": "%s"}' % self.path.encode())
    def log_message(self, *_): pass
open("pid", "w").write(str(os.getpid()))
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
ORIGIN = "https://shop.example"
ASK = f"Page({{ go() {{ my.request({{url: '{ORIGIN}/x', success: (r) => console.log(r.data.path)}}); }} }})"


def with_server(folder: Path, code: str = SERVER, page: str = "Page({})", **more: Any) -> Path:
    command = {"command": ["{python}", "server.py", "{port}"], **more}
    run_file = {"server": command, "origins": {ORIGIN: "{server}", "https://w.example": "{wallet}"}}
    return program(folder, page, files={"minibridge.json": run_file, "server.py": code})


async def test_an_origin_of_a_server_that_there_is_not_says_so(tmp_path: Path) -> None:
    folder = program(tmp_path, "Page({})", files={"minibridge.json": {"origins": {ORIGIN: "{server}"}}})
    with pytest.raises(ProgramError, match=r"mapped to \{server\}, and there is no server\nSay how it is started"):
        async with MiniProgram.open(folder):
            pass


def alive(folder: Path) -> bool:
    try:
        os.kill(int((folder / "pid").read_text()), 0)
    except ProcessLookupError:
        return False
    return True


async def problem(folder: Path) -> str:
    with pytest.raises(ProgramError) as raised:
        async with MiniProgram.open(folder):
            pass
    assert server.running == set()
    return str(raised.value)


async def test_it_serves_the_mapped_origin_and_is_gone_after_close(tmp_path: Path) -> None:
    async with MiniProgram.open(with_server(tmp_path, page=ASK)) as app:
        await (await app.launch()).call("go")
        await app.idle()
        assert alive(tmp_path)
    assert app.console[0].text == "/x"
    assert not alive(tmp_path)
    assert server.running == set()


async def test_it_is_gone_after_a_launch_that_fails(tmp_path: Path) -> None:
    with pytest.raises(ProgramError):
        async with MiniProgram.open(with_server(tmp_path)) as app:
            await app.launch("pages/nope")
    assert not alive(tmp_path)


async def test_what_it_started_is_gone_too(tmp_path: Path) -> None:
    child = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', CHILD])\n"
    child = child.replace("CHILD", repr("import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"))
    folder = with_server(tmp_path, child + SERVER.replace('"pid"', '"own"'))
    async with MiniProgram.open(folder):
        await asyncio.wait_for(_written(folder / "pid"), 10)
    assert not alive(folder) or _is_zombie(int((folder / "pid").read_text()))


async def _written(path: Path) -> None:
    while not _text(path):  # noqa: ASYNC110 - another process writes it
        await asyncio.sleep(0.01)


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


async def test_the_wallet_runs_beside_it(tmp_path: Path) -> None:
    async with MiniProgram.open(with_server(tmp_path)) as app:
        assert app.origins.resolve("https://w.example/a") == f"{app.wallet.url}/a"


async def test_its_program_begins_at_the_machines_now(tmp_path: Path) -> None:
    async with MiniProgram.open(with_server(tmp_path)) as app:
        assert abs(app.clock.now - time.time() * 1000) < 10_000


async def test_an_origin_given_as_an_option_wins(tmp_path: Path) -> None:
    async with MiniProgram.open(with_server(tmp_path), origins={ORIGIN: "http://127.0.0.1:1"}) as app:
        assert app.origins.resolve(f"{ORIGIN}/a") == "http://127.0.0.1:1/a"


async def test_a_command_that_does_not_exist(tmp_path: Path) -> None:
    said = await problem(program(tmp_path, files={"minibridge.json": {"server": {"command": ["no-such-command"]}}}))
    assert "minibridge.json: the server no-such-command cannot be started: No such file" in said


async def test_a_server_that_dies_is_quoted(tmp_path: Path) -> None:
    said = await problem(with_server(tmp_path, "print('my last words'); raise SystemExit(3)"))
    assert said.endswith("ended with exit code 3\nIt printed:\nmy last words")


async def test_a_server_that_dies_silently(tmp_path: Path) -> None:
    assert (await problem(with_server(tmp_path, ""))).endswith("ended with exit code 0\nIt printed nothing.")


async def test_a_server_that_never_answers_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "START_LIMIT", 0.2)
    code = "import os, time; open('pid', 'w').write(str(os.getpid())); print('waiting', flush=True); time.sleep(60)"
    said = await problem(with_server(tmp_path, code))
    assert "did not answer / within 0.2 s" in said
    assert not (tmp_path / "pid").exists() or not alive(tmp_path)


async def test_a_server_that_accepts_and_says_nothing_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "START_LIMIT", 0.3)
    code = "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(60)"
    assert "did not answer / within 0.3 s" in await problem(with_server(tmp_path, code))


async def test_a_server_that_ignores_the_polite_signal_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "STOP_LIMIT", 0.1)
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    async with MiniProgram.open(with_server(tmp_path, stubborn + SERVER)):
        pass
    assert not alive(tmp_path)


async def test_it_is_ended_when_starting_is_cancelled(tmp_path: Path) -> None:
    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(MiniProgram.open(with_server(tmp_path, code)).__aenter__(), 0.3)
    assert server.running == set()
    assert not (tmp_path / "pid").exists() or not alive(tmp_path)


async def test_it_runs_in_the_folder_of_minibridge_json(tmp_path: Path) -> None:
    program(tmp_path / "src")
    run_file = {"server": {"command": ["{python}", "server.py", "{port}"]}}
    files = {"mini.project.json": {"miniprogramRoot": "src"}, "minibridge.json": run_file, "server.py": SERVER}
    async with MiniProgram.open(write(tmp_path, files)):
        assert alive(tmp_path)


async def test_a_program_cannot_be_entered_twice(tmp_path: Path) -> None:
    async with MiniProgram.open(program(tmp_path)) as app:
        await app.launch()
    with pytest.raises(UsageError, match="closed"):
        await app.launch()


ENVIRONMENT = {"CLIENT": "{client_id}", "KEY": "{private_key}", "WALLET": "{wallet_key} of {wallet}", "MODE": "test"}
TELL = """import json, os
open("told.json", "w").write(json.dumps({name: os.environ.get(name) for name in ("CLIENT", "KEY", "WALLET", "MODE")}))
"""


async def test_a_server_finds_its_environment_filled_in(tmp_path: Path) -> None:
    async with MiniProgram.open(with_server(tmp_path, TELL + SERVER, environment=ENVIRONMENT)) as app:
        told = json.loads((tmp_path / "told.json").read_text())
        assert (told["CLIENT"], told["MODE"]) == ("MINIBRIDGE_MERCHANT", "test")
        assert told["KEY"].startswith("-----BEGIN RSA PRIVATE KEY-----")
        assert told["WALLET"].startswith("-----BEGIN PUBLIC KEY-----")
        assert told["WALLET"].endswith(f" of {app.wallet.url}")


@pytest.mark.parametrize(
    ("environment", "code"), [({"ID": "{client_id}"}, "UNKNOWN_CLIENT"), ({"A": "b"}, "PARAM_ILLEGAL")]
)
async def test_a_server_that_asks_for_keys_gets_a_wallet_that_signs(
    tmp_path: Path, environment: dict[str, str], code: str
) -> None:
    async with (
        MiniProgram.open(with_server(tmp_path, environment=environment)) as app,
        aiohttp.ClientSession() as session,
        session.post(f"{app.wallet.url}/v1/authorizations/consult", json={}) as response,
    ):
        assert (await response.json())["result"]["resultCode"] == code


async def test_time_that_is_virtual_makes_no_signature_stale(tmp_path: Path) -> None:
    folder = with_server(tmp_path, environment={"ID": "{client_id}"})
    async with MiniProgram.open(folder) as app, aiohttp.ClientSession() as session:
        await app.launch()
        await app.advance(3_600_000)
        keys, path, time_ = keyring(), "/v1/authorizations/consult", signing.write_time(time.time() * 1000)
        value = signing.encode(keys.merchant.sign(signing.content("POST", path, CLIENT_ID, time_, b"{}")))
        headers = {"Client-Id": CLIENT_ID, "Request-Time": time_, "Signature": f"signature={value},algorithm=RSA256"}
        async with session.post(app.wallet.url + path, data=b"{}", headers=headers) as response:
            assert (await response.json())["result"]["resultCode"] == "PARAM_ILLEGAL"  # and not INVALID_SIGNATURE
