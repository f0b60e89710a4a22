"""`TextEncoder` and `TextDecoder`: encodings, ill-formed input, streams, and a program's patches."""

from __future__ import annotations

import json

import pytest

from .shim_loading import ShimEngine

SHIM = "encoding.js"

ENCODED = {
    "nothing": ("", "[]"),
    "undefined": ("undefined", "[]"),
    "null is text": ("null", "[110,117,108,108]"),
    "a number is text": ("12", "[49,50]"),
    "one to four bytes": (r"'a\u00e9\u6f22\u{1f600}'", "[97,195,169,230,188,162,240,159,152,128]"),
    "lone high surrogate": (r"'\ud800x'", "[239,191,189,120]"),
    "lone low surrogate": (r"'\udc00'", "[239,191,189]"),
    "NUL": (r"'\0'", "[0]"),
}

ENCODED_INTO = {
    "fits": ("'abc'", 5, '[{"read":3,"written":3},[97,98,99,0,0]]'),
    "cut": ("'abc'", 2, '[{"read":2,"written":2},[97,98]]'),
    "no room": ("'abc'", 0, '[{"read":0,"written":0},[]]'),
    "no half character": (r"'a\u6f22'", 3, '[{"read":1,"written":1},[97,0,0]]'),
    "no half pair": (r"'\u{1f600}\u{1f600}'", 5, '[{"read":2,"written":4},[240,159,152,128,0]]'),
    "no pair taken for a lone half": (r"'\u{1f600}'", 3, '[{"read":0,"written":0},[0,0,0]]'),
    "lone surrogate": (r"'\ud83da'", 4, '[{"read":2,"written":4},[239,191,189,97]]'),
}

UTF8 = {
    "ascii": ([72, 105], "Hi"),
    "two, three and four bytes": ([0xC3, 0xA9, 0xE6, 0xBC, 0xA2, 0xF0, 0x9F, 0x98, 0x80], "é漢😀"),
    "byte order mark": ([0xEF, 0xBB, 0xBF, 65, 0xEF, 0xBB, 0xBF], "A\ufeff"),
    "lone continuation": ([0x80, 65], "\ufffdA"),
    "overlong, two bytes": ([0xC0, 0x80], "\ufffd\ufffd"),
    "overlong, three bytes": ([0xE0, 0x80, 0x80], "\ufffd\ufffd\ufffd"),
    "overlong, four bytes": ([0xF0, 0x80, 0x80, 0x80], "\ufffd\ufffd\ufffd\ufffd"),
    "surrogate": ([0xED, 0xA0, 0x80], "\ufffd\ufffd\ufffd"),
    "beyond U+10FFFF": ([0xF4, 0x90, 0x80, 0x80], "\ufffd\ufffd\ufffd\ufffd"),
    "a cut sequence is one error": ([0xF0, 0x9F, 0x98, 65], "\ufffdA"),
    "a cut sequence before another": ([0xE2, 0x82, 0xC3, 0xA9], "\ufffdé"),
    "cut by the end": ([65, 0xE2, 0x82], "A\ufffd"),
    "no such byte": ([0xFF, 0xF5, 65], "\ufffd\ufffdA"),
}

OTHERS = {
    "utf-16le": ("utf-16le", [65, 0, 0x3D, 0xD8, 0x00, 0xDE], "A😀"),
    "utf-16 is little-endian": ("utf-16", [0xFF, 0xFE, 65, 0], "A"),
    "utf-16be": ("utf-16be", [0xFE, 0xFF, 0, 65, 0xD8, 0x3D, 0xDE, 0x00], "A😀"),
    "lone high surrogate": ("utf-16le", [0x3D, 0xD8, 65, 0], "\ufffdA"),
    "lone low surrogate": ("utf-16le", [0x00, 0xDE, 65, 0], "\ufffdA"),
    "two high surrogates": ("utf-16le", [0x3D, 0xD8, 0x3D, 0xD8, 0x00, 0xDE], "\ufffd😀"),
    "odd length": ("utf-16le", [65, 0, 66], "A\ufffd"),
    "pair and unit both cut": ("utf-16le", [0x3D, 0xD8, 66], "\ufffd"),
    "windows-1252": ("windows-1252", [65, 0x80, 0x81, 0x85, 0x99, 0x9F, 0xA0, 0xFF], "A€\x81…™Ÿ\xa0ÿ"),
    "latin1 is windows-1252": ("latin1", [0x93, 0xE9, 0x94], "“é”"),
}

