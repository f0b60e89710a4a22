"""Properties of the file system manager: both sides have the same files, and everything is answered once."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bridge import Runtime

KEPT = "https://usr"
TEMPORARY = "https://resource/1.bin"

PROGRAM = """
const fs = my.getFileSystemManager();
for (const [name, given] of JSON.parse(%s)) {
  const answer = fs[name](...given);
  if (typeof answer !== 'object' || (answer.error === undefined) !== (answer.errorMessage === undefined)) throw answer;
}
const { stats } = fs.statSync('https://usr', true);
const tree = {};
const content = (path) => fs.readFileSync('https://usr' + path, 'base64').data;
for (const path in stats) tree[path] = stats[path].isFile() ? content(path) : null;
console.log(JSON.stringify([tree, fs.getSavedFileListSync().fileList.map((file) => file.filePath)]));
"""

KEPT_PATHS = [f"{KEPT}{name}" for name in ("", "/a", "/b", "/a/c", "/b/d", "/b/d/e", "/seed")]
paths = st.sampled_from([*KEPT_PATHS, TEMPORARY, "app.json"])
datas = st.text(max_size=5)
folder_moves = st.sampled_from([(f"{KEPT}/{old}", f"{KEPT}/{new}") for old in ("b", "b/d") for new in ("a", "c")])
operations = st.one_of(
    st.tuples(st.just("renameSync"), folder_moves),
    st.tuples(st.sampled_from(["writeFileSync", "appendFileSync"]), st.tuples(paths, datas)),
    st.tuples(st.sampled_from(["mkdirSync", "rmdirSync"]), st.tuples(paths, st.booleans())),
    st.tuples(st.sampled_from(["renameSync", "copyFileSync", "saveFileSync"]), st.tuples(paths, paths)),
    st.tuples(st.sampled_from(["unlinkSync", "removeSavedFileSync", "saveFileSync", "accessSync"]), st.tuples(paths)),
)


def tree_of(runtime: Runtime) -> dict[str, str | None]:
    """What Python sees below https://usr: contents as base64, folders as None."""
    kept = [path for path in runtime.files if path != TEMPORARY]
    files = {path: base64.b64encode(runtime.files.read(path)).decode() for path in kept}
    folders = {path: None for path in [KEPT, *runtime.files._folders]}
    return {path.removeprefix(KEPT) or "/": content for path, content in {**files, **folders}.items()}


async def both_sides(done: list[Any]) -> None:
    async with Runtime() as runtime:
        runtime.files.write(f"{KEPT}/seed", b"\0\xff")
        runtime.files.write(f"{KEPT}/b/d/e", b"inside")
        runtime._services.files.add(b"temporary", "bin", "")
        await runtime.run(PROGRAM % json.dumps(json.dumps(done)))
        tree, saved = json.loads(runtime.console[0].text)
        assert tree == tree_of(runtime)
        assert sorted(saved) == sorted(file.path for file in runtime.files.saved())


@settings(max_examples=80, deadline=None)
@given(done=st.lists(operations, max_size=12))
def test_both_sides_have_the_same_files(done: list[Any]) -> None:
    asyncio.run(both_sides(done))


METHODS = [
    "access", "appendFile", "copyFile", "getFileInfo", "getSavedFileList", "mkdir", "readdir", "readFile",
    "removeSavedFile", "rename", "rmdir", "saveFile", "stat", "unlink", "unzip", "writeFile", "zip",
]  # fmt: skip
NAMES = [
    "path", "filePath", "data", "encoding", "srcPath", "destPath", "digestAlgorithm", "dirPath", "recursive", "oldPath",
    "newPath", "tempFilePath", "zipFilePath", "zipFilePaths", "targetPath",
]  # fmt: skip

COUNT = """
const fs = my.getFileSystemManager();
const seen = [];
const note = (name) => (result) => seen.push(name, typeof result);
const callbacks = { success: note('success'), fail: note('fail'), complete: note('complete') };
fs[%s]({ ...JSON.parse(%s), ...callbacks }).then(note('promise'), note('promise'));
seen.push('after');
setTimeout(() => console.log(seen.join(' ')), 1);
"""
WHOLE = [f"after {ending} object complete object promise object" for ending in ("success", "fail")]

text = st.text(st.characters(exclude_categories=()), max_size=10)  # lone surrogates too
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | text | paths
anything = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3))


async def counted(method: str, options: dict[str, Any]) -> None:
    async with Runtime() as runtime:
        await runtime.run(COUNT % (json.dumps(method), json.dumps(json.dumps(options))))
        assert runtime.errors == []
        assert runtime.console[0].text in WHOLE


@settings(max_examples=150, deadline=None)
@given(method=st.sampled_from(METHODS), options=st.dictionaries(st.sampled_from(NAMES), anything, max_size=4))
def test_any_options_have_exactly_one_outcome(method: str, options: dict[str, Any]) -> None:
    asyncio.run(counted(method, options))
