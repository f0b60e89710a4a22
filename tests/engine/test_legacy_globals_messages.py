"""MessageChannel: copies, order, starting, listeners, closing."""

from __future__ import annotations

import pytest

from tests.support.scripts import fails, printed, ran

BEGIN = "const { port1, port2 } = new MessageChannel();"
CASES = {
    "a message arrives later": (
        "port2.onmessage = (e) => console.log(e.data); port1.postMessage('hi'); console.log('first')",
        ["first", "hi"],
    ),
    "after promises, before a timer of 2 ms": (
        """setTimeout(() => console.log('timer'), 2); port2.onmessage = () => console.log('message');
           port1.postMessage(1); Promise.resolve().then(() => console.log('promise'))""",
        ["promise", "message", "timer"],
    ),
    "messages keep their order": (
        "port2.onmessage = (e) => console.log(e.data); for (let i = 0; i < 3; i++) port1.postMessage(i)",
        ["0", "1", "2"],
    ),
    "a message is a copy of its moment": (
        "const o = { a: [1] }; port2.onmessage = (e) => console.log(e.data); port1.postMessage(o); o.a.push(2)",
        ["{ a: [ 1 ] }"],
    ),
    "both ways": (
        "port2.onmessage = (e) => port2.postMessage(e.data + 1); port1.onmessage = (e) => console.log(e.data);"
        "port1.postMessage(1)",
        ["2"],
    ),
    "the handler sees its port": (
        """port2.onmessage = function (e) { console.log(this === port2, e.target === port2, e.type) };
           port1.postMessage(1)""",
        ["true true message"],
    ),
    "a listener waits for start": (
        """port2.addEventListener('message', (e) => console.log(e.data)); port1.postMessage(1);
           setTimeout(() => { console.log('start'); port2.start() }, 9)""",
        ["start", "1"],
    ),
    "a listener of once hears once": (
        """port2.addEventListener('message', (e) => console.log(e.data), { once: true }); port2.start();
           port1.postMessage(1); port1.postMessage(2)""",
        ["1"],
    ),
    "the same listener counts once": (
        """const f = (e) => console.log(e.data); port2.addEventListener('message', f);
           port2.addEventListener('message', f); port2.start(); port1.postMessage(1)""",
        ["1"],
    ),
    "a removed listener hears nothing": (
        """const f = (e) => console.log(e.data); port2.addEventListener('message', f);
           port2.removeEventListener('message', f); port2.start(); port1.postMessage(1)""",
        [],
    ),
    "an object that handles events": (
        """const o = { handleEvent(e) { console.log(this === o, e.data) } };
           port2.addEventListener('message', o); port2.start(); port1.postMessage(1)""",
        ["true 1"],
    ),
    "a closed port hears nothing": (
        "port2.onmessage = () => console.log('heard'); port1.postMessage(1); port2.close()",
        [],
    ),
    "a closed port says nothing": (
        "port2.onmessage = () => console.log('heard'); port1.close(); port1.postMessage(1)",
        [],
    ),
    "a buffer can be handed over": (
        """const b = new ArrayBuffer(2); port2.onmessage = (e) => console.log(e.data.byteLength, b.byteLength);
           port1.postMessage(b, [b])""",
        ["2 0"],
    ),
    "ports come from a channel": (
        "try { new MessagePort() } catch (e) { console.log(e.name, port1 instanceof MessagePort) }",
        ["TypeError true"],
    ),
    "a function cannot be posted": (
        "try { port1.postMessage(() => {}) } catch (e) { console.log(e.name) }",
        ["DataCloneError"],
    ),
    "names": (
        "console.log(String(port1), String(new MessageChannel()))",
        ["[object MessagePort] [object MessageChannel]"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
async def test_a_channel(source: str, expected: list[str]) -> None:
    assert await printed(BEGIN + source) == expected


async def test_a_handler_that_throws_is_reported_and_stops_no_other() -> None:
    runtime = await ran(f"""{BEGIN}
        port2.onmessage = () => {{ throw new Error('broken') }};
        port2.addEventListener('message', (e) => console.log(e.data));
        port1.postMessage(1);
    """)
    assert fails(runtime) == [("error", "Error: broken")]
    assert [line.text for line in runtime.console] == ["1"]


async def test_a_channel_works_after_the_built_ins_it_uses_were_replaced() -> None:
    lines = await printed("""
        const setters = { configurable: true, set() { console.log('seen') } };
        for (const i of [0, 1, 'act', 'next']) Object.defineProperty(Object.prototype, i, setters);
        setTimeout = structuredClone = Reflect.apply = Array.prototype.push = null;
        const { port1, port2 } = new MessageChannel();
        port2.addEventListener('message', (e) => console.log(e.data));
        port2.start(); port1.postMessage('through');
    """)
    assert lines == ["through"]
