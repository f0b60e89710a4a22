"""Views in a real engine: compiled, loaded, rendered, and given back as plain JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bridge.engine import Engine, Shims
from bridge.errors import ScriptError
from bridge.miniprogram.axml import LAZY_SHIMS, SHIMS, compile_view
from bridge.modules import LAZY_SHIMS as MODULE_LAZY_SHIMS
from bridge.modules import SHIMS as MODULE_SHIMS
from bridge.modules.sources import source_file
from bridge.runtime import SHIMS as RUNTIME_SHIMS

PAGE = "pages/a.axml"
_ACTION = "../tests/miniprogram/axml/render_action.js"
_SHIMS = Shims(eager=(*RUNTIME_SHIMS, *MODULE_SHIMS, *SHIMS, _ACTION), lazy=(*MODULE_LAZY_SHIMS, *LAZY_SHIMS))
_SETTINGS = {"clock": {"virtual": True, "start": 0, "seed": 1}, "timezone": 0}


class Views:
    """The files of a program, of which `.axml` are compiled; every other file's text is a CommonJS module."""

    def __init__(self, files: Mapping[str, str], engine: Engine | None = None) -> None:
        self._engine = engine or Engine(_SETTINGS, _SHIMS)
        self._frames({"type": "load", "files": [self._file(path, text, files) for path, text in files.items()]})

    def _file(self, path: str, text: str, files: Mapping[str, str]) -> dict[str, Any]:
        if not path.endswith(".axml"):
            return source_file(path, text, "commonjs")
        view = compile_view(text, path)
        named = [reference.specifier for reference in (*view.imports, *view.sjs)]
        requires = {name: f"pages/{name.removeprefix('./')}" for name in named}
        missing = {name: f"{path}: cannot find '{name}'" for name, target in requires.items() if target not in files}
        found = {name: target for name, target in requires.items() if name not in missing}
        return source_file(path, view.source, "view", found, missing, shifts=view.shifts)

    def _frames(self, *frames: Mapping[str, Any]) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = json.loads(self._engine.turn(json.dumps({"now": 0, "frames": frames})))
        return answers

    def do(self, action: str, **given: Any) -> Any:
        """What an action answers. Raises `ScriptError`."""
        frames = self._frames({"type": "invoke", "id": 1, "action": action, "arguments": {"path": PAGE, **given}})
        answer = next(frame for frame in frames if frame["type"] == "value")
        for error in (frame for frame in frames if frame["type"] == "error"):
            raise ScriptError(error["message"], error["stack"])
        return answer["value"]

    def render(self, data: Mapping[str, Any] | None = None, prefix: str = "", scope: Any = None) -> list[Any]:
        made: list[Any] = self.do("render", data=dict(data or {}), prefix=prefix, scope=scope)
        return made


def rendered(markup: str, data: Mapping[str, Any] | None = None, scope: Any = None, **files: str) -> list[Any]:
    """The nodes of one page; `m="..."` is the SJS file `m.sjs` beside it, `x_axml="..."` the view `x.axml`."""
    named = {f"pages/{name.replace('_', '.') if '_' in name else name + '.sjs'}": text for name, text in files.items()}
    return Views({PAGE: markup, **named}).render(data, scope=scope)


def shown(markup: str, data: Mapping[str, Any] | None = None, scope: Any = None, **files: str) -> str:
    """The nodes of one page as markup again: `<view a="1">x</view>`, values as JSON, arrays dissolved."""
    return _markup(rendered(markup, data, scope, **files))


def _markup(node: Any) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return "".join(map(_markup, node))
    attributes = "".join(
        f" {name}={json.dumps(value, ensure_ascii=False)}" for name, value in (node["attrs"] or {}).items()
    )
    if node["children"] is None:
        return f"<{node['tag']}{attributes}/>"
    return f"<{node['tag']}{attributes}>{_markup(node['children'])}</{node['tag']}>"


def value_of(expression: str, data: Mapping[str, Any] | None = None, **files: str) -> Any:
    """What `{{expression}}` is, alone in an attribute."""
    sjs = "".join(f'<import-sjs name="{name}" from="./{name}.sjs"/>' for name in files)
    quote = "'" if '"' in expression else '"'
    (node,) = rendered(f"{sjs}<view x={quote}{{{{{expression}}}}}{quote}/>", data, **files)
    return node["attrs"].get("x")


def keys(nodes: Any) -> list[str]:
    """The keys of all nodes that have one, in document order."""
    if isinstance(nodes, list):
        return [key for node in nodes for key in keys(node)]
    if isinstance(nodes, str) or nodes is None:
        return []
    return [*([nodes["key"]] if nodes["key"] else []), *keys(nodes["children"])]


def places(error: ScriptError) -> list[str]:
    """The places a stack names, without columns."""
    return re.findall(r"([\w/.]+:\d+):\d+", error.stack)
