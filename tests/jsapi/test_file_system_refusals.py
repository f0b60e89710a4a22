"""What my.getFileSystemManager() refuses, by which code and in which words."""

from __future__ import annotations

import json

import pytest

from bridge import Limits
from bridge.jsapi.files import LIMIT, LONGEST
from tests.jsapi.file_systems import BEFORE, DONE, KEPT, THERE, said
from tests.jsapi.phones import phone

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
