"""All commands, by name: each is a module of its own, imported when somebody asks for it."""

from __future__ import annotations

from importlib import import_module

import click

from bridge import __version__

COMMANDS = ("run", "test", "sweep", "smoke", "render", "wallet", "apis")


class Commands(click.Group):
    """A group whose commands are loaded when they are needed: a short run pays for no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"bridge.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="minibridge")
def cli() -> None:
    """Run Alipay-style mini-programs without a phone."""
