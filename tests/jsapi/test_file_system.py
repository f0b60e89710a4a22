"""my.getFileSystemManager(): files that are read and written at once, and the same ones seen from Python."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bridge import Limits, MiniProgram, UsageError
from bridge.jsapi.files import LIMIT, LONGEST
from tests.jsapi.phones import phone, services_of

BEFORE = """
  const fs = my.getFileSystemManager(), at = (name) => my.env.USER_DATA_PATH + '/' + name;
  const text = (path) => fs.readFileSync(path, 'utf8').data;
  const say = (value) => console.log(JSON.stringify(value));
"""
KEPT = "https://usr/"
DONE = {"success": True}


async def said(source: str, given: dict[str, bytes] | None = None, **options: Any) -> list[Any]:
    """What a program prints as JSON by `say`; `given` are its files, below https://usr/."""
    async with phone(**options) as runtime:
        for name, content in (given or {}).items():
            runtime.files.write(KEPT + name, content, 5000)
        await runtime.run(BEFORE + source)
    return [json.loads(line.text) for line in runtime.console]


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


async def with_temporary(source: str) -> list[Any]:
    async with phone(start=7000) as runtime:
        services_of(runtime).files.add(b"some", "txt", "text/plain", 5)
        await runtime.run(BEFORE + source)
    return [json.loads(line.text) for line in runtime.console]


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


# Refusals

THERE = {"a": b"1", "d/x": b"2"}
REFUSED = [
    ("accessSync(at('no'))", 10022),
    ("accessSync('ftp://usr/a')", 10022),
    ("readFileSync(at('no'))", 10022),
    ("readFileSync(at('d'))", 3),
    ("readFileSync(at('../a'))", 10022),
    ("writeFileSync('https://resource/a', '')", 10024),
    ("writeFileSync('app.json', '')", 10024),
    ("writeFileSync(at('../x'), '')", 10024),
    ("writeFileSync(at('no/a'), '')", 3),
    ("writeFileSync(at('d'), '')", 3),
    ("appendFileSync(at('no'), '')", 10022),
    ("appendFileSync(at('d'), '')", 10025),
    ("appendFileSync('app.json', '')", 10024),
    ("copyFileSync(at('no'), at('b'))", 10022),
    ("copyFileSync(at('a'), at('d'))", 10023),
    ("copyFileSync(at('a'), 'b')", 10024),
    ("getFileInfoSync(at('no'))", 12),
    ("getFileInfoSync(at('a'), 'crc')", 16),
    ("mkdirSync(at('d'))", 10025),
    ("mkdirSync(at('no/e'))", 10022),
    ("mkdirSync('e')", 10024),
    ("mkdirSync(at('a/e'), true)", 10025),
    ("readdirSync(at('no'))", 10022),
    ("readdirSync(at('a'))", 10022),
    ("removeSavedFileSync(at('no'))", 10022),
    ("removeSavedFileSync(at('a'))", 15),
    ("renameSync(at('no'), at('b'))", 10022),
    ("renameSync(at('a'), at('d'))", 10025),
    ("renameSync(at('a'), 'b')", 10024),
    ("renameSync(at('d'), at('d/e'))", 10024),
    ("rmdirSync(at('no'))", 10022),
    ("rmdirSync(at('a'))", 10025),
    ("rmdirSync(at('d'))", 10027),
    ("rmdirSync(my.env.USER_DATA_PATH, true)", 10024),
    ("saveFileSync('https://resource/no')", 10022),
    ("saveFileSync(at('a'))", 10024),
    ("statSync(at('no'))", 10022),
    ("unlinkSync(at('no'))", 10022),
    ("unlinkSync(at('d'))", 10023),
    ("unlinkSync('https://resource/photo.png')", 10024),
    ("readFileSync()", 2),
    ("readFileSync(7)", 2),
    ("readFileSync('')", 2),
    ("readFileSync(at('a'), 'morse')", 2),
    ("writeFileSync(at('a'), 7)", 2),
    ("writeFileSync(at('a'), {})", 2),
    ("mkdirSync(at('e'), 'yes')", 2),
    ("statSync({get path() { throw 1; }})", 2),
]


@pytest.mark.parametrize(("call", "code"), REFUSED)
async def test_refusals_have_the_documented_codes(call: str, code: int) -> None:
    (answer,) = await said(f"say(fs.{call})", THERE)
    assert answer["error"] == code


async def test_a_refusal_says_what_is_wrong_in_the_host_s_language() -> None:
    source = "say(fs.readFileSync(at('no')).errorMessage)"
    assert await said(source) == ["readFile: there is no such file or folder: https://usr/no"]
    assert await said(source, host="alipay-cn") == ["文件/目录不存在"]


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_a_missing_file_of_the_package_tells_where_to_name_it(host: str) -> None:
    (message,) = await said("say(fs.readFileSync('data/a.txt').errorMessage)", host=host)
    assert "include" in message
    assert "mini.project.json" in message


