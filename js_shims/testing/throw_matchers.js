// Matchers about what functions throw, and about properties found by a path.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, JSONStringify, RegExp } = intrinsics;
  const { equals, isMatcher, isObject } = kernel.lazy("equality");
  const { compared, printed } = kernel.lazy("differences");
  const { hint, withType, faulty, fail, constructorLine, derivedLine } = kernel.lazy("matcher_messages");
  const matchers = {};

  const optionsOf = (context, more = {}) => ({ isNot: context.isNot, promise: context.promise, ...more });

  // ---- toThrow

  // What was thrown: {value, hasMessage, isError, message}, or null.
  function thrownBy(received, context, top) {
    if (context.fromPromise && Error.isError(received)) return describe(received);
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
    return { value, hasMessage, isError: hasMessage && typeof value.name === "string" && typeof value.stack === "string", message: hasMessage ? value.message : textOf(value) };
  }

  // What is no error is known by its text.
  function textOf(value) {
    try {
      return String(value);
    } catch {
      return "";
    }
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
    return { message: () => top + (thrown === null ? nothing : "\n\n" + what + stackOf(thrown)) + (context.isNot ? "" : ""), pass: thrown !== null };
  }

  const label = (name, value) => (typeof value === "string" ? name + ": " + " ".repeat(name === "Error name" ? 3 : 0) + printed(value) + "\n" : "");
  const stackOf = (thrown) => (thrown.isError ? "\n" + kernel.stackOf(thrown.value) : "");

  function receivedLine(thrown, isMessage = true) {
    if (!thrown.hasMessage) return "Received value:   " + printed(thrown.value) + "\n";
    return (isMessage ? "Received message:   " : "Received value: ") + printed(isMessage ? thrown.message : thrown.value) + "\n" + stackOf(thrown);
  }

  function byText(top, thrown, expected, context) {
    const pass = thrown !== null && thrown.message.includes(expected);
    return { message: () => top + "\n\n" + expectation("substring", expected, thrown, pass, context), pass };
  }

  function byPattern(top, thrown, expected, context) {
    const pass = thrown !== null && expected.test(thrown.message);
    return { message: () => top + "\n\n" + expectation("pattern", expected, thrown, pass, context), pass };
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
      const head = constructorLine("Expected constructor", expected, context.isNot, true);
      if (thrown === null) return head + nothing;
      const constructor = thrown.value?.constructor;
      const line = typeof constructor !== "function" ? "" : !pass ? constructorLine("Received constructor", constructor, false, false) : constructor !== expected ? derivedLine("Received constructor", constructor, expected) : "";
      return head + (line === "" ? "" : "\n" + line) + "\n\n" + (thrown.hasMessage ? "Received message: " + printed(thrown.message) + "\n" + stackOf(thrown) : "Received value: " + printed(thrown.value) + "\n");
    };
    return { message: () => top + "\n\n" + words(), pass };
  }

  function byMatcher(top, thrown, expected, context) {
    const pass = thrown !== null && expected.asymmetricMatch(thrown.value);
    const head = "Expected asymmetric matcher: " + (context.isNot ? "not " : "") + printed(expected) + "\n";
    return { message: () => top + "\n\n" + head + (thrown === null ? nothing.slice(1) : "\n" + (thrown.hasMessage ? label("Received name", thrown.value.name).replace("Received name: ", "Received name:    ") + "Received message: " + printed(thrown.message) + "\n" + stackOf(thrown) : "Thrown value: " + printed(thrown.value) + "\n")), pass };
  }

  // By message and cause: the cause counts as JSON has it, errors by their messages.
  function byObject(top, thrown, expected, context) {
    const wanted = told(expected);
    const label = "Expected message" + (hasCause(expected) ? " and cause" : "");
    const pass = thrown !== null && thrown.message === expected.message && told(thrown.value) === wanted && isKindOf(thrown.value, expected);
    const words = () => {
      if (context.isNot) return label + ": not " + printed(wanted) + (thrown === null ? nothing : "\n" + (thrown.hasMessage ? stackOf(thrown) : ""));
      if (thrown === null) return label + ": " + printed(wanted) + nothing;
      if (!thrown.hasMessage) return label + ": " + printed(wanted) + "\nReceived value:   " + printed(thrown.value) + "\n";
      return compared(wanted, told(thrown.value), label, "Received message" + (hasCause(thrown.value) ? " and cause" : "")) + "\n" + stackOf(thrown);
    };
    return { message: () => top + "\n\n" + words(), pass };
  }

  const isKindOf = (value, expected) => !Error.isError(value) || !Error.isError(expected) || value instanceof expected.constructor;
  const hasCause = (value) => isObject(value) && value.cause !== undefined && value.cause !== null;
  const told = (value) => (isObject(value) && value.cause ? JSONStringify({ cause: causeOf(value.cause), message: value.message }) : value?.message);
  const causeOf = (value) => (!Error.isError(value) ? value : value.cause ? { cause: causeOf(value.cause), message: value.message } : { message: value.message });

  matchers.toThrow = toThrow("toThrow");
  matchers.toThrowError = toThrow("toThrowError");

  // ---- toHaveProperty

  function segmentsOf(path) {
    if (ArrayIsArray(path)) return path;
    return path.split(".").flatMap((part) => {
      const found = /^([^[\]]*)((?:\[\d+\])+)$/.exec(part);
      if (found === null) return [part];
      const indexes = found[2].slice(1, -1).split("][");
      return found[1] === "" ? indexes : [found[1], ...indexes];
    });
  }

  // How far a path leads: the value there, and the segments that were found. `decided`: the last one is a member of an
  // object, so that its value can be compared.
  function follow(received, segments) {
    let value = received;
    for (let i = 0; i < segments.length; i++) {
      const outer = value;
      const isMember = Object(outer) === outer && segments[i] in outer;
      value = outer[segments[i]];
      const isLast = i === segments.length - 1;
      const isThere = isMember || value !== undefined;
      if (!isLast && (value === null || value === undefined)) return { value: undefined, found: segments.slice(0, i), complete: false, decided: false, last: outer };
      if (isLast) return { value, found: isThere ? segments : segments.slice(0, i), complete: isThere, decided: isMember, last: isThere ? value : outer };
    }
  }

  matchers.toHaveProperty = function (received, path, ...values) {
    const hasValue = values.length > 0;
    const top = hint("toHaveProperty", optionsOf(this, { second: hasValue ? "value" : "" }), "received", "path");
    if (received === null || received === undefined) fail(faulty(top, "received value must not be null nor undefined", withType("Received", received)));
    if (typeof path !== "string" && !ArrayIsArray(path)) fail(faulty(top, "expected path must be a string or array", withType("Expected", path)));
    const segments = segmentsOf(path);
    if (segments.length === 0) fail(faulty(top, "expected path must not be an empty array", withType("Expected", path)));
    const result = follow(received, segments);
    const pass = hasValue && result.decided ? equals(result.value, values[0]) : result.complete;
    return { message: () => top + "\n\n" + propertyWords(this, received, path, values, result, pass), pass };
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
