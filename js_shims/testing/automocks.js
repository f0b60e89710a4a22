// The automatic mock of a module: functions that do nothing where it has functions, and the shape of the rest.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, ObjectGetOwnPropertyNames, ReflectApply, ReflectGetOwnPropertyDescriptor, ReflectGetPrototypeOf, RegExp } = intrinsics;
  const { make, isMockFunction } = kernel.lazy("mock_functions");
  const { toString } = Object.prototype;
  const ENDS = [Object.prototype, Function.prototype, RegExp.prototype];
  const OF_FUNCTIONS = ["length", "name", "arguments", "caller", "callee"];
  const KEPT = ["Number", "String", "Boolean", "Symbol", "Map", "WeakMap", "Set", "Undefined", "Null"];
  const NOTHING = {}; // stands for what no mock is made of, as dates

  const tagOf = (value) => ReflectApply(toString, value, []).slice(8, -1);

  function automock(value) {
    const mock = mockOf(value, new Map());
    if (mock === NOTHING) throw new Error("no automatic mock can be made of a module that exports a " + tagOf(value) + ": give jest.mock a factory");
    return mock;
  }

  function mockOf(value, seen) {
    if (seen.has(value)) return seen.get(value);
    if (typeof value === "function") return mockOfFunction(value, seen);
    if (ArrayIsArray(value)) return seen.set(value, []).get(value);
    const tag = tagOf(value);
    if (KEPT.includes(tag)) return value;
    const mock = tag === "RegExp" ? new RegExp("") : {};
    if (tag !== "RegExp" && tag !== "Object" && tag !== "Module") return NOTHING;
    seen.set(value, mock);
    return tag === "RegExp" ? mock : addMembers(mock, value, seen);
  }

  function mockOfFunction(act, seen) {
    const methods = prototypeMethods(act);
    const mock = make({ name: act.name, prepare: methods.length > 0 ? (made) => giveMethods(made, act, methods) : undefined });
    seen.set(act, mock);
    if (isMockFunction(act)) return mock.mockImplementation(act.getMockImplementation());
    addMembers(mock, act, seen);
    if (typeof mock.prototype === "object" && mock.prototype !== null) mock.prototype.constructor = mock;
    return mock;
  }

  const prototypeMethods = (act) => (typeof act.prototype !== "object" ? [] : slots(act.prototype).filter((name) => name !== "constructor" && typeof act.prototype[name] === "function"));

  // Each instance has mocks of its own, which do what those of the prototype do until told otherwise.
  function giveMethods(made, act, methods) {
    for (const name of methods) {
      made[name] = make({ name: act.prototype[name].name, inherited: made[name] });
    }
  }

  // Names of own members and inherited ones, up to those of the language itself. Accessors are left out, but for those
  // that are a module's exports.
  function slots(value) {
    const names = new Set();
    for (let home = value; home !== null && home !== undefined && !ENDS.includes(home); home = ReflectGetPrototypeOf(home)) {
      for (const name of ObjectGetOwnPropertyNames(home)) {
        if (typeof home === "function" && OF_FUNCTIONS.includes(name)) continue;
        if (ReflectGetOwnPropertyDescriptor(home, name).get === undefined || home.__esModule) names.add(name);
      }
    }
    return [...names];
  }

  function addMembers(mock, value, seen) {
    for (const name of slots(value)) {
      const inner = mockOf(value[name], seen);
      if (inner !== NOTHING) mock[name] = inner;
    }
    return mock;
  }

  return { __proto__: null, automock };
})
