if (1) console.log(1) // tail
else console.log(2) /* x */
for (;;) break // c
while (0) console.log(0) /* a */ // b
if (1) if (0) console.log(3) // z
else console.log(4)
const a = () => 1 // foo
const b = function () {} /* bar */
let c = 1 // x
;[1].forEach(x => x) // y
do console.log('do') // in
while (0) console.log('after')
function f() { return 1 /* r */ }
function g() { 'use strict' /* d */ }
function h() { 'use strict'
 // only
}
function k() { 'use strict'; return this }
console.log(f(), g(), h(), k())
var x = 1
x
++
x
console.log(x)
l1: if (1) break l1 // q
switch (1) { case 1: console.log('c') // w
  default: console.log('d') // w
}
if (0) ; // empty
else console.log('e')
const o = { async: 1, get: () => 1, set: async () => 2, 'a-b': () => 1 }
const { get = () => 5, async = class {}, zz: [yy = () => 1] = [] } = {}
console.log(get.name, async.name, yy.name)
class Q { static async = () => 1; get = () => 2; 'x y' = () => 3; #__ = () => 4; __proto__ = () => 5; n() { return [Q.async.name, this.get.name, this['x y'].name, this.#__.name, this.__proto__.name] } }
console.log(new Q().n().join())
const y = x ? // one
  1 // two
  : // three
  2 // four
console.log(y || // five
  3)
var af = async x => x
var ag = async () => { for await (const q of [1]) q || 0 }
ag()
console.log(((a, b) => a || b)(0, (1, 2)))
if (x) function annexB() { return 'B' }
console.log(typeof annexB)
for (var p in { a: 1 }) if (p) console.log(p)
for (const [q = 1] of [[]]) console.log(q)
label: { if (x) break label; console.log('no') }
new (class { constructor() { new.target && console.log('nt') } })
try { (function () { 'use strict'; undeclared = 1 })() } catch (e) { console.log(e.name) }
try { tdz; let tdz = () => 1 } catch (e) { console.log(e.name) }
console.log((function () { return arguments.length })(1, 2), typeof (x ? nope2 => 1 : 1), void 0 || !x, [...(x ? [1] : [])])
async function as() { const r = await (x || 1); return (await r) ? await r : 2 }
as().then(v => v)
function* ge() { const v = yield; yield* x ? [1] : []; (yield 1) || (yield 2) }
console.log([...ge()].length)
var obj = { 'm': 1, f() { return super.toString && 1 }, ...(x ? {} : null), get [x || 1]() { return 1 } }
console.log(obj.f(), delete obj.m, 'f' in obj && obj?.f?.() || 0, obj?.['z'] ?? 'nn')