@pytest.mark.parametrize(("size", "given", "code"), [(LONGEST, 0, None), (LONGEST + 1, 0, 10028), (1, LIMIT, 10028)])
async def test_files_have_limits(size: int, given: int, code: int | None) -> None:
    part = LIMIT // 5
    full = {str(number): bytes(part) for number in range(given // part)}
    source = f"say(fs.writeFileSync(at('a'), new ArrayBuffer({size})).error ?? null)"
    async with phone(limits=Limits(memory=512)) as runtime:
        for name, content in full.items():
            runtime.files.write(KEPT + name, content)
        await runtime.run(BEFORE + source)
    assert json.loads(runtime.console[0].text) == code


async def test_what_is_appended_counts() -> None:
    source = """
      say([fs.appendFileSync(at('4'), '12').error ?? null, fs.appendFileSync(at('4'), '3').error]);
      say([fs.writeFileSync(at('b'), '3').error, fs.unlinkSync(at('4')).error ?? null, fs.writeFileSync(at('b'), '3')]);
    """
    async with phone(limits=Limits(memory=512)) as runtime:
        for number in range(5):
            runtime.files.write(f"{KEPT}{number}", bytes(LONGEST - 2 * (number == 4)))
        await runtime.run(BEFORE + source)
    assert [json.loads(line.text) for line in runtime.console] == [[None, 10028], [10028, None, DONE]]


# Callbacks and promises


async def test_success_and_complete_and_the_promise_have_one_result_after_the_call() -> None:
    source = """
      const seen = [], note = (name) => (result) => seen.push([name, result]);
      const callbacks = {success: note('success'), fail: note('fail'), complete: note('complete')};
      fs.readFile({filePath: at('a'), encoding: 'utf8', ...callbacks}).then(note('promise'));
      seen.push('after');
      setTimeout(() => say([seen.map((each) => each[0]), seen[1][1] === seen[3][1], seen[1][1].data]), 1);
    """
    assert await said(source, {"a": b"1"}) == [[["a", "success", "complete", "promise"], True, "1"]]


METHODS = [
    ("access", "path: at('a')"),
    ("appendFile", "filePath: at('a'), data: '+'"),
    ("copyFile", "srcPath: at('a'), destPath: at('b')"),
    ("getFileInfo", "filePath: at('a')"),
    ("getSavedFileList", ""),
    ("mkdir", "dirPath: at('e')"),
    ("readdir", "dirPath: at('d')"),
    ("readFile", "filePath: at('a')"),
    ("rename", "oldPath: at('a'), newPath: at('b')"),
    ("rmdir", "dirPath: at('d'), recursive: true"),
    ("saveFile", "tempFilePath: 'https://resource/photo.png'"),
    ("stat", "path: at('a')"),
    ("unlink", "filePath: at('a')"),
    ("writeFile", "filePath: at('a'), data: ''"),
]


@pytest.mark.parametrize(("name", "options"), METHODS)
async def test_every_method_answers_its_callbacks_as_its_sync_variant_does(name: str, options: str) -> None:
    later = await said(f"fs.{name}({{{options}, success: say}}).catch(say)".replace("{,", "{"), THERE)
    at_once = await said(f"say(fs.{name}Sync({{{options}}}))", THERE)
    assert later == at_once
    assert "error" not in later[0]


async def test_a_saved_file_is_removed_with_a_callback() -> None:
    source = "fs.saveFileSync('https://resource/1.txt'); fs.removeSavedFile({filePath: at('1.txt'), success: say})"
    assert await with_temporary(source) == [DONE]


async def test_a_failure_that_nobody_handles_is_told() -> None:
    async with phone() as runtime:
        await runtime.run(BEFORE + "fs.readFile({filePath: at('no')})", check=False)
    assert [error.kind for error in runtime.errors] == ["rejection"]


async def test_there_is_one_manager_and_can_i_use_knows_it() -> None:
    source = """
      say(fs === my.getFileSystemManager());
      say(Object.keys(fs).map((name) => my.canIUse('getFileSystemManager.return.' + name)));
    """
    assert await said(source) == [True, [True] * 32]


async def test_programs_own_built_ins_cannot_be_in_the_way() -> None:
    source = """
      Map.prototype.get = Uint8Array.prototype.set = Uint8Array.prototype.toBase64 = () => { throw 1; };
      String.prototype.indexOf = String.prototype.slice = Array.prototype.push = () => { throw 1; };
      fs.writeFileSync(at('a'), 'x'); fs.appendFileSync(at('a'), 'y'); say(text(at('a')));
    """
    assert await said(source) == ["xy"]


# Archives


async def test_files_and_folders_are_packed_and_unpacked() -> None:
    source = """
      fs.zip({zipFilePaths: [at('a'), at('d')], targetPath: at('all.zip')})
        .then((r) => { say(r); return fs.unzip({zipFilePath: at('all.zip'), targetPath: at('out')}); })
        .then((r) => { say(r); say([text(at('out/a')), text(at('out/d/x'))]); });
    """
    assert await said(source, THERE) == [DONE, DONE, ["1", "2"]]


def zipped(name: str, content: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("unzip({zipFilePath: at('no'), targetPath: at('o')})", 10022),
        ("unzip({zipFilePath: at('d'), targetPath: at('o')})", 10023),
        ("unzip({zipFilePath: at('z'), targetPath: at('no/o')})", 10022),
        ("unzip({zipFilePath: at('z'), targetPath: 'o'})", 10024),
        ("unzip({zipFilePath: at('a'), targetPath: at('o')})", 3),
        ("unzip({zipFilePath: at('evil'), targetPath: at('o')})", 3),
        ("unzip({zipFilePath: at('bomb'), targetPath: at('o')})", 10028),
        ("unzip({})", 2),
        ("zip({zipFilePaths: at('no'), targetPath: at('o')})", 10022),
        ("zip({zipFilePaths: at('a'), targetPath: at('d')})", 10023),
        ("zip({zipFilePaths: at('a'), targetPath: 'https://resource/o'})", 10024),
        ("zip({zipFilePaths: [], targetPath: at('o')})", 2),
    ],
)
async def test_archives_are_refused_with_the_documented_codes(call: str, code: int) -> None:
    given = {**THERE, "z": zipped("a"), "evil": zipped("../../a"), "bomb": zipped("a", bytes(LONGEST + 1))}
    (answer,) = await said(f"fs.{call}.catch(say)", given)
    assert answer["error"] == code


# The package, and Python

PAGE = {"index.js": "Page({});", "index.axml": "<view/>"}


def program(folder: Path, script: str, project: str) -> Path:
    (folder / "pages").mkdir()
    (folder / "data").mkdir()
    (folder / "app.json").write_text('{"pages": ["pages/index"]}')
    (folder / "app.js").write_text(f"{BEFORE} App({{ onLaunch() {{ {script} }} }});")
    (folder / "data" / "a.txt").write_text("packed")
    (folder / "data" / "b.bin").write_bytes(b"\0")
    (folder / "mini.project.json").write_text(project)
    for name, content in PAGE.items():
        (folder / "pages" / name).write_text(content)
    return folder


async def launched(folder: Path, script: str, project: str) -> tuple[list[Any], list[str]]:
    async with MiniProgram.open(program(folder, script, project)) as app:
        await app.launch()
    return [json.loads(line.text) for line in app.console], [note.text for note in app.notes]


@pytest.mark.parametrize("path", ["/data/a.txt", "data/a.txt"])
async def test_files_of_the_package_can_be_read_if_they_are_included(tmp_path: Path, path: str) -> None:
    script = f"say(text('{path}')); say(fs.readdirSync('data').files)"
    answers, _ = await launched(tmp_path, script, '{"include": ["data/*.txt"]}')
    assert answers == ["packed", ["a.txt"]]


@pytest.mark.parametrize("project", ["{}", '{"include": ["../*", "/etc/*", "data/*.bin"]}'])
async def test_what_is_not_included_is_not_there(tmp_path: Path, project: str) -> None:
    answers, _ = await launched(tmp_path, "say(fs.accessSync('data/a.txt').error)", project)
    assert answers == [10022]


@pytest.mark.parametrize("project", ['{"include": 7}', '{"include": ["a**"]}'])
async def test_a_bad_project_file_is_told_of(tmp_path: Path, project: str) -> None:
    answers, notes = await launched(tmp_path, "say(fs.accessSync('data/a.txt').error)", project)
    assert answers == [10022]
    assert "mini.project.json" in notes[0]


async def test_files_of_the_package_can_be_copied_and_not_changed(tmp_path: Path) -> None:
    script = """
      say(fs.copyFileSync('data/a.txt', at('a'))); say(fs.unlinkSync('data/a.txt').error);
      say(fs.statSync('data/a.txt').stats.mode);
    """
    answers, _ = await launched(tmp_path, script, '{"include": ["data/a.txt"]}')
    assert answers == [DONE, 10024, 0o100444]


@pytest.mark.parametrize("path", ["a", "https://resource/a", "https://usr/", "https://usr/../a", "https://usr//a"])
async def test_python_writes_only_where_the_program_may(path: str) -> None:
    async with phone() as runtime:
        with pytest.raises(UsageError, match="cannot be written"):
            runtime.files.write(path, "")


async def test_python_is_told_which_files_there_are() -> None:
    async with phone() as runtime:
        runtime.files.write("https://usr/a", "")
        with pytest.raises(UsageError, match="there are https://usr/a"):
            runtime.files.read("https://usr/b")
        with pytest.raises(UsageError, match="10 MB a file"):
            runtime.files.write("https://usr/b", bytes(LONGEST + 1))
        assert ("https://usr/a" in runtime.files, len(runtime.files)) == (True, 1)
