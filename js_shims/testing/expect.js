// `expect`: matchers by name, each called with what was received; negated, awaited, extended by programs.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, ReflectOwnKeys } = intrinsics;
  const { equals, addTesters } = kernel.lazy("equality");
  const { positive, negative, custom } = kernel.lazy("asymmetric");
  const { addSerializer } = kernel.lazy("printing");
  const { hint, utils } = kernel.lazy("matcher_messages");
  const matchers = { __proto__: null };
  let state = begun({});

  function begun(given) {
    return { assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false, numPassingAsserts: 0, suppressedErrors: [], ...given };
  }

  function contextOf(isNot, promise, name) {
    return { ...state, equals: (a, b, testers, strict) => equals(a, b, { testers, strict }), isNot, promise, utils, customTesters: [], matcherName: name, hint: (...given) => hint(name, ...given) };
  }

  // Throws unless what a matcher found is what was wanted.
  function conclude(result, isNot, name, where) {
    if (typeof result !== "object" || result === null || typeof result.pass !== "boolean" || !["string", "function", "undefined"].includes(typeof result.message)) {
      throw new Error("Unexpected return from a matcher function.\nMatcher functions should return an object in the following format:\n  {message?: string | function, pass: boolean}\n'" + utils.stringify(result) + "' was returned");
    }
    state.assertionCalls++;
    if (result.pass !== isNot) {
      state.numPassingAsserts++;
      return;
    }
    const { message } = result;
    const words = typeof message === "function" ? message() : (message ?? hint(name, {}) + "\n\nNo message was specified for this matcher.");
    throw assertion(words, { ...result, message: words }, where);
  }

  function assertion(words, result, where) {
    const error = new Error(words);
    Object.defineProperty(error, "name", { value: "JestAssertionError", configurable: true, writable: true, enumerable: false });
    error.matcherResult = result;
    if (where !== undefined) Object.defineProperty(error, "programStack", { value: where, enumerable: false });
    return error;
  }

  // `origin`: an error made where the test asked, if that was before an await.
  function match(name, received, given, { isNot, promise, fromPromise, origin }) {
    const context = { ...contextOf(isNot, promise, name), fromPromise, origin };
    const result = matchers[name].call(context, received, ...given);
    if (typeof result?.then === "function") return result.then((settled) => conclude(settled, isNot, name));
    return conclude(result, isNot, name);
  }

  // ---- What `expect(value)` gives

  function expectation(received, modifiers) {
    const face = {};
    for (const name in matchers) face[name] = (...given) => perform(name, received, given, modifiers);
    return face;
  }

  function perform(name, received, given, modifiers) {
    if (modifiers.promise === "") return match(name, received, given, modifiers);
    const origin = new Error("");
    return settled(name, received, modifiers).then((value) => {
      try {
        return match(name, value, given, { ...modifiers, fromPromise: true, origin });
      } catch (error) {
        throw located(error, origin);
      }
    }, (error) => {
      throw located(error, origin);
    });
  }

  // A failure after an await points at where the test asked.
  function located(error, origin) {
    if (Error.isError(error) && error.matcherResult !== undefined) Object.defineProperty(error, "programStack", { value: kernel.stackOf(origin), configurable: true });
    return error;
  }

  async function settled(name, received, { isNot, promise }) {
    const actual = promise === "rejects" && typeof received === "function" ? received() : received;
    const options = { isNot, promise };
    if (typeof actual?.then !== "function") {
      throw assertion(hint(name, options, "received", "") + "\n\nMatcher error: received value must be a promise or a function returning a promise\n\n" + utils.withType("Received", actual), {});
    }
    return actual.then(
      (value) => {
        if (promise === "resolves") return value;
        throw assertion(hint(name, options, "received", "") + "\n\nReceived promise resolved instead of rejected\nResolved to value: " + utils.printReceived(value), {});
      },
      (reason) => {
        if (promise === "rejects") return reason;
        throw assertion(hint(name, options, "received", "") + "\n\nReceived promise rejected instead of resolved\nRejected to value: " + utils.printReceived(reason), {});
      },
    );
  }

  function expect(received, ...rest) {
    if (rest.length > 0) throw new Error("Expect takes at most one argument.");
    const made = expectation(received, { isNot: false, promise: "", fromPromise: false });
    made.not = expectation(received, { isNot: true, promise: "", fromPromise: false });
    for (const promise of ["resolves", "rejects"]) {
      made[promise] = expectation(received, { isNot: false, promise, fromPromise: true });
      made[promise].not = expectation(received, { isNot: true, promise, fromPromise: true });
    }
    return made;
  }

  // ---- What `expect` itself has

  function addMatchers(more) {
    for (const key of ReflectOwnKeys(more)) {
      if (typeof more[key] !== "function") throw new TypeError("expect.extend: `" + String(key) + "` is not a valid matcher. Must be a function, is \"" + typeof more[key] + '"');
      matchers[key] = more[key];
    }
  }

  expect.extend = (more) => {
    addMatchers(more);
    for (const name of Object.keys(more)) {
      expect[name] = custom(name, more[name], () => contextOf(false, "", name), false);
      expect.not[name] = custom(name, more[name], () => contextOf(true, "", name), true);
    }
  };
  Object.assign(expect, positive);
  expect.not = { ...negative };
  expect.addSnapshotSerializer = addSerializer;
  expect.addEqualityTesters = (testers) => {
    if (!Array.isArray(testers)) throw new TypeError("expect.customEqualityTesters: Must be set to an array of Testers. Was given \"" + typeof testers + '"');
    addTesters(testers);
  };
  expect.getState = () => state;
  expect.setState = (given) => void Object.assign(state, given);
  expect.extractExpectedAssertionsErrors = () => {
    const problem = end();
    return problem === null ? [] : [{ actual: String(state.assertionCalls), error: problem, expected: String(state.expectedAssertionsNumber) }];
  };
  expect.assertions = (count) => {
    state.expectedAssertionsNumber = count;
  };
  expect.hasAssertions = (...given) => {
    if (given.length > 0 && given[0] !== undefined) throw assertion(utils.refusal(".hasAssertions", given[0]), {});
    state.isExpectingAssertions = true;
  };
  expect.unreachable = (message) => {
    throw new Error(message ?? "expected not to be reached");
  };

  for (const name of ["matchers", "throw_matchers", "call_matchers"]) addMatchers(kernel.lazy(name).matchers);

  function begin(given) {
    state = begun(given);
  }

  // What a test promised to assert and did not; null if all is well.
  function end() {
    const { assertionCalls, expectedAssertionsNumber: wanted, isExpectingAssertions } = state;
    const counted = (count) => (count === 1 ? "one assertion" : count === 0 ? "zero assertions" : count + " assertions");
    const calls = (count) => (count === 0 ? "zero assertion calls" : count === 1 ? "one assertion call" : count + " assertion calls");
    if (wanted !== null && wanted !== assertionCalls) {
      return assertion("expect.assertions(" + wanted + ")\n\nExpected " + counted(wanted) + " to be called but received " + calls(assertionCalls) + ".", {});
    }
    if (isExpectingAssertions && assertionCalls === 0) {
      return assertion("expect.hasAssertions()\n\nExpected at least one assertion to be called but received none.", {});
    }
    return null;
  }

  return { __proto__: null, expect, addMatchers, begin, end };
})
