"""Addresses of pages: `/pages/pay/pay?id=1`, `../pay/pay`, `pay/pay?id=1`."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from urllib.parse import unquote


def split(url: str) -> tuple[str, str]:
    """Path and query; a fragment is no part of either."""
    path, _, query = url.partition("#")[0].partition("?")
    return path, query


def resolve(path: str, current: str | None, pages: Collection[str]) -> str | None:
    """The page that `path` means on the page `current`, or None if there is none.

    `/a/b` is counted from the program's folder, everything else from the current page's (observed); a bare path that
    leads nowhere from there is tried from the program's folder.
    """
    path = path.replace("\\", "/").removesuffix(".html").removesuffix(".axml")
    here = posixpath.dirname(current) if current else ""
    candidates = [path.lstrip("/")] if path.startswith("/") else [posixpath.join(here, path), path]
    normal = (posixpath.normpath(candidate) for candidate in candidates)
    return next((candidate for candidate in normal if candidate in pages), None)


def parse_query(query: str | Mapping[str, object] | None, *, decode: bool = True) -> dict[str, str]:
    """`a=1&b=2` (a leading `?` is fine) as a dict of strings, percent-decoded if `decode`.

    A mapping's values become strings. What cannot be decoded is left as it is.
    """
    if query is None:
        return {}
    if isinstance(query, Mapping):
        return {str(name): str(value) for name, value in query.items()}
    pairs = (part.partition("=") for part in query.lstrip("?").split("&") if part)
    return {_decoded(name, decode): _decoded(value, decode) for name, _, value in pairs}


def _decoded(text: str, decode: bool) -> str:
    return unquote(text, errors="replace") if decode else text
