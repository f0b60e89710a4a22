"""Steps on the command line: which page, and what to do there, in the order in which it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bridge.errors import UsageError

if TYPE_CHECKING:
    from bridge.miniprogram.manifest.run_file import Step

F = TypeVar("F", bound=Callable[..., Any])

STEPS = "minibridge.steps"
"""Where a context keeps them, as kind and value."""

_OPTIONS = (
    click.option("--page", help="Page to open.  [first of app.json]"),
    click.option("--query", help="Query of that page, such as a=1&b=2."),
    click.option("--tap", multiple=True, metavar="SELECTOR", help="Tap an element, such as #buy; repeatable."),
    click.option(
        "--input", multiple=True, metavar="SELECTOR=VALUE", help="Enter a value, such as #phone=0123; repeatable."
    ),
    click.option("--call", multiple=True, metavar="HANDLER", help="Call a handler of the page; repeatable."),
    click.option("--wait", multiple=True, metavar="MS", help="Let program time pass; repeatable."),
    click.option("--navigate", multiple=True, metavar="URL", help="Go to a page; repeatable."),
)
KINDS = ("tap", "input", "call", "wait", "navigate")


def step_options(command: F) -> F:
    """The options that say where to begin and what to do there."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Stepwise(click.Command):
    """A command whose steps are done in the order in which they were written, whatever their kind."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[STEPS] = list(_steps_in(args))
        return super().parse_args(ctx, args)


def _steps_in(args: list[str]) -> Iterator[tuple[str, str]]:
    for position, arg in enumerate(args):
        name, equals, value = arg.partition("=")
        if name.removeprefix("--") in KINDS and name.startswith("--"):
            yield name[2:], value if equals else "".join(args[position + 1 : position + 2])


def asked_steps(steps: list[tuple[str, str]]) -> list[Step]:
    """The steps of the command line. Raises `UsageError` for one that makes no sense."""
    from pydantic import ValidationError

    from bridge.miniprogram.manifest.run_file import RunFile

    asked: list[Step] = []
    for kind, value in steps:
        try:
            asked += RunFile.model_validate({"steps": [{kind: value}]}).steps
        except ValidationError as error:
            raise UsageError(f"--{kind} {value}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None
    return asked
