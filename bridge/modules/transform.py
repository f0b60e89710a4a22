"""A file's text to the body of a function, line by line: static `import` and `export` move into the function's head.

Imports are read through the object they come from at each use, so that they are live, in cycles too; what is exported
is a plain property where it never changes, else a getter. `js_shims/modules/requiring.js` gives the head its `$m`.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING, Literal

from bridge.modules.es_module import ESModule
from bridge.modules.file_map import FileMap
from bridge.modules.insertions import Insertions
from bridge.modules.instrumentation import instrument
from bridge.modules.rejections import may_reject, tell_rejections
from bridge.modules.sources import Kind
from bridge.modules.statements import Statements
from bridge.modules.syntax import blanked, free_name, line_of, parse, string_value, text_of
from bridge.modules.syntax import field as part
from bridge.modules.typescript import Refused, erase
from bridge.modules.uses import Role, Uses

if TYPE_CHECKING:
    from tree_sitter import Node

Dialect = Literal["javascript", "typescript", "tsx", "sjs"]

_MODULE_WORD = re.compile(rb"(?<![\w$.])(?:import|export)(?![\w$])")
_GAP = rb"(?:\s|/\*.{0,300}?\*/)*"
_REQUIRED = re.compile(rb"(?<![\w$])require" + _GAP + rb"(?:\." + _GAP + rb"async" + _GAP + rb")?\(" + _GAP, re.DOTALL)
_LITERAL = re.compile(rb"(\"(?:[^\\\"\n]|\\.)*\"|'(?:[^\\'\n]|\\.)*'|`(?:[^\\`$]|\\.)*`)" + _GAP + rb"[,)]", re.DOTALL)
# Test files name modules in calls of `jest` and `vi`, too; those that say what stands in for a module come first.
_MOCKED = re.compile(
    rb"(?<![\w$.])(?:jest|vi)" + _GAP + rb"\." + _GAP
    + rb"(?:(?:do|un|dont|doUn|deepUn|set)?[mM]ock|require(?:Actual|Mock)|import(?:Actual|Mock)|createMockFromModule)"
    + _GAP + rb"\(" + _GAP,
    re.DOTALL,
)  # fmt: skip
_HOISTED = ("mock", "unmock", "deepUnmock")
_IMPORT_EXPRESSION = re.compile(rb"(?<![\w$.])import" + _GAP + rb"[(.]", re.DOTALL)

# A top-level `const module = ...` and its like: a parameter of that name would be declared twice.
_PARAMETERS = ("exports", "require", "module")
_MAY_CLASH = re.compile(
    rb"\b(?:let|const|class)\s+(?:(?:exports|require|module)\b|[{\[](?:[^}\]]|[}\]](?=\s*[,}\]])){0,2000}?\b(?:exports|require|module)\b)"
    rb"|,\s*(?:exports|require|module)\s*=[^=]"
)
# An .sjs file runs where there is no program, only a view: of these the first two are there, the others undefined.
_SJS_PARAMETERS = (
    *("getDate", "getRegExp", "my", "App", "Page", "Component", "Mixin", "getApp", "getCurrentPages", "requirePlugin"),
    *("globalThis", "global", "self", "window", "setTimeout", "clearTimeout", "setInterval", "clearInterval"),
)


@dataclass(frozen=True)
class Transformed:
    """What the engine gets for one file, whatever its path.

    `specifiers`: what the file requires by a name written out, as it means it, and on which line first.
    `head`: what goes before the source, or "" for the plain CommonJS one. `dynamic`: whether it requires by a made-up
    name. `shifts`: how columns moved, see `Edits.apply`. `refused`: why there is no such source. `head_lines`:
    numbers in pairs, from which column of the head on the code belongs to an import on which line. `file_map`: what
    the source counts, if it was asked to.
    """

    source: str
    kind: Kind
    head: str = ""
    specifiers: dict[str, int] = field(default_factory=dict)
    dynamic: bool = False
    shifts: str = ""
    refused: Refused | None = None
    head_lines: str = ""
    file_map: FileMap | None = None


class _Cache:
    """What was transformed lately, for every program of this process. `budget` is in characters of source."""

    def __init__(self, budget: int) -> None:
        self._kept: OrderedDict[bytes, Transformed] = OrderedDict()
        self._left = budget
        self._lock = Lock()

    def get(self, key: bytes) -> Transformed | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: bytes, made: Transformed) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = made
            self._left -= len(made.source)
            while self._left < 0:
                self._left += len(self._kept.popitem(last=False)[1].source)


_cache = _Cache(32_000_000)


def transform(
    source: str, dialect: Dialect = "javascript", *, counts: bool = False, tells: bool = False
) -> Transformed:
    """Rewrite `source` for the module wrapper. Never fails: what cannot be understood is left to the engine.

    `counts`: the source counts what of it runs; the wrapper is given the counters. `tells`: it tells of rejections.
    """
    raw = source.encode("utf-8", "surrogatepass")
    key = blake2b(raw, digest_size=16, person=f"{dialect}{'+' * counts}{'!' * tells}".encode()).digest()
    found = _cache.get(key)
    if found is None:
        found = _transform(raw, dialect, counts, tells)
        _cache.put(key, found)
    return found


def _transform(raw: bytes, dialect: Dialect, counts: bool, tells: bool) -> Transformed:
    if dialect in ("typescript", "tsx"):
        try:
            raw = erase(raw, dialect)
        except Refused as refused:
            return Transformed("", "commonjs", refused=refused)
    tells = tells and dialect != "sjs" and may_reject(raw)
    plain = not counts and not tells and not any(word.search(raw) for word in (_MODULE_WORD, _MAY_CLASH, _MOCKED))
    if dialect == "javascript" and plain:
        specifiers, unclear = _required(raw)
        if not unclear:
            return Transformed(raw.decode(), "commonjs", specifiers=specifiers)
    return _parsed(raw, dialect, counts, tells)


def _parsed(raw: bytes, dialect: Dialect, counts: bool, tells: bool) -> Transformed:
    root = parse(raw).root_node
    specifiers, dynamic = _required(raw)
    if dynamic:
        more, dynamic = _confirmed(root, raw)
        specifiers.update(more)
    statements = Statements(root, raw)
    expressions = list(_imports(root, raw))
    for node in expressions:
        name = _argument(node)
        if node.type == "meta_property":
            _replace(statements, node.start_byte, node.end_byte, "t")
            continue
        _replace(statements, node.start_byte, node.start_byte + len("import"), "a")
        if name is None:
            dynamic = True
        else:
            specifiers.setdefault(name, line_of(raw, node.start_byte))
    hoisted = _hoist(root, statements) if _MOCKED.search(raw) else ""
    is_typed = dialect in ("typescript", "tsx")
    module = ESModule(root, statements, elide=is_typed, first=hoisted) if statements.found else None
    counters = free_name(raw, "$c") if counts else ""
    insertions = Insertions(statements.edits)
    file_map = instrument(root, insertions, counters) if counts else None
    if tells:
        tell_rejections(root, insertions, statements.prefix)
    insertions.apply()
    head = _head(root, statements, dialect, module, bool(expressions or hoisted or tells), counters)
    head += "" if module else hoisted
    before = len(head) - len(module.head) if module else 0
    places = " ".join(f"{before + at + 1} {line}" for at, line in module.lines) if module else ""
    source, shifts = statements.edits.apply()
    kind: Kind = "sjs" if dialect == "sjs" else "module" if module else "commonjs"
    specifiers = {**{one.specifier: one.line for one in reversed(statements.sources)}, **specifiers}
    return Transformed(source, kind, head, specifiers, dynamic, shifts, head_lines=places, file_map=file_map)


def _required(raw: bytes) -> tuple[dict[str, int], bool]:
    """The names that `require("...")` is given, and whether some `require(` may be given something else.

    Those in comments count too: it costs nothing to be ready for more than is asked for.
    """
    specifiers, unclear = dict[str, int](), False
    for match in (*_REQUIRED.finditer(raw), *_MOCKED.finditer(raw)):
        literal = _LITERAL.match(raw, match.end())
        if literal is None:
            unclear = True
        else:
            specifiers.setdefault(string_value(literal[1].decode()), line_of(raw, match.start()))
    return specifiers, unclear


def _confirmed(root: Node, raw: bytes) -> tuple[dict[str, int], bool]:
    """The same from the tree, for the calls of the file's own `require` alone."""
    specifiers, dynamic = dict[str, int](), False
    for use in Uses(root, raw, ["require"]).outer["require"]:
        call = use.node.parent
        if use.role is Role.READ and call is not None and call.type == "member_expression":
            call = call.parent if (call.text or b"").endswith(b"async") else None
        if call is None or call.type != "call_expression":
            continue
        name = _argument(call)
        if name is None:
            dynamic = True
        else:
            specifiers.setdefault(name, line_of(raw, use.node.start_byte))
    return specifiers, dynamic


