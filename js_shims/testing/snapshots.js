// Snapshot matchers. What was recorded comes from the host before a file's tests run, and goes back to it after them.
(function (intrinsics, kernel) {
  "use strict";
  const { Error } = intrinsics;
  const { serialize } = kernel.lazy("printing");
  const { isObject, contains } = kernel.lazy("equality");
  const { unified } = kernel.lazy("differences");
  const { hint, faulty, withType, fail } = kernel.lazy("matcher_messages");
  const state = { recorded: { __proto__: null }, update: "new", counts: { __proto__: null }, used: { __proto__: null }, added: {}, inline: [], matched: 0, unmatched: 0, updated: 0 };

  // {recorded: {key: text}, update: "none" | "new" | "all"}
  function prepare({ recorded, update }) {
    for (const key in recorded) state.recorded[key] = recorded[key];
    state.update = update;
  }

  // What came of it: texts to write, those that no test asked for, inline ones by where they stand.
  function outcome() {
    const unused = Object.keys(state.recorded).filter((key) => state.used[key] !== true);
    return { added: state.added, unused, inline: state.inline, matched: state.matched, unmatched: state.unmatched, updated: state.updated, wasAsked: Object.keys(state.used).length > 0 };
  }

  const several = (text) => (text.includes("\n") ? "\n" + text + "\n" : text);
  const alone = (text) => (text.length > 1 && text.startsWith("\n") && text.endsWith("\n") ? text.slice(1, -1) : text);

  // ---- One comparison

  function compare(context, name, received, { key, recorded, write, hinted }) {
    const text = several(serialize(received));
    if (recorded === text) {
      state.matched++;
      return { pass: true, message: () => "" };
    }
    const isNew = recorded === undefined;
    if (state.update === "all" || (isNew && state.update === "new")) {
      write(text);
      if (!isNew) state.updated++;
      return { pass: true, message: () => "" };
    }
    state.unmatched++;
    return { pass: false, message: () => words(context, name, key, recorded, text, hinted) };
  }

  function words(context, name, key, recorded, text, hinted) {
    const top = hint(name, { isNot: context.isNot, promise: context.promise }, "received", hinted) + "\n\n" + (key === "" ? "" : "Snapshot name: `" + key + "`\n\n");
    if (recorded === undefined) {
      const received = alone(text);
      return top + "New snapshot was not written. The update flag must be explicitly passed to write a new snapshot.\n\nThis is likely because this test is run in a continuous integration (CI) environment in which snapshots are not written by default.\n\nReceived:" + (received.includes("\n") ? "\n" : " ") + received;
    }
    const [one, other] = [alone(recorded), alone(text)];
    if (!(one + other).includes("\n")) return top + "Snapshot: " + one + "\nReceived: " + other;
    const [before, now] = [one.split("\n"), other.split("\n")];
    return top + unified(before, now, before, now, ["Snapshot", "Received"]);
  }

  // `matchers` say what is not to be recorded as it is: `{id: expect.any(Number)}`.
  function merged(context, name, received, properties, hinted) {
    if (properties === undefined) return received;
    if (!isObject(received)) fail(faulty(hint(name, {}, "received", hinted), "received value must be an object when the matcher has properties", withType("Received", received)));
    if (!contains(received, properties)) fail(hint(name, {}, "received", hinted) + "\n\nThe properties that were given do not match what was received: " + serialize(received));
    return blended(received, properties);
  }

  function blended(received, properties) {
    const copy = Array.isArray(received) ? [...received] : Object.assign(Object.create(Object.getPrototypeOf(received)), received);
    for (const key of Object.keys(properties)) {
      const isInner = isObject(received[key]) && isObject(properties[key]) && properties[key].$$typeof === undefined;
      copy[key] = isInner ? blended(received[key], properties[key]) : properties[key];
    }
    return copy;
  }

  // ---- Snapshots in a file

  function inFile(context, name, received, hintText, hinted) {
    if (context.isNot) fail(faulty(hint(name, { isNot: true }, "received", hinted), "snapshot matchers cannot be used with not"));
    const title = [context.currentTestName ?? "", hintText ?? ""].filter((part) => part !== "").join(": ");
    state.counts[title] = (state.counts[title] ?? 0) + 1;
    const key = title + " " + state.counts[title];
    state.used[key] = true;
    const write = (text) => {
      state.added[key] = text;
      state.recorded[key] = text;
    };
    return compare(context, name, received, { key, recorded: state.recorded[key], write, hinted });
  }

  function toMatchSnapshot(received, ...given) {
    const properties = isObject(given[0]) ? given[0] : undefined;
    const hintText = given.find((value) => typeof value === "string");
    const hinted = properties === undefined ? (hintText === undefined ? "" : "hint") : "properties";
    return inFile(this, "toMatchSnapshot", merged(this, "toMatchSnapshot", received, properties, hinted), hintText, hinted);
  }

  function toThrowErrorMatchingSnapshot(received, hintText) {
    return inFile(this, "toThrowErrorMatchingSnapshot", messageOf(received, this, "toThrowErrorMatchingSnapshot"), hintText, "");
  }

  function messageOf(received, context, name) {
    if (context.fromPromise) return received?.message ?? received;
    if (typeof received !== "function") fail(faulty(hint(name, {}, "received", ""), "received value must be a function", withType("Received", received)));
    try {
      received();
    } catch (error) {
      return error?.message ?? error;
    }
    return fail(hint(name, {}, "received", "") + "\n\nReceived function did not throw");
  }

  // ---- Snapshots in the test's own source

  function inline(context, name, received, snapshot, place, hinted) {
    const recorded = snapshot === undefined ? undefined : several(dedented(snapshot));
    const write = (text) => state.inline.push({ place, text: alone(text), name });
    return compare(context, name, received, { key: "", recorded, write, hinted });
  }

  // What was indented with the source is shown without it.
  function dedented(text) {
    const lines = text.split("\n");
    if (lines.length <= 2 || lines[0].trim() !== "" || lines.at(-1).trim() !== "") return text;
    const indentation = /^\s*/.exec(lines[1])[0];
    const inner = lines.slice(1, -1).map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trim() === "" ? "" : null));
    return inner.includes(null) ? lines.slice(1, -1).join("\n") : inner.join("\n");
  }

  const placeOf = (error) => /([^\s()]+:\d+:\d+)\)?$/m.exec(kernel.stackOf(error))?.[1] ?? "";

  function toMatchInlineSnapshot(received, ...given) {
    const properties = isObject(given[0]) ? given[0] : undefined;
    const snapshot = given.find((value) => typeof value === "string");
    const value = merged(this, "toMatchInlineSnapshot", received, properties, "");
    return inline(this, "toMatchInlineSnapshot", value, snapshot, placeOf(new Error()), "");
  }

  function toThrowErrorMatchingInlineSnapshot(received, snapshot) {
    return inline(this, "toThrowErrorMatchingInlineSnapshot", messageOf(received, this, "toThrowErrorMatchingInlineSnapshot"), snapshot, placeOf(new Error()), "");
  }

  kernel.lazy("expect").addMatchers({ toMatchSnapshot, toMatchInlineSnapshot, toThrowErrorMatchingSnapshot, toThrowErrorMatchingInlineSnapshot });

  return { __proto__: null, prepare, outcome };
})
