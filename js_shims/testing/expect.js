// `expect`: matchers by name, each called with what was received; negated, awaited, extended by programs.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, ReflectOwnKeys } = intrinsics;
  const { addTesters, equalsBy, testersOfProgram } = kernel.lazy("equality");
  const { positive, negative, custom } = kernel.lazy("asymmetric");
  const { addSerializer } = kernel.lazy("printing");
  const { typeOf } = kernel.lazy("differences");
  const { hint, utils } = kernel.lazy("matcher_messages");
  const matchers = { __proto__: null };
  let state = begun({});

  function begun(given) {
    return { assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false, numPassingAsserts: 0, suppressedErrors: [], ...given };
  }

  function contextOf(isNot, promise, name) {
    return { ...state, equals: (a, b, testers, strict) => equalsBy(a, b, testers, { strict }), isNot, promise, utils, customTesters: testersOfProgram(), matcherName: name, hint: (...given) => hint(name, ...given) };
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
    const words = typeof message === "function" ? message() : (message ?? "No message was specified for this matcher.");
    throw assertion(words, { ...result, message: words }, where);
  }

  function assertion(words, result, where) {
    const error = new Error(words);
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
    const actual = typeof received === "function" ? received() : received;
    const options = { isNot, promise };
    if (typeof actual?.then !== "function") {
      throw assertion(hint(name, options, "received", "") + "\n\nMatcher error: received value must be a promise or a function returning a promise\n\n" + utils.withType("Received", received), {});
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
      if (typeof more[key] !== "function") throw new TypeError("expect.extend: `" + String(key) + "` is not a valid matcher. Must be a function, is \"" + typeOf(more[key]) + '"');
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
    const problems = unmet();
    Object.assign(state, { assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false, numPassingAsserts: 0 });
    return problems;
  };
  expect.assertions = (count) => {
    state.expectedAssertionsNumber = count;
  };
  expect.hasAssertions = (...given) => {
    if (given.length > 0 && given[0] !== undefined) throw assertion(utils.refusal(given[0], "[.not].hasAssertions"), {});
    state.isExpectingAssertions = true;
  };
  expect.unreachable = (message) => {
    throw new Error(message ?? "expected not to be reached");
  };

  for (const name of ["matchers", "throw_matchers", "call_matchers"]) addMatchers(kernel.lazy(name).matchers);

  function begin(given) {
    state = begun(given);
  }

  // What a test promised to assert and did not: [{actual, error, expected}].
  function unmet() {
    const { assertionCalls: calls, expectedAssertionsNumber: wanted, isExpectingAssertions } = state;
    const problems = [];
    if (typeof wanted === "number" && wanted !== calls) {
      const words = "\n\nExpected " + counted(wanted, "assertion") + " to be called but received " + counted(calls, "assertion call") + ".";
      problems.push({ actual: String(calls), error: assertion(hint(".assertions", { isDirectExpectCall: true }, "", String(wanted)) + words, {}), expected: String(wanted) });
    }
    if (isExpectingAssertions && calls === 0) {
      const words = "\n\nExpected at least one assertion to be called but received none.";
      problems.push({ actual: "none", error: assertion(hint(".hasAssertions", { isDirectExpectCall: true }, "", "") + words, {}), expected: "at least one" });
    }
    return problems;
  }

  const counted = (count, word) => utils.pluralize(word, count);

  // The first of these as an error; null if all is well.
  const end = () => unmet()[0]?.error ?? null;

  return { __proto__: null, expect, addMatchers, begin, end };
})
