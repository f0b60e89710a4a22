"""Data that the wallet app fetched before the program was opened, and plugins that it would fetch."""

from __future__ import annotations

import json

import pytest

from bridge import Runtime

ASK = "my.getBackgroundFetchData({ OPTIONS complete: (r) => console.log(JSON.stringify(r)) })"


@pytest.mark.parametrize(("options", "kind"), [("", "pre"), ("fetchType: 'periodic',", "periodic")])
async def test_what_was_fetched_is_found_by_its_kind(options: str, kind: str) -> None:
    async with Runtime(start=5000) as rt:
        rt.prefetch({"price": 7}, kind)
        await rt.run(ASK.replace("OPTIONS", options))
        assert json.loads(rt.console[0].text) == {"fetchType": kind, "fetchedData": {"price": 7}, "timestamp": 5000}


async def test_if_nothing_was_fetched_it_fails_and_says_what_to_do() -> None:
    async with Runtime() as rt:
        rt.prefetch({}, "periodic")
        await rt.run(ASK.replace("OPTIONS", "") + ".catch(() => {})")
        assert json.loads(rt.console[0].text)["error"] == 3
        assert 'prefetch({...}, fetch_type="pre")' in rt.notes[0].text


@pytest.mark.parametrize("plugin", ["2019235609092837", "2019235609092837@*"])
async def test_a_plugin_is_asked_for(plugin: str) -> None:
    async with Runtime() as rt:
        await rt.run(f"my.loadPlugin({{ plugin: '{plugin}' }})")
        assert [(call.api, call.outcome, call.result) for call in rt.calls] == [("loadPlugin", "success", {})]


@pytest.mark.parametrize("options", ["", "{ plugin: '' }", "{ plugin: 'a@' }", "{ plugin: 5 }"])
async def test_a_plugin_has_an_id(options: str) -> None:
    async with Runtime() as rt:
        await rt.run(f"my.loadPlugin({options}).catch((r) => console.log(r.error))")
        assert [line.text for line in rt.console] == ["2"]
