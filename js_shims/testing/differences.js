// How two values differ, line by line, and the labelled lines of messages.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, Map, Set } = intrinsics;
  const { format } = kernel.lazy("printing");
  const { isMatcher, isObject, equals, tagOf, hasMember } = kernel.lazy("equality");
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
    return known[tagOf(value)] ?? "object";
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
    const made = [];
    let start = 0;
    while (start < one.length && start < other.length && one[start] === other[start]) made.push(["=", start, start++]);
    const left = one.slice(start);
    const right = other.slice(start);
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

  // `shown` may differ from what is compared: indentation does not count.
  function unified(one, other, shownOne, shownOther, labels, counts = true) {
    const made = steps(one, other);
    const removed = made.filter(([kind]) => kind === "-").length;
    const added = made.filter(([kind]) => kind === "+").length;
    const lines = made.map(([kind, i, j]) => lineOf(kind, kind === "-" ? shownOne[i] : kind === "+" ? shownOther[i] : shownOther[j]));
    return header(labels, removed, added, counts) + hunks(made, lines).join("\n");
  }

  const lineOf = (kind, text) => (kind === "=" ? (text === "" ? "" : "  " + text) : text === "" ? kind : kind + " " + text);

  function header([expected, received], removed, added, counts) {
    if (!counts) return "- " + expected + "\n+ " + received + "\n\n";
    const width = Math.max(expected.length, received.length);
    const digits = Math.max(String(removed).length, String(added).length);
    const line = (mark, label, count) => mark + " " + label.padEnd(width) + "  " + mark + " " + String(count).padStart(digits);
    return line("-", expected, removed) + "\n" + line("+", received, added) + "\n\n";
  }

  // Only what is near a change is shown, each part under where it begins; all of it if that is little.
  function hunks(made, lines) {
    const near = new Set();
    made.forEach(([kind], i) => {
      if (kind !== "=") for (let k = i - CONTEXT; k <= i + CONTEXT; k++) near.add(k);
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
    const how = { escapeString: false, ...options };
    return { shown: format(value, how).split("\n"), compared: format(value, { ...how, indent: 0 }).split("\n") };
  }

  function differenceOf(expected, received, labels) {
    if (Object.is(expected, received)) return NO_DIFFERENCE;
    const [one, other] = [linesOf(sorted(expected)), linesOf(sorted(received))];
    if (one.compared.join("\n") === other.compared.join("\n")) return NO_DIFFERENCE;
    return unified(one.compared, other.compared, one.shown, other.shown, labels);
  }

  function sorted(value) {
    if (tagOf(value) === "Map") return new Map([...value].sort());
    return tagOf(value) === "Set" ? new Set([...value].sort()) : value;
  }

  function isLineDiffable(expected, received) {
    const kind = typeOf(expected);
    if (kind !== typeOf(received) || !(isObject(expected) || kind === "function")) return false;
    if (["date", "function", "regexp"].includes(kind) || (Error.isError(expected) && Error.isError(received))) return false;
    return [expected, received].every((value) => !isMatcher(value) || /^Object(?:Not)?Containing$/.test(String(value)));
  }

  // What an asymmetric matcher accepted is no difference: it is shown as the matcher on both sides.
  function withoutMatched(expected, received, seen = []) {
    if (!isObject(expected) || !isObject(received) || ArrayIsArray(expected) !== ArrayIsArray(received) || seen.includes(expected)) return received;
    if (!hasMatcher(expected) || !["Object", "Array"].includes(tagOf(expected)) || !["Object", "Array"].includes(tagOf(received))) return received;
    const inner = [...seen, expected];
    const copy = ArrayIsArray(received) ? [...received] : Object.assign(Object.create(Object.getPrototypeOf(received)), received);
    for (const key of Object.keys(expected)) {
      if (!hasMember(received, key)) continue;
      if (isMatcher(expected[key])) copy[key] = equals(expected[key], received[key]) ? expected[key] : received[key];
      else copy[key] = withoutMatched(expected[key], received[key], inner);
    }
    return copy;
  }

  function hasMatcher(value, seen = new Set()) {
    if (!isObject(value) || seen.has(value)) return false;
    seen.add(value);
    return isMatcher(value) || Object.values(value).some((inner) => hasMatcher(inner, seen));
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
      return unified(one, other, one, other, labels);
    }
    if (isLineDiffable(expected, received)) {
      const difference = differenceOf(expected, withoutMatched(expected, received), labels);
      if (difference.includes("- " + expectedLabel) && difference.includes("+ " + receivedLabel)) return difference;
    }
    const label = labelled(...labels);
    const isSame = stringify(expected) === stringify(received);
    return label(expectedLabel) + printed(expected) + "\n" + label(receivedLabel) + (isSame ? "serializes to the same string" : printed(received));
  }

  return { __proto__: null, compared, differenceOf, unified, linesOf, isLineDiffable, labelled, printed, stringify, typeOf };
})
