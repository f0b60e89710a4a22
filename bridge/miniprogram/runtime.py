"""`Runtime`: one JavaScript program with a `my` object, answered from Python."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from bridge.engine import Engine, LimitReached, Limits, Shims
from bridge.errors import ScriptError, UsageError
from bridge.jsapi import BUILTIN, Device, Dialogs, Dispatcher, HostName, Profile, Services, Storage
from bridge.jsapi import LAZY_SHIMS as JSAPI_LAZY_SHIMS
from bridge.jsapi import SHIMS as JSAPI_SHIMS
from bridge.jsapi.drawing import STATE as DRAWING
from bridge.jsapi.drawing import Drawing, recorded
from bridge.jsapi.scripting import Script
from bridge.jsapi.surface import connect, surface
from bridge.jsapi.surroundings import emit, event_named, told
from bridge.miniprogram.answers import Answerable
from bridge.miniprogram.missing import explained
from bridge.miniprogram.recorded import Recorded
from bridge.modules import LAZY_SHIMS as MODULE_LAZY_SHIMS
from bridge.modules import SHIMS as MODULE_SHIMS
from bridge.modules import script
from bridge.origins import Origins
from bridge.runtime import (
    LAST_INSTANT,
    Answers,
    Clock,
    Host,
    Note,
    Timers,
    Trace,
    WalletRequest,
    clock_of,
    within,
)
from bridge.runtime import SHIMS as RUNTIME_SHIMS
from bridge.wallet import Answer, Person

if TYPE_CHECKING:
    from bridge.jsapi.files import Files
    from bridge.jsapi.http import HttpClient
    from bridge.jsapi.phone import Phone
    from bridge.jsapi.storage_file import StorageFile
    from bridge.wallet import Wallet
    from bridge.wallet.clients import Signing

SHIMS = (*RUNTIME_SHIMS, *MODULE_SHIMS, *JSAPI_SHIMS)
LAZY_SHIMS = (*MODULE_LAZY_SHIMS, *JSAPI_LAZY_SHIMS)
CHINA = 8.0  # hours east of UTC


class Runtime(Answerable, Recorded):
    """A program in an engine of its own. Use it as `async with Runtime() as rt:`.

    `user`: the person's answers to authorization pages, in order, the last one repeating: "approve", "cancel"
    (6001), "network-error" (6002), "unknown" (7001), "fail" and "wrong-pin" (7002), "processing" (7001), "forgot-pin"
    (6001), and to what else the wallet does for them: see `Answer`; or a `Person` who takes their time, or has several
    accounts.
    `host`: the wallet app, "alipay-plus" or "alipay-cn"; `client_version` and `appx_version` are its versions.
    `clock`: "virtual" (time jumps, nothing waits) or "real". `start`: where virtual time begins, a datetime or ms since
    the epoch. `timezone`: hours east of UTC. `until`: seconds of program time after which nothing fires any more.
    `seed`: of `Math.random` and of every code and id that is made up.
    `origins`: which web origins the program may reach, and where each really is.
    `limits`: CPU seconds a turn and megabytes. `dialogs`: who presses the buttons. `wallet`: start the wallet's server.
    `device`: the phone, or its fields as JSON has them. `storage`: what `my.getStorage` finds at first, by key.
    `storage_file`: where it is kept, for each `app_id` and account of the person; else it is gone when the program
    ends. `strict_globals`: no `window`, `global`, `navigator`, `process` and `Buffer`, which a phone does not have but
    many programs need. `strict`: parameters that are not documented fail a call (error 2). `rules`: what calls are
    answered by, a file or a list: see `rules`. `check_contract`: have a handler that breaks the contract of calls raise
    `ContractError`.

    Raises `UsageError` for a value that makes no sense.
    """

    _wallet: Wallet | None = None
    _http: HttpClient | None = None
    _host: Host | None = None
    _closed = False

    def __init__(
        self,
        *,
        user: Person | Answer | str | Iterable[Answer | str] = "approve",
        host: HostName = "alipay-plus",
        client_version: str | None = None,
        appx_version: str | None = None,
        clock: Literal["virtual", "real"] = "virtual",
        start: datetime | float | None = None,
        timezone: float = CHINA,
        until: float | None = None,
        seed: int = 0,
        origins: Mapping[str, str] | Origins | None = None,
        limits: Limits | None = None,
        dialogs: Dialogs | None = None,
        wallet: bool = False,
        device: Device | Mapping[str, Any] | None = None,
        storage: Mapping[str, Any] | None = None,
        storage_file: str | Path | None = None,
        app_id: str | None = None,
        strict_globals: bool = False,
        strict: bool = False,
        check_contract: bool = False,
        rules: str | Path | list[Any] | None = None,
    ) -> None:
        self._profile = _profile(host, client_version=client_version, appx_version=appx_version, app_id=app_id)
        self._limits = limits or Limits()
        self._seed = seed
        self._timezone = within("timezone", timezone, -24, 24)
        self.clock: Clock = clock_of(clock, start)
        self._until = None if until is None else self.clock.start + within("until", until, 0, LAST_INSTANT) * 1000
        self._origins = origins if isinstance(origins, Origins) else Origins(origins)
        self._given_origins = frozenset(origins) if isinstance(origins, Mapping) else frozenset()
        self._registry = BUILTIN.available(self._profile)
        self._trace = Trace(advise=lambda failure: explained(failure, self.source, self.has_api, self._profile))
        self._scripts: dict[str, str] = {}
        self._wants_wallet = wallet
        self._faults: list[Exception] = []
        self._strict, self._checks = strict, check_contract
        self.script = Script("next")
        person = user if isinstance(user, Person) else Person(user)
        kept = Storage(storage, self._keeper(storage_file, person))
        self._services = self._make_services(person, dialogs, _device(device), kept)
        self._strict_globals = strict_globals
        if rules is not None:
            self.rules(rules)
        self._drawings: list[Drawing] = self._services.drawings

    def _make_services(self, person: Person, dialogs: Dialogs | None, device: Device, storage: Storage) -> Services:
        return Services(
            profile=self._profile,
            person=person,
            origins=self._origins,
            random=random.Random(self._seed),
            dialogs=dialogs,
            note=lambda text: self._trace.add_note(Note(self.clock.now, text)),
            http=self._http_client,
            device=device,
            storage=storage,
            timezone=self._timezone,
        )

    def _keeper(self, path: str | Path | None, person: Person) -> StorageFile | None:
        if path is None:
            return None
        from bridge.jsapi.storage_file import StorageFile

        return StorageFile(Path(path), self._profile.app_id, person.accounts[0].login_id)

    # What is around it

    @property
    def storage(self) -> Storage:
        """What the program stores; changes are seen by both sides."""
        return self._services.storage

    @property
    def files(self) -> Files:
        """What the program keeps and was given: `files.read("https://usr/a.txt")`, `files.write(path, content)`."""
        return self._services.files

    @property
    def device(self) -> Phone:
        """The phone: `device.network` reads it, `device.network = "NOTREACHABLE"` changes it."""
        from bridge.jsapi.phone import Phone

        return Phone(self._services, lambda: self._host)

    def change_device(self, **changes: Any) -> None:
        """Change the phone while the program runs: `change_device(network="NOTREACHABLE")`; listeners hear of it."""
        self.device.change(**changes)

    def prefetch(self, data: Mapping[str, Any], fetch_type: str = "pre") -> None:
        """Have `my.getBackgroundFetchData` find `data`, as fetched now."""
        self._services.prefetched[fetch_type] = dict(data), self.clock.now

    def emit(self, event: str, *args: Any) -> None:
        """Have what `my.on...` listens to happen: `emit("onCompassChange", {"direction": 90})`; `args` is JSON.

        Nothing happens before the program runs. Raises `UsageError` for a misspelt event, or what has no JSON.
        """
        name, given = event_named(event), told(args)
        if self._host is not None:
            emit(self._host, name, *given)

    @property
    def person(self) -> Person:
        """Who answers authorization pages; `person.next("cancel")` changes what comes next."""
        return self._services.person

    @property
    def origins(self) -> Origins:
        """Where the program may go; `origins.map(origin, url)` allows another."""
        return self._origins

    @property
    def wallet(self) -> Wallet:
        """The simulated wallet. Raises `UsageError` if this runtime was not asked to start one."""
        if self._wallet is None:
            raise UsageError("this runtime has no wallet: write Runtime(wallet=True) and enter it with async with")
        return self._wallet

    def secrets(self) -> list[str]:
        """Every token the wallet issued: what must not be shown."""
        return self._wallet.secrets if self._wallet is not None else []

    # Running

    async def run(self, source: str, filename: str = "script.js", *, check: bool = True) -> None:
        """Evaluate `source` as a script named `filename`, then run until nothing is left to do.

        Raises `ScriptError` at the end for the first thing that nobody caught, or `LimitReached` (one of them) if a
        limit stopped the program; with `check=False` neither, and `errors` tells. An exception of one of your
        handlers comes out as it is.
        """
        self.begin(source, filename)
        await self.idle(check=check)

    def begin(self, source: str, filename: str) -> None:
        """Put a script into the inbox without running it."""
        self._scripts[filename] = source
        self.guest.post({"type": "load", "files": [script(filename, source)]})
        self.guest.post({"type": "invoke", "id": 0, "action": "script", "arguments": {"path": filename}})

    def source(self, path: str) -> str | None:
        """The text of one of the program's files, for showing a place in it."""
        return self._scripts.get(path)

    async def idle(self, *, check: bool = True) -> None:
        """Run until nothing is left to do. Raises as `run` does, for what went wrong meanwhile."""
        seen = len(self.errors)
        try:
            await self.guest.run_until_idle()
        except LimitReached:
            if check:
                raise
        self.raise_problems(seen, check=check)

    async def advance(self, ms: float) -> None:
        """Let `ms` of program time pass: timers that are due run, in order. No time at all on a virtual clock."""
        await self.guest.advance(within("ms", ms, 0, LAST_INSTANT))

    def raise_problems(self, seen: int = 0, *, check: bool = True) -> None:
        """Raise the first fault of a handler; if `check`, else the first error after number `seen`."""
        if self._faults:
            fault, self._faults = self._faults[0], []
            raise fault
        failure = next((failure for failure in self.errors[seen:] if not failure.handled), None)
        if check and failure is not None:
            raise ScriptError(failure.message, failure.stack)

    async def __aenter__(self) -> Runtime:
        if self._wants_wallet:
            await self.start_wallet()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start_wallet(self, signing: Signing | None = None, port: int = 0) -> Wallet:
        """Start the wallet's server on a loopback port, a free one unless told; with `signing`, clients sign and it
        does.
        """
        from bridge.wallet import Wallet

        def tell(method: str, path: str, code: str) -> None:
            self._trace.tell(WalletRequest(self.clock.now, method, path, code))

        wallet = Wallet(
            now=lambda: self.clock.now,
            seed=self._seed,
            origins=self._origins,
            on_request=tell,
            person=self._services.person,
            signing=signing,
        )
        await wallet.start(port=port)
        self._wallet = self._services.wallet = wallet
        self.guest.at_rest = wallet.deliver
        return wallet

    async def close(self) -> None:
        """Cancel what is under way, stop the wallet, free the engine. Safe to call twice."""
        if not self._closed:
            for sentence in self.unused:
                self._services.note(sentence)
        self._closed = True
        if self._host is not None:
            await self._host.close()
        if self._services.connections is not None:
            await self._services.connections.end()
        if self._http is not None:
            await self._http.close()
            self._http = None
        if self._wallet is not None:
            await self._wallet.close()
        self._services.storage.close()

    @property
    def guest(self) -> Host:
        """The host loop of this program; the engine is made when it is first needed."""
        if self._closed:
            raise UsageError("this program is closed: use it inside its async with")
        if self._host is None:
            self._host = self._join()
        return self._host

    def _join(self) -> Host:
        engine = Engine(self._settings(), self._shims(), self._limits)
        timers = Timers(self.clock, self._until)
        host = Host(engine, self.clock, timers, self._trace, self._answers())
        connect(host, self._services)
        host.on_state("conformance", self._dispatcher.violated)
        host.on_state(DRAWING, lambda value: self._drawings.extend(recorded(value)))
        return host

    def _answers(self) -> Answers:
        return self._dispatcher

    @cached_property
    def _dispatcher(self) -> Dispatcher:
        keep = self._faults.append
        return Dispatcher(self._registry, self._services, keep, self.script, strict=self._strict, checks=self._checks)

    def _shims(self) -> Shims:
        return Shims(SHIMS, LAZY_SHIMS)

    def _settings(self) -> dict[str, Any]:
        return {
            **self._bare_settings(self._seed),
            "surface": surface(self._registry, self._services),
            "checks": self._checks,
        }

    def _bare_settings(self, seed: int) -> dict[str, Any]:
        """Those of an engine without `my`."""
        clock = {"virtual": self.clock.virtual, "start": self.clock.start, "timezone": round(self._timezone * 60)}
        return {"clock": {**clock, "seed": seed}, "globals": {"strict": self._strict_globals}}

    def _http_client(self) -> HttpClient:
        if self._http is None:
            from bridge.jsapi.http import HttpClient

            self._http = HttpClient(self._origins)
        return self._http


def _device(given: Device | Mapping[str, Any] | None) -> Device:
    if isinstance(given, Device):
        return given
    if not given:
        return Device()
    from bridge.jsapi.phone_fields import read_fields

    return Device(**read_fields(given))


def _profile(host: HostName, **texts: str | None) -> Profile:
    return Profile(host=host, **{name: text for name, text in texts.items() if text is not None})
