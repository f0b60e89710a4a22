// What functions throw.
class Special extends Error {}
const throwers = {
  nothing: () => {}, error: () => { throw new Error('broken pipe'); }, special: () => { throw new Special('special one'); }, text: () => { throw 'a text'; },
  object: () => { throw { message: 'like an error' }; }, undefined: () => { throw undefined; },
};
const expected = { none: [], text: ['broken'], other: ['whole'], pattern: [/pipe$/], 'another pattern': [/^x/], class: [Error], 'another class': [Special], error: [new Error('broken pipe')], 'another error': [new Error('x')], matcher: [expect.objectContaining({ message: 'broken pipe' })] };
const cases = {};
for (const thrown in throwers) {
  for (const wanted in expected) {
    cases[`toThrow: ${thrown}, ${wanted}`] = () => expect(throwers[thrown]).toThrow(...expected[wanted]);
    if (thrown === 'error' || thrown === 'nothing') cases[`not.toThrow: ${thrown}, ${wanted}`] = () => expect(throwers[thrown]).not.toThrow(...expected[wanted]);
  }
}
module.exports = { ...cases, 'no function': () => expect(1).toThrow(), 'a wrong argument': () => expect(() => {}).toThrow(1) };