LABELS = {
    "utf-8": ["utf-8", "UTF8", " unicode-1-1-utf-8\\n"],
    "utf-16le": ["utf-16le", "utf-16", "ucs-2"],
    "utf-16be": ["utf-16be", "UTF-16BE"],
    "windows-1252": ["latin1", "iso-8859-1", "windows-1252", "ascii", "us-ascii"],
}

STREAMS = {
    "a character over three chunks": (
        "utf-8",
        [[0xE2], [0x82], [0xAC, 65]],
        ["", "", "€A", ""],
    ),
    "a character that never ends": ("utf-8", [[65, 0xE2, 0x82]], ["A", "\ufffd"]),
    "an error in the next chunk": ("utf-8", [[0xE2], [65]], ["", "\ufffdA", ""]),
    "a byte order mark in pieces": ("utf-8", [[0xEF], [0xBB], [0xBF, 65]], ["", "", "A", ""]),
    "a second mark is text": ("utf-8", [[0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF]], ["", "\ufeff", ""]),
    "a pair in pieces": ("utf-16le", [[0x3D], [0xD8, 0x00], [0xDE]], ["", "", "😀", ""]),
    "half a pair": ("utf-16be", [[0xD8, 0x3D]], ["", "\ufffd"]),
}

EXPRESSIONS = {
    "nothing": ("new TextDecoder().decode()", '""'),
    "a buffer": ("new TextDecoder().decode(new Uint8Array([65, 66]).buffer)", '"AB"'),
    "part of a buffer": ("new TextDecoder().decode(new Uint8Array([65, 66, 67]).subarray(1))", '"BC"'),
    "a data view": (
        "new TextDecoder().decode(new DataView(new Uint8Array([65, 66, 67]).buffer, 1, 1))",
        '"B"',
    ),
    "wider elements": ("new TextDecoder().decode(new Uint16Array([0x4241]))", '"AB"'),
    "a detached view": (
        "(() => { const u = new Uint8Array(2); u.buffer.transfer(); return new TextDecoder().decode(u); })()",
        '""',
    ),
    "no buffer": ("new TextDecoder().decode([65])", "TypeError: ArrayBuffer object expected"),
    "null": ("new TextDecoder().decode(null)", "TypeError: ArrayBuffer object expected"),
    "a mark that is kept": (
        "new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf]))",
        '"\ufeff"',
    ),
    "the next stream starts anew": (
        "(() => { const d = new TextDecoder(); const mark = new Uint8Array([0xef, 0xbb, 0xbf, 65]);"
        " return [d.decode(mark), d.decode(mark)]; })()",
        '["A","A"]',
    ),
    "usable after a fatal error": (
        "(() => { const d = new TextDecoder('utf-8', { fatal: true });"
        " try { d.decode(new Uint8Array([255])); } catch { return d.decode(new Uint8Array([65])); } })()",
        '"A"',
    ),
    "unknown label": ("new TextDecoder('foo')", 'RangeError: The "foo" encoding is not supported'),
    "a label from Object.prototype": (
        "new TextDecoder('toString')",
        'RangeError: The "toString" encoding is not supported',
    ),
    "options": (
        "(() => { const d = new TextDecoder('utf-8', { fatal: 1, ignoreBOM: 'x' });"
        " return [d.fatal, d.ignoreBOM]; })()",
        "[true,true]",
    ),
    "lengths": (
        "[TextDecoder, TextDecoder.prototype.decode, TextEncoder, TextEncoder.prototype.encode,"
        " TextEncoder.prototype.encodeInto].map((f) => f.length)",
        "[0,0,0,0,2]",
    ),
    "members are enumerable": (
        "[Object.keys(TextEncoder.prototype), Object.keys(TextDecoder.prototype)]",
        '[["encoding","encode","encodeInto"],["encoding","fatal","ignoreBOM","decode"]]',
    ),
    "tags": (
        "[new TextEncoder(), new TextDecoder()].map(String)",
        '["[object TextEncoder]","[object TextDecoder]"]',
    ),
    "encoding": ("new TextEncoder().encoding", '"utf-8"'),
    "a symbol is no text": (
        "new TextEncoder().encode(Symbol())",
        "TypeError: cannot convert symbol to string",
    ),
    "encodeInto wants bytes": (
        "new TextEncoder().encodeInto('a', [])",
        "TypeError: The destination must be a Uint8Array",
    ),
    "encodeInto stays in its view": (
        "(() => { const b = new ArrayBuffer(5);"
        " new TextEncoder().encodeInto('abcdef', new Uint8Array(b, 1, 2));"
        " return [...new Uint8Array(b)]; })()",
        "[0,97,98,0,0]",
    ),
    "a megabyte there and back": (
        r"(() => { const text = 'h\u00e9llo \u6f22 \u{1f600}'.repeat(80000);"
        " return new TextDecoder().decode(new TextEncoder().encode(text)) === text; })()",
        "true",
    ),
    "a megabyte of errors": ("new TextDecoder().decode(new Uint8Array(1e6).fill(255)).length", "1000000"),
}

