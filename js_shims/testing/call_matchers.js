// Matchers about the calls of mock functions, and what they returned.
(function (intrinsics, kernel) {
  "use strict";
  const { equals, isMatcher } = kernel.lazy("equality");
  const { isLineDiffable, linesOf, printed, unified } = kernel.lazy("differences");
  const { hint, withType, faulty, fail, ensureNone } = kernel.lazy("matcher_messages");
  const matchers = {};
  const MOST = 3; // calls that are shown

  const optionsOf = (context, more = {}) => ({ isNot: context.isNot, promise: context.promise, ...more });
  const not = (context) => (context.isNot ? "not " : "");
  const listOf = (args) => (args.length === 0 ? "called with 0 arguments" : args.map(printed).join(", "));

  function ensureMock(received, name, options, expected) {
    if (received?._isMockFunction === true) return;
    fail(faulty(hint(name, options, "received", expected), "received value must be a mock function", withType("Received", received)));
  }

  function ensureSpy(received, name, options, expected) {
    if (received?._isMockFunction === true || typeof received?.calls?.all === "function") return;
    fail(faulty(hint(name, options, "received", expected), "received value must be a mock or spy function", withType("Received", received)));
  }

  const ensureCount = (count, top, what = "expected value") => {
    if (!Number.isInteger(count) || count < 0) fail(faulty(top, what + " must be a non-negative integer", withType("Expected", count)));
  };

  const mockName = (mock) => mock.getMockName();
  const callsOf = (mock) => mock.mock.calls;
  const returnsOf = (mock) => mock.mock.results;

  // `1: 1, {"a": 1}`, the calls that matter first.
  function numbered(entries) {
    return entries.map(({ number, text }) => number + ": " + text);
  }

  // ---- How often

  function ever(name, count, noun, entriesOf) {
    matchers[name] = function (received, expected) {
      const options = optionsOf(this);
      ensureNone(expected, name, options);
      (noun === "calls" ? ensureSpy : ensureMock)(received, name, options, "");
      const total = count(received);
      const message = () => {
        const top = hint(name, options, mockName(received), "") + "\n\n";
        if (total === 0) return top + "Expected number of " + noun + ": >= 1\nReceived number of " + noun + ":    0" + thrown(received, noun, 3);
        return top + "Expected number of " + noun + ": 0\nReceived number of " + noun + ": " + total + "\n\n" + numbered(entriesOf(received).slice(0, MOST)).join("\n") + thrown(received, noun, 0, "\n\n");
      };
      return { pass: total > 0, message };
    };
  }

  const thrown = (mock, noun, gap, before = "\n") => (noun === "returns" && callsOf(mock).length !== returned(mock).length ? before + "Received number of calls:   " + " ".repeat(gap) + callsOf(mock).length : "");
  const returned = (mock) => returnsOf(mock).filter(({ type }) => type === "return");
  const callEntries = (mock) => callsOf(mock).map((args, i) => ({ number: i + 1, text: listOf(args) }));
  const returnEntries = (mock) => returnsOf(mock).map((result, i) => ({ number: i + 1, text: printed(result.value), result })).filter(({ result }) => result.type === "return");

  function times(name, count, noun) {
    matchers[name] = function (received, expected) {
      const options = optionsOf(this);
      ensureCount(expected, hint(name, options));
      (noun === "calls" ? ensureSpy : ensureMock)(received, name, options, "expected");
      const total = count(received);
      const pass = total === expected;
      const message = () => {
        const top = hint(name, options, mockName(received)) + "\n\n";
        return top + "Expected number of " + noun + ": " + not(this) + expected + (pass ? "" : "\nReceived number of " + noun + ": " + total) + thrown(received, noun, pass ? 4 : 0, pass ? "\n\n" : "\n");
      };
      return { pass, message };
    };
  }

  // ---- With what

  // What each argument is compared with; `undefined` and a missing one are the same.
  const sameArguments = (actual, expected) => equals(actual, expected) && actual.length === expected.length;

  function argumentsLines(expected, actual) {
    const isDiffable = expected.some((item, i) => i < actual.length && isArgumentDiffable(item, actual[i]));
    return isDiffable ? differing(expected, actual) : null;
  }

  const isArgumentDiffable = (item, other) => !isMatcher(item) && isLineDiffable(item, other);

  function differing(expected, actual) {
    const pieces = [];
    for (let i = 0; i < Math.max(expected.length, actual.length); i++) pieces.push(...pieceOf(expected, actual, i));
    return "- Expected\n+ Received\n\n" + pieces.join("\n");
  }

  function pieceOf(expected, actual, i) {
    if (i < expected.length && i < actual.length) {
      if (equals(expected[i], actual[i])) return ["  " + printed(actual[i]) + ","];
      if (isArgumentDiffable(expected[i], actual[i])) {
        const [one, other] = [linesOf(expected[i]), linesOf(actual[i])];
        return (unified(one.compared, other.compared, one.shown, other.shown, ["", ""], { counts: false }).split("\n").slice(3).join("\n") + ",").split("\n");
      }
    }
    return [...(i < expected.length ? ["- " + printed(expected[i]) + ","] : []), ...(i < actual.length ? ["+ " + printed(actual[i]) + ","] : [])];
  }

  // `       1: 1, 2`, or what differs below the number.
  function callLine(i, expected, actual, { isNot = false, mark = false, isPlain = isNot }) {
    const number = (mark ? "->" : "  ") + String(i + 1).padStart(6);
    const lines = isPlain ? null : argumentsLines(expected.slice(0, actual.length), actual);
    if (lines === null) return number + ": " + (isNot ? "    " : "") + listOf(actual);
    return number + "\n" + lines.split("\n").slice(3).map((line) => (line === "" ? "" : "        " + line)).join("\n");
  }

  matchers.toHaveBeenCalledWith = function (received, ...expected) {
    const options = optionsOf(this);
    const name = "toHaveBeenCalledWith";
    ensureSpy(received, name, options, "...expected");
    const calls = callsOf(received);
    const matching = calls.map((args, i) => (sameArguments(args, expected) ? i : -1)).filter((i) => i >= 0);
    const pass = matching.length > 0;
    const message = () => {
      const top = hint(name, options, mockName(received), "...expected") + "\n\n";
      const total = "\n\nNumber of calls: " + calls.length;
      if (pass) return top + "Expected: not " + listOf(expected) + accepted(calls, matching, expected) + total;
      if (calls.length === 0) return top + "Expected: " + listOf(expected) + total;
      return top + several(expected, calls, calls.map((_, i) => i).slice(0, MOST)) + total;
    };
    return { pass, message };
  };

  // The calls that were not wanted, unless they look exactly like what is expected.
  function accepted(calls, matching, expected) {
    if (calls.length === 1) return printed(calls[0]) === printed(expected) ? "" : "\nReceived:     " + listOf(calls[0]);
    return "\nReceived\n" + matching.slice(0, MOST).map((i) => callLine(i, expected, calls[i], { isNot: true })).join("\n");
  }

  function several(expected, calls, chosen) {
    if (calls.length === 1) return argumentsLines(expected, calls[0]) ?? "Expected: " + listOf(expected) + "\nReceived: " + listOf(calls[0]);
    return "Expected: " + listOf(expected) + "\nReceived\n" + chosen.map((i) => callLine(i, expected, calls[i], {})).join("\n");
  }

  // The one that is meant, and before and after it the nearest that would have done, else the nearest.
  function around(count, index, fits, isLast) {
    const near = (from, step) => {
      let i = from;
      while (i >= 0 && i < count && !fits(i)) i += step;
      return i >= 0 && i < count ? i : from;
    };
    const found = [near(Math.min(index, count) - 1, -1), index, ...(isLast ? [] : [near(index + 1, 1)])];
    return found.filter((i, at, all) => i >= 0 && i < count && all.indexOf(i) === at);
  }

  function at(name, indexOf, words) {
    matchers[name] = function (received, ...given) {
      const nth = words === "nth";
      const expected = nth ? given.slice(1) : given;
      const options = optionsOf(this);
      const shownExpected = nth ? "n" : "...expected";
      ensureSpy(received, name, { ...options, second: nth ? "...expected" : "" }, shownExpected);
      if (nth && (!Number.isInteger(given[0]) || given[0] < 1)) fail(faulty(hint(name, { ...options, second: "...expected" }, "received", "n"), "n must be a positive integer", withType("n", given[0])));
      const calls = callsOf(received);
      const index = nth ? given[0] - 1 : indexOf(calls);
      const pass = index < calls.length && index >= 0 && sameArguments(calls[index], expected);
      const message = () => {
        const top = hint(name, { ...options, second: nth ? "...expected" : "" }, mockName(received), shownExpected) + "\n\n" + (nth ? "n: " + given[0] + "\n" : "");
        return top + placed(expected, calls, index, pass, !nth) + "\n\nNumber of calls: " + calls.length;
      };
      return { pass, message };
    };
  }

  function placed(expected, calls, index, pass, isLast) {
    const head = "Expected: " + (pass ? "not " : "") + listOf(expected);
    if (calls.length === 0 || (pass && calls.length === 1)) return head + (pass && printed(calls[0]) !== printed(expected) ? "\nReceived:     " + listOf(calls[0]) : "");
    if (calls.length === 1 && index === 0) return argumentsLines(expected, calls[0]) ?? head + "\nReceived: " + listOf(calls[0]);
    return head + "\nReceived\n" + around(calls.length, index, pass ? () => true : (i) => sameArguments(calls[i], expected), isLast).map((i) => callLine(i, expected, calls[i], { isNot: pass, mark: i === index, isPlain: pass || i !== index })).join("\n");
  }

  // ---- What was returned

  matchers.toHaveReturnedWith = function (received, expected) {
    const options = optionsOf(this);
    ensureMock(received, "toHaveReturnedWith", options, "expected");
    const results = returnsOf(received);
    const matching = results.map((result, i) => (result.type === "return" && equals(result.value, expected) ? i : -1)).filter((i) => i >= 0);
    const pass = matching.length > 0;
    const message = () => hint("toHaveReturnedWith", options, mockName(received)) + "\n\n" + returnWords(expected, results, pass ? matching.slice(0, MOST) : results.map((_, i) => i).slice(0, MOST), pass) + counts(received);
    return { pass, message };
  };

  const resultText = ({ type, value }) => (type === "return" ? printed(value) : type === "throw" ? "function call threw an error" : "function call has not returned yet");

  function counts(mock) {
    const [calls, returns] = [callsOf(mock).length, returned(mock).length];
    return "\n\nNumber of returns: " + returns + (calls === returns ? "" : "\nNumber of calls:   " + calls);
  }

  function returnWords(expected, results, chosen, pass, mark) {
    const head = "Expected: " + (pass ? "not " : "") + printed(expected);
    if (results.length === 0) return head;
    if (results.length === 1 && chosen[0] === 0 && (mark === undefined || mark === 0)) return head + (pass && resultText(results[0]) === printed(expected) ? "" : "\nReceived: " + (pass ? "    " : "") + resultText(results[0]));
    return head + "\nReceived\n" + chosen.map((i) => (i === mark ? "->" : "  ") + String(i + 1).padStart(6) + ": " + (pass ? "    " : "") + resultText(results[i])).join("\n");
  }

  function returnedAt(name, nth) {
    matchers[name] = function (received, ...given) {
      const options = optionsOf(this, { second: nth ? "expected" : "" });
      const expected = nth ? given[1] : given[0];
      ensureMock(received, name, options, nth ? "n" : "expected");
      if (nth && (!Number.isInteger(given[0]) || given[0] < 1)) fail(faulty(hint(name, options, "received", "n"), "n must be a positive integer", withType("n", given[0])));
      const results = returnsOf(received);
      const index = nth ? given[0] - 1 : results.length - 1;
      const pass = results[index]?.type === "return" && equals(results[index].value, expected);
      const message = () => hint(name, options, mockName(received), nth ? "n" : "expected") + "\n\n" + (nth ? "n: " + given[0] + "\n" : "") + returnWords(expected, results, around(results.length, index, pass ? () => true : (i) => results[i].type === "return" && equals(results[i].value, expected), !nth), pass, index) + counts(received);
      return { pass, message };
    };
  }

  ever("toHaveBeenCalled", (mock) => callsOf(mock).length, "calls", callEntries);
  ever("toHaveReturned", (mock) => returned(mock).length, "returns", returnEntries);
  times("toHaveBeenCalledTimes", (mock) => callsOf(mock).length, "calls");
  times("toHaveReturnedTimes", (mock) => returned(mock).length, "returns");
  at("toHaveBeenLastCalledWith", (calls) => calls.length - 1, "last");
  at("toHaveBeenNthCalledWith", () => 0, "nth");
  returnedAt("toHaveLastReturnedWith", false);
  returnedAt("toHaveNthReturnedWith", true);
  matchers.toHaveBeenCalledOnce = function (received) {
    return matchers.toHaveBeenCalledTimes.call(this, received, 1);
  };
  matchers.toHaveBeenCalledBefore = function (received, other) {
    const first = (mock) => mock.mock.invocationCallOrder[0] ?? Infinity;
    return { pass: first(received) < first(other), message: () => hint("toHaveBeenCalledBefore", optionsOf(this)) };
  };

  // Older names of the same.
  const ALIASES = {
    toBeCalled: "toHaveBeenCalled", toBeCalledTimes: "toHaveBeenCalledTimes", toBeCalledWith: "toHaveBeenCalledWith", lastCalledWith: "toHaveBeenLastCalledWith",
    nthCalledWith: "toHaveBeenNthCalledWith", toReturn: "toHaveReturned", toReturnTimes: "toHaveReturnedTimes", toReturnWith: "toHaveReturnedWith",
    lastReturnedWith: "toHaveLastReturnedWith", nthReturnedWith: "toHaveNthReturnedWith",
  };
  for (const name in ALIASES) matchers[name] = matchers[ALIASES[name]];

  return { __proto__: null, matchers };
})
