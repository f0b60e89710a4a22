"""The module transform against the engine's own parsing of the same text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache

import quickjs

from bridge.modules.transform import transform

_MODULE = """
import api, {{ request, format as formatted }} from './api{0}';
import * as store from '../store/index';
export {{ default as Card }} from './card{0}';

const PAGE_SIZE = {0};
export const name{0} = 'module {0}';

// Loads one page of orders and shows how many there are.
export async function load{0}(query = {{}}, page = 1) {{
  const answer = await request(`/orders?page=${{page}}`, {{ ...query, size: PAGE_SIZE }});
  if (!answer.ok) {{
    api.report(answer);
    return [];
  }}
  return answer.data.map((order) => ({{ ...order, at: formatted(order.time), total: order.items.length * {0} }}));
}}

export class Orders{0} {{
  constructor(items) {{
    this.items = items;
    this.listeners = [];
  }}

  add(item) {{
    this.items.push(item);
    this.listeners.forEach((request) => request(item, store.state.user));
    return formatted(this.items.length);
  }}
}}

export default {{ load: load{0}, api, Orders: Orders{0}, store }};
"""
_MODULES = 1500


@lru_cache
def _texts() -> list[str]:
    return [_MODULE.format(number) for number in range(_MODULES)]


def _fresh() -> Iterator[str]:
    """The modules as no cache has seen them."""
    stamp = time.perf_counter_ns()
    for text in _texts():
        yield f"{text}// {stamp}\n"


def megabytes() -> float:
    """The size of what is measured."""
    return sum(len(text) for text in _texts()) / 1e6


def transforming() -> float:
    """Seconds to transform the modules, parsing included."""
    fresh = list(_fresh())
    began = time.perf_counter()
    for text in fresh:
        transform(text)
    return time.perf_counter() - began


def engine_parsing() -> float:
    """Seconds for a bare engine to parse the same modules, transformed, without running them."""
    parsed = [transform(text) for text in _texts()]
    engine = quickjs.Context()
    began = time.perf_counter()
    for module in parsed:
        engine.eval(f"0 && {module.head}\n{module.source}\n}})")
    return time.perf_counter() - began


def again() -> float:
    """Seconds to transform modules that this process has seen."""
    for text in _texts():
        transform(text)
    began = time.perf_counter()
    for text in _texts():
        transform(text)
    return time.perf_counter() - began


def transform_rows() -> Iterator[tuple[str, str, str]]:
    """For `make bench`: the transform and its cache as ratios to the engine's own parsing."""
    from tests.bench.__main__ import ratio

    size = megabytes()
    yield "transforming ES modules, against parsing them", f"{ratio(transforming, engine_parsing):.1f} x", "15 x"
    yield "the same, MB a second on this machine", f"{size / min(transforming() for _ in range(3)):.1f} MB/s", "1 MB/s"
    yield "modules seen before, against parsing them", f"{ratio(again, engine_parsing):.2f} x", "0.1 x"
