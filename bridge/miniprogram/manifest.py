"""A program's files on disk: app.json, mini.project.json, and minibridge.json for the runner."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bridge.errors import Place, ProgramError
from bridge.jsapi import HostName
from bridge.modules import parse_json, read_text
from bridge.wallet import Answer

M = TypeVar("M", bound=BaseModel)


class AppJson(BaseModel):
    """`app.json`, as far as opening a page needs it. Unknown keys are tolerated."""

    model_config = ConfigDict(extra="allow")

    pages: list[str] = Field(min_length=1)


class MiniProjectJson(BaseModel):
    """`mini.project.json`: where the program's root is, if not beside it."""

    model_config = ConfigDict(extra="allow")

    miniprogramRoot: str = "."  # noqa: N815


class ServerCommand(BaseModel):
    """How to start the program's server.

    `command` is run in the folder of minibridge.json; `{python}` is this Python, `{port}` a free port, `{wallet}` the
    base URL of the simulated wallet. `ready` is a path that answers 200 once it serves.
    """

    model_config = ConfigDict(extra="forbid")

    command: list[str] = Field(min_length=1)
    ready: str = "/"


class Step(BaseModel):
    """One thing a headless run does: `call` names a handler of the page."""

    model_config = ConfigDict(extra="forbid")

    call: str = Field(min_length=1)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class RunFile(BaseModel):
    """`minibridge.json`: what a headless run of the program needs. Flags of the command line beat it.

    `server`: the program's server, started before the program. `origins`: web origin to base URL, `{server}` being
    the started server. `page` and `query`: where to begin. `steps`: what to do there, in order. `user`: the person's
    answers. `host`, `seed`: as the flags of the same name.
    """

    model_config = ConfigDict(extra="forbid")

    server: ServerCommand | None = None
    origins: dict[str, str] = {}
    page: str | None = None
    query: str | None = None
    steps: list[Step] = []
    user: Annotated[list[Answer], BeforeValidator(_listed)] = []
    host: HostName | None = None
    seed: int | None = None


class Manifest:
    """A program's folder, read and checked. Raises `ProgramError` that names the file, and what to write instead."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise ProgramError("no such folder", place=folder)
        self.folder = folder.resolve()
        self.root = self._find_root()
        self.app: AppJson = self._required("app.json", AppJson)
        self.run_file = self._find_run_file()
        self.run = read_model(self.run_file, RunFile) if self.run_file.is_file() else RunFile()

    def page_path(self, page: str | None) -> str:
        """The page to open, the first of app.json by default. Raises `ProgramError` for one that is not listed."""
        pages = [path.strip("/") for path in self.app.pages]
        wanted = pages[0] if page is None else page.strip("/")
        if wanted in pages:
            return wanted
        place = Place(str(self.root / "app.json"))
        raise ProgramError(f"no page {wanted!r}", place=place, advice=f"Its pages are: {', '.join(pages)}.")

    def script_of(self, page: str) -> str:
        """The page's script, relative to the root. Raises `ProgramError` if it is missing."""
        if (self.root / f"{page}.js").is_file():
            return f"{page}.js"
        raise ProgramError(
            f"page {page!r} has no script",
            place=Place(str(self.root / "app.json")),
            advice=f"Write {page}.js, or take the page out of app.json.",
        )

    def _find_root(self) -> Path:
        if (self.folder / "app.json").is_file():
            return self.folder
        project = self.folder / "mini.project.json"
        if project.is_file():
            root = self.folder / read_model(project, MiniProjectJson).miniprogramRoot
            if (root / "app.json").is_file():
                return root.resolve()
            raise ProgramError(f"no app.json in {root}", place=project, advice="Mend miniprogramRoot.")
        raise ProgramError(
            "no app.json: not a mini-program",
            place=self.folder,
            advice="Give a folder with app.json, or one .js file.",
        )

    def _required(self, name: str, model: type[M]) -> M:
        return read_model(self.root / name, model)

    def _find_run_file(self) -> Path:
        """Where minibridge.json is: beside app.json or, failing that, beside mini.project.json."""
        beside = self.root / "minibridge.json"
        return beside if beside.is_file() else self.folder / "minibridge.json"


def read_model(path: Path, model: type[M]) -> M:
    """A JSON file of the program as `model`. Raises `ProgramError` naming file, line and key."""
    text = read_text(path, str(path))
    value = parse_json(text, str(path))
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise ProgramError(
            f"{_key(problem['loc'])}: {problem['msg']}",
            place=Place(str(path), _line_of(text, problem["loc"])),
            advice=_advice(model),
        ) from None


def _key(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "the file"


def _line_of(text: str, location: tuple[int | str, ...]) -> int | None:
    """The line on which the innermost named key of `location` stands, followed from the outside in."""
    at = 0
    for part in location:
        if isinstance(part, str):
            found = text.find(f'"{part}"', at)
            at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1


def _advice(model: type[BaseModel]) -> str:
    fields: dict[str, Any] = dict(model.model_fields)
    return f"Known keys: {', '.join(fields)}."
