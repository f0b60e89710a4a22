"""Whole mini-programs: loading, opening and rendering them, against the bare engine that only parses their sources."""

from __future__ import annotations

import asyncio
import itertools
import time
from pathlib import Path
from typing import Any

import quickjs

from bridge import MiniProgram
from tests.support.folders import write

PAGES = 10
ROWS = 200
RENDERINGS = 200
_fresh = itertools.count()

_VIEW = """<import-sjs name="money" from="../../money.sjs"/>
<view class="page">
  <view class="row {{item.done ? 'done' : ''}}" a:for="{{rows}}" a:key="id" data-id="{{item.id}}" onTap="pick">
    <text class="name">{{item.name}}</text>
    <text class="price">{{money.shown(item.price)}}</text>
    <badge a:if="{{item.done}}" text="done" onPick="pick"/>
  </view>
  <form onSubmit="send"><input name="note" value="{{note}}"/><button form-type="submit">Send</button></form>
</view>
"""
_PAGE = """import { total, named } from '../../lib/lists';
import request from '../../lib/request';
const app = getApp();
Page({
  data: { note: '', rows: named(20) },
  onLoad(query) { this.setData({ sum: total(this.data.rows), query }); },
  async send(event) { await request(app.globalData.base, event.detail.value); },
  pick(event) { const { id } = event.currentTarget.dataset; this.setData({ [`rows[${id}].done`]: true }); },
"""
_METHOD = """  %(name)s(options) {
    const { list = [], limit = 10, filter = (row) => row.price > limit } = options ?? {};
    const chosen = list.filter(filter).map((row, index) => ({ ...row, index, label: `${row.name} (${index})` }));
    for (const row of chosen) { if (row.price > 100) { row.note = 'expensive'; } else { row.note = 'fine'; } }
    return chosen.sort((a, b) => a.price - b.price).slice(0, limit);
  },
"""
_LISTS = """export const named = (n) => Array.from({ length: n }, (_, i) => (
  { id: i, name: 'row ' + i, price: i * 3, done: i % 3 === 0 }));
export function total(rows) { return rows.reduce((sum, row) => sum + row.price, 0); }
"""
_REQUEST = """export default (url, data) =>
  new Promise((success, fail) => my.request({ url, data, success, fail }));
"""
_LIB: dict[str, Any] = {
    "lib/lists.js": _LISTS,
    "lib/request.js": _REQUEST,
    "money.sjs": "export default { shown(cents) { return '$' + (cents / 100).toFixed(2); } };\n",
    "badge/badge.js": "Component({ props: { text: '' }, methods: { go() { this.props.onPick({}); } } });\n",
    "badge/badge.axml": '<view class="badge" onTap="go">{{text}}</view>\n',
    "badge/badge.json": {"component": True},
    "app.js": "App({ globalData: { base: 'https://shop.example' } });\n",
}


def written(folder: Path) -> Path:
    """A program of ten pages whose sources no cache knows."""
    mark = f"// {next(_fresh)} {time.time_ns()}\n"
    methods = "".join(_METHOD % {"name": f"method{number}"} for number in range(60))
    files: dict[str, Any] = {name: mark + text if name.endswith("js") else text for name, text in _LIB.items()}
    names = [f"pages/p{number}/p{number}" for number in range(PAGES)]
    for name in names:
        files[f"{name}.js"] = f"{mark}// {name}\n{_PAGE}{methods}}});\n"
        files[f"{name}.axml"] = _VIEW + f"<!-- {mark.strip()} {name} -->"
        files[f"{name}.json"] = {"usingComponents": {"badge": "/badge/badge"}}
    return write(folder, {**files, "app.json": {"pages": names}})


def run(folder: Path) -> float:
    """Seconds to open the program, go through its pages, and look at each."""
    began = time.perf_counter()
    asyncio.run(_run(folder))
    return time.perf_counter() - began


async def _run(folder: Path) -> None:
    async with MiniProgram.open(folder) as app:
        page = await app.launch()
        assert page.tree()
        for name in app.manifest.pages[1:]:
            assert (await app.redirect_to(f"/{name}")).tree()


def parse(folder: Path) -> float:
    """Seconds in which the bare engine parses the program's scripts."""
    sources = [path.read_text() for path in sorted(folder.rglob("*.js"))]
    began = time.perf_counter()
    context = quickjs.Context()
    for source in sources:
        plain = source.replace("import ", "// import ").replace("export default", "_ =").replace("export ", "")
        context.eval(f"(function () {{ {plain} }})")
    return time.perf_counter() - began


_LIST = """<view><none a:if="{{never}}"/><view class="row {{item.done ? 'done' : ''}}" a:for="{{rows}}" a:key="id"
  onTap="pick" data-id="{{item.id}}"><text class="name">{{item.name}}</text><text class="price">¥{{item.price}}</text>
</view></view>"""
_LOOPS = """const list = {}, row = {}, name = {}, price = {};
function build(rows) {
  const children = [];
  for (let i = 0; i < rows.length; i++) {
    const item = rows[i];
    const attrs = { class: 'row ' + (item.done ? 'done' : ''), onTap: 'pick', 'data-id': item.id };
    children[i] = { site: row, attrs, children: [
      { site: name, attrs: { class: 'name' }, children: ['' + item.name], key: '' },
      { site: price, attrs: { class: 'price' }, children: ['¥' + item.price], key: '' },
    ], key: '' };
  }
  return { site: list, attrs: null, children, key: '' };
}
const rows = Array.from({ length: ROWS }, (_, i) => ({ id: i, name: 'row ' + i, price: i, done: i % 3 === 0 }));
Page({
  data: { rows },
  async framework() {
    for (let k = 0; k < RENDERINGS; k++) { this.setData({ 'rows[5].price': k }); await null; await null; }
  },
  async hand() {
    for (let k = 0; k < RENDERINGS; k++) { this.data.rows[5].price = k; build(this.data.rows); await null; await null; }
  },
});"""


def lists(folder: Path) -> tuple[float, float]:
    """Seconds for setting one row of a list and rendering it, many times; and for a loop that makes the same tree."""
    script = _LOOPS.replace("ROWS", str(ROWS)).replace("RENDERINGS", str(RENDERINGS))
    page = {"pages/p/p.js": script, "pages/p/p.axml": _LIST, "pages/p/p.json": {"usingComponents": {"none": "/none"}}}
    none = {"none.js": "Component({})", "none.axml": "<view/>", "none.json": {"component": True}}
    write(folder, {**page, **none, "app.js": "App({})", "app.json": {"pages": ["pages/p/p"]}})
    return asyncio.run(_lists(folder))


async def _lists(folder: Path) -> tuple[float, float]:
    async with MiniProgram.open(folder) as app:
        page = await app.launch()
        times = []
        for handler in ("framework", "hand"):
            await page.call(handler)
            began = time.perf_counter()
            await page.call(handler)
            times.append(time.perf_counter() - began)
        return times[0], times[1]
