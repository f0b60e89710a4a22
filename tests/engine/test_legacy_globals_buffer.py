"""Buffer: what Node documents of it, and that bytes, texts and numbers come through as Python has them."""

from __future__ import annotations

import asyncio
import base64
import json
import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.scripts import printed

# An expression, and what JSON.stringify makes of it; a Buffer is shown as its hex.
CASES = {
    # made of
    "text": ("Buffer.from('h\u00e9')", "68c3a9"),
    "text in another encoding": ("Buffer.from('h\u00e9', 'latin1')", "68e9"),
    "hex": ("Buffer.from('0aFF', 'hex')", "0aff"),
    "hex up to a mistake": ("Buffer.from('abcxde', 'hex')", "ab"),
    "hex of odd length": ("Buffer.from('abc', 'hex')", "ab"),
    "base64 without padding": ("Buffer.from('YWI', 'base64')", "6162"),
    "base64 with line ends": ("Buffer.from('YW\\nJj', 'base64')", "616263"),
    "base64 of the other alphabet": ("Buffer.from('-_-_', 'base64')", "fbffbf"),
    "base64 with strangers": ("Buffer.from('Y*Q', 'base64')", "61"),
    "base64 ends at =": ("Buffer.from('YQ==YQ==', 'base64')", "61"),
    "an array": ("Buffer.from([1, 300, -1, 2.7, '5'])", "012cff0205"),
    "a typed array": ("Buffer.from(new Uint16Array([1, 257]))", "0101"),
    "a memory, shared": (
        "(() => { const m = new Uint8Array(4); const b = Buffer.from(m.buffer, 1, 2); m[1] = 7; return b })()",
        "0700",
    ),
    "a Buffer, copied": (
        "(() => { const a = Buffer.from('a'); const b = Buffer.from(a); a[0] = 0; return b })()",
        "61",
    ),
    "its own JSON": ("Buffer.from(JSON.parse(JSON.stringify(Buffer.from('ab'))))", "6162"),
    "what is like an array": ("Buffer.from({ length: 2, 0: 7 })", "0700"),
    "a String object": ("Buffer.from(new String('a'))", "61"),
    "the old way, of text": ("new Buffer('ab')", "6162"),
    "the old way, of a length": ("new Buffer(2)", "0000"),
    "the old way, without new": ("Buffer([1])", "01"),
    "of": ("Buffer.of(1, 2)", "0102"),
    "alloc": ("Buffer.alloc(3)", "000000"),
    "alloc, filled": ("Buffer.alloc(5, 'ab')", "6162616261"),
    "alloc, filled by an encoding": ("Buffer.alloc(2, 'YQ==', 'base64')", "6161"),
    "concat": ("Buffer.concat([Buffer.from('ab'), new Uint8Array([1])])", "616201"),
    "concat, cut": ("Buffer.concat([Buffer.from('ab'), Buffer.from('c')], 2)", "6162"),
    "concat, filled up": ("Buffer.concat([Buffer.from('a')], 3)", "610000"),
    # asked
    "isBuffer": (
        "[Buffer.isBuffer(Buffer.alloc(1)), Buffer.isBuffer(new Uint8Array(1)), Buffer.isBuffer(null)]",
        [True, False, False],
    ),
    "isEncoding": ("['utf8', 'UTF-8', 'Hex', 'utf7', 5].map(Buffer.isEncoding)", [True, True, True, False, False]),
    "byteLength": (
        "[Buffer.byteLength('€'), Buffer.byteLength('YWI=', 'base64'), Buffer.byteLength('abc', 'ucs2')]",
        [3, 2, 6],
    ),
    "toString of a part": ("Buffer.from('abcdef').toString('utf8', 1, 3)", "bc"),
    "ill-formed bytes": ("Buffer.from([0xff, 0x61, 0xe2, 0x82]).toString()", "\ufffda\ufffd"),
    "a byte order mark stays": ("Buffer.from('\\ufeffa').toString().length", 2),
    "ascii has seven bits": ("Buffer.from([0xe1]).toString('ascii')", "a"),
    "base64url": ("Buffer.from([0xfb, 0xff]).toString('base64url')", "-_8"),
    "as text": ("'' + Buffer.from('ab')", "ab"),
    "as JSON": ("Buffer.from('ab').toJSON()", {"type": "Buffer", "data": [97, 98]}),
    "equals": (
        "[Buffer.from('a').equals(new Uint8Array([97])), Buffer.from('a').equals(Buffer.from('b'))]",
        [True, False],
    ),
    "compare": ("Buffer.from('abc').compare(Buffer.from('abd'))", -1),
    "compare parts": ("Buffer.from('xabc').compare(Buffer.from('abc'), 0, 3, 1, 4)", 0),
    "sorting": ("[Buffer.from('b'), Buffer.from('ab')].sort(Buffer.compare).join()", "ab,b"),
    "indexOf": (
        "[Buffer.from('abab').indexOf('b', 2), Buffer.from('ab').indexOf(98), Buffer.from('ab').indexOf('c')]",
        [3, 1, -1],
    ),
    "indexOf from the end": ("Buffer.from('abcabc').indexOf('c', -2)", 5),
    "indexOf in an encoding": ("Buffer.from('6162', 'hex').indexOf('62', 0, 'hex')", 1),
    "indexOf of wide characters is aligned": (
        "Buffer.from('\\u0100\\u0000\\u0001', 'ucs2').indexOf('\\u0001', 0, 'ucs2')",
        4,
    ),
    "lastIndexOf": ("[Buffer.from('abab').lastIndexOf('ab'), Buffer.from('abab').lastIndexOf('ab', 1)]", [2, 0]),
    "includes": ("Buffer.from('abc').includes(Buffer.from('bc'))", True),
    # changed
    "slice shares": ("(() => { const b = Buffer.from('abc'); b.slice(1, -1)[0] = 65; return b })()", "614163"),
    "subarray shares": ("(() => { const b = Buffer.from('abc'); b.subarray(-1)[0] = 65; return b })()", "616241"),
    "fill": ("Buffer.from('abcdef').fill('xy', 1, 4)", "617879786566"),
    "fill with a number": ("Buffer.alloc(2).fill(0x141)", "4141"),
    "copy": (
        "(() => { const b = Buffer.alloc(4); return [Buffer.from('abc').copy(b, 2), b.toString('hex')] })()",
        [2, "00006162"],
    ),
    "copy onto itself": ("(() => { const b = Buffer.from('abcdef'); b.copy(b, 2, 0, 4); return b })()", "616261626364"),
    "write": (
        "(() => { const b = Buffer.alloc(4); return [b.write('h\u00e9', 1), b.toString('hex')] })()",
        [3, "0068c3a9"],
    ),
    "no half character is written": (
        "(() => { const b = Buffer.alloc(3); return [b.write('a€'), b.toString('hex')] })()",
        [1, "610000"],
    ),
    "write with length and encoding": (
        "(() => { const b = Buffer.alloc(3); return [b.write('616263', 0, 2, 'hex'), b.toString('hex')] })()",
        [2, "616200"],
    ),
    "swap16": ("Buffer.from([1, 2, 3, 4]).swap16()", "02010403"),
    "swap32": ("Buffer.from([1, 2, 3, 4]).swap32()", "04030201"),
    "swap64": ("Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]).swap64()", "0807060504030201"),
    # like its parent
    "map gives a Buffer": ("Buffer.from([1, 2]).map((x) => x * 2)", "0204"),
    "kinds": (
        "[Uint8Array, Buffer, Array].map((kind) => Buffer.alloc(1) instanceof kind)",
        [True, True, False],
    ),
    "the least of signed integers": (
        "[Buffer.from([128]).readInt8(), Buffer.from([0, 128]).readInt16LE(), Buffer.from([128, 0, 0]).readIntBE(0,3)]",
        [-128, -32768, -8388608],
    ),
    "other spelling": ("Buffer.alloc(1).readUint8 === Buffer.alloc(1).readUInt8", True),
}

