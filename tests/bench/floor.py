"""The floor: a bare engine and the least JavaScript that posts the same JSON and gets the same JSON back."""

from __future__ import annotations

import json
import time
from typing import Any

import quickjs

SIGN_STR = "https://openauth.xxx.com/authentication.htm?authId=FBF16F91-28FB-47EC-B9BE-27B285C23CD3"
RESULT = {
    "authState": "663A8FA9-D836-48EE-8AA1-1FF682989DC7",
    "authCode": "663A8FA9D83648EE8AA11FF682989DC7",
}

_LOOP = """
let outbox = [], lastId = 0;
const pending = {};
function signContract(options) {
  const id = ++lastId;
  pending[id] = options.success;
  outbox.push({ type: "call", id, api: "signContract", params: { signStr: options.signStr } });
}
function turn(inbox) {
  const frames = JSON.parse(inbox);
  for (const frame of frames) {
    const success = pending[frame.id];
    delete pending[frame.id];
    success(frame.result);
  }
  const text = JSON.stringify(outbox);
  outbox = [];
  return text;
}
"""


def context() -> Any:
    engine = quickjs.Context()
    engine.eval(_LOOP)
    return engine


def round_trips(engine: Any) -> float:
    """Seconds until nothing more is posted, every call having been answered."""
    turn = engine.get("turn")
    began = time.perf_counter()
    posted = json.loads(turn("[]"))
    while posted:
        inbox = [{"type": "settle", "id": frame["id"], "ok": True, "result": RESULT} for frame in posted]
        posted = json.loads(turn(json.dumps(inbox)))
    return time.perf_counter() - began


def sequential(calls: int) -> float:
    """Seconds for `calls` calls, each made in the callback of the one before."""
    engine = context()
    engine.eval(f"let left = {calls}; const signStr = '{SIGN_STR}';")
    engine.eval("function next() { if (left-- > 0) signContract({ signStr, success() { next(); } }); } next();")
    return round_trips(engine)


def together(calls: int) -> float:
    """Seconds for `calls` calls made in one turn."""
    engine = context()
    engine.eval(f"for (let i = 0; i < {calls}; i++) signContract({{ signStr: '{SIGN_STR}', success() {{}} }});")
    return round_trips(engine)
