// Values of less common kinds, compared by every matcher of equality, both ways round. Not here, since Jest itself breaks on
// them or shows what Node hides in them: boxed symbols, promises, buffers of its realm and views of them, lists that hold themselves.
class Base { constructor(x) { this.x = x; } get double() { return this.x * 2; } }
class Derived extends Base {}
class Hidden { #secret; constructor(secret) { this.#secret = secret; } read() { return this.#secret; } }
class Stack { constructor(...items) { this.items = items; } *[Symbol.iterator]() { yield* this.items; } }
class Tagged { get [Symbol.toStringTag]() { return 'Tagged'; } }
class Registry extends Map {}
class Group extends Set {}
class Items extends Array {}
class Failure extends Error { constructor(message, code) { super(message); this.code = code; this.name = 'Failure'; } }
const key = Symbol('key');
const hidden = (value) => Object.defineProperty({}, 'a', { value, enumerable: false });
const hiddenSymbol = (value) => Object.defineProperty({}, key, { value, enumerable: false });
const getter = (value) => ({ get a() { return value; } });
const mutual = (n) => { const one = { n }; const other = { one }; one.other = other; return one; };
const cyclicList = () => { const list = [1]; list.push(list); return list; };
const cyclicMap = () => { const map = new Map([['a', 1]]); map.set('self', map); return map; };
const cyclicSet = () => { const set = new Set([1]); set.add(set); return set; };
const deeper = () => { const a = { v: 1 }; a.self = { v: 1, self: a }; return a; };
const shallow = () => { const a = { v: 1 }; a.self = a; return a; };
const named = (list, more) => Object.assign(list, more);
const args = (...given) => (function () { return arguments; })(...given);
const pairs = {
  'nested undefined members': [{ a: { b: undefined, c: 1 } }, { a: { c: 1 } }], 'undefined in lists': [[undefined], [null]], 'an empty list and a hole': [[], [,]], 'holes at the end': [[1, , ], [1]],
  'a list of undefined and a hole': [[undefined], [,]], 'lists with members': [named([1], { a: 1 }), [1]], 'lists with other members': [named([1], { a: 1 }), named([1], { a: 2 })],
  'a subclass and its base': [new Derived(1), new Base(1)], 'instances with private members': [new Hidden(1), new Hidden(2)], 'a list of a subclass': [Items.from([1, 2]), [1, 2]],
  'iterables': [new Stack(1, 2), new Stack(1, 2)], 'iterables that differ': [new Stack(1, 2), new Stack(1, 3)], 'shorter iterables': [new Stack(1), new Stack(1, 2)], 'iterables of objects': [new Stack({ a: 1 }), new Stack({ a: undefined })],
  'an iterable and a list': [new Stack(1), [1]], 'tagged instances': [new Tagged(), new Tagged()], 'a map of a subclass': [new Registry([[1, 2]]), new Map([[1, 2]])], 'a set of a subclass': [new Group([1]), new Set([1])],
  'a map and an object': [new Map(), {}], 'a map and a set': [new Map(), new Set()], 'a set and a list': [new Set([1]), [1]], 'maps of other sizes': [new Map([[1, 2]]), new Map([[1, 2], [2, 3]])],
  'maps with undefined': [new Map([['a', undefined]]), new Map([['b', undefined]])], 'maps with undefined members': [new Map([['a', { b: undefined }]]), new Map([['a', {}]])], 'sets with undefined members': [new Set([{ b: undefined }]), new Set([{}])],
  'sets of lists': [new Set([[1], [2]]), new Set([[2], [1]])], 'sets of repeated objects': [new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { a: 2 }])], 'maps keyed by lists': [new Map([[[1], 'a'], [[2], 'b']]), new Map([[[2], 'b'], [[1], 'a']])],
  'maps keyed by repeated objects': [new Map([[{}, 1], [{}, 2]]), new Map([[{}, 2], [{}, 1]])], 'maps with NaN': [new Map([[NaN, NaN]]), new Map([[NaN, NaN]])], 'sets with zeros': [new Set([0]), new Set([-0])], 'maps with zeros': [new Map([[1, 0]]), new Map([[1, -0]])],
  'zeros inside': [{ a: 0 }, { a: -0 }], 'zeros in lists': [[0], [-0]], 'boxed zeros': [new Number(0), new Number(-0)], 'boxed NaN': [new Number(NaN), new Number(NaN)], 'boxed numbers that differ': [new Number(1), new Number(2)],
  'boxed booleans': [new Boolean(true), new Boolean(true)], 'boxed booleans that differ': [new Boolean(true), new Boolean(false)], 'a boxed and a plain text': [new String('a'), 'a'], 
  'boxed big integers': [Object(1n), Object(1n)], 'boxed big integers that differ': [Object(1n), Object(2n)], 'symbols of one name': [Symbol('a'), Symbol('a')], 'symbols registered': [Symbol.for('a'), Symbol.for('a')], 'big integers that differ': [1n, 2n], 'a big integer in an object': [{ a: 1n }, { a: 2n }],
  'hidden members': [hidden(1), hidden(2)], 'a hidden member and none': [hidden(1), {}], 'hidden symbols': [hiddenSymbol(1), hiddenSymbol(2)], 'a symbol member and none': [{ [key]: 1 }, {}], 'an undefined symbol member and none': [{ [key]: undefined }, {}],
  'getters': [getter(1), getter(1)], 'getters that differ': [getter(1), getter(2)], 'a getter and a value': [getter(1), { a: 1 }], 'an inherited member': [Object.create({ a: 1 }), { a: 1 }], 'an inherited member and none': [Object.create({ a: 1 }), {}],
  'two without a prototype': [Object.assign(Object.create(null), { a: 1 }), Object.assign(Object.create(null), { a: 1 })], 'a prototype as an object': [Object.create({}), {}],
  'mutual cycles': [mutual(1), mutual(1)], 'mutual cycles that differ': [mutual(1), mutual(2)], 'cyclic lists': [cyclicList(), cyclicList()], 'cyclic maps': [cyclicMap(), cyclicMap()], 'cyclic sets': [cyclicSet(), cyclicSet()], 'cycles of other lengths': [deeper(), shallow()],
  'one object twice': [(() => { const a = { v: 1 }; return [a, a]; })(), [{ v: 1 }, { v: 1 }]], 'one object twice, the other not': [(() => { const a = { v: 1 }; return { x: a, y: a }; })(), { x: { v: 1 }, y: { v: 2 } }],
  'errors of a subclass': [new Failure('a', 1), new Failure('a', 1)], 'errors with other members': [new Failure('a', 1), new Failure('a', 2)], 'errors with other names': [Object.assign(new Error('a'), { name: 'X' }), new Error('a')], 'an error and an object': [new Error('a'), { message: 'a' }],
  'errors with equal causes': [new Error('a', { cause: new Error('b') }), new Error('a', { cause: new Error('b') })], 'errors with causes that differ': [new Error('a', { cause: new Error('b') }), new Error('a', { cause: new Error('c') })], 'an error with a cause and one without': [new Error('a', { cause: 1 }), new Error('a')],
  'errors of several': [new AggregateError([new Error('x')], 'm'), new AggregateError([new Error('x')], 'm')], 'errors of several that differ': [new AggregateError([new Error('x')], 'm'), new AggregateError([new Error('y')], 'm')], 'errors in objects': [{ e: new Error('a') }, { e: new Error('b') }], 'errors in objects, equal': [{ e: new Error('a') }, { e: new Error('a') }],
  'errors of no message': [new Error(), new Error()], 'errors in lists': [[new TypeError('a')], [new Error('a')]],
  'a date and an invalid one': [new Date(0), new Date(NaN)], 'a date and a number': [new Date(0), 0], 'a date and a text': [new Date(0), '1970-01-01T00:00:00.000Z'], 'dates in objects': [{ at: new Date(0) }, { at: new Date(86400000) }],
  'patterns in objects': [{ a: /x/ }, { a: /y/ }], 'a pattern and a text': [/a/, '/a/'], 'patterns at other places': [Object.assign(/a/g, { lastIndex: 1 }), /a/g],
  'functions in objects': [{ f: () => 1 }, { f: () => 1 }], 'one function': [pairsOf, pairsOf], 'classes': [Base, Derived], 'functions with members': [named(() => 1, { a: 1 }), named(() => 1, { a: 1 })],
  
  'bytes of other types': [new Uint8Array([1]), new Int8Array([1])], 'bytes and a list': [new Uint8Array([1]), [1]], 'fractions': [new Float64Array([0.5, NaN]), new Float64Array([0.5, NaN])], 'fractions, zeros': [new Float32Array([0]), new Float32Array([-0])],
  'big bytes': [new BigInt64Array([1n]), new BigInt64Array([2n])], 'shorter bytes': [new Uint8Array([1]), new Uint8Array([1, 2])], 'parts of buffers': [new Uint8Array([0, 1, 2]).subarray(1), new Uint8Array([1, 2])],
  'arguments': [args(1, 2), args(1, 2)], 'arguments and a list': [args(1), [1]], 'weak maps': [new WeakMap(), new WeakMap()], 'weak sets': [new WeakSet(), new WeakSet()], 'a list and a text': [['a'], 'a'], 'null and an object': [null, {}], 'undefined and an object': [undefined, {}],
  'false and zero': [false, 0], 'an empty text and false': ['', false], 'an empty text and null': ['', null], 'null inside': [{ a: null }, { a: undefined }], 'a function and undefined': [() => 1, undefined], 'a function and an object': [() => 1, {}], 'a length alone': [{ length: 0 }, []], 'keys that look like numbers': [{ 0: 'a', length: 1 }, ['a']],
  'keys in other order': [{ a: 1, b: 2 }, { b: 2, a: 1 }], 'a member named constructor': [{ constructor: 1 }, { constructor: 1 }], 'a member named hasOwnProperty': [{ hasOwnProperty: 1 }, { hasOwnProperty: 2 }], 'infinities': [Infinity, -Infinity], 'large numbers': [1e21, 1e21 + 1e6], 'small numbers': [1e-7, 1.1e-7], 'math': [Math, Math], 'json': [JSON, Math],
  'proxies': [new Proxy({ a: 1 }, {}), { a: 1 }], 'iterators of lists': [[1][Symbol.iterator](), [1][Symbol.iterator]()],
};
function pairsOf() {}
const cases = {};
for (const name in pairs) {
  const [one, other] = pairs[name];
  for (const matcher of name === 'cyclic lists' ? ['toBe', 'toEqual', 'toStrictEqual'] : ['toBe', 'toEqual', 'toStrictEqual', 'toMatchObject']) {
    cases[matcher + ': ' + name] = () => expect(one)[matcher](other);
    cases[matcher + ', the other way: ' + name] = () => expect(other)[matcher](one);
    cases['not.' + matcher + ': ' + name] = () => expect(other).not[matcher](one);
  }
}
module.exports = cases;
