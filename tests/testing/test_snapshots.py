"""Snapshots: in files as Jest writes them, and in the test's own source."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from bridge.testing.discovery import TestFile
from bridge.testing.inline_snapshots import InlineSnapshot, with_inline
from bridge.testing.snapshots import SnapshotOutcome, read_snapshots, save_snapshots, snapshot_path, write_snapshots
from tests.testing.running import failure, run

NAME = "a.test.js"
TEST = "test('a', () => expect({ n: 1 }).toMatchSnapshot());"


def saved(folder: Path, source: str, update: Literal["none", "new", "all"]) -> list[str]:
    """Run, and write what is to be written."""
    results, end = run(folder, source, update=update)
    assert end.snapshots is not None
    unfinished = [result.full_name for result in results if result.status != "passed"]
    return save_snapshots(TestFile(folder, NAME, NAME), end.snapshots, update, whole=True, unfinished=unfinished)


def recorded(folder: Path) -> dict[str, str]:
    return read_snapshots(snapshot_path(TestFile(folder, NAME, NAME)))


def test_a_new_one_is_written_and_matches_from_then_on(tmp_path: Path) -> None:
    assert saved(tmp_path, TEST, "new") == ["1 written"]
    assert recorded(tmp_path) == {"a 1": '\n{\n  "n": 1,\n}\n'}
    assert saved(tmp_path, TEST, "none") == []


def test_one_that_differs_fails_with_the_difference(tmp_path: Path) -> None:
    saved(tmp_path, TEST, "new")
    said = failure(tmp_path, TEST.replace("n: 1", "n: 2"), update="new")
    assert "Snapshot name: `a 1`\n\n- Snapshot  - 1\n+ Received  + 1" in said
    assert '-   "n": 1,\n+   "n": 2,' in said


def test_a_new_one_fails_where_none_may_be_written(tmp_path: Path) -> None:
    assert "New snapshot was not written" in failure(tmp_path, TEST, update="none")


def test_updating_writes_what_differs_and_takes_out_what_is_unused(tmp_path: Path) -> None:
    saved(tmp_path, f"{TEST} {TEST.replace(chr(39) + 'a', chr(39) + 'b', 1)}", "new")
    assert saved(tmp_path, TEST.replace("n: 1", "n: 2"), "all") == ["1 written", "1 removed"]
    assert recorded(tmp_path) == {"a 1": '\n{\n  "n": 2,\n}\n'}


def test_unused_ones_stay_and_are_told_of(tmp_path: Path) -> None:
    saved(tmp_path, TEST, "new")
    assert saved(tmp_path, "test('b', () => {});", "new") == ["1 obsolete: --update-snapshots removes them"]
    assert list(recorded(tmp_path)) == ["a 1"]


def test_those_of_tests_that_were_skipped_or_failed_stay(tmp_path: Path) -> None:
    hinted = "test('b', () => expect(2).toMatchSnapshot('h'));"
    saved(tmp_path, TEST + hinted, "new")
    broken = "test.skip('a', () => {}); test('b', () => { throw new Error('before'); });"
    assert saved(tmp_path, broken, "all") == []
    assert list(recorded(tmp_path)) == ["a 1", "b: h 1"]


def test_those_in_the_source_count_in_the_numbers(tmp_path: Path) -> None:
    source = "test('a', () => { expect(1).toMatchInlineSnapshot(`1`); expect(2).toMatchSnapshot(); });"
    saved(tmp_path, source, "new")
    assert recorded(tmp_path) == {"a 2": "2"}


def test_keys_are_sorted_as_jest_sorts_them(tmp_path: Path) -> None:
    path = tmp_path / "x.snap"
    keys = [" x 1", "a 1", "a 2", "a 10", "a.1", "a/1", ":c 1", "_ 1", "~ 1", "- 1", "0 1", "1 1", "Z 1", "é 1", "😀 1"]
    write_snapshots(path, dict.fromkeys(reversed(keys), "1"))
    expected = [
        " x 1",
        ":c 1",
        "_ 1",
        "~ 1",
        "- 1",
        "0 1",
        "1 1",
        "Z 1",
        "a 1",
        "a 2",
        "a 10",
        "a.1",
        "a/1",
        "é 1",
        "😀 1",
    ]
    assert list(read_snapshots(path)) == expected


def test_line_ends_are_one(tmp_path: Path) -> None:
    saved(tmp_path, "test('a\\nb', () => expect('x\\r\\ny\\rz').toMatchSnapshot());", "new")
    assert recorded(tmp_path) == {"a\\nb 1": '\n"x\ny\nz"\n'}


def test_texts_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "__snapshots__" / "x.snap"
    texts = {"a `name` ${x} \\ 10": "\n`${y}` \\\n", "a 2": '"x"'}
    write_snapshots(path, texts)
    assert read_snapshots(path) == texts
    assert path.read_text().startswith("// Jest Snapshot v1, ")


def test_a_file_of_no_snapshots_is_none(tmp_path: Path) -> None:
    path = tmp_path / "__snapshots__" / "x.snap"
    write_snapshots(path, {"a 1": "1"})
    write_snapshots(path, {})
    assert not path.exists()


def test_properties_that_vary_are_recorded_as_matchers(tmp_path: Path) -> None:
    saved(
        tmp_path,
        "test('a', () => expect({ id: Math.random(), n: 1 }).toMatchSnapshot({ id: expect.any(Number) }));",
        "new",
    )
    assert recorded(tmp_path) == {"a 1": '\n{\n  "id": Any<Number>,\n  "n": 1,\n}\n'}


def test_inline_ones_are_written_into_the_source(tmp_path: Path) -> None:
    source = (
        "test('a', () => {\n  expect({ n: 1 }).toMatchInlineSnapshot();\n  expect('x').toMatchInlineSnapshot();\n});\n"
    )
    assert saved(tmp_path, source, "new") == ["2 written into the test's source"]
    written = (tmp_path / NAME).read_text()
    assert written == (
        "test('a', () => {\n  expect({ n: 1 }).toMatchInlineSnapshot(`\n    {\n      \"n\": 1,\n    }\n  `);\n"
        "  expect('x').toMatchInlineSnapshot(`\"x\"`);\n});\n"
    )
    assert saved(tmp_path, written, "none") == []


def test_inline_ones_that_differ_fail(tmp_path: Path) -> None:
    assert "Snapshot: 2\nReceived: 1" in failure(
        tmp_path, "test('a', () => expect(1).toMatchInlineSnapshot(`2`));", update="new"
    )


SOURCES = {
    "an old text is replaced": (
        "expect(1).toMatchInlineSnapshot(`0`);",
        1,
        11,
        "expect(1).toMatchInlineSnapshot(`1`);",
    ),
    "after properties": (
        "expect(a).toMatchInlineSnapshot({ b: c });",
        1,
        11,
        "expect(a).toMatchInlineSnapshot({ b: c }, `1`);",
    ),
    "line ends stay": (
        "\r\nexpect(1).toMatchInlineSnapshot();\r\n",
        2,
        11,
        "\r\nexpect(1).toMatchInlineSnapshot(`1`);\r\n",
    ),
    "no such call": ("expect(1).toBe(1);", 1, 11, "expect(1).toBe(1);"),
    "the one that is meant": (
        "expect(1).toMatchInlineSnapshot(); expect(2).toMatchInlineSnapshot();",
        *(1, 46),
        "expect(1).toMatchInlineSnapshot(); expect(2).toMatchInlineSnapshot(`1`);",
    ),
}


@pytest.mark.parametrize(("source", "line", "column", "expected"), SOURCES.values(), ids=SOURCES)
def test_only_the_text_of_the_call_changes(source: str, line: int, column: int, expected: str) -> None:
    snapshot = InlineSnapshot("a.test.js", line, column, "toMatchInlineSnapshot", "1")
    assert with_inline(source.encode(), [snapshot])[0].decode() == expected


def test_texts_are_escaped_in_the_source() -> None:
    snapshot = InlineSnapshot("a.test.js", 1, 11, "toMatchInlineSnapshot", "`${x}\\")
    assert (
        with_inline(b"expect(1).toMatchInlineSnapshot();", [snapshot])[0]
        == b"expect(1).toMatchInlineSnapshot(`\\`\\${x}\\\\`);"
    )


def test_messages_of_errors_are_recorded(tmp_path: Path) -> None:
    saved(tmp_path, "test('a', () => expect(() => { throw new Error('no'); }).toThrowErrorMatchingSnapshot());", "new")
    assert recorded(tmp_path) == {"a 1": '"no"'}


def test_an_outcome_is_made_of_what_the_guest_told() -> None:
    given = {"added": {}, "unused": ["a 1"], "inline": [], "matched": 1, "unmatched": 0, "updated": 0, "wasAsked": True}
    assert SnapshotOutcome.of(given).unused == ["a 1"]


def test_those_of_promises_are_written_where_they_were_asked_for(tmp_path: Path) -> None:
    source = (
        "test('a', async () => {\n  await expect(Promise.resolve(1)).resolves.toMatchInlineSnapshot();\n"
        "  await expect(Promise.reject(new Error('no'))).rejects.toThrowErrorMatchingInlineSnapshot();\n});\n"
    )
    assert saved(tmp_path, source, "new") == ["2 written into the test's source"]
    assert (tmp_path / NAME).read_text() == source.replace("InlineSnapshot()", "InlineSnapshot(`1`)", 1).replace(
        "InlineSnapshot()", 'InlineSnapshot(`"no"`)'
    )


def test_two_that_differ_in_one_place_fail(tmp_path: Path) -> None:
    said = failure(
        tmp_path, "test('a', () => { for (const n of [1, 2]) expect(n).toMatchInlineSnapshot(); });", update="new"
    )
    assert "Multiple inline snapshots for the same call are not supported" in said


def test_a_call_that_is_not_found_is_told_of(tmp_path: Path) -> None:
    source = "test('a', () => { const { toMatchInlineSnapshot: match } = expect(1); match(); });"
    told = saved(tmp_path, source, "new")
    assert told == ["one not written: no call of toMatchInlineSnapshot stands at a.test.js:1:71"]
    assert (tmp_path / NAME).read_text() == source


def test_wide_characters_do_not_move_the_place(tmp_path: Path) -> None:
    source = (
        f"test('a', () => {{ '{'😀' * 20}'; expect(1).toMatchInlineSnapshot(); expect(2).toMatchInlineSnapshot(); }});"
    )
    saved(tmp_path, source, "new")
    assert (
        "expect(1).toMatchInlineSnapshot(`1`); expect(2).toMatchInlineSnapshot(`2`);" in (tmp_path / NAME).read_text()
    )


def test_tabs_are_deepened_by_tabs() -> None:
    snapshot = InlineSnapshot("a.test.js", 1, 12, "toMatchInlineSnapshot", "{\n}")
    source, lost = with_inline(b"\texpect(1).toMatchInlineSnapshot();", [snapshot])
    assert (source, lost) == (b"\texpect(1).toMatchInlineSnapshot(`\n\t\t{\n\t\t}\n\t`);", [])


MISTAKES = {
    "not": ("expect(1).not.toMatchInlineSnapshot(`2`)", "Snapshot matchers cannot be used with not"),
    "properties that are none": ("expect({}).toMatchSnapshot(5)", "Expected properties must be an object"),
    "a snapshot that is no text": ("expect({}).toMatchInlineSnapshot({}, 5)", "Inline snapshot must be a string"),
    "a hint in the wrong place": (
        "expect({}).toMatchSnapshot(undefined, 'h')",
        "To provide a hint without properties: toMatchSnapshot('hint')",
    ),
    "properties that do not match": (
        "expect({ a: 'q', b: 1 }).toMatchSnapshot({ a: expect.any(Number) })",
        '- Expected properties  - 1\n+ Received value       + 1\n\n  Object {\n-   "a": Any<Number>,\n+   "a": "q",\n  }',
    ),
}


@pytest.mark.parametrize(("source", "said"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_said_in_the_words_of_jest(tmp_path: Path, source: str, said: str) -> None:
    assert said in failure(tmp_path, f"test('a', () => {{ {source}; }});", update="new")