FAULTS = {
    "of a number": ("Buffer.from(5)", "TypeError ERR_INVALID_ARG_TYPE"),
    "of nothing": ("Buffer.from(null)", "TypeError ERR_INVALID_ARG_TYPE"),
    "unknown encoding": ("Buffer.from('a', 'utf7')", "TypeError ERR_UNKNOWN_ENCODING"),
    "unknown encoding out": ("Buffer.from('a').toString('utf7')", "TypeError ERR_UNKNOWN_ENCODING"),
    "negative length": ("Buffer.alloc(-1)", "RangeError ERR_OUT_OF_RANGE"),
    "length as text": ("Buffer.alloc('3')", "TypeError ERR_INVALID_ARG_TYPE"),
    "outside the memory": ("Buffer.from(new ArrayBuffer(2), 3)", "RangeError ERR_BUFFER_OUT_OF_BOUNDS"),
    "concat of no list": ("Buffer.concat('x')", "TypeError ERR_INVALID_ARG_TYPE"),
    "concat of texts": ("Buffer.concat(['x'])", "TypeError ERR_INVALID_ARG_TYPE"),
    "read past the end": ("Buffer.alloc(2).readUInt16LE(1)", "RangeError ERR_OUT_OF_RANGE"),
    "read from a small buffer": ("Buffer.alloc(1).readUInt16LE()", "RangeError ERR_BUFFER_OUT_OF_BOUNDS"),
    "read at a fraction": ("Buffer.alloc(4).readUInt8(1.5)", "RangeError ERR_OUT_OF_RANGE"),
    "read at a text": ("Buffer.alloc(4).readUInt8('1')", "TypeError ERR_INVALID_ARG_TYPE"),
    "read seven bytes": ("Buffer.alloc(8).readUIntLE(0, 7)", "RangeError ERR_OUT_OF_RANGE"),
    "write too much": ("Buffer.alloc(4).writeInt8(128)", "RangeError ERR_OUT_OF_RANGE"),
    "write less than nothing": ("Buffer.alloc(4).writeUInt32BE(-1)", "RangeError ERR_OUT_OF_RANGE"),
    "write too big a BigInt": ("Buffer.alloc(8).writeBigInt64LE(2n ** 63n)", "RangeError ERR_OUT_OF_RANGE"),
    "swap odd bytes": ("Buffer.alloc(3).swap16()", "RangeError ERR_INVALID_BUFFER_SIZE"),
    "fill with nothing": ("Buffer.alloc(3).fill(Buffer.alloc(0))", "TypeError ERR_INVALID_ARG_VALUE"),
    "search for an object": ("Buffer.alloc(3).indexOf({})", "TypeError ERR_INVALID_ARG_TYPE"),
}

