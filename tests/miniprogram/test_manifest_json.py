"""JSON as people write it: comments, commas, keys written twice, and the place of every key."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import ProgramError
from bridge.miniprogram.manifest.json_text import parse, place_in, without_comments

TEXT = """{ // settings
  "a": [1, {"b": "x // y"}, /* c */ [2, {"b": 3}]],
  "d": {"a": {"b": 4}}, "d": {"a": 5}
}"""


def test_comments_are_understood_but_not_in_texts() -> None:
    assert parse(TEXT, "app.json") == {"a": [1, {"b": "x // y"}, [2, {"b": 3}]], "d": {"a": 5}}


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ((), "1:1"),
        (("a",), "2:3"),
        (("a", 0), "2:9"),
        (("a", 1), "2:12"),
        (("a", 1, "b"), "2:13"),
        (("a", 2, 1, "b"), "2:42"),
        (("d",), "3:25"),
        (("d", "a"), "3:31"),
        (("a", 1, "gone"), "2:12"),
        (("a", 7), "2:8"),
        (("gone", "b"), "1:1"),
        (("a", "0"), "2:8"),
        (("d", "a", "gone"), "3:31"),
    ],
)
def test_the_place_of_a_key(location: tuple[int | str, ...], place: str) -> None:
    assert str(place_in(TEXT, location, "app.json")) == f"app.json:{place}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{\n  "a": [1,\n  ]}', "2:10: bad JSON: a comma with nothing after it\nTake the comma out."),
        ('{"a": 1, }', "1:8: bad JSON: a comma with nothing after it"),
        ('{"a": 1, // one\n}', "1:8: bad JSON: a comma with nothing after it"),
        ('{"a": 1} /* on', "1:10: bad JSON: a comment without an end\nEnd it with */."),
        ('{"a" 1}', "1:6: bad JSON: Expecting ':' delimiter"),
        ("{'a': 1}", "1:2: bad JSON: Expecting property name"),
        ('// c\n{"a": x}', "2:7: bad JSON: Expecting value"),
        ("", "1:1: bad JSON: Expecting value"),
        ("[NaN]", " bad JSON: NaN is no JSON value"),
        ("[" * 100_000, " bad JSON: "),
    ],
)
def test_what_is_no_json(text: str, problem: str) -> None:
    with pytest.raises(ProgramError) as raised:
        parse(text, "app.json")
    assert str(raised.value).startswith(f"app.json:{problem}")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_without_comments_json_is_what_it_was(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert (parse(text, "x"), without_comments(text)) == (value, text)


@given(st.text(alphabet='{}[]",/*\\ \n1a:', max_size=30))
def test_any_text_is_a_value_or_a_program_error(text: str) -> None:
    try:
        parse(text, "app.json")
    except ProgramError as error:
        assert error.message.startswith("bad JSON: ")
    assert len(without_comments(text)) == len(text)
