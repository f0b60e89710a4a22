"""my.getFileSystemManager() with callbacks and promises, and its archives."""

from __future__ import annotations

import io
import zipfile

import pytest

from bridge.jsapi.files import LONGEST
from tests.jsapi.file_systems import BEFORE, DONE, THERE, said, with_temporary
from tests.jsapi.phones import phone


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
