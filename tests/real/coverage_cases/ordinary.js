"use strict"
function plain(a, b = 2, { c = 3, d: [e = 4] = [] } = {}) { "use strict2"
  if (a) return b; else return c
}
plain(1); plain(0);
const arrow = () => 1, arrow2 = x => ({ x }), arrow3 = async (x) => { await x; return x };
arrow(); arrow2(1).x; arrow3(2);
console.log(arrow.name, arrow2.name, arrow3.name);
for (var i = 0, n = 3; i < n; i++) plain(i)
while (i-- > 0) if (i == 1) continue; else if (i == 0) break
do i++; while (i < 5) console.log(i)
lab: for (const x of [1, 2, 3]) { for (;;) continue lab }
outer: inner: for (;;) break outer
switch (i) { case 1: case 2: console.log('x'); break
  case 5: plain(1) || plain(0)
  default: console.log('d') }
const t = i ? i > 2 ? 'big' : 'small' : 'none';
const l = (i && !t) || (null ?? (t || i));
class A { constructor(q = 1) { this.q = q } static s = 1; #p = () => this.q; f = () => 1; get v() { return this.#p() } static m() { return super.toString() } async *g() { yield 1 } static { console.log('static') } 'quoted key' = class {}; 12 = function () {} }
class B extends (A || Object) { constructor() { super(2); } }
const b = new B; console.log(b.v, b.f.name, b['quoted key'].name, b[12].name, A.name);
try { throw new Error('x') } catch { console.log('caught') } finally { console.log('fin') }
function* gen() { const r = yield 1 || 2; return r ? yield r : 3 }
console.log([...gen()].join());
var o = { m() { return 1 }, get g() { return 2 }, async am() {}, ['c' + 1]() { return 3 }, f: function () {}, a: () => {} };
o.m(); o.c1(); console.log(o.g, o.f.name, o.a.name);
function h(cb = () => {}, { k = function () {}, z = class {} } = {}, w = (() => 1)) { return cb.name + k.name + z.name + w.name }
console.log(h());
for (let f = () => {}, q = 0; q < 1; q++) console.log(f.name)
if (i) ; else ;
if (!i) var late = () => 1
with_less: { console.log('block'); break with_less }
;[1, 2].forEach(x => x > 1 && console.log(x))
var { p1 = 1, ...rest } = {}; [p1 = 3] = []; ({ p1 = 5, p2: p1 = 6 } = {})
console.log(p1)
let asi = 1
++asi
console.log(asi)
if (asi) console.log('y'); else console.log('n')
debugger
;(function iife() { return this })()
const g2 = function () { }, g3 = function named() {}, g4 = class {}; console.log(g2.name, g3.name, g4.name)
