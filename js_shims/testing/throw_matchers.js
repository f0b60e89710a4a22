// Matchers about what functions throw, and about properties found by a path.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, RegExp } = intrinsics;
  const { equals, isMatcher, isObject } = kernel.lazy("equality");
  const { compared, printed } = kernel.lazy("differences");
  const { hint, withType, faulty, fail } = kernel.lazy("matcher_messages");
  const matchers = {};

  const optionsOf = (context, more = {}) => ({ isNot: context.isNot, promise: context.promise, ...more });

  // ---- toThrow

  // What was thrown: {value, hasMessage, isError, message}, or null.
  function thrownBy(received, context, top) {
    if (context.fromPromise && (context.promise === "rejects" || Error.isError(received))) return describe(received);
    if (typeof received !== "function") {
      if (context.fromPromise) return null;
      fail(faulty(top, "received value must be a function", withType("Received", received)));
    }
    try {
      received();
      return null;
    } catch (value) {
      return describe(value);
    }
  }

  function describe(value) {
    const hasMessage = value !== null && value !== undefined && typeof value.message === "string";
    return { value, hasMessage, isError: hasMessage && typeof value.name === "string" && typeof value.stack === "string", message: hasMessage ? value.message : undefined };
  }

  function toThrow(name) {
    return function (received, ...given) {
      const options = optionsOf(this);
      const [expected] = given;
      const top = hint(name, options, "received", expected === undefined ? "" : "expected");
      const thrown = thrownBy(received, this, top);
      if (expected === undefined) return anything(top, thrown, this);
      if (typeof expected === "function") return byClass(top, thrown, expected, this);
      if (typeof expected === "string") return byText(top, thrown, expected, this);
      if (expected instanceof RegExp) return byPattern(top, thrown, expected, this);
      if (isMatcher(expected)) return byMatcher(top, thrown, expected, this);
      if (isObject(expected)) return byObject(top, thrown, expected, this);
      return fail(faulty(top, "expected value must be a string or regular expression or class or error", withType("Expected", expected)));
    };
  }

  const nothing = "\n\nReceived function did not throw";

  function anything(top, thrown, context) {
    const what = thrown === null ? "" : thrown.hasMessage ? label("Error name", thrown.value.name) + label("Error message", thrown.message) : "Thrown value: " + printed(thrown.value) + "\n";
    return { pass: thrown !== null, message: () => top + (thrown === null ? nothing : "\n\n" + what + stackOf(thrown)) + (context.isNot ? "" : "") };
  }

  const label = (name, value) => (typeof value === "string" ? name + ": " + " ".repeat(name === "Error name" ? 3 : 0) + printed(value) + "\n" : "");
  const stackOf = (thrown) => (thrown.isError ? "\n" + kernel.stackOf(thrown.value) : "");

  function receivedLine(thrown, isMessage = true) {
    if (!thrown.hasMessage) return "Received value:   " + printed(thrown.value) + "\n";
    return (isMessage ? "Received message:   " : "Received value: ") + printed(isMessage ? thrown.message : thrown.value) + "\n" + stackOf(thrown);
  }

  function byText(top, thrown, expected, context) {
    const pass = thrown !== null && thrown.hasMessage && thrown.message.includes(expected);
    return { pass, message: () => top + "\n\n" + expectation("substring", expected, thrown, pass, context) };
  }

  function byPattern(top, thrown, expected, context) {
    const pass = thrown !== null && thrown.hasMessage && expected.test(thrown.message);
    return { pass, message: () => top + "\n\n" + expectation("pattern", expected, thrown, pass, context) };
  }

  function expectation(what, expected, thrown, pass, context) {
    const head = "Expected " + what + ": " + (context.isNot ? "not " : "");
    const wide = what === "substring" ? "" : "  ";
    if (thrown === null) return head + printed(expected) + nothing;
    const gap = " ".repeat(head.length - (thrown.hasMessage ? 18 : 16));
    return head + printed(expected) + "\n" + (thrown.hasMessage ? "Received message: " + gap + printed(thrown.message) + "\n" + stackOf(thrown) : "Received value: " + gap + printed(thrown.value) + "\n") + (wide === "" ? "" : "");
  }

  function byClass(top, thrown, expected, context) {
    const pass = thrown !== null && thrown.value instanceof expected;
    const words = () => {
      const head = "Expected constructor: " + (context.isNot ? "not " : "") + (expected.name || "(anonymous)");
      if (thrown === null) return head + nothing;
      const constructor = thrown.value?.constructor;
      const received = !pass && typeof constructor === "function" ? "\nReceived constructor: " + constructor.name : pass && constructor !== expected ? "\nReceived constructor:     " + constructor.name + " extends " + expected.name : "";
      return head + received + "\n\n" + (thrown.hasMessage ? "Received message: " + printed(thrown.message) + "\n" + stackOf(thrown) : "Received value: " + printed(thrown.value) + "\n");
    };
    return { pass, message: () => top + "\n\n" + words() };
  }

  function byMatcher(top, thrown, expected, context) {
    const pass = thrown !== null && expected.asymmetricMatch(thrown.value);
    const head = "Expected asymmetric matcher: " + (context.isNot ? "not " : "") + printed(expected) + "\n";
    return { pass, message: () => top + "\n\n" + head + (thrown === null ? nothing.slice(1) : "\n" + (thrown.hasMessage ? label("Received name", thrown.value.name).replace("Received name: ", "Received name:    ") + "Received message: " + printed(thrown.message) + "\n" + stackOf(thrown) : "Thrown value: " + printed(thrown.value) + "\n")) };
  }

  function byObject(top, thrown, expected, context) {
    const wanted = { message: expected.message, cause: expected.cause };
    const pass = thrown !== null && thrown.message === expected.message && equals(thrown.value?.cause, expected.cause);
    const words = () => {
      if (context.isNot) return "Expected message: not " + printed(expected.message) + "\n" + (thrown === null ? "" : stackOf(thrown));
      if (thrown === null) return "Expected message: " + printed(expected.message) + nothing;
      if (!thrown.hasMessage) return "Expected message: " + printed(expected.message) + "\nReceived value:   " + printed(thrown.value) + "\n";
      return compared(expected.message, thrown.message, "Expected message", "Received message") + "\n" + stackOf(thrown) + (wanted.cause === undefined ? "" : "");
    };
    return { pass, message: () => top + "\n\n" + words() };
  }

  matchers.toThrow = toThrow("toThrow");
  matchers.toThrowError = toThrow("toThrowError");

  // ---- toHaveProperty

  function segmentsOf(path) {
    if (ArrayIsArray(path)) return path;
    const segments = [];
    path.replace(/\[(\d+)\]|\.?([^.[\]]*)/g, (whole, index, name) => {
      if (index !== undefined) segments.push(index);
      else if (whole !== "") segments.push(name);
    });
    return segments;
  }

  // How far a path leads: the value there, and the segments that were found.
  function follow(received, segments) {
    let value = received;
    const found = [];
    for (let i = 0; i < segments.length; i++) {
      if (value === null || value === undefined) return { value, found, complete: false, last: value };
      const isThere = Object(value) === value ? segments[i] in value : value[segments[i]] !== undefined;
      if (!isThere) return { value: undefined, found, complete: false, last: value };
      value = value[segments[i]];
      found.push(segments[i]);
    }
    return { value, found, complete: true, last: value };
  }

  matchers.toHaveProperty = function (received, path, ...values) {
    const hasValue = values.length > 0;
    const top = hint("toHaveProperty", optionsOf(this, { second: hasValue ? "value" : "" }), "received", "path");
    if (received === null || received === undefined) fail(faulty(top, "received value must not be null nor undefined", withType("Received", received)));
    if (typeof path !== "string" && !ArrayIsArray(path)) fail(faulty(top, "expected path must be a string or array", withType("Expected", path)));
    const segments = segmentsOf(path);
    if (segments.length === 0) fail(faulty(top, "expected path must not be an empty array", withType("Expected", path)));
    const result = typeof path === "string" && path in Object(received) ? { value: received[path], found: [path], complete: true } : follow(received, segments);
    const pass = hasValue ? result.complete && equals(result.value, values[0]) : result.complete;
    return { pass, message: () => top + "\n\n" + propertyWords(this, received, path, values, result, pass) };
  };

  function propertyWords(context, received, path, values, { value, found, complete, last }, pass) {
    const hasValue = values.length > 0;
    const short = ArrayIsArray(path) ? found : found.join(".");
    if (pass) {
      const head = "Expected path: " + (hasValue ? "" : "not ") + printed(path) + "\n";
      if (!hasValue) return head + (found.length === 0 ? "" : "\nReceived value: " + printed(value) + "\n").replace(/^\n/, "\n");
      return head + "\nExpected value: not " + printed(values[0]) + (printed(values[0]) === printed(value) ? "" : "\nReceived value:     " + printed(value));
    }
    const head = "Expected path: " + printed(path) + "\n";
    if (complete) return head + "\n" + compared(values[0], value, "Expected value", "Received value");
    const below = found.length === 0 ? "" : "\n";
    return head + "Received path: " + printed(found.length === 0 ? [] : short) + "\n" + below + (hasValue ? (below === "" ? "\n" : "") + "Expected value: " + printed(values[0]) + "\n" : below === "" ? "\n" : "") + "Received value: " + printed(found.length === 0 ? received : last);
  }

  return { __proto__: null, matchers };
})
