// What automatic mocks are made of: one of each kind.
class A { constructor(n) { this.n = n; } m(x) { return this.n; } static s() { return 's'; } get g() { return 1; } set h(v) {} static get sg() { return 2; } }
A.value = 7;
class B extends A { b() { return 'b'; } }
const cyc = { name: 'c' }; cyc.self = cyc;
function old() { return 1; } old.prototype.p = function () { return 'p'; }; old.extra = { deep: () => 1, list: [1, { a: 1 }] };
module.exports = { A, B, cyc, old, arrow: (a, b) => 1, async: async () => 1, gen: function* () {}, num: 1, str: 's', bool: true, nul: null, undef: undefined, sym: Symbol.for('q'), big: 10n, date: new Date(0), re: /ab/g, map: new Map([[1, 2]]), set: new Set([1]), weak: new WeakSet(), err: new Error('e'), arr: [1, 2], bytes: new Uint8Array(2), promise: Promise.resolve(1), nested: { f() { return 1; }, v: 1, inner: { g: () => 2 } }, inst: new B(3), get getter() { return 'got'; }, [Symbol.for('k')]: () => 1, mocked: jest.fn(() => 'kept'), bound: function nm() {}.bind(null), 'odd-name': () => 1, boxed: Object(4) };
Object.defineProperty(module.exports, 'hidden', { value: () => 1, enumerable: false });
