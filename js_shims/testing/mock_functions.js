// Mock functions: what they were called with, and what they answer.
(function (intrinsics, kernel) {
  "use strict";
  const { Promise, ReflectApply, ReflectConstruct, ReflectDefineProperty, Symbol, WeakMap } = intrinsics;
  const { toString } = Function.prototype;
  let configs = new WeakMap(); // of mocks: {implementation, once, name, routes, fallback}
  let states = new WeakMap(); // of mocks: {calls, results, ...}
  let order = 0;

  const newState = () => ({ calls: [], contexts: [], instances: [], invocationCallOrder: [], results: [] });
  const newConfig = () => ({ implementation: undefined, once: [], name: "", routes: [], fallback: undefined });
  const stateOf = (mock) => states.get(mock) ?? states.set(mock, newState()).get(mock);
  const configOf = (mock) => configs.get(mock) ?? configs.set(mock, newConfig()).get(mock);
  const isClass = (value) => typeof value === "function" && ReflectApply(toString, value, []).startsWith("class");
  const isPromise = (value) => typeof value?.then === "function";

  // ---- One call

  // `how.prepare` makes an instance ready, `how.inherited` answers where nothing else does: both for automatic mocks.
  function call(mock, how, self, args, isNew) {
    const state = stateOf(mock);
    const result = { type: "incomplete", value: undefined };
    state.calls.push(args);
    state.contexts.push(self);
    state.invocationCallOrder.push(++order);
    state.results.push(result);
    const place = state.instances.push(self) - 1;
    try {
      const act = chosen(mock, how, self);
      result.value = isNew && isClass(act) ? (state.instances[place] = ReflectConstruct(act, args)) : act ? ReflectApply(act, self, args) : undefined;
      result.type = "return";
      return result.value;
    } catch (error) {
      result.type = "throw";
      result.value = error;
      throw error;
    }
  }

  function chosen(mock, how, self) {
    const config = configOf(mock);
    if (self instanceof mock) {
      how.prepare?.(self);
      return config.once.length > 0 ? config.once.shift() : config.implementation;
    }
    const first = config.once.shift();
    return (first === undefined ? config.implementation : first) || how.inherited;
  }

  // ---- Making one

  function fn(implementation) {
    const mock = make({ length: implementation ? implementation.length : 0 });
    return implementation ? mock.mockImplementation(implementation) : mock;
  }

  // `how`: name, length, restore (what takes a spy away), prepare, inherited.
  function make(how = {}) {
    const mock = function (...args) {
      return call(mock, how, this, args, new.target !== undefined);
    };
    ReflectDefineProperty(mock, "length", { value: how.length ?? 0, configurable: true });
    ReflectDefineProperty(mock, "name", { value: how.name ?? "mockConstructor", configurable: true });
    ReflectDefineProperty(mock, "mock", { get: () => stateWithLast(mock), set: (value) => states.set(mock, value), enumerable: true });
    mock._isMockFunction = true;
    addImplementations(mock);
    addAnswers(mock);
    addResets(mock, how);
    addNames(mock);
    return mock;
  }

  function stateWithLast(mock) {
    const state = stateOf(mock);
    if (state.calls.length > 0) state.lastCall = state.calls.at(-1);
    return state;
  }

  // The methods are closures, so that `afterEach(spy.mockRestore)` works.
  function addImplementations(mock) {
    const dispatch = function (...args) {
      const act = routed(configOf(mock), args);
      return act ? ReflectApply(act, this, args) : undefined;
    };
    const isRouted = (config) => config.implementation === dispatch;
    mock.mockImplementation = (act) => {
      const config = configOf(mock);
      config[isRouted(config) ? "fallback" : "implementation"] = act;
      return mock;
    };
    mock.mockImplementationOnce = (act) => {
      configOf(mock).once.push(act);
      return mock;
    };
    mock.getMockImplementation = () => {
      const config = configOf(mock);
      return isRouted(config) ? config.fallback : config.implementation;
    };
    mock.whenCalledWith = (...args) => {
      const config = configOf(mock);
      if (!isRouted(config)) Object.assign(config, { fallback: config.implementation, implementation: dispatch });
      const target = make();
      config.routes.push({ args, target });
      return target;
    };
    mock.withImplementation = (act, run) => replacedFor(configOf(mock), act, run);
  }

  // Answers for given arguments: what is to be said once comes first, in the order it was said, then the last word, then
  // what the mock did before.
  function routed(config, args) {
    const { equals } = kernel.lazy("equality");
    const fitting = config.routes.filter((route) => route.args.length === args.length && equals(route.args, args)).map((route) => route.target);
    return fitting.find((target) => configOf(target).once.length > 0) ?? fitting.findLast((target) => configOf(target).implementation !== undefined) ?? config.fallback;
  }

  function replacedFor(config, implementation, run) {
    const before = { implementation: config.implementation, once: config.once, fallback: config.fallback };
    Object.assign(config, { implementation, once: [] });
    const restore = () => void Object.assign(config, before);
    const result = run();
    return isPromise(result) ? result.then(restore) : restore();
  }

  function addAnswers(mock) {
    const kinds = {
      ReturnValue: (value) => () => value,
      ResolvedValue: (value) => () => Promise.resolve(value),
      RejectedValue: (reason) => () => Promise.reject(reason),
    };
    for (const kind in kinds) {
      mock["mock" + kind] = (value) => mock.mockImplementation(kinds[kind](value));
      mock["mock" + kind + "Once"] = (value) => mock.mockImplementationOnce(kinds[kind](value));
    }
    mock.mockReturnThis = () =>
      mock.mockImplementation(function () {
        return this;
      });
  }

  function addResets(mock, how) {
    mock.mockClear = () => {
      states.delete(mock);
      return mock;
    };
    mock.mockReset = () => {
      mock.mockClear();
      for (const { target } of configOf(mock).routes) target.mockReset();
      configs.delete(mock);
      return mock;
    };
    mock.mockRestore = () => {
      mock.mockReset();
      how.restore?.();
    };
    if (Symbol.dispose !== undefined) mock[Symbol.dispose] = mock.mockRestore;
  }

  function addNames(mock) {
    mock.mockName = (name) => {
      if (name) configOf(mock).name = name;
      return mock;
    };
    mock.getMockName = () => configOf(mock).name || "jest.fn()";
  }

  const isMockFunction = (value) => value !== null && value !== undefined && value._isMockFunction === true;

  function clearAllMocks() {
    states = new WeakMap();
  }

  function resetAllMocks() {
    clearAllMocks();
    configs = new WeakMap();
  }

  return { __proto__: null, fn, make, isClass, isMockFunction, clearAllMocks, resetAllMocks };
})
