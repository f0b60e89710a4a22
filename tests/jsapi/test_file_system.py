"""my.getFileSystemManager(): files that are read and written at once, and the same ones seen from Python."""

from __future__ import annotations

import json

import pytest

from tests.jsapi.file_systems import BEFORE, DONE, KEPT, said, with_temporary
from tests.jsapi.phones import phone

# Reading and writing

ENCODED = [
    ("utf8", "é"),
    ("utf-8", "é"),
    ("base64", "w6k="),
    ("hex", "c3a9"),
    ("ascii", "C)"),
    ("binary", "Ã©"),
    ("latin1", "Ã©"),
    ("ucs2", "\ua9c3"),
    ("ucs-2", "\ua9c3"),
    ("utf16le", "\ua9c3"),
    ("utf-16le", "\ua9c3"),
]


@pytest.mark.parametrize(("encoding", "text"), ENCODED)
async def test_a_file_is_read_in_every_encoding(encoding: str, text: str) -> None:
    answer = {"data": text, "dataType": "string"}
    assert await said(f"say(fs.readFileSync(at('a'), '{encoding}'))", {"a": "é".encode()}) == [answer]


@pytest.mark.parametrize(("encoding", "text"), [pair for pair in ENCODED if pair[0] != "ascii"])
async def test_a_text_is_written_in_every_encoding(encoding: str, text: str) -> None:
    async with phone() as runtime:
        await runtime.run(BEFORE + f"fs.writeFileSync(at('a'), {json.dumps(text)}, '{encoding}')")
        assert runtime.files.read(KEPT + "a") == "é".encode()


async def test_without_an_encoding_a_file_is_an_array_buffer() -> None:
    source = """
      const { data, dataType } = fs.readFileSync(at('a'));
      say([dataType, data instanceof ArrayBuffer, [...new Uint8Array(data)]]);
    """
    assert await said(source, {"a": b"\x00\xff"}) == [["ArrayBuffer", True, [0, 255]]]


async def test_what_was_read_is_the_program_s_own() -> None:
    source = "new Uint8Array(fs.readFileSync(at('a')).data)[0] = 9; say(fs.readFileSync(at('a'), 'hex').data)"
    assert await said(source, {"a": b"\x01"}) == ["01"]


BUFFERS = ["bytes.buffer", "bytes", "new DataView(bytes.buffer)", "new Uint8Array([9, 1, 2]).subarray(1)"]


@pytest.mark.parametrize("data", BUFFERS)
async def test_bytes_are_written_as_they_are_now(data: str) -> None:
    source = f"const bytes = new Uint8Array([1, 2]); fs.writeFileSync(at('a'), {data}); bytes[0] = 7;"
    assert await said(source + "say(fs.readFileSync(at('a'), 'hex').data)") == ["0102"]


async def test_a_file_is_written_anew_and_appended_to() -> None:
    source = "say(fs.writeFileSync(at('a'), 'new')); say(fs.appendFileSync(at('a'), '+')); say(text(at('a')))"
    assert await said(source, {"a": b"longer than that"}) == [DONE, DONE, "new+"]


async def test_python_sees_what_the_program_wrote_and_the_program_what_python_did() -> None:
    async with phone() as runtime:
        await runtime.run(BEFORE + "fs.writeFileSync(at('a'), 'one'); fs.appendFileSync(at('a'), ' two');")
        assert runtime.files.read(KEPT + "a") == b"one two"
        runtime.files.write(KEPT + "new/b", b"three")
        await runtime.run(BEFORE + "say(text(at('new/b')))")
    assert runtime.console[0].text == '"three"'


async def test_a_later_change_of_the_program_s_stands() -> None:
    async with phone() as runtime:
        runtime.override("alert", lambda params: runtime.files.write(KEPT + "a", b"host"))
        source = "my.alert({}); fs.writeFileSync(at('a'), 'program'); setTimeout(() => say(text(at('a'))), 9)"
        await runtime.run(BEFORE + source)
        assert (runtime.console[0].text, runtime.files.read(KEPT + "a")) == ('"program"', b"program")


# Folders


async def test_folders_are_made_listed_and_removed() -> None:
    source = """
      say(fs.mkdirSync(at('d'))); say(fs.writeFileSync(at('d/b'), ''));
      say(fs.mkdirSync({dirPath: at('d/a/c'), recursive: true}));
      say(fs.readdirSync(at('d'))); say(fs.rmdirSync(at('d'), true)); say(fs.readdirSync(my.env.USER_DATA_PATH));
    """
    assert await said(source) == [DONE, DONE, DONE, {"files": ["a", "b"]}, DONE, {"files": []}]