FATAL = {
    "ill-formed": ("utf-8", [255]),
    "cut": ("utf-8", [0xE2, 0x82]),
    "odd": ("utf-16le", [65]),
    "lone surrogate": ("utf-16be", [0xD8, 0x3D, 0, 65]),
}

POISON = {
    "setters on Object.prototype": """
        for (const key of ["read", "written", "needed", "lead", "points", "text", "encoding", "0",
          "enumerable"])
          Object.defineProperty(Object.prototype, key, { __proto__: null, configurable: true, set() {} });
    """,
    "setters on Array.prototype": """
        for (const key of ["0", "1", "2"])
          Object.defineProperty(Array.prototype, key, { __proto__: null, configurable: true, set() {} });
    """,
    "iteration": """
        Array.prototype[Symbol.iterator] = String.prototype[Symbol.iterator] =
          () => { throw new Error("poisoned"); };
        Object.getPrototypeOf(Int8Array.prototype)[Symbol.iterator] = Array.prototype[Symbol.iterator];
    """,
    "methods": """
        const poisoned = () => { throw new Error("poisoned"); };
        for (const key of ["charCodeAt", "concat", "slice", "toLowerCase", "trim", "toWellFormed",
          "codePointAt"])
          String.prototype[key] = poisoned;
        String.fromCharCode = String.fromCodePoint = Uint8Array.fromBase64 =
          Uint8Array.prototype.toBase64 = poisoned;
        Map.prototype.set = Array.prototype.push = Function.prototype.call = Function.prototype.apply =
          poisoned;
    """,
    "getters of buffers": """
        const get = () => { throw new Error("poisoned"); };
        for (const key of ["length", "buffer", "byteOffset", "byteLength", "constructor", Symbol.toStringTag])
          Object.defineProperty(Object.getPrototypeOf(Int8Array.prototype), key, { __proto__: null, get });
    """,
    "globals": ("atob = btoa = escape = unescape = encodeURIComponent = decodeURIComponent = String = undefined;"),
}

# Elements are read one by one: spreading is among what was patched.
LOOK = r"""
(() => {
  const bytes = new TextEncoder().encode("h\u00e9\ud800");
  const { read, written } = new TextEncoder().encodeInto("\u6f22\u6f22", input.room);
  return {
    e: bytes[1], l: bytes[5], r: read, w: written, d: new TextDecoder("UTF-8").decode(bytes),
    i: new TextDecoder().decode(input.ill), t: new TextDecoder("utf-16le").decode(input.wide),
    n: new TextDecoder("latin1").decode(input.narrow),
  };
})()
"""
INPUT = """
var input = {
  room: new Uint8Array(5), ill: new Uint8Array([0xf0, 0x9f, 65]), wide: new Uint8Array([65, 0]),
  narrow: new Uint8Array([0x80, 65]),
};
"""


