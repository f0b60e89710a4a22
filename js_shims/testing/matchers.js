// Matchers about values.
(function (intrinsics, kernel) {
  "use strict";
  const { ObjectIs, RegExp, Symbol, TypeError } = intrinsics;
  const { equals, contains, isObject, subsetOf } = kernel.lazy("equality");
  const { compared, labelled, printed, stringify, typeOf } = kernel.lazy("differences");
  const { hint, withType, faulty, fail, ensureNone, ensureNumbers, constructorLine, derivedLine } = kernel.lazy("matcher_messages");
  const matchers = {};

  const optionsOf = (context, more = {}) => ({ isNot: context.isNot, promise: context.promise, ...more });
  const notWord = (context) => (context.isNot ? "not " : "");

  // ---- Equality

  function equality(name, comment, same) {
    matchers[name] = function (received, expected) {
      const pass = same(received, expected);
      const top = hint(name, optionsOf(this, { comment })) + "\n\n";
      const message = pass ? () => top + notExpected(expected, received) : () => top + compared(expected, received);
      return { actual: received, expected, message, name, pass };
    };
  }

  function notExpected(expected, received) {
    const same = stringify(expected) === stringify(received);
    return "Expected: not " + printed(expected) + (same ? "" : "\nReceived:     " + printed(received));
  }

  function betterMatcher(received, expected) {
    if (["map", "set"].includes(typeOf(expected))) return "";
    const better = equals(received, expected, { strict: true }) ? "toStrictEqual" : equals(received, expected) ? "toEqual" : "";
    return better === "" ? "" : 'If it should pass with deep equality, replace "toBe" with "' + better + '"\n\n';
  }

  matchers.toBe = function (received, expected) {
    const pass = ObjectIs(received, expected);
    const top = hint("toBe", optionsOf(this, { comment: "Object.is equality" })) + "\n\n";
    const message = () => top + (pass ? "Expected: not " + printed(expected) : betterMatcher(received, expected) + compared(expected, received));
    return { actual: received, expected, message, name: "toBe", pass };
  };
  equality("toEqual", "deep equality", (received, expected) => equals(received, expected));
  equality("toStrictEqual", "deep equality", (received, expected) => equals(received, expected, { strict: true }));

  matchers.toMatchObject = function (received, expected) {
    const top = hint("toMatchObject", optionsOf(this));
    if (!isObject(received)) fail(faulty(top, "received value must be a non-null object", withType("Received", received)));
    if (!isObject(expected)) fail(faulty(top, "expected value must be a non-null object", withType("Expected", expected)));
    const pass = contains(received, expected);
    return { pass, message: () => top + "\n\n" + (pass ? notExpected(expected, received) : compared(expected, subsetOf(received, expected))) };
  };

  // ---- Truth and kinds

  function simple(name, test, received_ = (value) => "Received: " + printed(value)) {
    matchers[name] = function (received, expected) {
      const options = optionsOf(this);
      ensureNone(expected, name, options);
      return { pass: test(received), message: () => hint(name, options, "received", "") + "\n\n" + received_(received) };
    };
  }
  simple("toBeTruthy", (value) => !!value);
  simple("toBeFalsy", (value) => !value);
  simple("toBeNull", (value) => value === null);
  simple("toBeUndefined", (value) => value === undefined);
  simple("toBeDefined", (value) => value !== undefined);
  simple("toBeNaN", (value) => typeof value === "number" && value !== value);
  simple("toBeNullable", (value) => value === null || value === undefined);

  matchers.toBeInstanceOf = function (received, expected) {
    const top = hint("toBeInstanceOf", optionsOf(this));
    if (typeof expected !== "function") fail(faulty(top, "expected value must be a function", withType("Expected", expected)));
    const pass = received instanceof expected;
    const message = () => top + "\n\n" + (pass ? wrongInstance(received, expected) : noInstance(received, expected));
    return { pass, message };
  };

  function wrongInstance(received, expected) {
    const { constructor } = received;
    const isDerived = typeof constructor === "function" && constructor !== expected;
    return constructorLine("Expected constructor", expected, true, true) + "\n" + (isDerived ? derivedLine("Received constructor", constructor, expected) + "\n" : "");
  }

  function noInstance(received, expected) {
    const top = constructorLine("Expected constructor", expected, false, true) + "\n";
    if (!isObject(received) || Object.getPrototypeOf(received) === null) return top + "\nReceived value has no prototype\nReceived value: " + printed(received);
    return top + (typeof received.constructor === "function" ? constructorLine("Received constructor", received.constructor, false, false) + "\n" : "\nReceived value: " + printed(received));
  }

  matchers.toBeTypeOf = function (received, expected) {
    return { pass: typeof received === expected, message: () => hint("toBeTypeOf", optionsOf(this)) + "\n\nExpected type: " + notWord(this) + expected + "\nReceived type: " + typeof received };
  };
  matchers.toSatisfy = function (received, test) {
    return { pass: !!test(received), message: () => hint("toSatisfy", optionsOf(this)) + "\n\nReceived: " + printed(received) };
  };
  matchers.toBeOneOf = function (received, choices) {
    const pass = [...choices].some((choice) => equals(received, choice));
    return { pass, message: () => hint("toBeOneOf", optionsOf(this)) + "\n\nExpected one of: " + printed([...choices]) + "\nReceived: " + printed(received) };
  };

  // ---- Numbers

  function comparison(name, sign, test) {
    matchers[name] = function (received, expected) {
      const options = optionsOf(this);
      ensureNumbers(received, expected, name, options);
      const not = notWord(this);
      return { pass: test(received, expected), message: () => hint(name, options) + "\n\nExpected: " + not + sign + " " + printed(expected) + "\nReceived: " + (not === "" ? "" : "    ") + " ".repeat(sign.length + 1) + printed(received) };
    };
  }
  comparison("toBeGreaterThan", ">", (a, b) => a > b);
  comparison("toBeGreaterThanOrEqual", ">=", (a, b) => a >= b);
  comparison("toBeLessThan", "<", (a, b) => a < b);
  comparison("toBeLessThanOrEqual", "<=", (a, b) => a <= b);

  matchers.toBeCloseTo = function (received, expected, precision = 2) {
    const given = arguments.length === 3;
    const options = optionsOf(this, { second: given ? "precision" : "" });
    const top = hint("toBeCloseTo", options);
    if (typeof expected !== "number") fail(faulty(top, "expected value must be a number", withType("Expected", expected)));
    if (typeof received !== "number") fail(faulty(top, "received value must be a number", withType("Received", received)));
    const isSameInfinity = ObjectIs(received, expected) && Math.abs(received) === Infinity;
    const limit = 10 ** -precision / 2;
    const difference = isSameInfinity ? 0 : Math.abs(expected - received);
    const pass = isSameInfinity || difference < limit;
    return { pass, message: () => top + "\n\n" + closeness(this, received, expected, { difference, limit, precision, pass }) };
  };

  function closeness(context, received, expected, { difference, limit, precision, pass }) {
    const isTiny = String(difference).includes("e");
    const exponent = (value) => (isTiny ? value.toExponential(0) : precision >= 0 && precision < 20 ? value.toFixed(precision + 1) : String(value));
    if (pass && received === expected) return "Expected: not " + printed(expected) + (difference === 0 ? "\n" : "") ;
    const not = notWord(context);
    const pad = not === "" ? "" : "    ";
    return "Expected: " + not + printed(expected) + "\nReceived: " + pad + printed(received) + "\n\nExpected precision:    " + pad + stringify(precision) + "\nExpected difference: " + not + "< " + exponent(limit) + "\nReceived difference:   " + pad + stringify(difference);
  }

  // ---- Members and items

  matchers.toContain = function (received, expected) {
    return containing(this, "toContain", received, expected, typeof received === "string" ? "string" : "indexOf");
  };
  matchers.toContainEqual = function (received, expected) {
    return containing(this, "toContainEqual", received, expected, "deep equality");
  };

  function containing(context, name, received, expected, comment) {
    const options = optionsOf(context, { comment: comment === "string" ? "indexOf" : comment });
    const top = hint(name, options);
    if (received === null || received === undefined) fail(faulty(top, "received value must not be null nor undefined", withType("Received", received)));
    if (comment === "string") return containingText(context, top, received, expected, options);
    if (typeof received[Symbol.iterator] !== "function") throw new TypeError("received is not iterable");
    const items = [...received];
    const index = items.findIndex((item) => (comment === "deep equality" ? equals(item, expected) : item === expected));
    const label = labelled("Expected value", "Received " + typeOf(received));
    const isInside = items.findIndex((item) => equals(item, expected)) >= 0;
    const suggestion = comment === "indexOf" && index < 0 && isInside ? "\n\nLooks like you wanted to test for object/array equality with the stricter `toContain` matcher. You probably need to use `toContainEqual` instead." : "";
    const message = () => top + "\n\n" + label("Expected value") + notWord(context) + printed(expected) + "\n" + label("Received " + typeOf(received)) + (context.isNot ? "    " : "") + printed(received) + suggestion;
    return { pass: index >= 0, message };
  }

  function containingText(context, top, received, expected, options) {
    if (typeof expected !== "string") fail(faulty(hint("toContain", options, received, String(expected)), "expected value must be a string if received value is a string", withType("Expected", expected) + "\n" + withType("Received", received)));
    const label = labelled("Expected substring", "Received string");
    const message = () => top + "\n\n" + label("Expected substring") + notWord(context) + printed(expected) + "\n" + label("Received string") + (context.isNot ? "    " : "") + printed(received);
    return { pass: received.includes(expected), message };
  }

  matchers.toHaveLength = function (received, expected) {
    const top = hint("toHaveLength", optionsOf(this));
    if (typeof received?.length !== "number") fail(faulty(top, "received value must have a length property whose value must be a number", withType("Received", received)));
    if (!Number.isInteger(expected) || expected < 0) fail(faulty(top, "expected value must be a non-negative integer", withType("Expected", expected)));
    const pass = received.length === expected;
    const kind = "Received " + typeOf(received);
    const label = labelled("Expected length", "Received length", kind);
    const message = () => top + "\n\n" + label("Expected length") + notWord(this) + printed(expected) + "\n" + (pass ? "" : label("Received length") + printed(received.length) + "\n") + label(kind) + (this.isNot ? "    " : "") + printed(received);
    return { pass, message };
  };

  matchers.toMatch = function (received, expected) {
    const top = hint("toMatch", optionsOf(this));
    if (typeof received !== "string") fail(faulty(top, "received value must be a string", withType("Received", received)));
    if (typeof expected !== "string" && !(expected instanceof RegExp)) fail(faulty(top, "expected value must be a string or regular expression", withType("Expected", expected)));
    const isText = typeof expected === "string";
    const pass = isText ? received.includes(expected) : new RegExp(expected).test(received);
    const label = labelled("Expected " + (isText ? "substring" : "pattern"), "Received string");
    const message = () => top + "\n\n" + label("Expected " + (isText ? "substring" : "pattern")) + notWord(this) + printed(expected) + "\n" + label("Received string") + (this.isNot ? "    " : "") + printed(received);
    return { pass, message };
  };

  return { __proto__: null, matchers };
})
