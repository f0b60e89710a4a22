// What mock functions were called with, and what they gave back: more calls, more arguments, values of all kinds.
const called = (...lists) => { const f = jest.fn(); for (const list of lists) f(...list); return f; };
const giving = (...values) => { const f = jest.fn(); for (const value of values) { f.mockImplementationOnce(() => { if (value instanceof Error) throw value; return value; }); try { f('arg'); } catch {} } return f; };
const counting = (n) => called(...Array.from({ length: n }, (_, i) => [i + 1]));
const recursive = () => { let seen; const f = jest.fn((n) => { if (n > 0) f(n - 1); else seen = seen; return n; }); f(2); return f; };
const waiting = (check) => { let error; const f = jest.fn((n) => { if (n === 0) { try { check(f); } catch (e) { error = e; } return 0; } return f(n - 1); }); f(1); if (error) throw error; };
const object = { a: 1, b: { c: [1, 2] }, d: 'x' };
const mocks = {
  none: () => called(), empty: () => called([]), one: () => called([1]), 'one object': () => called([object]), 'an object and more': () => called([object, 'text', 3]), two: () => called([1], [2]), five: () => counting(5), twelve: () => counting(12), same: () => called([1], [1], [2], [1]), undefined: () => called([undefined]), lines: () => called(['a\nb', 'c\nd']), list: () => called([[1, 2, 3]], [[1, 2, 4]]), map: () => called([new Map([['a', 1]]), new Set([1])]), many: () => called([1, 2, 3, 4, 5]), functions: () => called([() => 1, class A {}]), named: () => called([1]).mockName('mine'), objects: () => called([{ id: 1 }], [{ id: 2 }], [{ id: 3 }], [{ id: 4 }]), blanks: () => called(['a ', '']),
};
const wanted = { nothing: [], one: [1], two: [2], other: [9], undefined: [undefined], 'two arguments': [1, 2], object: [object], 'changed object': [{ a: 1, b: { c: [1, 3] }, d: 'x' }], 'changed object and more': [{ a: 2 }, 'text', 4], lines: ['a\nx', 'c\nd'], list: [[1, 2, 5]], map: [new Map([['a', 2]]), new Set([2])], many: [1, 2, 9, 4, 5], 'many more': [1, 2, 3, 4, 5, 6], matcher: [expect.any(Number)], 'another matcher': [expect.any(String)], members: [expect.objectContaining({ id: 3 })], id: [{ id: 2 }], 'id of text': [{ id: '2' }] };
const cases = {};
for (const mock in mocks) {
  for (const given in wanted) {
    cases[`${mock} called with ${given}`] = () => expect(mocks[mock]()).toHaveBeenCalledWith(...wanted[given]);
    if (['one', 'named'].includes(mock) && given === 'matcher') continue; // Jest shows such a call's number as an argument
    cases[`${mock} not called with ${given}`] = () => expect(mocks[mock]()).not.toHaveBeenCalledWith(...wanted[given]);
    cases[`${mock} last called with ${given}`] = () => expect(mocks[mock]()).toHaveBeenLastCalledWith(...wanted[given]);
    cases[`${mock} not last called with ${given}`] = () => expect(mocks[mock]()).not.toHaveBeenLastCalledWith(...wanted[given]);
    for (const n of [1, 2, 4]) {
      cases[`${mock} called at ${n} with ${given}`] = () => expect(mocks[mock]()).toHaveBeenNthCalledWith(n, ...wanted[given]);
      cases[`${mock} not called at ${n} with ${given}`] = () => expect(mocks[mock]()).not.toHaveBeenNthCalledWith(n, ...wanted[given]);
    }
  }
  cases[`${mock} called`] = () => expect(mocks[mock]()).toHaveBeenCalled();
  cases[`${mock} not called`] = () => expect(mocks[mock]()).not.toHaveBeenCalled();
  for (const n of [0, 1, 5]) {
    cases[`${mock} called ${n} times`] = () => expect(mocks[mock]()).toHaveBeenCalledTimes(n);
    cases[`${mock} not called ${n} times`] = () => expect(mocks[mock]()).not.toHaveBeenCalledTimes(n);
  }
}
const givers = { none: () => giving(), undefined: () => giving(undefined), one: () => giving(1), several: () => giving(1, 2, 3, 4, 5), same: () => giving(1, 1, 2), failing: () => giving(new Error('x')), 'partly failing': () => giving(1, new Error('x'), 2), objects: () => giving(object, { a: 1 }), lines: () => giving('a\nb'), recursive };
const results = { one: 1, two: 2, other: 9, undefined: undefined, object, 'changed object': { a: 1, b: { c: [1, 3] }, d: 'x' }, lines: 'a\nx', matcher: expect.any(Number) };
for (const mock in givers) {
  for (const value in results) {
    cases[`${mock} gave ${value}`] = () => expect(givers[mock]()).toHaveReturnedWith(results[value]);
    cases[`${mock} did not give ${value}`] = () => expect(givers[mock]()).not.toHaveReturnedWith(results[value]);
    cases[`${mock} gave ${value} last`] = () => expect(givers[mock]()).toHaveLastReturnedWith(results[value]);
    cases[`${mock} did not give ${value} last`] = () => expect(givers[mock]()).not.toHaveLastReturnedWith(results[value]);
    for (const n of [1, 2, 4]) {
      cases[`${mock} gave ${value} at ${n}`] = () => expect(givers[mock]()).toHaveNthReturnedWith(n, results[value]);
      cases[`${mock} did not give ${value} at ${n}`] = () => expect(givers[mock]()).not.toHaveNthReturnedWith(n, results[value]);
    }
  }
  cases[`${mock} gave something`] = () => expect(givers[mock]()).toHaveReturned();
  cases[`${mock} gave nothing`] = () => expect(givers[mock]()).not.toHaveReturned();
  for (const n of [0, 1, 3]) {
    cases[`${mock} gave something ${n} times`] = () => expect(givers[mock]()).toHaveReturnedTimes(n);
    cases[`${mock} did not give something ${n} times`] = () => expect(givers[mock]()).not.toHaveReturnedTimes(n);
  }
}
const counts = { text: '1', fraction: 1.5, negative: -1, NaN, undefined, null: null, object: {}, big: 1n, infinity: Infinity };
for (const count in counts) {
  for (const matcher of ['toHaveBeenCalledTimes', 'toHaveReturnedTimes']) cases[`${matcher} with ${count}`] = () => expect(called([1]))[matcher](counts[count]);
  for (const matcher of ['toHaveBeenNthCalledWith', 'toHaveNthReturnedWith']) cases[`${matcher} with ${count}`] = () => expect(called([1]).mockName('mine'))[matcher](counts[count], 1);
}
const impostors = { function: () => 1, undefined, object: { calls: [] }, 'half a mock': { _isMockFunction: false, mock: {} } };
for (const name in impostors) {
  for (const matcher of ['toHaveBeenCalled', 'toHaveBeenCalledTimes', 'toHaveBeenCalledWith', 'toHaveBeenLastCalledWith', 'toHaveBeenNthCalledWith', 'toHaveReturned', 'toHaveReturnedTimes', 'toHaveReturnedWith', 'toHaveLastReturnedWith', 'toHaveNthReturnedWith']) {
    const given = matcher.endsWith('Called') || matcher.endsWith('Returned') ? [] : [1, 1];
    cases[`${matcher} of ${name}`] = () => expect(impostors[name])[matcher](...given);
    cases[`not.${matcher} of ${name}`] = () => expect(impostors[name]).not[matcher](...given);
  }
}
module.exports = {
  ...cases,
  'a call that has not returned yet': () => waiting((f) => expect(f).toHaveReturned()),
  'a call that has not returned yet, with': () => waiting((f) => expect(f).toHaveReturnedWith(1)),
  'a call that has not returned yet, last': () => waiting((f) => expect(f).toHaveLastReturnedWith(1)),
  'a call that has not returned yet, nth': () => waiting((f) => expect(f).toHaveNthReturnedWith(1, 1)),
  'a call that has not returned yet, times': () => waiting((f) => expect(f).toHaveReturnedTimes(2)),
  'promised values': async () => { const f = jest.fn().mockResolvedValue(1); f(); expect(f).toHaveReturnedWith(Promise.resolve(2)); },
  'arguments changed later': () => { const f = jest.fn(); const list = [1]; f(list); list.push(2); expect(f).toHaveBeenCalledWith([1]); },
  'a call that a matcher accepts': () => expect(called([1])).not.toHaveBeenCalledWith(expect.any(Number)),
  'undefined members of arguments': () => { const f = jest.fn(); f({ a: undefined }); expect(f).toHaveBeenCalledWith({}); },
  'an undefined argument more': () => { const f = jest.fn(); f(1, undefined); expect(f).toHaveBeenCalledWith(1); },
  'spies': () => { const o = { say: () => 1 }; const spy = jest.spyOn(o, 'say'); o.say('x'); expect(spy).toHaveBeenCalledWith('y'); },
  'a spied method itself': () => { const o = { say: () => 1 }; jest.spyOn(o, 'say'); o.say('x'); expect(o.say).not.toHaveBeenCalledWith('x'); },
  'resolves of a mock': async () => { await expect(Promise.resolve(called([1]))).resolves.toHaveBeenCalledWith(2); },
};
