"""Texts of lazy shims, packed and unpacked again."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import Runtime
from bridge.engine import Shims
from bridge.engine.engine import _FEW
from bridge.engine.packing import pack
from bridge.engine.shims import LAZY, bundle
from bridge.miniprogram.runtime import LAZY_SHIMS, SHIMS


def unpacked(text: str) -> str:
    """What js_shims/engine/lazy.js does, written again."""
    out = ""
    at = 0
    while at < len(text):
        code = ord(text[at])
        if code < 128:
            out += text[at]
            at += 1
            continue
        start = len(out) - (ord(text[at + 1]) - 1) * 127 - (ord(text[at + 2]) - 1)
        for place in range(start, start + code - 124):
            out += out[place]
        at += 3
    return out


@given(st.text(alphabet=string.ascii_letters[:4] + " \n", max_size=400))
def test_what_was_packed_comes_out_again(text: str) -> None:
    assert unpacked(pack(text)) == text


def test_repetitions_far_apart_and_long_ones_come_out_again() -> None:
    text = "function abc() {}" + "x" * 20_000 + "function abc() {}" + "yz" * 300
    assert unpacked(pack(text)) == text


@pytest.mark.parametrize("text", ["é", "a\0b"])
def test_only_ascii_can_be_packed(text: str) -> None:
    with pytest.raises(ValueError, match="only ASCII"):
        pack(text)


def test_packed_shims_are_what_they_were() -> None:
    plain, packed = (bundle(Shims(SHIMS, LAZY_SHIMS), packed=flag).lazy for flag in (False, True))
    assert len(plain) == len(LAZY) + len(LAZY_SHIMS)
    assert [unpacked(text[1:]) if text[0] == "\x01" else text for text in packed] == list(plain)


async def test_an_engine_with_packed_shims_compiles_them() -> None:
    crowd = [Runtime() for _ in range(_FEW + 1)]
    for runtime in crowd:
        await runtime.run("console.log(Buffer.from('abc').toString('hex'), structuredClone([1])[0])")
    assert crowd[-1].console[0].text == "616263 1"
    for runtime in crowd:
        await runtime.close()
