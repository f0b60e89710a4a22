"""What a program may read: its own files by exact name, packages, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import ProgramError
from bridge.modules.files import Files
from tests.support.folders import write


def linked(link: Path, target: str) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "work" / "app", {"app.js": "own", "lib/a.js": "a"})


@pytest.mark.parametrize("path", ["lib/a.js", "/lib/a.js", "lib/../lib/a.js", "./lib//a.js", "lib/./a.js"])
def test_a_file_of_the_program_is_read(root: Path, path: str) -> None:
    assert Files(root).read(path) == "a"


@pytest.mark.parametrize("path", ["lib/gone.js", "lib", "", ".", "lib/a.js/x", "a\0b", "\ud800", "x" * 5000])
def test_what_is_no_file_is_not_found(root: Path, path: str) -> None:
    assert Files(root).find(path) is None


@pytest.mark.parametrize("path", ["../secret.js", "../../secret.js", "lib/../../secret.js", "../" * 40 + "etc/passwd"])
def test_nothing_above_the_program_is_read(root: Path, path: str) -> None:
    write(root.parent, {"secret.js": "s", "../secret.js": "s"})
    with pytest.raises(ProgramError, match="outside the program's folder"):
        Files(root).read(path)


def test_a_link_that_leaves_the_program_is_refused_and_says_where_it_leads(root: Path) -> None:
    write(root.parent, {"secret.js": "s"})
    linked(root / "lib" / "b.js", "../../secret.js")
    with pytest.raises(ProgramError, match=r"(?s)lib/b\.js: a symbolic link that leaves .*It leads to .*secret\.js"):
        Files(root).read("lib/b.js")


def test_a_linked_folder_that_leaves_the_program_is_refused(root: Path) -> None:
    write(root.parent, {"other/b.js": "s"})
    linked(root / "other", "../other")
    assert not Files(root).exists("other/b.js")


def test_a_link_within_the_program_is_followed_under_its_own_name(root: Path) -> None:
    linked(root / "b.js", "lib/a.js")
    files = Files(root)
    assert (files.read("b.js"), files.unique("b.js")) == ("a", "b.js")


@pytest.mark.parametrize("path", ["lib/A.js", "Lib/a.js"])
def test_a_name_of_another_case_is_told(root: Path, path: str) -> None:
    with pytest.raises(ProgramError, match=r"written lib/a\.js on the disk: letters differ in case"):
        Files(root).read(path)


def test_packages_of_the_program_and_of_folders_above_it_are_read(root: Path) -> None:
    write(root, {"node_modules/p/index.js": "p", "../node_modules/q/index.js": "q", "../../node_modules/r/a.js": "r"})
    files = Files(root)
    paths = ("node_modules/p/index.js", "../node_modules/q/index.js", "../../node_modules/r/a.js")
    assert [files.read(path) for path in paths] == ["p", "q", "r"]


def test_a_workspace_package_is_followed_and_has_one_path(root: Path) -> None:
    write(root.parent, {"packages/p/index.js": "p", "packages/p/lib/a.js": "a", "packages/q/a.js": "q"})
    linked(root.parent / "node_modules" / "p", "../packages/p")
    files = Files(root)
    assert files.unique("../node_modules/p/index.js") == "../packages/p/index.js"
    assert files.read("../packages/p/lib/a.js") == "a"
    assert not files.exists("../packages/q/a.js")


def test_a_package_store_within_node_modules_is_followed(root: Path) -> None:
    store = "node_modules/.pnpm/p@1/node_modules/p"
    write(root.parent, {f"{store}/index.js": "p"})
    linked(root / "node_modules" / "p", f"../../{store}")
    assert Files(root).unique("node_modules/p/index.js") == f"../{store}/index.js"


def test_a_package_linked_to_a_place_beyond_its_holder_is_refused(root: Path) -> None:
    write(root.parent, {"packages/p/index.js": "p"})
    linked(root / "node_modules" / "p", "../../packages/p")
    with pytest.raises(ProgramError, match="a symbolic link that leaves"):
        Files(root).read("node_modules/p/index.js")


def test_a_program_inside_a_package_may_not_read_what_surrounds_that(tmp_path: Path) -> None:
    root = write(tmp_path / "node_modules" / "demo", {"app.js": ""})
    write(tmp_path, {"secret.js": "s"})
    linked(root / "b.js", "../../secret.js")
    assert not Files(root).exists("b.js")


def test_the_programs_own_files_are_listed_without_packages_and_hidden_folders(root: Path) -> None:
    write(root, {"node_modules/p/index.js": "", ".git/a.js": "", "lib/b.json": "{}", "lib/c.css": ""})
    assert list(Files(root).own((".js", ".json"))) == ["app.js", "lib/a.js", "lib/b.json"]