def _replace(statements: Statements, start: int, end: int, member: str) -> None:
    """Put a member of the machinery there, in the same room; `import.meta` may be written on several lines."""
    room = statements.edits.raw[start:end].decode()
    put = f"{statements.prefix}.{member}"
    statements.edits.replace(start, end, put + blanked(room)[len(put) :] + _lines_within(room[: len(put)]))


def _lines_within(text: str) -> str:
    return "".join(end for end in blanked(text) if end != " ")


def _imports(root: Node, raw: bytes) -> Iterator[Node]:
    """The expressions `import(...)` or `import.meta`."""
    for match in _IMPORT_EXPRESSION.finditer(raw):
        node = root.descendant_for_byte_range(match.start(), match.start() + len("import"))
        while node is not None and node.type == "import":
            node = node.parent
        if node is not None and node.type in ("call_expression", "meta_property") and node.start_byte == match.start():
            yield node


def _argument(call: Node) -> str | None:
    """The text that a call's first argument is written out as."""
    arguments = part(call, "arguments")
    first = next((node for node in arguments.named_children if node.type != "comment"), None) if arguments else None
    if first is None or first.type not in ("string", "template_string"):
        return None
    if any(node.type == "template_substitution" for node in first.named_children):
        return None
    return string_value(text_of(first))


