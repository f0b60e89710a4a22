// The words of matchers: the hint in the first line, values with their types, and what programs' own matchers may use.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error } = intrinsics;
  const { areIterables, equals, equalsBy, isObject } = kernel.lazy("equality");
  const { compared, diff, labelled, printed, stringify, typeOf } = kernel.lazy("differences");

  // `expect(received).not.toBe(expected) // Object.is equality`
  function hint(name, options = {}, received = "received", expected = "expected") {
    const { isNot = false, promise = "", second = "", comment = "", isDirectExpectCall = false } = options;
    const asked = isDirectExpectCall || received === "" ? "expect" : "expect(" + received + ")";
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

  const refusal = (expected, name, options) => faulty(hint(name, options, "received", ""), "this matcher must not have an expected argument", withType("Expected", expected));

  function fail(words) {
    const error = new Error(words);
    error.matcherResult = { pass: false, message: words };
    throw error;
  }

  function ensureNone(expected, name, options) {
    if (expected !== undefined) fail(refusal(expected, name, options));
  }

  const isNumeric = (value) => typeof value === "number" || typeof value === "bigint";

  function ensureReceived(received, name, options) {
    if (!isNumeric(received)) fail(faulty(hint(name, options), "received value must be a number or bigint", withType("Received", received)));
  }

  function ensureExpected(expected, name, options) {
    if (!isNumeric(expected)) fail(faulty(hint(name, options), "expected value must be a number or bigint", withType("Expected", expected)));
  }

  function ensureNumbers(received, expected, name, options) {
    ensureReceived(received, name, options);
    ensureExpected(expected, name, options);
  }

  const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"];
  const pluralize = (word, count) => (NUMBERS[count] ?? count) + " " + word + (count === 1 ? "" : "s");

  // ---- Constructors, by their names

  function constructorLine(label, constructor, isNot, isExpected) {
    if (typeof constructor.name !== "string") return label + " name is not a string";
    return constructor.name === "" ? label + " name is an empty string" : label + ": " + (isNot ? (isExpected ? "not " : "    ") : "") + constructor.name;
  }

  // What was received, where a class above it was not wanted.
  function derivedLine(label, received, expected) {
    const own = constructorLine(label, received, true, false);
    if (typeof expected.name !== "string" || expected.name === "" || typeof received.name !== "string" || received.name === "") return own;
    return own + (Object.getPrototypeOf(received) === expected ? " extends " : " extends … extends ") + expected.name;
  }

  // ---- For matchers of programs, which may be called without options

  const either = (name, options) => (options === undefined ? "[.not]" : "") + name;
  const ensureNoExpected = (expected, name, options) => ensureNone(expected, either(name, options), options);
  const ensureActualIsNumber = (received, name, options) => ensureReceived(received, either(name, options), options);
  const ensureExpectedIsNumber = (expected, name, options) => ensureExpected(expected, either(name, options), options);

  function ensureExpectedIsNonNegativeInteger(expected, name, options) {
    if (Number.isSafeInteger(expected) && expected >= 0) return;
    fail(faulty(hint(either(name, options), options), "expected value must be a non-negative integer", withType("Expected", expected)));
  }

  const utils = {
    stringify,
    printReceived: printed,
    printExpected: printed,
    printWithType: (name, value, print) => withType(name, value, print),
    matcherHint: (name, received, expected, options = {}) => hint(name, { ...options, second: options.secondArgument }, received, expected),
    diff,
    printDiffOrStringify: compared,
    getLabelPrinter: labelled,
    pluralize,
    ensureNoExpected,
    ensureActualIsNumber,
    ensureExpectedIsNumber,
    ensureExpectedIsNonNegativeInteger,
    ensureNumbers: (received, expected, name, options) => {
      ensureActualIsNumber(received, name, options);
      ensureExpectedIsNumber(expected, name, options);
    },
    matcherErrorMessage: faulty,
    highlightTrailingWhitespace: (text) => text.replace(/\s+$/gm, (blanks) => "·".repeat(blanks.length)),
    iterableEquality: (a, b) => (areIterables(a, b) ? equalsBy(a, b) : undefined),
    subsetEquality: (a, b) => (isObject(b) && !ArrayIsArray(b) && !Error.isError(b) ? equalsBy(a, b, [], { subset: true }) : undefined),
    EXPECTED_COLOR: String,
    RECEIVED_COLOR: String,
    DIM_COLOR: String,
    INVERTED_COLOR: String,
    BOLD_WEIGHT: String,
    equals,
    withType,
    refusal,
  };

  return { __proto__: null, hint, withType, faulty, refusal, fail, ensureNone, ensureNumbers, constructorLine, derivedLine, utils };
})
