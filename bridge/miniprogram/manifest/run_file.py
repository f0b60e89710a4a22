"""`minibridge.json`: what a headless run of the program needs."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from bridge.jsapi import HostName
from bridge.miniprogram.manifest.model_file import tag
from bridge.wallet import Answer

_FIRST_EQUALS = re.compile(r"((?:[^=\[]|\[[^\]]*\])+)=(.*)", re.DOTALL)


KEYS = ("client_id", "private_key", "wallet_key")
"""What a server that signs asks for: its own Client-Id, its private key, and the wallet's public key (PEM)."""


class OwnFile(BaseModel):
    """Part of minibridge.json: unknown keys are refused, as they are mistakes."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class ServerCommand(OwnFile):
    """How to start the program's server.

    `command` is run in the folder of minibridge.json; `{python}` is this Python, `{port}` a free port, `{wallet}` the
    base URL of the simulated wallet. `environment`: variables that it finds beside those of this process, filled in
    like the command. `ready` is a path that answers 200 once it serves.

    `{client_id}`, `{private_key}` and `{wallet_key}` are what a merchant signs with, and checks the wallet by: a server
    that asks for any of them gets a wallet that signs, too.

    `shared`: in a sweep, one server answers many runs, as it does not mind what it was asked before; else each run has
    a server of its own.
    """

    command: list[str] = Field(min_length=1)
    environment: dict[str, str] = {}
    ready: str = "/"
    shared: bool = False

    @property
    def signs(self) -> bool:
        """Whether it asks for keys."""
        texts = (*self.command, *self.environment.values())
        return any(f"{{{name}}}" in text for name in KEYS for text in texts)


class CallStep(OwnFile):
    """`{"call": "submit"}`: call a handler of the page; `detail` is that of its event."""

    call: str = Field(min_length=1)
    detail: dict[str, Any] = {}


class TapStep(OwnFile):
    """`{"tap": "#buy"}`: tap what the selector finds."""

    tap: str = Field(min_length=1)


class Input(OwnFile):
    """What to enter where. `value` is a text for a field, true or false for a switch, a number for a slider."""

    selector: str = Field(min_length=1)
    value: Any


def _input(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    found = _FIRST_EQUALS.fullmatch(written)
    if found is None:
        raise ValueError('write the selector, "=" and the value, such as "#phone=0123"')
    return {"selector": found[1].strip(), "value": found[2]}


class InputStep(OwnFile):
    """`{"input": {"selector": "#phone", "value": "0123"}}`, or shorter `{"input": "#phone=0123"}`."""

    input: Annotated[Input, BeforeValidator(_input)]


class WaitStep(OwnFile):
    """`{"wait": 500}`: let that many milliseconds of the program's time pass."""

    wait: float = Field(ge=0)


class NavigateStep(OwnFile):
    """`{"navigate": "/pages/cart/cart?id=1"}`: go to a page, as `my.navigateTo` would."""

    navigate: str = Field(min_length=1)


_VERBS = ("call", "tap", "input", "wait", "navigate")


def _verb(written: Any) -> str | None:
    if isinstance(written, BaseModel):
        return tag(next(iter(type(written).model_fields)))
    verbs = [verb for verb in _VERBS if verb in written] if isinstance(written, dict) else []
    return tag(verbs[0]) if len(verbs) == 1 else None


Step = Annotated[
    Annotated[CallStep, Tag(tag("call"))]
    | Annotated[TapStep, Tag(tag("tap"))]
    | Annotated[InputStep, Tag(tag("input"))]
    | Annotated[WaitStep, Tag(tag("wait"))]
    | Annotated[NavigateStep, Tag(tag("navigate"))],
    Discriminator(
        _verb,
        custom_error_type="step",
        custom_error_message=f"a step is an object with exactly one of {', '.join(_VERBS)}",
    ),
]
"""One thing a headless run does."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class RunFile(OwnFile):
    """`minibridge.json`: what a headless run of the program needs. Flags of the command line beat it.

    `server`: the program's server, started before the program. `origins`: web origin to base URL, `{server}` being
    the started server. `page` and `query`: where to begin. `steps`: what to do there, in order. `user`: the person's
    answers. `host`, `seed`: as the flags of the same name. `storage`: what `my.getStorage` finds at first, by key.
    `app_id`: what `my.getAppIdSync` says. `device`: what `my.getSystemInfo` and its like say of the device, where it
    differs from the usual.
    """

    server: ServerCommand | None = None
    origins: dict[str, str] = {}
    page: str | None = None
    query: str | None = None
    steps: list[Step] = []
    user: Annotated[list[Answer], BeforeValidator(_listed)] = []
    host: HostName | None = None
    seed: int | None = None
    storage: dict[str, Any] = {}
    app_id: str | None = None
    device: dict[str, Any] = {}