@pytest.fixture(scope="module")
def engine() -> ShimEngine:
    return ShimEngine(SHIM)


def _decoded(engine: ShimEngine, label: str, data: list[int]) -> str:
    text: str = json.loads(engine.json(f"new TextDecoder('{label}').decode(new Uint8Array({data}))"))
    return text


@pytest.mark.parametrize(("text", "expected"), ENCODED.values(), ids=ENCODED.keys())
def test_encode(engine: ShimEngine, text: str, expected: str) -> None:
    assert engine.json(f"[...new TextEncoder().encode({text})]") == expected


@pytest.mark.parametrize(("text", "room", "expected"), ENCODED_INTO.values(), ids=ENCODED_INTO.keys())
def test_encode_into(engine: ShimEngine, text: str, room: int, expected: str) -> None:
    engine.run(f"room = new Uint8Array({room})")
    assert engine.json(f"[new TextEncoder().encodeInto({text}, room), [...room]]") == expected


@pytest.mark.parametrize(("data", "expected"), UTF8.values(), ids=UTF8.keys())
def test_decode_utf8(engine: ShimEngine, data: list[int], expected: str) -> None:
    assert _decoded(engine, "utf-8", data) == expected


@pytest.mark.parametrize(("data", "expected"), UTF8.values(), ids=UTF8.keys())
def test_decode_utf8_byte_by_byte(engine: ShimEngine, data: list[int], expected: str) -> None:
    script = (
        f"(() => {{ const d = new TextDecoder(); let text = ''; for (const byte of {data})"
        " text += d.decode(new Uint8Array([byte]), { stream: true }); return text + d.decode(); })()"
    )
    assert json.loads(engine.json(script)) == expected


@pytest.mark.parametrize(("label", "data", "expected"), OTHERS.values(), ids=OTHERS.keys())
def test_decode_other_encodings(engine: ShimEngine, label: str, data: list[int], expected: str) -> None:
    assert _decoded(engine, label, data) == expected


def test_windows_1252_as_python_knows_it(engine: ShimEngine) -> None:
    undefined_in_python = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    data = [byte for byte in range(256) if byte not in undefined_in_python]
    assert _decoded(engine, "windows-1252", data) == bytes(data).decode("cp1252")


@pytest.mark.parametrize(("encoding", "labels"), LABELS.items())
def test_labels(engine: ShimEngine, encoding: str, labels: list[str]) -> None:
    for label in labels:
        assert engine.json(f"new TextDecoder('{label}').encoding") == json.dumps(encoding)


@pytest.mark.parametrize(("label", "chunks", "expected"), STREAMS.values(), ids=STREAMS.keys())
def test_stream(engine: ShimEngine, label: str, chunks: list[list[int]], expected: list[str]) -> None:
    script = (
        f"(() => {{ const d = new TextDecoder('{label}');"
        f" const texts = {chunks}.map((chunk) => d.decode(new Uint8Array(chunk), {{ stream: true }}));"
        " return [...texts, d.decode()]; })()"
    )
    assert json.loads(engine.json(script)) == expected


@pytest.mark.parametrize(("label", "data"), FATAL.values(), ids=FATAL.keys())
def test_fatal(engine: ShimEngine, label: str, data: list[int]) -> None:
    answer = engine.json(f"new TextDecoder('{label}', {{ fatal: true }}).decode(new Uint8Array({data}))")
    assert answer == f"TypeError: The encoded data was not valid for encoding {label}"


@pytest.mark.parametrize(("expression", "expected"), EXPRESSIONS.values(), ids=EXPRESSIONS.keys())
def test_expressions(engine: ShimEngine, expression: str, expected: str) -> None:
    assert engine.json(expression) == expected


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON.keys())
def test_patched_built_ins_change_nothing(poison: str) -> None:
    answer = json.loads(ShimEngine(SHIM, INPUT + poison).json(LOOK))
    assert answer == {
        "e": 195, "l": 189, "r": 1, "w": 3, "d": "hé\ufffd", "i": "\ufffdA", "t": "A", "n": "€A",
    }  # fmt: skip
