"""The wallet app that a command's programs believe they run in: flags that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--host", type=click.Choice(["alipay-plus", "alipay-cn"]), help="The wallet app.  [alipay-plus]"),
    click.option("--client-version", metavar="X.Y.Z", help="Version of the wallet app."),
    click.option("--appx-version", metavar="X.Y.Z", help="Version of Appx, the base library."),
)
_NAMES = ("host", "client_version", "appx_version")


def wallet_app_options(command: C) -> C:
    """Give `command` the flags."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def wallet_app_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of them, as options of `Runtime`. Raises `UsageError` for what is no version."""
    from bridge.jsapi import Profile

    told = {name: given[name] for name in _NAMES if given[name] is not None}
    Profile(**told)
    return told
