// Snapshot matchers. What was recorded comes from the host before a file's tests run, and goes back to it after them.
(function (intrinsics, kernel) {
  "use strict";
  const { Error } = intrinsics;
  const { serialize } = kernel.lazy("printing");
  const { compared, isLineDiffable, labelled, unified } = kernel.lazy("differences");
  const { contains, isObject, subsetOf } = kernel.lazy("equality");
  const { hint, faulty, withType, fail } = kernel.lazy("matcher_messages");
  const state = { recorded: { __proto__: null }, update: "new", counts: { __proto__: null }, used: { __proto__: null }, added: {}, inline: [], matched: 0, unmatched: 0, updated: 0 };
  const LABELS = ["Snapshot", "Received"];

  // {recorded: {key: text}, update: "none" | "new" | "all"}
  function prepare({ recorded, update }) {
    for (const key in recorded) state.recorded[key] = recorded[key];
    state.update = update;
  }

  // What came of it: texts to write, those that no test asked for, inline ones by where they stand.
  function outcome() {
    const unused = Object.keys(state.recorded).filter((key) => state.used[key] !== true);
    const { added, inline, matched, unmatched, updated, used } = state;
    return { added, unused, inline, matched, unmatched, updated, wasAsked: Object.keys(used).length > 0 };
  }

  const oneEnding = (text) => text.replace(/\r\n|\r/g, "\n");
  const several = (text) => (text.includes("\n") ? "\n" + text + "\n" : text);
  const alone = (text) => (text.length > 1 && text.startsWith("\n") && text.endsWith("\n") ? text.slice(1, -1) : text);

  // ---- What is asked: {context, name, received, properties, hint, inline, isInline}

  function top({ context, name, properties, hint: hintText, inline }) {
    const last = hintText ? "hint" : inline === undefined ? "" : "snapshot";
    const [first, second] = properties === undefined ? [last, ""] : ["properties", last];
    return hint(name, { isNot: context.isNot, promise: context.promise, second }, "received", first);
  }

  // Snapshots of a test are numbered, whether they stand in a file or in the source.
  function keyOf({ context, hint: hintText }) {
    const name = context.currentTestName ?? "";
    const title = name !== "" && hintText ? name + ": " + hintText : name;
    state.counts[title] = (state.counts[title] ?? 0) + 1;
    const key = title.replace(/\r/g, "\\r").replace(/\n/g, "\\n") + " " + state.counts[title];
    state.used[key] = true;
    return key;
  }

  function compare(asked) {
    if (asked.context.isNot) fail(faulty(top(asked), "Snapshot matchers cannot be used with not"));
    const value = merged(asked);
    const key = keyOf(asked);
    if (value === undefined) {
      state.unmatched++;
      return { pass: false, message: () => named(asked, key) + compared(asked.properties, subsetOf(asked.received, asked.properties), "Expected properties", "Received value") };
    }
    const text = several(oneEnding(serialize(value.merged)));
    const recorded = asked.isInline ? asked.inline : state.recorded[key];
    if (recorded === text) {
      state.matched++;
      return { pass: true, message: () => "" };
    }
    return recorded === undefined ? added(asked, key, text) : changed(asked, key, text, recorded, value.merged);
  }

  function added(asked, key, text) {
    if (state.update === "none") {
      state.unmatched++;
      return { pass: false, message: () => named(asked, key) + notWritten(alone(text)) };
    }
    return written(asked, key, text);
  }

  function changed(asked, key, text, recorded, value) {
    if (state.update !== "all") {
      state.unmatched++;
      return { pass: false, message: () => named(asked, key) + differing(alone(recorded), alone(text), value) };
    }
    state.updated++;
    return written(asked, key, text);
  }

  function written(asked, key, text) {
    if (asked.isInline) writeInline(asked, alone(text));
    else state.added[key] = state.recorded[key] = text;
    return { pass: true, message: () => "" };
  }

  // ---- Words

  const named = (asked, key) => top(asked) + "\n\nSnapshot name: `" + key + "`\n\n";

  function notWritten(received) {
    return "New snapshot was not written. The update flag must be explicitly passed to write a new snapshot.\n\nThis is likely because this test is run in a continuous integration (CI) environment in which snapshots are not written by default.\n\nReceived:" + (received.includes("\n") ? "\n" : " ") + received;
  }

  function differing(recorded, text, value) {
    const isQuoted = typeof value === "string" && recorded.length > 1 && recorded.startsWith('"') && recorded.endsWith('"');
    if ((recorded + text).includes("\n") && (isQuoted || isLineDiffable(value, value))) {
      const [before, now] = [isQuoted ? recorded.slice(1, -1) : recorded, isQuoted ? text.slice(1, -1) : text].map((part) => part.split("\n"));
      return unified(before, now, before, now, LABELS);
    }
    const label = labelled(...LABELS);
    return label("Snapshot") + recorded + "\n" + label("Received") + text;
  }

  // ---- `properties` say what is not to be recorded as it is: `{id: expect.any(Number)}`

  // {merged}, or undefined where they do not match.
  function merged(asked) {
    const { received, properties } = asked;
    if (properties === undefined) return { merged: received };
    if (!isObject(received)) fail(faulty(top(asked), "received value must be an object when the matcher has properties", withType("Received", received)));
    return contains(received, properties) ? { merged: blended(received, properties) } : undefined;
  }

  const isMatcher = (value) => value?.$$typeof !== undefined;

  function blended(received, properties) {
    const copy = Array.isArray(received) ? [...received] : { ...received };
    for (const key of Object.keys(properties)) {
      const isInner = isObject(copy[key]) && isObject(properties[key]) && !isMatcher(properties[key]);
      copy[key] = isInner ? blended(copy[key], properties[key]) : properties[key];
    }
    return copy;
  }

  function ensureProperties(context, name, properties, second, advice = "") {
    if (isObject(properties)) return properties;
    return fail(faulty(hint(name, { isNot: context.isNot, promise: context.promise, second }, "received", "properties"), "Expected properties must be an object", withType("Expected properties", properties) + advice));
  }

  function ensureText(context, name, inline, first, second = "") {
    if (typeof inline !== "string") fail(faulty(hint(name, { isNot: context.isNot, promise: context.promise, second }, "received", first), "Inline snapshot must be a string", withType("Inline snapshot", inline)));
    return inline;
  }

  // ---- Messages of what is thrown

  function messageOf(asked) {
    const { context, received } = asked;
    if (context.fromPromise) return withCauses(received);
    if (typeof received !== "function") fail(faulty(hint(asked.name, { isNot: context.isNot, promise: context.promise }, "received", ""), "received value must be a function", withType("Received", received)));
    if (context.isNot) fail(faulty(top(asked), "Snapshot matchers cannot be used with not"));
    try {
      received();
    } catch (error) {
      return withCauses(error);
    }
    return fail(top(asked) + "\n\nReceived function did not throw");
  }

  function withCauses(error) {
    if (!isObject(error)) return error;
    let text = error.message;
    let { cause } = error;
    for (; isObject(cause) && typeof cause.message === "string"; cause = cause.cause) text += "\nCause: " + cause.message;
    return typeof cause === "string" ? text + "\nCause: " + cause : text;
  }

  // ---- Snapshots in the test's own source

  function writeInline({ context, name }, text) {
    const place = /([^\s()]+:\d+:\d+)\)?$/m.exec(kernel.stackOf(context.origin ?? new Error()))?.[1];
    if (place === undefined) throw new Error(name + " cannot tell where in the test file it was called: call it in the test itself, not from a callback of the engine");
    const before = state.inline.find((one) => one.place === place);
    if (before === undefined) state.inline.push({ place, text, name });
    else if (before.text !== text) throw new Error("Multiple inline snapshots for the same call are not supported: " + name + " at " + place + " was asked for two that differ");
  }

  // What was indented with the source is read without it; a text that is not indented throughout is left alone.
  function dedented(text) {
    const indentation = /^([^\S\n]*)\S/m.exec(text)?.[1] ?? "";
    const lines = text.split("\n");
    if (indentation === "" || lines.length <= 2 || lines[0].trim() !== "" || lines.at(-1).trim() !== "") return text;
    const inner = lines.slice(1, -1);
    if (inner.some((line) => line !== "" && !line.startsWith(indentation))) return text;
    return ["", ...inner.map((line) => line.slice(indentation.length)), ""].join("\n");
  }

  // ---- The matchers

  function toMatchSnapshot(received, ...given) {
    const name = "toMatchSnapshot";
    if (given.length === 1 && typeof given[0] === "string") return compare({ context: this, name, received, hint: given[0] });
    const advice = given.length === 2 ? "\n\nTo provide a hint without properties: toMatchSnapshot('hint')" : "";
    const properties = given.length === 0 ? undefined : ensureProperties(this, name, given[0], given.length === 2 ? "hint" : "", advice);
    return compare({ context: this, name, received, properties, hint: typeof given[1] === "string" ? given[1] : undefined });
  }

  function toMatchInlineSnapshot(received, ...given) {
    const name = "toMatchInlineSnapshot";
    const asked = { context: this, name, received, isInline: true };
    if (given.length === 1 && typeof given[0] === "string") return compare({ ...asked, inline: dedented(given[0]) });
    if (given.length === 0) return compare(asked);
    const properties = ensureProperties(this, name, given[0], given.length === 2 ? "snapshot" : "");
    const inline = given.length === 2 ? dedented(ensureText(this, name, given[1], "properties", "snapshot")) : undefined;
    return compare({ ...asked, properties, inline });
  }

  function toThrowErrorMatchingSnapshot(received, hintText) {
    const asked = { context: this, name: "toThrowErrorMatchingSnapshot", received, hint: hintText };
    return compare({ ...asked, received: messageOf(asked) });
  }

  function toThrowErrorMatchingInlineSnapshot(received, snapshot) {
    const name = "toThrowErrorMatchingInlineSnapshot";
    const inline = snapshot === undefined ? undefined : dedented(ensureText(this, name, snapshot, "snapshot"));
    const asked = { context: this, name, received, isInline: true, inline };
    return compare({ ...asked, received: messageOf(asked) });
  }

  kernel.lazy("expect").addMatchers({ toMatchSnapshot, toMatchInlineSnapshot, toThrowErrorMatchingSnapshot, toThrowErrorMatchingInlineSnapshot });

  return { __proto__: null, prepare, outcome };
})
