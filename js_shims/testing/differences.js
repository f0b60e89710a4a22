// How two values differ, line by line, and the labelled lines of messages.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, Map, Set } = intrinsics;
  const { format } = kernel.lazy("printing");
  const { isMatcher, isObject, membersOf, tagOf } = kernel.lazy("equality");
  const CONTEXT = 5;
  const LONGEST = 20000; // characters of a text that is compared line by line
  const NO_DIFFERENCE = "Compared values have no visual difference.";

  // ---- Values in messages

  const LONGEST_PRINTED = 10000;

  function stringify(value, maxDepth = 10, maxWidth = 10) {
    const text = format(value, { min: true, maxDepth, maxWidth });
    if (text.length < LONGEST_PRINTED) return text;
    if (maxDepth > 1) return stringify(value, Math.floor(maxDepth / 2), maxWidth);
    return maxWidth > 1 ? stringify(value, maxDepth, Math.floor(maxWidth / 2)) : text;
  }

  // Blanks at the ends of lines would not be seen.
  const printed = (value) => stringify(value).replace(/\s+$/gm, (blanks) => "·".repeat(blanks.length));

  function typeOf(value) {
    if (value === undefined) return "undefined";
    if (value === null) return "null";
    if (ArrayIsArray(value)) return "array";
    if (typeof value !== "object") return typeof value;
    const known = { RegExp: "regexp", Map: "map", Set: "set", Date: "date" };
    const tag = tagOf(value);
    return value.constructor === globalThis[tag] ? (known[tag] ?? "object") : "object";
  }

  // ---- Lines: what both have is found by the longest common subsequence

  function common(one, other) {
    const width = other.length + 1;
    const lengths = new Uint32Array((one.length + 1) * width);
    for (let i = one.length - 1; i >= 0; i--) {
      for (let j = other.length - 1; j >= 0; j--) {
        const at = i * width + j;
        lengths[at] = one[i] === other[j] ? lengths[at + width + 1] + 1 : Math.max(lengths[at + width], lengths[at + 1]);
      }
    }
    return (i, j) => lengths[i * width + j];
  }

  // Steps in order: ["=", i, j], ["-", i], ["+", j].
  function steps(one, other) {
    let start = 0;
    while (start < one.length && start < other.length && one[start] === other[start]) start++;
    let end = 0; // what both end with
    while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    const made = Array.from({ length: start }, (_, i) => ["=", i, i]);
    made.push(...middle(one.slice(start, one.length - end), other.slice(start, other.length - end), start));
    for (let i = end; i > 0; i--) made.push(["=", one.length - i, other.length - i]);
    return made;
  }

  function middle(left, right, start) {
    const made = [];
    const length = left.length * right.length > 4e6 ? () => 0 : common(left, right);
    let i = 0;
    let j = 0;
    while (i < left.length || j < right.length) {
      if (i < left.length && j < right.length && left[i] === right[j]) made.push(["=", start + i++, start + j++]);
      else if (i < left.length && (j === right.length || length(i + 1, j) >= length(i, j + 1))) made.push(["-", start + i++]);
      else made.push(["+", start + j++]);
    }
    return made;
  }

  // ---- Texts: a changed line stands beside what it became, if what both lines have in common tells so

  function paired(made, one, other) {
    const result = [];
    for (let from = 0; from < made.length; ) {
      let to = from;
      while (to < made.length && made[to][0] !== "=") to++;
      result.push(...(to === from ? [made[to++]] : pairedRun(made.slice(from, to), one, other)));
      from = to;
    }
    return result;
  }

  function pairedRun(run, one, other) {
    const removed = run.filter(([kind]) => kind === "-");
    const added = run.filter(([kind]) => kind === "+");
    const both = Math.min(removed.length, added.length);
    if (both === 0) return run;
    const changes = removed.slice(0, both).map(([, i], at) => changeOf(one[i], other[added[at][1]]));
    const result = [];
    for (let from = 0; from < changes.length; ) {
      let to = from + 1;
      while (to < changes.length && !isApart(changes[to - 1], changes[to])) to++;
      const end = to === both ? Infinity : to;
      result.push(...removed.slice(from, end), ...added.slice(from, end));
      from = to;
    }
    return result;
  }

  // How many characters two lines have in common at both ends, and how many are between them.
  function changeOf(line, other) {
    const least = Math.min(line.length, other.length);
    let start = 0;
    while (start < least && line[start] === other[start]) start++;
    let end = 0;
    while (end < least - start && line.at(-1 - end) === other.at(-1 - end)) end++;
    return { start, end, size: Math.max(line.length, other.length) - start - end };
  }

  function isApart(before, after) {
    const shared = before.end + 1 + after.start;
    return shared > before.size || shared > after.size;
  }

  // `shown` may differ from what is compared: indentation does not count.
  function unified(one, other, shownOne, shownOther, labels, { counts = true, context = CONTEXT, isText = false } = {}) {
    const made = isText ? paired(steps(one, other), one, other) : steps(one, other);
    const removed = made.filter(([kind]) => kind === "-").length;
    const added = made.filter(([kind]) => kind === "+").length;
    const isEdge = (at) => at === 0 || at === made.length - 1;
    const lines = made.map(([kind, i, j], at) => lineOf(kind, kind === "-" ? shownOne[i] : kind === "+" ? shownOther[i] : shownOther[j], isEdge(at)));
    return header(labels, removed, added, counts) + hunks(made, lines, context).join("\n");
  }

  const lineOf = (kind, text, isEdge) => (kind === "=" ? (text !== "" ? "  " + text : isEdge ? "  ↵" : "") : text === "" ? kind : kind + " " + text);

  function header([expected, received], removed, added, counts) {
    if (!counts) return "- " + expected + "\n+ " + received + "\n\n";
    const width = Math.max(expected.length, received.length);
    const digits = Math.max(String(removed).length, String(added).length);
    const line = (mark, label, count) => mark + " " + label.padEnd(width) + "  " + mark + " " + String(count).padStart(digits);
    return line("-", expected, removed) + "\n" + line("+", received, added) + "\n\n";
  }

  // Only what is near a change is shown, each part under where it begins; all of it if that is little.
  function hunks(made, lines, context) {
    const near = new Set();
    made.forEach(([kind], i) => {
      if (kind !== "=") for (let k = Math.max(i - context, 0); k <= Math.min(i + context, made.length); k++) near.add(k);
    });
    const kept = made.map((_, i) => near.has(i));
    if (!kept.includes(false)) return lines;
    const isShort = gapsOf(kept).every(([from, to]) => to - from <= 0);
    return isShort ? lines : parts(made, lines, kept);
  }

  function gapsOf(kept) {
    const gaps = [];
    kept.forEach((isKept, i) => {
      if (isKept) return;
      if (gaps.length > 0 && gaps.at(-1)[1] === i) gaps.at(-1)[1] = i + 1;
      else gaps.push([i, i + 1]);
    });
    return gaps;
  }

  function parts(made, lines, kept) {
    const shown = [];
    for (let from = 0; from < made.length; ) {
      if (!kept[from]) {
        from++;
        continue;
      }
      let to = from;
      while (to < made.length && kept[to]) to++;
      const before = (mark) => made.slice(0, from).filter(([kind]) => kind === "=" || kind === mark).length;
      const inside = (mark) => made.slice(from, to).filter(([kind]) => kind === "=" || kind === mark).length;
      shown.push("@@ -" + (before("-") + 1) + "," + inside("-") + " +" + (before("+") + 1) + "," + inside("+") + " @@", ...lines.slice(from, to));
      from = to;
    }
    return shown;
  }

  // ---- Values

  function linesOf(value, options = {}) {
    const how = { ...options };
    return { shown: format(value, how).split("\n"), compared: format(value, { ...how, indent: 0 }).split("\n") };
  }

  function differenceOf(expected, received, labels, how = {}) {
    if (Object.is(expected, received)) return NO_DIFFERENCE;
    const [one, other] = [linesOf(sorted(expected)), linesOf(sorted(received))];
    if (one.compared.join("\n") === other.compared.join("\n")) return NO_DIFFERENCE;
    return unified(one.compared, other.compared, one.shown, other.shown, labels, how);
  }

  // As programs' own matchers ask for it: null where there is nothing to show line by line.
  function diff(expected, received, { aAnnotation = "Expected", bAnnotation = "Received", includeChangeCounts = false, ...more } = {}) {
    if (["number", "bigint", "boolean"].includes(typeof expected) && typeof expected === typeof received) return null;
    if (Object.is(expected, received)) return NO_DIFFERENCE;
    const [kind, other] = [isMatcher(expected) ? expected.getExpectedType() : typeOf(expected), typeOf(received)];
    if (kind !== other) return "  Comparing two different types of values. Expected " + kind + " but received " + other + ".";
    if (isMatcher(expected)) return null;
    const how = { counts: includeChangeCounts, context: more.expand === false ? (more.contextLines ?? CONTEXT) : Infinity };
    if (kind !== "string") return differenceOf(expected, received, [aAnnotation, bAnnotation], how);
    const [one, two] = [expected.split("\n"), received.split("\n")];
    return unified(one, two, one, two, [aAnnotation, bAnnotation], how);
  }

  function sorted(value) {
    if (tagOf(value) === "Map") return new Map([...value].sort());
    return tagOf(value) === "Set" ? new Set([...value].sort()) : value;
  }

  function isLineDiffable(expected, received) {
    const kind = typeOf(expected);
    if (kind !== typeOf(received) || !(isObject(expected) || kind === "function")) return false;
    if (["date", "function", "regexp"].includes(kind) || (Error.isError(expected) && Error.isError(received))) return false;
    return !isMatcher(received) && (!isMatcher(expected) || /^Object(?:Not)?Containing$/.test(String(expected)));
  }

  // ---- Values as they are compared: lists without holes, inherited members beside own ones

  function copied(value, seen = new Map()) {
    if (!isObject(value) || isMatcher(value)) return value;
    if (seen.has(value)) return seen.get(value);
    if (ArrayIsArray(value)) return filled(value, Object.setPrototypeOf([], Object.getPrototypeOf(value)), seen, Array.from({ length: value.length }, (_, i) => i));
    if (typeOf(value) === "map") return copiedMap(value, seen);
    return ["Object", "Arguments"].includes(tagOf(value)) && !Error.isError(value) ? filled(value, Object.create(Object.getPrototypeOf(value)), seen, allMembersOf(value)) : value;
  }

  function filled(value, copy, seen, keys) {
    seen.set(value, copy);
    for (const key of keys) {
      Object.defineProperty(copy, key, { value: copied(value[key], seen), enumerable: true, writable: true, configurable: true });
    }
    return copy;
  }

  function copiedMap(map, seen) {
    const copy = new Map();
    seen.set(map, copy);
    for (const [key, value] of map) copy.set(copied(key, seen), copied(value, seen));
    return copy;
  }

  function allMembersOf(value) {
    const keys = new Set();
    for (let home = value; home !== null && home !== Object.prototype; home = Object.getPrototypeOf(home)) {
      for (const key of membersOf(home)) keys.add(key);
    }
    return keys;
  }

  // What a matcher accepted is no difference: it is shown as the matcher on both sides. Changes the two copies.
  function levelMatched(expected, received, seen = []) {
    const kind = typeOf(expected);
    if (!["array", "map", "object"].includes(kind) || kind !== typeOf(received) || seen.includes(expected) || seen.includes(received)) return;
    if (isMatcher(expected) || isMatcher(received)) return;
    const inner = [...seen, expected, received];
    const [left, right] = [expected, received].map((value) => (kind === "map" ? { get: (key) => value.get(key), set: (key, item) => value.set(key, item) } : { get: (key) => value[key], set: (key, item) => (value[key] = item) }));
    for (const key of kind === "map" ? expected.keys() : membersOf(expected)) {
      const [one, other] = [left.get(key), right.get(key)];
      if (isMatcher(one)) {
        if (one.asymmetricMatch(other)) right.set(key, one);
      } else if (isMatcher(other)) {
        if (other.asymmetricMatch(one)) left.set(key, other);
      } else levelMatched(one, other, inner);
    }
  }

  function labelled(...labels) {
    const width = Math.max(...labels.map((label) => label.length));
    return (label) => label + ": " + " ".repeat(width - label.length);
  }

  // Both values under labels, or what differs between them, as their kinds allow.
  function compared(expected, received, expectedLabel = "Expected", receivedLabel = "Received") {
    const labels = [expectedLabel, receivedLabel];
    if (typeof expected === "string" && typeof received === "string" && expected !== "" && received !== "" && expected.length <= LONGEST && received.length <= LONGEST && expected !== received && (expected + received).includes("\n")) {
      const [one, other] = [expected.split("\n"), received.split("\n")];
      return unified(one, other, one, other, labels, { isText: true });
    }
    if (isLineDiffable(expected, received)) {
      const [one, other] = [copied(expected), copied(received)];
      levelMatched(one, other);
      const difference = differenceOf(one, other, labels);
      if (difference.includes("- " + expectedLabel) && difference.includes("+ " + receivedLabel)) return difference;
    }
    const label = labelled(...labels);
    const isSame = stringify(expected) === stringify(received);
    return label(expectedLabel) + printed(expected) + "\n" + label(receivedLabel) + (isSame ? "serializes to the same string" : printed(received));
  }

  return { __proto__: null, compared, diff, unified, linesOf, isLineDiffable, labelled, printed, stringify, typeOf };
})
