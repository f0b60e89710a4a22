// Matchers that stand for values.
const values = [1, 'text', null, undefined, [1, 2], { a: 1 }, () => 1, new Map(), true, 1n];
const types = { Number, String, Object, Array, Function, Boolean, BigInt, Map };
const cases = {};
for (const name in types) {
  values.forEach((value, i) => {
    cases[`any(${name}) of value ${i}`] = () => expect(value).toEqual(expect.any(types[name]));
  });
}
module.exports = {
  ...cases,
  'anything': () => expect({ a: 0 }).toEqual({ a: expect.anything() }),
  'anything is not null': () => expect({ a: null }).toEqual({ a: expect.anything() }),
  'any without a type': () => expect.any(),
  'arrayContaining': () => expect([1, 2, 3]).toEqual(expect.arrayContaining([2, 1])),
  'arrayContaining fails': () => expect([1, 2, 3]).toEqual(expect.arrayContaining([4])),
  'not.arrayContaining': () => expect([1, 2, 3]).toEqual(expect.not.arrayContaining([4])),
  'not.arrayContaining fails': () => expect([1]).toEqual(expect.not.arrayContaining([1])),
  'objectContaining': () => expect({ a: 1, b: 2 }).toEqual(expect.objectContaining({ a: 1 })),
  'objectContaining fails': () => expect({ a: 1, b: 2 }).toEqual(expect.objectContaining({ a: 2 })),
  'objectContaining, nested': () => expect({ a: { b: 1, c: 2 } }).toEqual({ a: expect.objectContaining({ b: expect.any(Number) }) }),
  'not.objectContaining': () => expect({ a: 1 }).toEqual(expect.not.objectContaining({ b: 1 })),
  'stringContaining': () => expect('hello').toEqual(expect.stringContaining('ell')),
  'stringContaining fails': () => expect('hello').toEqual(expect.stringContaining('x')),
  'not.stringContaining': () => expect('hello').toEqual(expect.not.stringContaining('x')),
  'stringMatching': () => expect('hello').toEqual(expect.stringMatching(/^h/)),
  'stringMatching fails': () => expect('hello').toEqual(expect.stringMatching('x')),
  'stringMatching of a number': () => expect.stringMatching(1),
  'closeTo': () => expect({ n: 0.3 }).toEqual({ n: expect.closeTo(0.1 + 0.2) }),
  'closeTo fails': () => expect({ n: 0.4 }).toEqual({ n: expect.closeTo(0.3, 5) }),
  'arrayOf': () => expect([1, 2]).toEqual(expect.arrayOf(expect.any(Number))),
  'arrayOf fails': () => expect([1, 'a']).toEqual(expect.arrayOf(expect.any(Number))),
  'in a difference': () => expect({ a: 1, b: 'x', c: [1] }).toEqual({ a: expect.any(Number), b: 'y', c: expect.arrayContaining([1]) }),
  'in a map': () => expect(new Map([['a', 1]])).toEqual(new Map([['a', expect.any(Number)]])),
  'shown': () => expect(1).toBe(expect.stringContaining('a')),
};
