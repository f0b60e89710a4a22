// Mock functions and spies.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, Promise, ReflectApply, ReflectConstruct, ReflectDefineProperty, ReflectGetOwnPropertyDescriptor, ReflectGetPrototypeOf, WeakMap } = intrinsics;
  const configs = new WeakMap(); // of mocks: {implementation, once, name}
  const states = new WeakMap(); // of mocks: {calls, results, ...}
  const known = new Set(); // mocks that were called or changed: what `clearAllMocks` means
  let spies = []; // how to take each spy away
  let order = 0;

  const newState = () => ({ calls: [], contexts: [], instances: [], invocationCallOrder: [], results: [] });
  const newConfig = () => ({ implementation: undefined, once: [], name: "" });
  const stateOf = (mock) => states.get(mock) ?? states.set(mock, newState()).get(mock);
  const configOf = (mock) => configs.get(mock) ?? configs.set(mock, newConfig()).get(mock);

  // ---- One call

  function called(mock, self, args, target) {
    const state = stateOf(mock);
    const result = { type: "incomplete", value: undefined };
    known.add(mock);
    state.calls.push(args);
    state.contexts.push(self);
    state.instances.push(self);
    state.invocationCallOrder.push(++order);
    state.results.push(result);
    try {
      const value = answered(mock, self, args, target, state);
      result.type = "return";
      result.value = value;
      return value;
    } catch (error) {
      result.type = "throw";
      result.value = error;
      throw error;
    }
  }

  function answered(mock, self, args, target, state) {
    const config = configOf(mock);
    const act = config.once.length > 0 ? config.once.shift() : (config.implementation ?? mock.__original);
    if (act === undefined) return undefined;
    if (target === undefined || act.prototype === undefined) return ReflectApply(act, self, args);
    const made = ReflectConstruct(act, args, target);
    state.instances[state.instances.length - 1] = made;
    return made;
  }

  // ---- Mock functions

  function fn(implementation) {
    const mock = make(implementation?.length ?? 0);
    if (implementation !== undefined) mock.mockImplementation(implementation);
    return mock;
  }

  // A function that can be called and constructed; its length is that of what it stands for.
  function make(length) {
    const mock = function (...args) {
      if (new.target === undefined) return called(mock, this, args);
      const value = called(mock, this, args, new.target);
      return Object(value) === value ? value : this;
    };
    ReflectDefineProperty(mock, "length", { value: length, configurable: true });
    ReflectDefineProperty(mock, "name", { value: "mockConstructor", configurable: true });
    ReflectDefineProperty(mock, "mock", { get: () => stateWithLast(mock), set: (value) => states.set(mock, value), configurable: true, enumerable: false });
    ReflectDefineProperty(mock, "_isMockFunction", { value: true });
    ReflectDefineProperty(mock, "__original", { value: undefined, writable: true });
    for (const method in METHODS) ReflectDefineProperty(mock, method, { value: METHODS[method], configurable: true, writable: true, enumerable: false });
    return mock;
  }

  function stateWithLast(mock) {
    const state = stateOf(mock);
    state.lastCall = state.calls.at(-1);
    if (state.calls.length === 0) delete state.lastCall;
    return state;
  }

  const METHODS = {
    mockClear() {
      states.delete(this);
      return this;
    },
    mockReset() {
      this.mockClear();
      configs.set(this, newConfig());
      this.__original = undefined;
      return this;
    },
    mockRestore() {
      this.mockReset();
      this.__restore?.();
    },
    mockImplementation(act) {
      known.add(this);
      configOf(this).implementation = act;
      return this;
    },
    mockImplementationOnce(act) {
      known.add(this);
      configOf(this).once.push(act);
      return this;
    },
    withImplementation(act, run) {
      const config = configOf(this);
      const { implementation, once } = config;
      config.implementation = act;
      config.once = [];
      const restore = () => Object.assign(config, { implementation, once });
      const result = run();
      if (typeof result?.then === "function") return result.then(restore).then(() => undefined);
      restore();
    },
    mockReturnValue(value) {
      return this.mockImplementation(() => value);
    },
    mockReturnValueOnce(value) {
      return this.mockImplementationOnce(() => value);
    },
    mockResolvedValue(value) {
      return this.mockImplementation(() => Promise.resolve(value));
    },
    mockResolvedValueOnce(value) {
      return this.mockImplementationOnce(() => Promise.resolve(value));
    },
    mockRejectedValue(reason) {
      return this.mockImplementation(async () => {
        throw reason;
      });
    },
    mockRejectedValueOnce(reason) {
      return this.mockImplementationOnce(async () => {
        throw reason;
      });
    },
    mockReturnThis() {
      return this.mockImplementation(function () {
        return this;
      });
    },
    mockName(name) {
      if (name) configOf(this).name = name;
      return this;
    },
    getMockName() {
      return configOf(this).name || "jest.fn()";
    },
    getMockImplementation() {
      return configOf(this).implementation ?? this.__original;
    },
  };

  const isMockFunction = (value) => value !== null && value !== undefined && value._isMockFunction === true;

  // ---- Spies

  function spyOn(object, name, access) {
    if (object === null || object === undefined || (typeof object !== "object" && typeof object !== "function")) {
      throw new Error("Cannot use spyOn on a primitive value; " + (object === null ? "null" : typeof object) + " given");
    }
    if (name === undefined || name === null) throw new Error("No property name supplied");
    return access === "get" || access === "set" ? spyOnAccessor(object, name, access) : spyOnMethod(object, name);
  }

  const shown = (name) => "`" + String(name) + "`";

  function spyOnMethod(object, name) {
    const original = object[name];
    if (isMockFunction(original)) return original;
    if (typeof original !== "function") {
      if (original === undefined && !(name in object)) throw new Error("Property " + shown(name) + " does not exist in the provided object");
      throw new Error("Cannot spy on the " + shown(name) + " property because it is not a function; " + typeof original + " given instead." + (typeof original === "object" ? "" : " If you are trying to mock a property, use `jest.replaceProperty(object, '" + String(name) + "', value)` instead."));
    }
    const own = ReflectGetOwnPropertyDescriptor(object, name);
    const descriptor = own ?? inherited(object, name);
    if (descriptor !== undefined && descriptor.get !== undefined) return spyOnGetter(object, name, descriptor, original);
    if (own !== undefined && !own.configurable && !own.writable) throw new TypeError("Cannot assign to read only property '" + String(name) + "' of object");
    const mock = spyOf(original, () => (own !== undefined ? ReflectDefineProperty(object, name, own) : delete object[name]));
    if (own === undefined || own.configurable) ReflectDefineProperty(object, name, { value: mock, writable: true, configurable: true, enumerable: own?.enumerable ?? true });
    else object[name] = mock;
    return mock;
  }

  function spyOf(original, restore) {
    const mock = make(original.length);
    mock.__original = function (...args) {
      return new.target === undefined ? ReflectApply(original, this, args) : ReflectConstruct(original, args, new.target);
    };
    Object.defineProperty(mock, "__restore", { value: restore, configurable: true });
    spies.push(mock);
    return mock;
  }

  // A method that a getter gives, as modules' exports are.
  function spyOnGetter(object, name, descriptor, original) {
    if (!descriptor.configurable) throw new TypeError("Cannot redefine property: " + String(name));
    const mock = spyOf(original, () => ReflectDefineProperty(object, name, descriptor));
    ReflectDefineProperty(object, name, { ...descriptor, get: () => mock });
    return mock;
  }

  function inherited(object, name) {
    for (let home = ReflectGetPrototypeOf(object); home !== null; home = ReflectGetPrototypeOf(home)) {
      const found = ReflectGetOwnPropertyDescriptor(home, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function spyOnAccessor(object, name, access) {
    const own = ReflectGetOwnPropertyDescriptor(object, name);
    const descriptor = own ?? inherited(object, name);
    if (descriptor === undefined) throw new Error("Property " + shown(name) + " does not exist in the provided object");
    if (!descriptor.configurable) throw new Error("Property " + shown(name) + " is not declared configurable");
    const original = descriptor[access];
    if (original === undefined) throw new Error("Property " + shown(name) + " does not have access type " + access);
    if (isMockFunction(original)) return original;
    const mock = spyOf(original, () => (own !== undefined ? ReflectDefineProperty(object, name, own) : delete object[name]));
    ReflectDefineProperty(object, name, { ...descriptor, [access]: mock });
    return mock;
  }

  // ---- Properties

  const replaced = new Map(); // by object: by name, what restores it

  function replaceProperty(object, name, value) {
    if (object === null || object === undefined || (typeof object !== "object" && typeof object !== "function")) {
      throw new Error("Cannot use replaceProperty on a primitive value; " + (object === null ? "null" : typeof object) + " given");
    }
    const own = ReflectGetOwnPropertyDescriptor(object, name);
    const descriptor = own ?? inherited(object, name);
    checkReplaceable(descriptor, name);
    const known = replaced.get(object)?.get(name);
    if (known !== undefined) return known.replaceValue(value);
    const restore = () => {
      if (own !== undefined) ReflectDefineProperty(object, name, own);
      else delete object[name];
      replaced.get(object)?.delete(name);
    };
    const face = {
      replaceValue(next) {
        ReflectDefineProperty(object, name, { ...descriptor, value: next });
        return face;
      },
      restore,
    };
    if (!replaced.has(object)) replaced.set(object, new Map());
    replaced.get(object).set(name, face);
    return face.replaceValue(value);
  }

  function checkReplaceable(descriptor, name) {
    if (descriptor === undefined) throw new Error("Property " + shown(name) + " does not exist in the provided object");
    if (!descriptor.configurable) throw new Error("Property " + shown(name) + " is not declared configurable");
    const advice = (access, how) => "Cannot replace the " + shown(name) + " property because it has a " + access + "; use `jest.spyOn(object, '" + String(name) + "', '" + how + "')` instead.".replace("; use", ". Use");
    if (descriptor.get !== undefined) throw new Error(advice("getter", "get").replace("; ", ". "));
    if (descriptor.set !== undefined) throw new Error(advice("setter", "set"));
    if (typeof descriptor.value === "function") throw new Error("Cannot replace the " + shown(name) + " property because it is a function. Use `jest.spyOn(object, '" + String(name) + "')` instead.");
  }

  // ---- All at once

  function clearAllMocks() {
    for (const mock of known) states.delete(mock);
  }

  function resetAllMocks() {
    for (const mock of known) mock.mockReset();
    for (const mock of spies) mock.mockReset();
  }

  function restoreAllMocks() {
    const taken = spies;
    spies = [];
    for (const mock of taken.reverse()) mock.mockRestore();
    for (const byName of [...replaced.values()]) for (const face of [...byName.values()]) face.restore();
  }

  return { __proto__: null, fn, spyOn, replaceProperty, isMockFunction, mocked: (value) => value, clearAllMocks, resetAllMocks, restoreAllMocks };
})
