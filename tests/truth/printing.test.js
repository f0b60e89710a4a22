// Values in a snapshot file, which Jest and minibridge write: the two are compared byte for byte.
class Point {
  constructor() {
    this.x = 1;
  }
}
const cyclic = { a: 1 };
cyclic.self = cyclic;
const called = jest.fn();
called(1, { a: 1 });
const values = {
  text: 'it\'s "quoted" \\ `back` ${x}', lines: 'a\nb', number: -0, nothing: undefined, none: null, empty: {}, list: [1, 'a', null], holes: [1, , 3], nested: { b: { c: [] }, a: [{}] }, map: new Map([['k', { v: 1 }]]), set: new Set([1]), date: new Date(0),
  'invalid date': new Date(NaN), pattern: /a\/b[$]/gi, error: new TypeError('no'), symbol: Symbol('s'), function: function named() {}, anonymous: (() => () => {})(), instance: new Point(), cyclic, big: 10n, bytes: new Uint8Array([1, 2]), bare: Object.create(null),
  keys: { 'a-b': 1, 2: 2, [Symbol('k')]: 3, 'with "quotes"': 4 }, matcher: { a: expect.any(Number), b: expect.objectContaining({ c: 1 }), d: expect.arrayContaining([1]), e: expect.stringMatching(/x/), f: expect.anything() }, json: { toJSON: () => ({ shown: true }) },
  boxed: new Number(1), mock: called, 'a new mock': jest.fn().mockName('mine'), deep: { a: { b: { c: { d: { e: 1 } } } } }, weak: new WeakMap(), 'nested map': { m: new Map([[{ k: 1 }, new Set(['a'])]]) }, boolean: true,
};

describe('values', () => {
  for (const name in values) {
    test(name, () => {
      expect(values[name]).toMatchSnapshot();
    });
  }
});
test('several', () => {
  expect(1).toMatchSnapshot();
  expect(2).toMatchSnapshot('with a hint');
  expect({ id: 12, name: 'x' }).toMatchSnapshot({ id: expect.any(Number) });
  expect(() => {
    throw new Error('a message');
  }).toThrowErrorMatchingSnapshot();
});
test('a test `named` with ${marks} and \\', () => expect('x').toMatchSnapshot());
test('number 10', () => expect(10).toMatchSnapshot());
test('number 9', () => expect(9).toMatchSnapshot());
test('a name of\ntwo lines', () => expect('a\r\nb\rc').toMatchSnapshot());
test('numbered with those in the source', () => {
  expect(1).toMatchInlineSnapshot(`1`);
  expect(2).toMatchSnapshot();
});
test('causes', () =>
  expect(() => {
    throw new Error('x', { cause: new Error('why', { cause: 'text' }) });
  }).toThrowErrorMatchingSnapshot());
test('properties of an instance', () => expect(new Point()).toMatchSnapshot({ x: expect.any(Number) }));
test('properties of a list', () => expect([{ id: 1, n: 'q' }]).toMatchSnapshot([{ id: expect.any(Number) }], 'and a hint'));
test('what is awaited', async () => {
  await expect(Promise.reject(new Error('rejected'))).rejects.toThrowErrorMatchingSnapshot();
  await expect(Promise.resolve({ v: 1 })).resolves.toMatchSnapshot();
});
for (const name of ['Upper', 'lower', 'a-1', 'a 1', 'a01', 'a1', 'a.1', 'a/1', 'a_1', '~', 'ünïcode 😀', ':colon']) test(name, () => expect(1).toMatchSnapshot());
