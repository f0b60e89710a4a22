// Matchers at the edges of what they take, and every matcher under every modifier.
class Animal {}
class Dog extends Animal {}
class Puppy extends Dog {}
class Ruled { static [Symbol.hasInstance](value) { return value === 1; } }
class Stack { constructor(...items) { this.items = items; } *[Symbol.iterator]() { yield* this.items; } }
const bare = Object.create(null);
const inherited = Object.create({ a: { b: 1 } });
const calls = {
  toBeTruthy: [['a'], [{}], [Symbol.iterator], [1n], [0n], [undefined]], toBeFalsy: [[''], [null], [undefined], [0n], [-0], [{}], ['x']], toBeNull: [[{}], [false]], toBeUndefined: [[{}], [() => 1]], toBeDefined: [[null], [NaN]], toBeNaN: [[undefined], [{}], [0 / 0], [1n], [new Number(NaN)]],
  toBeGreaterThan: [[1n, 2n], [1n, 1], [1.5, 1n], [Infinity, 1], [NaN, 1], [null, 1], [1, undefined], [new Date(1), new Date(0)], [-0, 0]], toBeGreaterThanOrEqual: [[1n, 1], [0.1, 0.2], ['2', 1]], toBeLessThan: [[1n, 2], [3n, 2n], [NaN, NaN], [{}, 1]], toBeLessThanOrEqual: [[1n, 0n], [Infinity, Infinity], [1, [2]]],
  toBeCloseTo: [[0, 0], [1, 1], [1.005, 1], [1.0049, 1], [0, 0.001, 3], [0, 0.0004, 3], [1, 1.4, 0], [1, 1.6, 0], [10, 12, -1], [10, 17, -1], [1e-10, 2e-10, 12], [1e21, 2e21], [Infinity, -Infinity], [-Infinity, -Infinity], [NaN, NaN], [NaN, 1], [1, NaN], [1, '1'], [1n, 1], [undefined, 1], [1, undefined], [-0, 0], [1.5, 1.25, 1], [1, 1.004, undefined], [1, 2, 'x'], [1.234567, 1.234568, 5]],
  toBeInstanceOf: [[new Puppy(), Animal], [new Puppy(), Puppy], [new Dog(), Puppy], [[], Array], [[], Object], [() => 1, Function], ['a', String], [new String('a'), String], [bare, Object], [1, Ruled], [2, Ruled], [undefined, Animal], [{}, (() => class {})()], [{}, undefined], [{}, {}], [new Error('x'), Error], [new TypeError('x'), Error], [new Map(), Map], [new (class {})(), Animal], [Symbol('a'), Symbol], [true, Boolean], [{ constructor: 1 }, Animal], [Promise.resolve(), Promise]],
  toContain: [[[], 1], [[undefined], undefined], [[, 1], undefined], [['a', 'b'], 'c'], ['abc', ''], ['', 'a'], ['abc', /b/], ['a\nb', 'c'], [new Set(['a']), 'b'], [new Set([[1]]), [1]], [new Map([[1, 2]]), 1], [new Stack(1, 2), 2], [new Stack(1, 2), 3], [new Uint8Array([1, 2]), 2], [new Uint8Array([1]), 3], [{ a: 1 }, 'a'], [undefined, 1], [1, 1], [true, true], [(function () { return arguments; })(1, 2), 2], [[0], -0], [[-0], 0], [[{ a: 1 }, { b: 2 }], { b: 2 }], [[1, 2, 3], '2'], [[null], null], [['a long text in a list', 'another'], 'text'], [Array.from({ length: 20 }, (_, i) => i), 99], [{ length: 1, 0: 'a' }, 'a']],
  toContainEqual: [[[], 1], [[[1]], [1]], [new Set([{ a: 1 }]), { a: 1 }], [new Set([{ a: 1 }]), { a: 2 }], [new Map([['a', { b: 1 }]]), ['a', { b: 1 }]], [[{ a: undefined }], {}], [[{ a: 1, b: 2 }], expect.objectContaining({ a: 1 })], [[{ a: 1 }], expect.objectContaining({ c: 1 })], ['abc', 'b'], ['abc', 'z'], [null, 1], [undefined, 1], [{}, 1], [5, 1], [new Stack({ a: 1 }), { a: 1 }]],
  toHaveLength: [['', 0], ['😀', 2], [[1], '1'], [[1], 1.5], [[1], undefined], [[1], NaN], [[1], Infinity], [null, 1], [undefined, 0], [{}, 0], [{ length: 'a' }, 1], [(a, b) => a, 2], [(a, b) => a, 1], [new Set([1]), 1], [new Uint8Array(3), 3], [new Uint8Array(3), 2], ['abc\ndef', 3], [{ length: 2, a: 1 }, 3], [new String('ab'), 2], [Array.from({ length: 20 }), 3]],
  toMatch: [['', ''], ['a', ''], ['', 'a'], ['a\nb', 'c'], ['a\nb', /^b$/m], ['abc', /^c/], [null, 'a'], [undefined, /a/], ['a', null], ['a', undefined], [['a'], 'a'], [{}, /a/], ['a', { a: 1 }], [new String('a'), 'a'], ['a"b', '"c'], ['aaa', /a/g], ['bbb', /a/g], ['x', /a\/b/]],
  toMatchObject: [[{ a: 1 }, {}], [{}, {}], [[], []], [[1], []], [[{ a: 1, b: 2 }, { c: 3 }], [{ a: 1 }, { c: 3 }]], [[{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 3 }]], [{ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] }], [{ a: [{ b: 1, c: 2 }] }, { a: [{ b: 2 }] }], [{ a: undefined }, { a: undefined }], [{}, { a: undefined }], [{ a: null }, { a: undefined }], [{ a: 1 }, { a: expect.any(Number) }], [{ a: 1 }, { a: expect.any(String) }], [{ a: 1, b: 2 }, expect.objectContaining({ a: 1 })], [new Dog(), new Animal()], [new Dog(), {}], [{}, new Dog()], [Object.assign(new Dog(), { a: 1, b: 2 }), { a: 1 }], [{ d: new Date(0), e: 1 }, { d: new Date(0) }], [{ d: new Date(0), e: 1 }, { d: new Date(1) }], [{ r: /a/, b: 1 }, { r: /a/ }], [{ m: new Map([[1, 2], [3, 4]]) }, { m: new Map([[1, 2]]) }], [{ s: new Set([1, 2]) }, { s: new Set([2, 1]) }], [inherited, { a: { b: 1 } }], [{ a: { b: 1 } }, inherited], [{ a: { b: { c: 1, d: 2 }, e: 3 } }, { a: { b: { c: 2 } } }], [{ a: 'x\ny', b: 1 }, { a: 'x\nz' }], [null, {}], [undefined, {}], ['a', {}], [{}, null], [{}, 'a'], [() => 1, {}], [{}, () => 1], [[], {}], [{}, []], [{ a: [] }, { a: {} }], [{ a: {} }, { a: [] }], [{ length: 1 }, [1]], [new Error('a'), { message: 'a' }], [new Error('a'), new Error('a')], [new Error('a'), new Error('b')], [{ e: new Error('a') }, { e: new Error('b') }], [{ [Symbol.for('s')]: 1, b: 2 }, { [Symbol.for('s')]: 1 }], [{ [Symbol.for('s')]: 1 }, { [Symbol.for('s')]: 2 }], [{ get a() { return 1; }, b: 2 }, { a: 1 }], [new Map([['a', { b: 1, c: 2 }]]), new Map([['a', { b: 1 }]])], [new Set([{ b: 1, c: 2 }]), new Set([{ b: 1 }])], [{ a: 0 }, { a: -0 }], [{ a: NaN, b: 1 }, { a: NaN }], [[[{ a: 1, b: 2 }]], [[{ a: 1 }]]], [[1, , 3], [1, undefined, 3]], [{ a: new Uint8Array([1, 2]) }, { a: new Uint8Array([1, 2]) }], [{ a: 1, b: { c: 1 } }, { b: {} }], [{ a: 1, b: { c: 1 } }, { b: { c: 1, d: undefined } }], [{ f: Math.max }, { f: Math.max }], [bare, {}]],
  toHaveProperty: [[{ a: { b: { c: 1 } } }, 'a.b.c'], [{ a: { b: { c: 1 } } }, ['a', 'b', 'c'], 1], [{ a: { b: { c: 1 } } }, ['a', 'b', 'd'], 1], [{ a: { b: { c: 1 } } }, 'a.x.c'], [{ a: { b: { c: 1 } } }, 'x.b.c', 1], [{ a: [1, 2] }, 'a.1'], [{ a: [1, 2] }, 'a[1]', 2], [{ a: [1, 2] }, 'a[2]'], [{ a: [1, 2] }, ['a', 1], 2], [{ a: [1, 2] }, 'a.length', 2], [[1, 2], '0', 1], [[1, 2], '[0]', 1], [[1, 2], [0], 1], [[[1]], '[0][0]', 1], [{ a: { b: 1 } }, '.a.b'], [{ a: { b: 1 } }, 'a..b'], [{ '': 1 }, ''], [{ a: { '': 1 } }, 'a.'], [{ a: 1 }, ''], [{}, []], [{ a: 1 }, [], 1], [{ 'a.b': { c: 1 } }, ['a.b', 'c'], 1], [{ 'a.b': 1 }, 'a.b', 1], [{ 'a.b': 1 }, 'a.b', 2], [{ a: undefined }, 'a'], [{ a: undefined }, 'a', 1], [{}, 'a', undefined], [{ a: {} }, 'a.b', undefined], [{ a: null }, 'a.b'], [{ a: null }, 'a.b', 1], [{ a: null }, 'a', null], ['abc', 'length', 3], ['abc', 'length', 2], [1, 'a'], [1, 'toFixed'], [undefined, 'a'], [{ a: 1 }, undefined], [{ a: 1 }, null], [{ a: 1 }, { a: 1 }], [{ a: 1 }, Symbol.iterator], [{ [Symbol.for('k')]: 1 }, [Symbol.for('k')], 1], [inherited, 'a.b', 1], [inherited, 'a.c', 1], [{ get a() { return { b: 1 }; } }, 'a.b', 1], [Object.defineProperty({}, 'a', { value: 1 }), 'a', 1], [new Map([['a', 1]]), 'a'], [new Map([['a', 1]]), 'size', 1], [{ a: { b: 1, c: 2 } }, 'a', { b: 1, c: 3 }], [{ a: { b: 1, c: 2 } }, 'a', { b: 1, c: 2 }], [{ a: { b: undefined, c: 2 } }, 'a', { c: 2 }], [{ a: [1, 2, 3] }, 'a', [1, 2, 4]], [{ a: 'x\ny' }, 'a', 'x\nz'], [{ a: 1 }, 'a', expect.any(Number)], [{ a: 1 }, 'a', expect.any(String)], [{ a: 1 }, 'a', '1'], [{ a: 0 }, 'a', -0], [{ a: { b: { c: { d: 1 } } } }, 'a.b.x.d', 1], [bare, 'a'], [() => 1, 'name'], [{ a: { b: 'text' } }, 'a.b.length', 4], [{ a: { b: 'text' } }, 'a.b.c'], [{ a: [{ b: 1 }, { b: 2 }] }, 'a[1].b', 3], [{ 'a b': { 'c-d': 1 } }, 'a b.c-d', 1], [{ 'a[0]': 1 }, 'a[0]'], [{ a: { 0: 1 } }, 'a[0]', 1], [new Dog(), 'constructor', Dog]],
};
const cases = {};
for (const matcher in calls) {
  calls[matcher].forEach(([received, ...given], i) => {
    cases[matcher + ' ' + (i + 1)] = () => expect(received)[matcher](...given);
    cases['not.' + matcher + ' ' + (i + 1)] = () => expect(received).not[matcher](...given);
    if (i % 5 === 0) {
      cases['resolves.' + matcher + ' ' + (i + 1)] = () => expect(Promise.resolve(received)).resolves[matcher](...given);
      cases['resolves.not.' + matcher + ' ' + (i + 1)] = () => expect(Promise.resolve(received)).resolves.not[matcher](...given);
      cases['rejects.' + matcher + ' ' + (i + 1)] = () => expect(Promise.reject(received)).rejects[matcher](...given);
      cases['rejects.not.' + matcher + ' ' + (i + 1)] = () => expect(Promise.reject(received)).rejects.not[matcher](...given);
    }
  });
}
for (const matcher of ['toBeTruthy', 'toBeFalsy', 'toBeNull', 'toBeUndefined', 'toBeDefined', 'toBeNaN', 'toHaveBeenCalled', 'toHaveReturned']) {
  const value = matcher.startsWith('toHave') ? jest.fn() : 1;
  cases['an argument for ' + matcher] = () => expect(value)[matcher]({ a: 1 });
  cases['an argument for not.' + matcher] = () => expect(value).not[matcher](null);
}
for (const matcher of ['toBe', 'toEqual', 'toStrictEqual', 'toMatchObject', 'toContain', 'toContainEqual', 'toHaveLength', 'toMatch', 'toHaveProperty', 'toBeInstanceOf', 'toBeCloseTo', 'toBeGreaterThan', 'toThrow', 'toHaveBeenCalledWith', 'toHaveBeenCalledTimes', 'toHaveReturnedWith']) {
  for (const value of [undefined, null, 0, 'text', {}]) cases[matcher + ' without an argument, of ' + JSON.stringify(value)] = () => expect(value)[matcher]();
}
module.exports = {
  ...cases,
  'expect without an argument': () => expect().toBe(1),
  'what expect has': () => Object.keys(expect(1)).filter((name) => !/Snapshot|^toBeTypeOf|^toSatisfy|^toBeOneOf|^toBeNullable|^toBe?Called|^toReturn|^lastCalled|^nthCalled|^lastReturned|^nthReturned|^toHaveBeenCalledOnce|^toHaveBeenCalledBefore|^toThrowError|^toHaveBeenCalledExactlyOnceWith|^toHaveBeenCalledAfter|^toHaveResolved/.test(name)).sort(),
  'what expect.not has': () => Object.keys(expect.not).filter((name) => !/^to/.test(name)).sort(),
  'resolves of a function': () => expect(() => Promise.resolve(1)).resolves.toBe(1),
  'resolves of undefined': () => expect(undefined).resolves.toBe(1),
  'rejects of undefined': () => expect(undefined).rejects.toBe(1),
  'rejects of a function that throws': () => expect(() => { throw new Error('sync'); }).rejects.toThrow('sync'),
  'rejects of a function that returns no promise': () => expect(() => 1).rejects.toBe(1),
  'not.resolves': () => expect(Promise.resolve(1)).not.resolves,
  'resolves although rejected with a text': () => expect(Promise.reject('text')).resolves.toBe(2),
  'resolves.not although rejected': () => expect(Promise.reject({ a: 1 })).resolves.not.toBe(2),
  'rejects although resolved with undefined': () => expect(Promise.resolve()).rejects.toBe(1),
  'rejects.not although resolved': () => expect(Promise.resolve({ a: 1 })).rejects.not.toBe(1),
  'rejects.toThrow of a text': () => expect(Promise.reject('a text')).rejects.toThrow('a text'),
  'rejects.toThrow of an object': () => expect(Promise.reject({ message: 'm' })).rejects.toThrow('m'),
  'rejects.toThrow of an object, failing': () => expect(Promise.reject({ message: 'm' })).rejects.toThrow('n'),
  'rejects.toThrow without an argument': () => expect(Promise.reject(new Error('m'))).rejects.toThrow(),
  'rejects.not.toThrow': () => expect(Promise.reject(new Error('m'))).rejects.not.toThrow(),
  'rejects.toThrow of a class': () => expect(Promise.reject(new TypeError('m'))).rejects.toThrow(RangeError),
  'rejects.toThrow of undefined': () => expect(Promise.reject(undefined)).rejects.toThrow(),
  'resolves.toThrow': () => expect(Promise.resolve(() => { throw new Error('m'); })).resolves.toThrow('m'),
  'resolves.toThrow of a value': () => expect(Promise.resolve(1)).resolves.toThrow('m'),
  'resolves.not.toThrow': () => expect(Promise.resolve(() => 1)).resolves.not.toThrow(),
  'resolves.not.toThrow of a value': () => expect(Promise.resolve(1)).resolves.not.toThrow(),
  'resolves.toThrow of an error': () => expect(Promise.resolve(new Error('m'))).resolves.toThrow('m'),
  'a thenable': () => expect({ then: (resolve) => resolve(3) }).resolves.toBe(3),
  'a thenable that rejects': () => expect({ then: (_, reject) => reject(3) }).rejects.toBe(4),
  'what resolves gives': async () => [await expect(Promise.resolve(1)).resolves.toBe(1), expect(1).toBe(1)],
};