SHOWN = "const shown = (v) => JSON.stringify(Buffer.isBuffer(v) ? v.toString('hex') : v);"


@pytest.mark.parametrize(("expression", "expected"), CASES.values(), ids=CASES)
async def test_a_buffer(expression: str, expected: Any) -> None:
    (line,) = await printed(f"{SHOWN} console.log(shown({expression}))")
    assert json.loads(line) == expected


@pytest.mark.parametrize(("expression", "expected"), FAULTS.values(), ids=FAULTS)
async def test_a_fault_has_nodes_type_and_code(expression: str, expected: str) -> None:
    assert await printed(f"try {{ {expression} }} catch (e) {{ console.log(e.constructor.name, e.code) }}") == [
        expected
    ]


async def test_a_fault_points_at_the_program() -> None:
    (stack,) = await printed("try { Buffer.alloc(1).readUInt16LE() } catch (e) { console.log(e.stack) }")
    assert stack.startswith("    at demo.js:1:")


async def test_a_buffer_works_after_the_built_ins_it_uses_were_replaced() -> None:
    lines = await printed("""
        const list = [1, 2];
        const setter = { configurable: true, set() { throw new Error('seen') } };
        for (const i of [0, 1, 'get']) Object.defineProperty(Object.prototype, i, setter);
        const home = Object.getPrototypeOf(Uint8Array.prototype);
        for (const name of ['set', 'fill', 'subarray', 'slice']) home[name] = null;
        atob = btoa = escape = unescape = Reflect.apply = Array.prototype[Symbol.iterator] = null;
        console.log(Buffer.concat([Buffer.from(list), Buffer.from('\\u00e9')]).toString('base64'));
        console.log(JSON.stringify(Buffer.alloc(4, 'ab').slice(1)));
    """)
    assert lines == ["AQLDqQ==", '{"type":"Buffer","data":[98,97,98]}']


