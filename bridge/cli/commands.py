"""All commands, by name."""

from __future__ import annotations

import click

from bridge import __version__
from bridge.cli.render import render
from bridge.cli.run import run
from bridge.cli.smoke import smoke


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="minibridge")
def cli() -> None:
    """Run Alipay-style mini-programs without a phone."""


cli.add_command(run)
cli.add_command(smoke)
cli.add_command(render)
