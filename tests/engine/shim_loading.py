"""A lazy shim on its own in a bare engine: its built-ins are captured first, as the host does it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import quickjs

SHIMS = Path(__file__).resolve().parents[2] / "js_shims" / "engine"

_OWNERS = (
    "TypedArray", "SharedArrayBuffer", "ArrayBuffer", "DataView", "Uint8Array", "Reflect", "Object", "Array",
    "String", "Number", "Boolean", "BigInt", "Symbol", "Function", "RegExp", "Map", "Set", "Date", "Error",
)  # fmt: skip

_CAPTURE = """
(function (names, owners) {
  const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const homes = { __proto__: null, ...globalThis, TypedArray: getPrototypeOf(Int8Array) };
  const home = (owner) => homes[owner] ?? globalThis[owner];
  const uncurried = (method) => (self, ...args) => apply(method, self, args);
  const camel = (text) => text.startsWith("Symbol")
    ? Symbol[camel(text.slice(6))] : text[0].toLowerCase() + text.slice(1);

  function member(prototype, text) {
    const getter = /^Get./.test(text) && getOwnPropertyDescriptor(prototype, camel(text.slice(3)))?.get;
    return uncurried(getter || prototype[camel(text)]);
  }

  function intrinsic(name) {
    if (name in globalThis) return globalThis[name];
    const owner = owners.find((known) => name.startsWith(known));
    const rest = name.slice(owner.length);
    if (rest.startsWith("Prototype")) return member(home(owner).prototype, rest.slice("Prototype".length));
    return home(owner)[camel(rest)];
  }

  const intrinsics = { __proto__: null };
  for (const name of names) intrinsics[name] = intrinsic(name);
  return intrinsics;
})
"""


_HARNESS = """
var harness = {
  __proto__: null, stringify: JSON.stringify, slice: String.prototype.slice, apply: Reflect.apply,
  define: Reflect.defineProperty, evaluate: eval, intrinsics: %s(%s, %s),
};
"""

_COMPILE = """
harness.place = (members) => {
  for (const name in members) harness.define(globalThis, name, { __proto__: null, value: members[name] });
};
harness.place(harness.evaluate(%s)(harness.intrinsics, {}));
"""

# The answer is sliced because the engine cannot hand out a string that is still a concatenation.
_ANSWER = """
(() => {
  let text;
  try {
    text = harness.stringify(harness.evaluate(%s)) ?? "undefined";
  } catch (error) {
    text = error.name + ": " + error.message;
  }
  return harness.apply(harness.slice, text, [0]);
})()
"""


class ShimEngine:
    """An engine in which the members of one lazy shim are globals."""

    def __init__(self, shim: str, poison: str = "") -> None:
        """`poison` runs where a program would: after the capture, before the shim is compiled."""
        source = (SHIMS / shim).read_text(encoding="utf-8").strip()
        names = json.dumps(intrinsic_names(source))
        self._context = quickjs.Context()
        self._context.eval(_HARNESS % (_CAPTURE.strip(), names, json.dumps(_OWNERS)))
        self._context.eval(poison)
        self._context.eval(_COMPILE % json.dumps(source))

    def run(self, script: str) -> None:
        self._context.eval(script)

    def json(self, expression: str) -> str:
        """What JSON.stringify makes of the expression, or `Name: message` if it throws."""
        return str(self._context.eval(_ANSWER % json.dumps(f"({expression}\n)")))


def intrinsic_names(source: str) -> list[str]:
    match = re.search(r"const \{([^}]*)\} = intrinsics;", source)
    assert match is not None
    return [name.strip() for name in match.group(1).split(",") if name.strip()]