def answers(source: str) -> Any:
    """What `source`, an expression, is in the guest, through JSON."""
    (line,) = asyncio.run(printed(f"console.log(JSON.stringify({source}))"))
    return json.loads(line)


PYTHON: dict[str, Callable[[bytes], str]] = {
    "hex": bytes.hex,
    "base64": lambda data: base64.b64encode(data).decode(),
    "base64url": lambda data: base64.urlsafe_b64encode(data).decode().rstrip("="),
    "latin1": lambda data: data.decode("latin1"),
    "binary": lambda data: data.decode("latin1"),
}
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=60))
def test_bytes_survive_every_encoding(data: bytes) -> None:
    there = json.dumps([[name, encode(data)] for name, encode in PYTHON.items()])
    back = f"{there}.map(([e, t]) => [Buffer.from(t, e).toString('hex'), Buffer.from({list(data)}).toString(e) === t])"
    assert answers(back) == [[data.hex(), True]] * len(PYTHON)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_texts_are_the_bytes_that_python_has(text: str) -> None:
    quoted = json.dumps(text)
    there = (
        f"['utf8', 'utf16le'].map((e) => [Buffer.from({quoted}, e).toString('hex'), Buffer.byteLength({quoted}, e)])"
    )
    expected = [text.encode(), text.encode("utf-16-le")]
    assert answers(there) == [[data.hex(), len(data)] for data in expected]
    back = f"['utf8', 'utf16le'].map((e) => Buffer.from({quoted}, e).toString(e) === {quoted})"
    assert answers(back) == [True, True]


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=40))
def test_ill_formed_bytes_become_what_python_puts_in_their_place(data: bytes) -> None:
    assert answers(f"Buffer.from({list(data)}).toString()") == data.decode("utf-8", "replace")


FORMATS = {
    "Int8": "b", "UInt8": "B", "Int16LE": "<h", "UInt16BE": ">H", "Int32BE": ">i", "UInt32LE": "<I", "FloatLE": "<f",
    "DoubleBE": ">d", "BigInt64LE": "<q", "BigUInt64BE": ">Q",
}  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=8, max_size=8))
def test_numbers_are_those_that_python_reads(data: bytes) -> None:
    for name, layout in FORMATS.items():
        (number,) = struct.unpack_from(layout, data)
        if number != number:  # JSON has no NaN, and its bytes may change
            continue
        read = f"Buffer.from({list(data)}).read{name}()"
        literal = f"{number}n" if "Big" in name else repr(number).replace("inf", "Infinity")
        written = f"(() => {{ const b = Buffer.alloc(8); b.write{name}({literal}); return b.toString('hex') }})()"
        expected = struct.pack(layout, number).ljust(8, b"\0").hex()
        assert answers(f"[{read} === {literal}, {written}]") == [True, expected]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 6), st.binary(min_size=6, max_size=6))
def test_integers_of_any_size_are_those_that_python_reads(size: int, data: bytes) -> None:
    part = data[:size]
    expected = [
        int.from_bytes(part, "little"), int.from_bytes(part, "big"),
        int.from_bytes(part, "little", signed=True), int.from_bytes(part, "big", signed=True),
    ]  # fmt: skip
    names = "['UIntLE', 'UIntBE', 'IntLE', 'IntBE']"
    assert answers(f"{names}.map((n) => Buffer.from({list(data)})['read' + n](0, {size}))") == expected


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=12), st.binary(max_size=3), st.integers(-14, 14))
def test_a_search_finds_what_python_finds(data: bytes, part: bytes, start: int) -> None:
    first = data.find(part, start) if part else min(max(start + len(data) if start < 0 else start, 0), len(data))
    assert answers(f"Buffer.from({list(data)}).indexOf(Buffer.from({list(part)}), {start})") == first
