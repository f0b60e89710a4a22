// The automatic mock of a module: functions that do nothing where it has functions, and the shape of the rest.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, ReflectDefineProperty, ReflectGetOwnPropertyDescriptor, ReflectGetPrototypeOf, ReflectOwnKeys, RegExp } = intrinsics;
  const { fn, isMockFunction } = kernel.lazy("mocks");
  const OF_FUNCTIONS = ["length", "name", "prototype", "arguments", "caller"];

  function automock(value, seen = new Map()) {
    if (seen.has(value)) return seen.get(value);
    if (typeof value === "function") return mockOfFunction(value, seen);
    if (typeof value !== "object" || value === null) return value;
    if (ArrayIsArray(value)) return [];
    if (value instanceof RegExp) return new RegExp("");
    if (value instanceof Map || value instanceof Set || value instanceof Date || Error.isError(value)) return value;
    const mock = {};
    seen.set(value, mock);
    if (value.__esModule === true) ReflectDefineProperty(mock, "__esModule", { value: true, writable: true, configurable: true });
    return addMembers(mock, value, seen, []);
  }

  function mockOfFunction(act, seen) {
    if (isMockFunction(act)) return act;
    const mock = fn();
    ReflectDefineProperty(mock, "name", { value: act.name, configurable: true });
    ReflectDefineProperty(mock, "length", { value: act.length, configurable: true });
    seen.set(act, mock);
    addMembers(mock, act, seen, OF_FUNCTIONS);
    if (typeof act.prototype === "object" && act.prototype !== null) addMembers(mock.prototype, act.prototype, seen, ["constructor"]);
    return mock;
  }

  // Own members and inherited ones, up to those of the language itself.
  function addMembers(mock, value, seen, left) {
    for (let home = value; home !== null && home !== Object.prototype && home !== Function.prototype; home = ReflectGetPrototypeOf(home)) {
      for (const key of ReflectOwnKeys(home)) {
        if (left.includes(key) || key === "constructor" || key === "__esModule" || Object.hasOwn(mock, key)) continue;
        addMember(mock, key, ReflectGetOwnPropertyDescriptor(home, key), value, seen);
      }
    }
    return mock;
  }

  function addMember(mock, key, descriptor, value, seen) {
    const inner = descriptor.get === undefined ? automock(descriptor.value, seen) : automock(value[key], seen);
    ReflectDefineProperty(mock, key, { value: inner, writable: true, configurable: true, enumerable: descriptor.enumerable });
  }

  return { __proto__: null, automock };
})
