// What functions throw, against every form of argument.
class Special extends Error { constructor(message) { super(message); this.name = 'Special'; } }
class Plain extends Error {}
class Deeper extends Plain {}
class Unlike { constructor(message) { this.message = message; } }
const nameless = (() => class extends Error {})();
const thrown = {
  'a cause': () => new Error('outer', { cause: new Error('inner') }), 'a cause of text': () => new Error('outer', { cause: 'inner' }), 'a cause of an object': () => new Error('outer', { cause: { code: 1 } }), 'a chain of causes': () => new Error('outer', { cause: new Error('middle', { cause: new Error('inner') }) }), 'a named error': () => new Special('special'), 'a subclass': () => new Deeper('deep'), 'a nameless class': () => new nameless('x'), 
  'a type error': () => new TypeError('outer'), 'no message': () => new Error(), 'lines': () => new Error('first\nsecond\nthird'), 'like an error': () => new Unlike('outer'), 'null': () => null, 'a number': () => 5, 'an empty text': () => '', 'a symbol': () => Symbol('s'), 'a list': () => ['outer'], 'a function': () => function thrown() {}, 'an object': () => ({ code: 1 }), 'a message that is no text': () => ({ message: 5 }), 'an error with members': () => Object.assign(new Error('outer'), { code: 'E1' }), 'false': () => false, 'a long message': () => new Error('outer '.repeat(100)), 'quotes': () => new Error('say "no" \\ \'x\''),
};
const expected = {
  none: [], text: ['outer'], 'empty text': [''], 'text of lines': ['first\nsecond'], 'other text of lines': ['first\nother'], pattern: [/outer/], 'pattern with flags': [/OUTER/i], 'pattern of all': [/.*/s], 'class Error': [Error], 'class Plain': [Plain], 'class Special': [Special], 'class TypeError': [TypeError], 'class Unlike': [Unlike], 'class of no name': [nameless], 'error': [new Error('outer')], 'error of another kind': [new TypeError('outer')], 'error with a cause': [new Error('outer', { cause: new Error('inner') })], 'error with another cause': [new Error('outer', { cause: new Error('other') })], 'error with a cause of text': [new Error('outer', { cause: 'inner' })], 'error of lines': [new Error('first\nsecond\nother')], 'error of no message': [new Error()], 'object': [{ message: 'outer' }], 'object of no message': [{ code: 1 }], 'object with more': [{ message: 'outer', code: 'E1' }], 'any Error': [expect.any(Error)], 'matcher of code': [expect.objectContaining({ code: 'E1' })], 'matcher of text': [expect.stringContaining('outer')], 'anything': [expect.anything()],
};
const cases = {};
for (const what in thrown) {
  for (const wanted in expected) {
    if (what === 'null' && /^error|^object/.test(wanted)) continue; // Jest itself breaks
    const throwing = () => { throw thrown[what](); };
    cases[`${what}, ${wanted}`] = () => expect(throwing).toThrow(...expected[wanted]);
    cases[`not: ${what}, ${wanted}`] = () => expect(throwing).not.toThrow(...expected[wanted]);
  }
}
for (const wanted in expected) {
  cases[`nothing, ${wanted}`] = () => expect(() => 1).toThrow(...expected[wanted]);
  cases[`not: nothing, ${wanted}`] = () => expect(() => 1).not.toThrow(...expected[wanted]);
}
const wrong = { null: null, number: 5, true: true, symbol: Symbol('s'), list: ['outer'], 'empty object': {}, undefined };
for (const name in wrong) {
  cases['a wrong argument: ' + name] = () => expect(() => { throw new Error('outer'); }).toThrow(wrong[name]);
  cases['a wrong argument, nothing thrown: ' + name] = () => expect(() => 1).toThrow(wrong[name]);
  cases['a wrong argument, not: ' + name] = () => expect(() => 1).not.toThrow(wrong[name]);
}
for (const value of [undefined, null, 'text', {}, [1], new Error('x'), Promise.resolve(1)]) cases['no function: ' + String(value)] = () => expect(value).toThrow('x');
module.exports = {
  ...cases,
  'an async function does not throw': () => expect(async () => 1).toThrow(),
  'a class is called': () => expect(class A {}).toThrow(),
  'several errors': () => expect(() => { throw new AggregateError([new Error('one')], 'many'); }).toThrow('few'),
  'a message by a getter': () => expect(() => { throw { get message() { return 'got'; } }; }).toThrow('got'),
  'a pattern that remembers': () => { const pattern = /x/g; const act = () => { throw new Error('x'); }; expect(act).toThrow(pattern); expect(act).toThrow(pattern); },
  'a function with arguments': () => expect((...given) => { throw new Error(String(given.length)); }).toThrow('0'),
};
