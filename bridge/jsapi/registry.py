"""The list of JSAPIs. It makes `my`, answers `canIUse`, and refuses what is wrong when it is registered."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from bridge.errors import EngineError, UsageError
from bridge.jsapi.catalogue import COMMAND, Listing, listings
from bridge.jsapi.inside import INSIDE, NAMESPACES
from bridge.jsapi.profile import Profile, Since
from bridge.jsapi.receipts import Kind, Receipt, Standing, receipt_for

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bridge.jsapi.models import Failure


Handler = Callable[..., Any]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True)
class JSAPI:
    """One API: its name on `my`, its models, and the function that answers.

    `aliases` maps further names under which a result's property can be read, not enumerable, to the
    documented name. `failure`: what `fail` receives, where it is not as for most APIs. `abortable` calls return a
    promise that is also a task with `abort()`. `unread` options are not looked at, as they may be what has no JSON.
    `front` is a lazy shim with a function of the API's name, which the program calls in its place and is given
    `(api, options, then)` to make the call. `kind`, `standing` and `inferred` are those of its `receipt`.
    """

    name: str
    handler: Handler
    params: type[BaseModel] | None
    result: type[BaseModel] | None
    failure: type[Failure] | None = None
    since: Since = field(default_factory=Since)
    aliases: Mapping[str, str] | None = None
    abortable: bool = False
    unread: tuple[str, ...] = ()
    wants_context: bool = False
    front: str | None = None
    kind: Kind = "simulated"
    standing: Standing | None = None
    inferred: str = ""
    internal = False  # see Listing: what anybody registers is a name of `my`

    @property
    def entry(self) -> dict[str, Any]:
        """What the guest needs to know of it."""
        return {
            "name": self.name,
            "aliases": dict(self.aliases) if self.aliases else None,
            "abortable": self.abortable,
            "unread": self.unread,
            "front": self.front,
            "params": self.params_named,
            "results": self.results_named,
        }

    @property
    def receipt(self) -> Receipt:
        """How sure we are of what it answers."""
        return receipt_for(self.name, self.kind, self.standing, self.inferred)

    @property
    def params_named(self) -> list[str]:
        """The documented parameters."""
        return [field.alias or name for name, field in self.params.model_fields.items()] if self.params else []

    @property
    def results_named(self) -> list[str]:
        """The documented properties of the result."""
        return list(self.result.model_fields) if self.result else []


class _Listed(dict[str, Listing]):
    """Listings by name: those of all programs in one host and version are the same ones."""

    @functools.cached_property
    def entries(self) -> list[str | dict[str, Any]]:
        """What the guest needs to know of each that is a name of `my`."""
        return [listing.entry for listing in self.values() if not listing.internal]


class Registry:
    """JSAPIs by name. A program works on a copy, so its overrides are its own.

    The listed ones are loaded, with their whole domain, when one of them is first asked for.
    """

    def __init__(self, apis: Mapping[str, JSAPI] | None = None, listed: Iterable[Listing] = ()) -> None:
        self._apis: dict[str, JSAPI] = dict(apis or {})
        self._listed = _Listed((listing.name, listing) for listing in listed)
        self._available: dict[tuple[str, str, str], _Listed] = {}

    def __iter__(self) -> Iterator[JSAPI | Listing]:
        yield from self._listed.values()
        yield from self._own()

    def _own(self) -> Iterator[JSAPI]:
        return (api for name, api in self._apis.items() if name not in self._listed)

    @property
    def entries(self) -> list[str | dict[str, Any]]:
        """What the guest needs to know of each API that is a name of `my`."""
        return [*self._listed.entries, *(api.entry for api in self._own())]

    def loaded(self) -> Iterator[JSAPI]:
        """Those whose handlers are there."""
        return iter(self._apis.values())

    def get(self, name: str) -> JSAPI | None:
        """The API called `name`, if there is one."""
        api = self._apis.get(name)
        if api is None and name in self._listed:
            api = self._apis[name] = _loaded(self._listed[name])
        return api

    def add(self, api: JSAPI) -> None:
        """Raises `UsageError` if the name is taken or no JavaScript name."""
        if not _is_name(api.name):
            raise UsageError(f"not a name for a JSAPI: {api.name!r}")
        if api.name in INSIDE:
            raise UsageError(f"my.{api.name} is answered inside the engine: it cannot be registered or overridden")
        listing = self._listed.get(api.name)
        loading = listing is not None and listing.domain == api.handler.__module__
        taken = self._apis.get(api.name) if loading else self.get(api.name)
        if taken is not None:
            raise UsageError(f"my.{api.name} is registered already, by {place_of(taken.handler)}")
        self._apis[api.name] = api

    def override(self, name: str, handler: Handler) -> bool:
        """Let `handler` answer `name` from now on; True if the name is new.

        An existing API keeps its models where the handler names none. Raises `UsageError` for a bad signature.
        """
        known = self.get(name)
        params, result, wants_context = read_signature(name, handler)
        if known is None:
            self.add(JSAPI(name, handler, params, result, wants_context=wants_context))
            return True
        self._apis[name] = replace(
            known,
            handler=handler,
            params=params or known.params,
            result=result or known.result,
            wants_context=wants_context,
        )
        return False

    def available(self, profile: Profile) -> Registry:
        """A copy with the APIs that exist in `profile`."""
        listed = self._listed_in(profile)
        copy = Registry({name: api for name, api in self._apis.items() if self._is_there(api, profile, listed)})
        copy._listed = listed
        return copy

    def _is_there(self, api: JSAPI, profile: Profile, listed: _Listed) -> bool:
        return api.name in listed if api.name in self._listed else profile.has(api.since)

    def _listed_in(self, profile: Profile) -> _Listed:
        key = profile.host, profile.client_version, profile.appx_version
        if key not in self._available:
            there = ((name, listing) for name, listing in self._listed.items() if profile.has(listing.since))
            self._available[key] = _Listed(there)
        return self._available[key]

    def forget_listings(self) -> None:
        """Go by what the domains say, whatever the catalogue does."""
        self._listed = _Listed()
        self._available.clear()


BUILTIN = Registry(listed=listings())


def _loaded(listing: Listing) -> JSAPI:
    import_module(listing.domain)
    try:
        return BUILTIN._apis[listing.name]
    except KeyError:
        raise EngineError(f"{listing.domain} has no my.{listing.name}: run {COMMAND}") from None


def jsapi(
    name: str,
    *,
    since: Since | None = None,
    failure: type[Failure] | None = None,
    aliases: Mapping[str, str] | None = None,
    abortable: bool = False,
    unread: tuple[str, ...] = (),
    front: str | None = None,
    kind: Kind = "simulated",
    standing: Standing | None = None,
    inferred: str = "",
    registry: Registry = BUILTIN,
) -> Callable[[H], H]:
    """Register a function as `my.<name>`, for every program opened afterwards.

    The function is `def` or `async def`, takes `(params)` or `(params, context)`, and has a pydantic model as the
    type of `params` and of what it returns. It raises `JSAPIError` for a documented failure. `kind`, `standing` and
    `inferred` are told in `bridge.jsapi.receipts`.
    Raises `UsageError` at once for a name that is taken, a missing model or a signature of another shape.
    """

    def register(handler: H) -> H:
        params, result, wants_context = read_signature(name, handler)
        if params is None or result is None:
            missing = "its params" if params is None else "what it returns"
            raise UsageError(f"my.{name}: {place_of(handler)} needs a pydantic model as the type of {missing}")
        api = JSAPI(
            name,
            handler,
            params,
            result,
            failure,
            since or Since(),
            aliases,
            abortable,
            unread,
            wants_context,
            front,
            kind,
            standing,
            inferred,
        )
        registry.add(api)
        return handler

    return register


def read_signature(name: str, handler: Handler) -> tuple[type[BaseModel] | None, type[BaseModel] | None, bool]:
    """The models a handler names, if any, and whether it takes a context. Raises `UsageError`."""
    if not callable(handler):
        raise UsageError(f"my.{name}: a handler is a function, not {handler!r}")
    try:
        parameters = list(inspect.signature(handler).parameters.values())
    except (ValueError, TypeError):  # some builtins do not say what they take
        raise UsageError(f"my.{name}: {handler!r} does not tell what it takes: write a function of (params)") from None
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    required_keywords = [p for p in parameters if p.kind is p.KEYWORD_ONLY and p.default is p.empty]
    if len(positional) not in (1, 2) or required_keywords:
        raise UsageError(f"my.{name}: {place_of(handler)} must take (params) or (params, context)")
    hints = _hints(name, handler)
    return _model(hints.get(positional[0].name)), _model(hints.get("return")), len(positional) == 2


def _hints(name: str, handler: Handler) -> dict[str, Any]:
    target: Any = handler
    while isinstance(target, functools.partial):
        target = target.func
    target = target if inspect.isroutine(target) else type(target).__call__
    try:
        return get_type_hints(target)
    except (NameError, TypeError) as error:
        raise UsageError(f"my.{name}: the types of {place_of(handler)} cannot be read: {error}") from None


def _is_name(name: object) -> bool:
    if not isinstance(name, str) or "__proto__" in name:
        return False
    space, dot, own = name.rpartition(".")
    return own.replace("$", "_").isidentifier() and (not dot or space in NAMESPACES)


def _model(hint: object) -> type[BaseModel] | None:
    from pydantic import BaseModel

    return hint if isinstance(hint, type) and issubclass(hint, BaseModel) else None


def place_of(handler: Handler) -> str:
    """Its name, file and line, for people."""
    code = getattr(handler, "__code__", None)
    name = getattr(handler, "__qualname__", repr(handler))
    return f"{name} ({code.co_filename}:{code.co_firstlineno})" if code else name
