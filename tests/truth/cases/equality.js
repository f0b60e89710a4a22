// Pairs of values, each compared by every matcher of equality, both ways round.
const sparse = [1, , 3];
class Point { constructor(x) { this.x = x; } }
class Other { constructor(x) { this.x = x; } }
const cyclic = () => { const o = { a: 1 }; o.self = o; return o; };
const symbol = Symbol('s');
const pairs = {
  'equal numbers': [1, 1], 'other numbers': [1, 2], 'zeros': [0, -0], 'not numbers': [NaN, NaN], 'a number and a text': [1, '1'],
  'big integers': [1n, 1n], 'a big integer and a number': [1n, 1], 'texts': ['a', 'b'], 'texts of lines': ['a\nb\nc', 'a\nx\nc'],
  'null and undefined': [null, undefined], 'booleans': [true, false], 'symbols': [symbol, symbol], 'objects': [{ a: 1 }, { a: 1 }],
  'objects that differ': [{ a: 1, b: 'x' }, { a: 2, b: 'x' }], 'a missing member': [{ a: 1 }, {}], 'an undefined member': [{ a: undefined }, {}],
  'nested objects': [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }], 'lists': [[1, 2, 3], [1, 2, 3]], 'shorter lists': [[1, 2], [1, 2, 3]],
  'lists in other order': [[1, 2], [2, 1]], 'holes': [sparse, [1, undefined, 3]], 'a list and an object': [[], {}], 'empty objects': [{}, {}],
  'instances of one class': [new Point(1), new Point(1)], 'instances of two classes': [new Point(1), new Other(1)], 'an instance and an object': [new Point(1), { x: 1 }],
  'dates': [new Date(0), new Date(0)], 'other dates': [new Date(0), new Date(1)], 'invalid dates': [new Date(NaN), new Date(NaN)], 'patterns': [/a/g, /a/g], 'other patterns': [/a/g, /a/i],
  'maps': [new Map([['a', 1]]), new Map([['a', 1]])], 'maps that differ': [new Map([['a', 1]]), new Map([['a', 2]])], 'maps in other order': [new Map([['a', 1], ['b', 2]]), new Map([['b', 2], ['a', 1]])],
  'maps of objects': [new Map([[{ k: 1 }, { v: 1 }]]), new Map([[{ k: 1 }, { v: 1 }]])], 'sets': [new Set([1, 2]), new Set([2, 1])], 'sets that differ': [new Set([1]), new Set([2])],
  'sets of objects': [new Set([{ a: 1 }]), new Set([{ a: 1 }])], 'errors': [new Error('a'), new Error('a')], 'errors that differ': [new Error('a'), new Error('b')], 'errors of two kinds': [new Error('a'), new TypeError('a')],
  'errors with causes': [new Error('a', { cause: 1 }), new Error('a', { cause: 2 })], 'functions': [Math.max, Math.min], 'cycles': [cyclic(), cyclic()], 'boxed numbers': [new Number(1), new Number(1)], 'a boxed and a plain number': [new Number(1), 1],
  'boxed texts': [new String('a'), new String('b')], 'bytes': [new Uint8Array([1, 2]), new Uint8Array([1, 2])], 'other bytes': [new Uint8Array([1, 2]), new Uint8Array([1, 3])],
  'members by symbols': [{ [symbol]: 1 }, { [symbol]: 2 }], 'no prototype': [Object.assign(Object.create(null), { a: 1 }), { a: 1 }], 'a member that is a matcher': [{ a: 5, b: 1 }, { a: expect.any(Number), b: 2 }],
  'many lines': [Array.from({ length: 30 }, (_, i) => i), Array.from({ length: 30 }, (_, i) => (i === 15 ? -1 : i))], 'deep equality under a map': [{ m: new Map([[1, { a: [1] }]]) }, { m: new Map([[1, { a: [2] }]]) }],
};
const cases = {};
for (const name in pairs) {
  const [one, other] = pairs[name];
  for (const matcher of ['toBe', 'toEqual', 'toStrictEqual']) {
    cases[matcher + ': ' + name] = () => expect(one)[matcher](other);
    cases['not.' + matcher + ': ' + name] = () => expect(other).not[matcher](one);
  }
}
module.exports = cases;
