// Matchers about values, their messages and their misuse.
class Animal {}
class Dog extends Animal {}
const calls = {
  toBeTruthy: [[1], [0], [''], [[]], [null]], toBeFalsy: [[1], [0], [NaN]], toBeNull: [[null], [undefined], [0]], toBeUndefined: [[undefined], [null]], toBeDefined: [[0], [undefined]],
  toBeNaN: [[NaN], [1], ['x']], toBeGreaterThan: [[2, 1], [1, 2], [1, 1], [2n, 1], ['a', 1], [1, 'a']], toBeGreaterThanOrEqual: [[1, 1], [0, 1]], toBeLessThan: [[1, 2], [2, 1]], toBeLessThanOrEqual: [[1, 1], [2, 1]],
  toBeCloseTo: [[0.1 + 0.2, 0.3], [1, 1.1], [1, 1.004], [1.23, 1.24, 1], [Infinity, Infinity], [Infinity, 1], ['1', 1]],
  toBeInstanceOf: [[new Dog(), Animal], [new Animal(), Dog], [1, Animal], [new Dog(), Dog], [{}, 'x'], [null, Animal]],
  toContain: [[[1, 2], 1], [[1, 2], 3], ['abc', 'b'], ['abc', 'x'], [new Set([1]), 1], [[{ a: 1 }], { a: 1 }], [null, 1], ['a1', 1], [[NaN], NaN]],
  toContainEqual: [[[{ a: 1 }], { a: 1 }], [[{ a: 1 }], { a: 2 }]], toHaveLength: [[[1, 2], 2], ['abc', 2], [{ length: 1 }, 1], [1, 1], [[], -1]],
  toMatch: [['abc', 'b'], ['abc', /x/], ['abc', /B/i], [1, 'a'], ['a', 1]],
  toMatchObject: [[{ a: 1, b: 2 }, { a: 1 }], [{ a: 1, b: 2 }, { a: 2 }], [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }], [[{ a: 1, b: 1 }], [{ a: 1 }]], [[1, 2], [1]], [1, {}], [{}, 1], [{ a: 1 }, { b: 1 }], [{ a: [1, 2] }, { a: [1] }]],
  toHaveProperty: [[{ a: 1 }, 'a'], [{ a: 1 }, 'b'], [{ a: { b: 1 } }, 'a.b', 1], [{ a: { b: 1 } }, 'a.b', 2], [{ a: { b: 1 } }, 'a.c'], [{ 'a.b': 1 }, ['a.b']], [{ a: [1, { c: 2 }] }, 'a[1].c', 2], [null, 'a'], [{}, 1], [{ a: undefined }, 'a', undefined], [{ a: 1 }, 'a.b.c']],
};
const cases = {};
for (const matcher in calls) {
  calls[matcher].forEach(([received, ...given], i) => {
    cases[matcher + ' ' + (i + 1)] = () => expect(received)[matcher](...given);
    cases['not.' + matcher + ' ' + (i + 1)] = () => expect(received).not[matcher](...given);
  });
}
module.exports = {
  ...cases,
  'an argument where there is none': () => expect(1).toBeTruthy(2),
  'resolves': () => expect(Promise.resolve(1)).resolves.toBe(1),
  'resolves to something else': () => expect(Promise.resolve(1)).resolves.toBe(2),
  'resolves although rejected': () => expect(Promise.reject(new Error('x'))).resolves.toBe(2),
  'rejects': () => expect(Promise.reject(new Error('x'))).rejects.toThrow('x'),
  'rejects with something else': () => expect(Promise.reject(new Error('x'))).rejects.toEqual({ a: 1 }),
  'rejects although resolved': () => expect(Promise.resolve(1)).rejects.toBe(1),
  'rejects.not': () => expect(Promise.reject(1)).rejects.not.toBe(2),
  'resolves of no promise': () => expect(1).resolves.toBe(1),
  'rejects of a function': () => expect(() => Promise.reject(3)).rejects.toBe(3),
  'more than one argument of expect': () => expect(1, 2).toBe(1),
  'a matcher of the program': () => {
    expect.extend({ toBeEven(value) { return { pass: value % 2 === 0, message: () => `expected ${value} ${this.isNot ? 'not ' : ''}to be even` }; } });
    expect(2).toBeEven();
    expect({ a: 4 }).toEqual({ a: expect.toBeEven() });
    expect(3).toBeEven();
  },
  'an async matcher of the program': async () => {
    expect.extend({ async toArrive(value) { return { pass: (await value) === 1, message: () => 'did not arrive' }; } });
    await expect(Promise.resolve(1)).toArrive();
    await expect(Promise.resolve(2)).toArrive();
  },
  'a matcher that returns nonsense': () => { expect.extend({ toBeOdd: () => 1 }); expect(1).toBeOdd(); },
  'what a matcher may use': () => {
    expect.extend({ toShow(value, other) { return { pass: false, message: () => this.utils.matcherHint('toShow', undefined, undefined, { isNot: this.isNot }) + '\n' + this.utils.printReceived(value) + this.utils.printExpected(other) + String(this.equals({ a: 1 }, { a: 1 })) }; } });
    expect({ a: 1 }).toShow([1]);
  },
};
