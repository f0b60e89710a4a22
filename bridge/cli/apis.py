"""`minibridge apis [NAME]`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bridge.errors import UsageError

if TYPE_CHECKING:
    from bridge.jsapi.directory import Entry


@click.command(short_help="List every my.* API, or show one: what it takes, gives, and how sure that is.")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="One array of objects, or one object.")
def apis(name: str | None, as_json: bool) -> int:
    """List every name of `my`, or show the card of NAME.

    Kind: simulated, it really does it; device, it tells of the phone that tests set; outside, it leaves the program and
    is noted. Standing: documented, with a page and a type; observed in real programs; or inferred.

    Exit code: 0; 2 for a name that there is not.
    """
    if name is None:
        _list(as_json)
        return 0
    return _show(name.removeprefix("my."), as_json)


def _list(as_json: bool) -> None:
    from bridge.jsapi.directory import entries

    names = entries()
    if as_json:
        click.echo(json.dumps([entry.told for entry in names], indent=1))
        return
    from bridge.cli.apis_table import print_table

    print_table(names)


def _show(name: str, as_json: bool) -> int:
    from bridge.cli.apis_table import card, print_card
    from bridge.jsapi.directory import UNLISTED, entries, entry

    found = entry(name)
    if found.page.group == UNLISTED and found.receipt is None:
        return _unknown(name, entries())
    if as_json:
        click.echo(json.dumps(card(found), indent=1, ensure_ascii=False))
    else:
        print_card(found)
    return 0


def _unknown(name: str, names: list[Entry]) -> int:
    from difflib import get_close_matches

    from bridge.cli.output import USAGE

    close = get_close_matches(name, [entry.name for entry in names], n=3)
    advice = f"did you mean {', '.join(close)}?" if close else "`minibridge apis` lists what there is"
    click.echo(f"minibridge: {UsageError(f'there is no my.{name}: {advice}')}", err=True)
    return USAGE
