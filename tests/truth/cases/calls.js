// Matchers about the calls of mock functions.
const never = () => jest.fn();
const once = () => { const f = jest.fn(() => 'r'); f(1, { a: 1 }); return f; };
const thrice = () => { const f = jest.fn((n) => n * 2).mockName('doubled'); f(1); f(2); f(3); return f; };
const throwing = () => { const f = jest.fn(() => { throw new Error('x'); }); try { f('a'); } catch {} return f; };
const mocks = { never, once, thrice, throwing };
const checks = {
  toHaveBeenCalled: [[]], toHaveBeenCalledTimes: [[1], [3], [-1]], toHaveBeenCalledWith: [[1, { a: 1 }], [1, { a: 2 }], [2], []], toHaveBeenLastCalledWith: [[3], [1]], toHaveBeenNthCalledWith: [[1, 1], [2, 5], [0, 1]],
  toHaveReturned: [[]], toHaveReturnedTimes: [[1], [3]], toHaveReturnedWith: [['r'], [4], [5]], toHaveLastReturnedWith: [[6], [1]], toHaveNthReturnedWith: [[2, 4], [1, 5]],
};
const cases = {};
for (const mock in mocks) {
  for (const matcher in checks) {
    checks[matcher].forEach((given, i) => {
      cases[`${matcher} ${i + 1}: ${mock}`] = () => expect(mocks[mock]())[matcher](...given);
      cases[`not.${matcher} ${i + 1}: ${mock}`] = () => expect(mocks[mock]()).not[matcher](...given);
    });
  }
}
module.exports = { ...cases, 'no mock': () => expect(() => {}).toHaveBeenCalled(), 'no mock, with arguments': () => expect(1).toHaveBeenCalledWith(1) };
