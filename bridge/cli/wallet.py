"""`minibridge wallet`: the simulated wallet alone, for a merchant's server that is written or tested."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bridge.cli.guard import Ending, guarded
from bridge.cli.run import DELAY, USERS
from bridge.origins import LOOPBACK

if TYPE_CHECKING:
    from ssl import SSLContext

    from bridge.cli.output import Output
    from bridge.wallet import Person, Wallet
    from bridge.wallet.accounts import Account
    from bridge.wallet.clients import Client, Signing
    from bridge.wallet.keys import PrivateKey

T = TypeVar("T")

HESITATION = 1.0  # seconds: by then the merchant has got the answer to its consult
OWN_CLIENT = "SANDBOX_MINIBRIDGE"
"""Who may call where nobody else is named. SDKs of the vendor call the sandbox by this beginning of a Client-Id."""


@dataclass
class Merchant:
    """One that may call. `key` is there if it was made here: whoever plays the merchant needs it."""

    client: Client
    key: PrivateKey | None = None


@click.command(short_help="Run the simulated wallet alone, for a merchant's server.")
@click.option("--bind", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; by default a free one.")
@click.option(
    "--state", type=click.Path(path_type=Path), help="A file that keeps what happened; by default nothing does."
)
@click.option("--client", "clients", multiple=True, help="ID=FILE: a Client-Id and its public key; repeatable.")
@click.option("--key", type=click.Path(path_type=Path), help="The wallet's private key (PEM); by default a new one.")
@click.option("--tls-cert", type=click.Path(path_type=Path), help="A certificate chain (PEM): listen by HTTPS.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="The certificate's key (PEM).")
@click.option("--signing", type=click.Choice(["on", "off"]), default="on", show_default=True, help="Check and sign.")
@click.option("--map", "origins", multiple=True, help="ORIGIN=URL: where webhooks to ORIGIN go; repeatable.")
@click.option("--user", "users", type=click.Choice(USERS), multiple=True, help="What the person answers; repeatable.")
@click.option("--user-delay", type=DELAY, default=HESITATION, show_default=True, help="Seconds that it takes them.")
@click.option("--account", "accounts", multiple=True, help="LOGIN=BALANCE: what the person has; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def wallet(
    bind: str,
    port: int,
    state: Path | None,
    clients: tuple[str, ...],
    key: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    signing: str,
    origins: tuple[str, ...],
    users: tuple[str, ...],
    user_delay: float,
    accounts: tuple[str, ...],
    as_json: bool,
) -> int:
    """Run the simulated wallet until Ctrl-C or SIGTERM.

    Listens on this machine alone unless --bind says otherwise. Says where, and what a merchant needs to call it, and
    lists what arrives. Pages wait for a browser; with --user, a simulated person answers each a second after its
    consult. Balances are in minor units; of several accounts the page lets people choose, and a simulated person takes
    the first. Webhooks go to this machine, and to what --map says. Exit code: 0 stopped; 2 the command line is wrong.
    """
    from bridge.cli.output import JsonLines
    from bridge.cli.transcript import Transcript
    from bridge.wallet import Person

    output: Output = JsonLines() if as_json else Transcript()

    def run() -> Ending:
        merchants, signed = _signing(clients, key) if signing == "on" else ([], None)
        person = Person(users or "approve", accounts=map(_account, accounts))
        made = _wallet(signed, origins, state, person, user_delay if users else None)
        tell = _listening_line if as_json else _listening_words
        asyncio.run(
            _serve(
                made,
                (bind, port, _tls(tls_cert, tls_key)),
                lambda: tell(made.url, merchants, signed),
                _request_line if as_json else _request_row,
            )
        )
        return 0, "stopped"

    return guarded(run, output, None)[0]


def _signing(given: tuple[str, ...], key: Path | None) -> tuple[list[Merchant], Signing]:
    """Raises `UsageError` for a file that holds no key."""
    from bridge.wallet.clients import Client, Signing
    from bridge.wallet.keys import PrivateKey

    if given:
        merchants = [Merchant(_client(text)) for text in given]
    else:
        made = PrivateKey.generate()
        merchants = [Merchant(Client.with_key(OWN_CLIENT, made.public.pem), made)]
    own = PrivateKey.generate() if key is None else _read(key, PrivateKey.read)
    return merchants, Signing(own, [merchant.client for merchant in merchants])


def _client(text: str) -> Client:
    from bridge.errors import UsageError
    from bridge.wallet.clients import Client

    name, mark, file = text.partition("=")
    if not (name and mark and file):
        raise UsageError(f"--client {text}: write ID=FILE, a Client-Id and the file of its public key")
    return _read(Path(file), lambda pem: Client.with_key(name, pem))


def _account(text: str) -> Account:
    from bridge.errors import UsageError
    from bridge.wallet.accounts import Account

    login_id, _, balance = text.rpartition("=")
    if not login_id or not (balance.isascii() and balance.isdigit() and len(balance) <= 15):
        raise UsageError(f"--account {text}: write LOGIN=BALANCE in minor units, such as 13800001111=500000")
    return Account(int(balance), login_id=login_id)


def _read(file: Path, make: Callable[[str], T]) -> T:
    from bridge.errors import UsageError

    try:
        return make(file.read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise UsageError(f"{file}: {error}") from None


def _tls(certificate: Path | None, key: Path | None) -> SSLContext | None:
    from bridge.errors import UsageError

    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise UsageError("--tls-cert and --tls-key go together")
    import ssl

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
    except OSError as error:  # which SSLError is
        raise UsageError(f"{certificate} and {key}: no certificate with its key: {error.strerror or error}") from None
    return context


def _wallet(
    signing: Signing | None, origins: tuple[str, ...], state: Path | None, person: Person, answers_after: float | None
) -> Wallet:
    from bridge.cli.run import origins_of
    from bridge.origins import Origins
    from bridge.wallet import Wallet

    mapped = Origins(loopback=True)
    for origin, target in origins_of(origins).items():
        mapped.map(origin, target)
    chance = random.SystemRandom()
    return Wallet(
        now=lambda: time.time() * 1000,
        seed=chance,
        origins=mapped,
        signing=signing,
        state=state,
        person=person,
        answers_after=answers_after,
        keeps_time=True,
    )


async def _serve(
    wallet: Wallet,
    address: tuple[str, int, SSLContext | None],
    tell: Callable[[], None],
    tell_request: Callable[[str, str, str], None],
) -> None:
    """Until a signal, or until nobody reads what is told: `BrokenPipeError` then."""
    stopped, unread = asyncio.Event(), list[BrokenPipeError]()

    def on_request(*what: str) -> None:
        try:
            tell_request(*what)
        except BrokenPipeError as error:  # the merchant's request is answered all the same
            unread.append(error)
            stopped.set()

    wallet.on_request = on_request
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await wallet.start(*address)
    try:
        if address[0] not in LOOPBACK:
            print(f"note: listens on {address[0]}, so other machines may reach it", file=sys.stderr, flush=True)
        tell()
        await stopped.wait()
    finally:
        await wallet.close()
    if unread:
        raise unread[0]


# What machines are told


def _listening_line(url: str, merchants: list[Merchant], signing: Signing | None) -> None:
    clients = [
        {"client_id": merchant.client.client_id, "private_key": merchant.key.pem if merchant.key else None}
        for merchant in merchants
    ]
    _line(type="listening", url=url, clients=clients, public_key=signing.key.public.pem if signing else None)


def _request_line(method: str, path: str, code: str) -> None:
    _line(type="request", method=method, path=path, code=code, t=round(time.time() * 1000))


def _line(**fields: Any) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


# What people are told


def _listening_words(url: str, merchants: list[Merchant], signing: Signing | None) -> None:
    print(f"The wallet listens on {url}, until Ctrl-C.")
    for merchant in merchants:
        print(f"\nClient-Id: {merchant.client.client_id}")
        if merchant.key is not None:
            print(f"Its private key, made for this run:\n{merchant.key.pem.strip()}")
    if signing is not None:
        print(f"\nThe wallet's public key:\n{signing.key.public.pem.strip()}\n")
    else:
        print("Nobody signs.\n")
    sys.stdout.flush()


def _request_row(method: str, path: str, code: str) -> None:
    from bridge.cli.transcript import harmless

    moment = time.strftime("%H:%M:%S")
    print(harmless(f"{moment}  {method:<6} {path}  {code}"), flush=True)