async def test_a_folder_is_renamed_with_all_that_is_in_it() -> None:
    async with phone() as runtime:
        runtime.files.write(KEPT + "old/in/a", b"1")
        await runtime.run(BEFORE + "say(fs.renameSync(at('old'), at('new'))); say(fs.readdirSync(at('new/in')).files)")
        assert [line.text for line in runtime.console] == ['{"success":true}', '["a"]']
        assert (list(runtime.files), runtime.files.is_folder(KEPT + "new/in")) == ([KEPT + "new/in/a"], True)


async def test_a_file_is_copied_and_unlinked() -> None:
    source = "say(fs.copyFileSync(at('a'), at('b'))); say(fs.unlinkSync(at('a'))); say(fs.readdirSync(at('')).files)"
    assert await said(source, {"a": b"1"}) == [DONE, DONE, ["b"]]


async def test_access_tells_whether_something_is_there() -> None:
    source = "say(fs.accessSync(at('a'))); say(fs.accessSync(at('d')))"
    assert await said(source, {"a": b"", "d/x": b""}) == [DONE, DONE]


# What is told of files


async def test_stat_tells_kind_size_and_times() -> None:
    source = """
      const { stats } = fs.statSync(at('a')); say(stats); say([stats.isFile(), stats.isDirectory()]);
      say(fs.statSync(at('')).stats.isDirectory());
    """
    told = {"mode": 0o100644, "size": 2, "lastAccessedTime": 5, "lastModifiedTime": 5}
    assert await said(source, {"a": b"12"}, start=9000) == [told, [True, False], True]


async def test_stat_of_a_folder_with_all_that_is_in_it() -> None:
    source = """
      const { stats } = fs.statSync(at('d'), true);
      say(Object.keys(stats).sort().map((path) => [path, stats[path].isFile(), stats[path].stats.size]));
    """
    assert await said(source, {"d/a": b"1", "d/e/b": b"12"}) == [
        [["/", False, 0], ["/a", True, 1], ["/e", False, 0], ["/e/b", True, 2]]
    ]


async def test_file_info_is_the_size() -> None:
    assert await said("say(fs.getFileInfoSync(at('a'), 'sha1'))", {"a": b"12"}) == [{"size": 2}]


# Saving


async def test_a_temporary_file_is_moved_among_the_saved_ones() -> None:
    source = """
      say(fs.saveFileSync('https://resource/1.txt')); say(fs.accessSync('https://resource/1.txt').error);
      say(fs.getSavedFileListSync()); say(fs.removeSavedFileSync(at('1.txt'))); say(fs.getSavedFileListSync());
    """
    listed = {"fileList": [{"filePath": KEPT + "1.txt", "size": 4, "createTime": 7}]}
    assert await with_temporary(source) == [{"savedFilePath": KEPT + "1.txt"}, 10022, listed, DONE, {"fileList": []}]


async def test_saved_under_a_path_of_its_own_it_is_a_file_like_any_other() -> None:
    source = "say(fs.saveFileSync('https://resource/1.txt', at('mine'))); say(fs.getSavedFileListSync().fileList)"
    assert await with_temporary(source) == [{"savedFilePath": KEPT + "mine"}, []]


async def test_what_was_downloaded_or_chosen_later_can_be_read() -> None:
    source = "my.chooseImage({success: (r) => say(fs.readFileSync(r.apFilePaths[0], 'binary').data.slice(1, 4))})"
    assert await said(source) == ["PNG"]


async def test_my_save_file_and_the_manager_keep_the_same_files() -> None:
    source = "my.saveFile({apFilePath: 'https://resource/1.txt', success: (r) => say(text(r.apFilePath))})"
    assert await with_temporary(source) == ["some"]


async def test_what_a_camera_makes_can_be_saved_again_and_again() -> None:
    source = "const save = () => fs.saveFileSync('https://resource/photo.png').savedFilePath; say([save(), save()])"
    assert await with_temporary(source) == [[KEPT + "photo.png"] * 2]


async def test_what_was_saved_changes_without_what_it_was_saved_from() -> None:
    source = """
      const { savedFilePath } = fs.saveFileSync('https://resource/photo.png'); fs.appendFileSync(savedFilePath, '+');
      say([fs.statSync(savedFilePath), fs.statSync('https://resource/photo.png')].map((each) => each.stats.size));
    """
    (before, after), *_ = await with_temporary(source)
    assert before == after + 1
