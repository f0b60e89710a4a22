// The words of matchers: the hint in the first line, values with their types, and what programs' own matchers may use.
(function (intrinsics, kernel) {
  "use strict";
  const { Error } = intrinsics;
  const { equals } = kernel.lazy("equality");
  const { compared, differenceOf, labelled, printed, stringify, typeOf } = kernel.lazy("differences");

  // `expect(received).not.toBe(expected) // Object.is equality`
  function hint(name, options = {}, received = "received", expected = "expected") {
    const { isNot = false, promise = "", second = "", comment = "", isDirectExpectCall = false } = options;
    const asked = isDirectExpectCall || name.includes(".") ? "expect" : "expect(" + received + ")";
    const modifiers = (promise === "" ? "" : "." + promise) + (isNot ? ".not" : "");
    const given = expected === "" ? "()" : "(" + expected + (second === "" ? "" : ", " + second) + ")";
    return asked + modifiers + (name.includes(".") ? name : "." + name) + given + (comment === "" ? "" : " // " + comment);
  }

  function withType(name, value, print = printed) {
    const kind = value === null || value === undefined ? "" : name + " has type:  " + typeOf(value) + "\n";
    return kind + name + " has value: " + print(value);
  }

  // A failure that is the test's own mistake.
  const faulty = (hinted, problem, specific = "") => hinted + "\n\nMatcher error: " + problem + (specific === "" ? "" : "\n\n" + specific);

  const refusal = (name, expected) => faulty(hint(name, { isDirectExpectCall: true }, "received", ""), "this matcher must not have an expected argument", withType("Expected", expected));

  function fail(words) {
    const error = new Error(words);
    error.matcherResult = { pass: false, message: words };
    throw error;
  }

  function ensureNone(expected, name, options) {
    if (expected !== undefined) fail(faulty(hint(name, options, "received", ""), "this matcher must not have an expected argument", withType("Expected", expected)));
  }

  const isNumeric = (value) => typeof value === "number" || typeof value === "bigint";

  function ensureNumbers(received, expected, name, options) {
    if (!isNumeric(received)) fail(faulty(hint(name, options), "received value must be a number or bigint", withType("Received", received)));
    if (!isNumeric(expected)) fail(faulty(hint(name, options), "expected value must be a number or bigint", withType("Expected", expected)));
  }

  const utils = {
    stringify,
    printReceived: printed,
    printExpected: printed,
    printWithType: (name, value, print) => withType(name, value, print),
    matcherHint: (name, received, expected, options = {}) => hint(name, { ...options, second: options.secondArgument }, received, expected),
    diff: (a, b, options) => differenceOf(a, b, [options?.aAnnotation ?? "Expected", options?.bAnnotation ?? "Received"]),
    printDiffOrStringify: compared,
    getLabelPrinter: labelled,
    pluralize: (word, count) => count + " " + word + (count === 1 ? "" : "s"),
    iterableEquality: () => undefined,
    subsetEquality: () => undefined,
    EXPECTED_COLOR: String,
    RECEIVED_COLOR: String,
    DIM_COLOR: String,
    INVERTED_COLOR: String,
    BOLD_WEIGHT: String,
    equals,
    withType,
    refusal,
  };

  return { __proto__: null, hint, withType, faulty, refusal, fail, ensureNone, ensureNumbers, utils };
})