def _hoist(root: Node, statements: Statements) -> str:
    """Make functions of the calls of `jest.mock` and its kin at the top; the code that calls them before imports."""
    calls = ""
    for node in root.children:
        if node.type == "expression_statement" and _is_hoisted(node.named_children[0] if node.named_children else None):
            name = f"{statements.prefix}h{node.start_byte}"
            statements.edits.replace(node.start_byte, node.start_byte, f"function {name}(){{")
            statements.edits.replace(node.end_byte, node.end_byte, "}")
            calls += f"{name}();"
    return calls


def _is_hoisted(node: Node | None) -> bool:
    """`jest.mock(...)`, also with further calls after it."""
    while node is not None and node.type == "call_expression":
        callee = part(node, "function")
        if callee is None or callee.type != "member_expression":
            return False
        owner = part(callee, "object")
        if owner is not None and text_of(owner) in ("jest", "vi"):
            return text_of(part(callee, "property")) in _HOISTED
        node = owner
    return False


def _head(
    root: Node, statements: Statements, dialect: Dialect, module: ESModule | None, calls: bool, counters: str
) -> str:
    names = [*_PARAMETERS, *(_SJS_PARAMETERS if dialect == "sjs" else ())]
    raw, prefix = statements.edits.raw, statements.prefix
    may_clash = dialect == "sjs" or _MAY_CLASH.search(raw)
    declared = Uses(root, raw, [name for name in names if name.encode() in raw]).lexical if may_clash else set()
    if module is not None:  # what an import is called is no parameter either
        declared |= {local for source in statements.sources for local in source.locals}
    elif dialect != "sjs" and not calls and not counters and not declared.intersection(names):
        return ""
    kept = [f"{prefix}p{number}" if name in declared else name for number, name in enumerate(names)]
    parameters = ", ".join([*kept[:3], prefix, f"{prefix}_", *([counters] if counters else []), *kept[3:]])
    return f"(f=>f)(function ({parameters}) {{{module.head if module else ''}"
