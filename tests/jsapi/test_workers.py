"""Workers: a script of the program in an engine of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge import Limits, MiniProgram, Runtime
from bridge.engine import LimitReached
from bridge.errors import ScriptError
from tests.support.folders import APP_JSON, program

ECHO = "worker.onMessage((message) => worker.postMessage({ heard: message }));"
SHOW = "worker.onMessage((message) => console.log(JSON.stringify(message)));"


def opened(folder: Path, page: str, script: str = ECHO, **options: Any) -> MiniProgram:
    """A program whose page script runs `page`, where `worker` is a worker that runs `script`."""
    files = {"app.json": {**APP_JSON, "workers": "workers"}, "workers/index.js": script, **options.pop("files", {})}
    end = "" if "Page(" in page else "Page({});"
    source = f"const worker = my.createWorker('workers/index.js'); {page}; {end}"
    return MiniProgram.open(program(folder, source, files=files), **options)


async def said(folder: Path, page: str, script: str = ECHO, **options: Any) -> list[str]:
    """What both print."""
    async with opened(folder, page, script, **options) as app:
        await app.launch()
        assert app.errors == []
        return [line.text for line in app.console]


async def test_messages_go_there_and_back(tmp_path: Path) -> None:
    assert await said(tmp_path, SHOW + "worker.postMessage({ n: 1 })") == ['{"heard":{"n":1}}']


async def test_messages_are_copies_that_arrive_in_order(tmp_path: Path) -> None:
    page = SHOW + "const data = { n: 1 }; worker.postMessage(data); data.n = 2; worker.postMessage(data);"
    assert await said(tmp_path, page) == ['{"heard":{"n":1}}', '{"heard":{"n":2}}']


async def test_what_has_no_json_is_left_out_and_a_cycle_is_refused(tmp_path: Path) -> None:
    page = (
        SHOW
        + """
      worker.postMessage({ f() {}, n: NaN });
      worker.postMessage();
      const round = {}; round.self = round;
      try { worker.postMessage(round); } catch (error) { console.log(error.name); }
    """
    )
    assert await said(tmp_path, page) == ["TypeError", '{"heard":{"n":null}}', '{"heard":null}']


async def test_a_worker_requires_modules_that_are_its_own(tmp_path: Path) -> None:
    files = {"workers/count.js": "let n = 0; module.exports = () => ++n;"}
    script = "const count = require('./count'); worker.onMessage(() => worker.postMessage(count()));"
    page = "const count = require('/workers/count'); count(); count();" + SHOW + "worker.postMessage({})"
    assert await said(tmp_path, page, script, files=files) == ["1"]


async def test_a_worker_has_no_my_and_globals_of_its_own(tmp_path: Path) -> None:
    script = "console.log(typeof my, typeof shared, typeof App, typeof setTimeout);"
    assert await said(tmp_path, "globalThis.shared = 1", script) == ["undefined undefined undefined function"]


async def test_timers_of_both_run_on_one_clock(tmp_path: Path) -> None:
    script = "for (const ms of [30, 10]) setTimeout(() => console.log('worker', ms), ms);"
    page = "for (const ms of [40, 20]) setTimeout(() => console.log('page', ms), ms);"
    assert await said(tmp_path, page, script) == ["worker 10", "page 20", "worker 30", "page 40"]


async def test_a_cleared_timer_of_a_worker_takes_no_time(tmp_path: Path) -> None:
    async with opened(tmp_path, "", "clearTimeout(setTimeout(() => console.log('worker'), 10));") as app:
        await app.launch()
        assert (app.console, app.clock.now) == ([], app.clock.start)


async def test_timers_of_an_ended_worker_are_not_those_of_the_next(tmp_path: Path) -> None:
    script = "worker.onMessage((ms) => setTimeout(() => console.log(Date.now() % 1000), ms));"
    page = """
      worker.postMessage(10);
      setTimeout(() => { worker.terminate(); my.createWorker('workers/index.js').postMessage(50); }, 5);
    """
    assert await said(tmp_path, page, script) == ["55"]


async def test_an_interval_of_a_worker_keeps_no_program_busy(tmp_path: Path) -> None:
    script = "let n = 0; setInterval(() => console.log(++n), 1000);"
    async with opened(tmp_path, "", script) as app:
        await app.launch()
        assert app.console == []
        await app.advance(2500)
        assert [line.text for line in app.console] == ["1", "2"]


async def test_a_terminated_worker_does_and_hears_nothing_more(tmp_path: Path) -> None:
    script = ECHO + "setTimeout(() => console.log('late'), 10); console.log('here');"
    page = SHOW + "setTimeout(() => { worker.terminate(); worker.terminate(); worker.postMessage({}); }, 5);"
    assert await said(tmp_path, page, script) == ["here"]


async def test_there_is_one_worker_at_a_time(tmp_path: Path) -> None:
    page = """
      try { my.createWorker('workers/index.js'); } catch (error) { console.log(error.message); }
      worker.terminate();
      const next = my.createWorker('/workers/index');
      next.onMessage((message) => console.log(JSON.stringify(message)));
      next.postMessage(1);
    """
    refused = "createWorker: there is a worker already; terminate() it first"
    assert await said(tmp_path, page) == [refused, '{"heard":1}']


async def test_an_error_of_a_worker_names_its_file_and_line(tmp_path: Path) -> None:
    page = "worker.onError(({ message, stack }) => console.log(message, stack.trim())); worker.postMessage(1);"
    async with opened(tmp_path, page, "\nworker.onMessage(() => { throw new Error('no'); });") as app:
        await app.launch()
        assert [failure.message for failure in app.errors] == ["Error: no"]
        assert "workers/index.js:2:" in app.errors[0].stack
        assert app.console[0].text.startswith("Error: no at ")
        assert "workers/index.js:2:" in app.console[0].text


async def test_a_rejection_in_a_worker_that_is_handled_later_is_taken_back(tmp_path: Path) -> None:
    script = """
      const late = Promise.reject(new Error('late'));
      Promise.reject(new Error('never'));
      setTimeout(() => late.catch(() => {}), 10);
    """
    async with opened(tmp_path, "", script, track_rejections=True) as app:
        await app.launch()
        assert [(failure.message, failure.handled) for failure in app.errors] == [
            ("Unhandled rejection: Error: late", True),
            ("Unhandled rejection: Error: never", False),
        ]


async def test_a_worker_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    page = "my.createWorker('workers/no.js').onError((r) => console.log('told')); Page({})"
    files = {"app.json": {**APP_JSON, "workers": "workers"}}
    async with MiniProgram.open(program(tmp_path, page, files=files)) as app:
        await app.launch()
        assert app.errors[0].message.startswith("createWorker: workers/no.js: ")
        assert app.console[0].text == "told"


async def test_app_json_must_name_the_workers(tmp_path: Path) -> None:
    files = {"workers/index.js": ECHO}
    page = "my.createWorker('workers/index.js'); Page({})"
    async with MiniProgram.open(program(tmp_path, page, files=files)) as app:
        await app.launch()
        assert app.errors[0].message == (
            "createWorker: app.json: no workers are named\n"
            'Write "workers": "workers", which is where the scripts of workers are.'
        )


async def test_a_single_script_has_no_workers() -> None:
    async with Runtime() as rt:
        with pytest.raises(ScriptError, match="this program is a single script"):
            await rt.run("my.createWorker('workers/index.js')")


async def test_a_path_is_wanted(tmp_path: Path) -> None:
    page = "try { my.createWorker(); } catch (error) { console.log(error.name); }"
    assert await said(tmp_path, page) == ["TypeError"]


async def test_a_worker_has_the_limits_of_the_program(tmp_path: Path) -> None:
    script = "worker.onMessage(() => { console.log('begun'); for (;;); });"
    page = "Page({ again() { worker.postMessage(2); console.log('the page goes on'); } }); worker.postMessage(1)"
    async with opened(tmp_path, page, script, limits=Limits(cpu=0.2)) as app:
        with pytest.raises(LimitReached):
            await app.launch()
        assert [(failure.kind, failure.message[:14]) for failure in app.errors] == [("limit", "CPU time limit")]
        assert [line.text for line in app.console] == ["begun"]
        await app.page.call("again")
        assert [line.text for line in app.console] == ["begun", "the page goes on"]


async def test_an_open_worker_ends_with_the_program(tmp_path: Path) -> None:
    async with opened(tmp_path, "", "setInterval(() => console.log('tick'), 10)") as app:
        await app.launch()
    assert app.console == []
