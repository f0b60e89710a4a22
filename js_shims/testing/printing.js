// Values as text, as Jest prints them in messages and snapshots.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, JSONStringify, ObjectKeys, ReflectOwnKeys, Symbol } = intrinsics;
  const { toString } = Object.prototype;
  const { getOwnPropertyDescriptor } = Object;
  const MATCHER = Symbol.for("jest.asymmetricMatcher");
  const serializers = []; // of the program, the last one first

  const DEFAULTS = { indent: 2, min: false, maxDepth: Infinity, maxWidth: Infinity, escapeString: true, printBasicPrototype: true, sortKeys: true };

  // `options`: min (on one line), maxDepth, maxWidth, escapeString, printBasicPrototype.
  function format(value, options = {}) {
    return print(value, { ...DEFAULTS, ...options, indentation: "", depth: 0, seen: [] });
  }

  // As in snapshots.
  function serialize(value) {
    return format(value, { escapeString: false, printBasicPrototype: false, printFunctionName: false, escapeRegex: true, mocks: true });
  }

  function print(value, how) {
    for (const serializer of serializers) if (serializer.test(value)) return byProgram(serializer, value, how);
    return printSimple(value, how) ?? printObject(value, how);
  }

  function byProgram(serializer, value, how) {
    if (typeof serializer.serialize === "function") {
      return serializer.serialize(value, how, how.indentation, how.depth, how.seen, (inner, config, indentation, depth, seen) =>
        print(inner, { ...how, indentation: indentation ?? how.indentation, depth: depth ?? how.depth, seen: seen ?? how.seen }),
      );
    }
    const indent = (text) => how.indentation + "  " + text.replace(/\n/g, "\n" + how.indentation + "  ");
    return serializer.print(value, (inner) => print(inner, how), indent, { edgeSpacing: how.min ? "" : "\n", min: how.min, spacing: how.min ? " " : "\n" }, {});
  }

  // ---- What has no members

  function printSimple(value, how) {
    if (value === null) return "null";
    const kind = typeof value;
    if (kind === "undefined" || kind === "boolean") return String(value);
    if (kind === "number") return Object.is(value, -0) ? "-0" : String(value);
    if (kind === "bigint") return value + "n";
    if (kind === "string") return how.escapeString ? '"' + value.replace(/"|\\/g, "\\$&") + '"' : '"' + value + '"';
    if (kind === "function") return how.mocks === true && value._isMockFunction === true ? mockText(value, how) : functionText(value, how);
    if (kind === "symbol") return value.toString();
    const tag = tagOf(value);
    if (tag === "WeakMap" || tag === "WeakSet") return tag + " {}";
    if (tag === "Function" || tag === "GeneratorFunction") return functionText(value, how);
    if (tag === "Symbol") return value.toString();
    if (tag === "Promise") return "Promise {}";
    if (tag === "Date") return isNaN(+value) ? "Date { NaN }" : value.toISOString();
    if (tag === "Error" || Error.isError(value)) return "[" + Error.prototype.toString.call(value) + "]";
    if (tag === "RegExp") return how.escapeRegex === true ? String(value).replace(/[$()*+.?[\\\]^{|}]/g, "\\$&") : String(value);
    return null;
  }

  const functionText = (act, how) => (how.printFunctionName === false ? "[Function]" : "[Function " + (act.name || "anonymous") + "]");
  const tagOf = (value) => toString.call(value).slice(8, -1);

  function mockText(mock, how) {
    const name = mock.getMockName();
    const head = "[MockFunction" + (name === "" || name === "jest.fn()" ? "" : " " + name) + "]";
    const { calls, results } = mock.mock;
    if (how.min || calls.length === 0) return head;
    const inner = { calls, results };
    return head + " " + braced(ObjectKeys(inner).map((key) => (deeper) => '"' + key + '": ' + print(inner[key], deeper)), "{", "}", how);
  }

  // ---- What has

  function printObject(value, how) {
    if (how.seen.includes(value)) return "[Circular]";
    const inside = { ...how, depth: how.depth + 1, seen: [...how.seen, value] };
    if (isMatcher(value)) return matcherText(value, how, inside);
    const isTooDeep = how.depth + 1 > how.maxDepth;
    if (typeof value.toJSON === "function" && !isTooDeep && how.callToJSON !== false) return print(value.toJSON(), { ...inside, callToJSON: false });
    const tag = tagOf(value);
    if (tag === "Arguments") return isTooDeep ? "[Arguments]" : named(how.min ? "" : "Arguments ", items([...value]), "[", "]", inside, how);
    if (isList(tag)) return isTooDeep ? "[" + nameOf(value) + "]" : named(prefix(value, "Array", how), itemsOf(value), "[", "]", inside, how);
    if (tag === "Map") return isTooDeep ? "[Map]" : named("Map ", pairs(value), "{", "}", inside, how);
    if (tag === "Set") return isTooDeep ? "[Set]" : named("Set ", items([...value]), "{", "}", inside, how);
    return isTooDeep ? "[" + nameOf(value) + "]" : named(prefix(value, "Object", how), members(value), "{", "}", inside, how);
  }

  const isMatcher = (value) => value.$$typeof === MATCHER && typeof value.toAsymmetricMatcher === "function";
  const isList = (tag) => tag === "Array" || tag === "ArrayBuffer" || tag === "DataView" || /^(?:Int|Uint|Float)\d+(?:Clamped)?Array$/.test(tag);
  const nameOf = (value) => (typeof value.constructor === "function" && value.constructor.name) || "Object";

  // A hole in a list is shown as nothing.
  function itemsOf(value) {
    const list = ArrayIsArray(value) || typeof value.length === "number" ? value : bytesOf(value);
    return Array.from({ length: list.length }, (_, i) => (how) => (i in list ? print(list[i], how) : ""));
  }

  const bytesOf = (value) => (ArrayBuffer.isView(value) ? new Int8Array(value.buffer, value.byteOffset, value.byteLength) : new Int8Array(value));

  function prefix(value, basic, how) {
    const name = nameOf(value);
    return how.min || (!how.printBasicPrototype && name === basic) ? "" : name + " ";
  }

  function matcherText(value, how, inside) {
    const { sample } = value;
    if (["StringContaining", "StringNotContaining"].includes(String(value)) && typeof sample === "string") return String(value) + " " + print(sample, how);
    const name = value.toAsymmetricMatcher();
    if (["ArrayOf", "NotArrayOf"].includes(String(value))) return String(value) + " " + print(sample, how);
    if (!["ArrayContaining", "ArrayNotContaining", "ObjectContaining", "ObjectNotContaining"].includes(String(value))) return name;
    if (how.depth + 1 > how.maxDepth) return "[" + String(value) + "]";
    const isArray = ArrayIsArray(sample);
    return String(value) + " " + (isArray ? braced(items(sample), "[", "]", inside, how) : braced(members(sample), "{", "}", inside, how));
  }

  const items = (list) => list.map((item) => (how) => print(item, how));
  const pairs = (map) => [...map].map(([key, value]) => (how) => print(key, how) + " => " + print(value, how));

  function members(value) {
    const names = ObjectKeys(value).sort();
    const symbols = ReflectOwnKeys(value).filter((key) => typeof key === "symbol" && getOwnPropertyDescriptor(value, key).enumerable);
    const parts = [...names, ...symbols].map((key) => (how) => print(key, how) + ": " + print(value[key], how));
    return Object.assign(parts, { isMembers: true });
  }

  function named(name, parts, open, close, inside, how) {
    return name + braced(parts, open, close, inside, how);
  }

  // Members of objects are all shown, however many they are.
  function braced(given, open, close, how, outer = how) {
    if (given.length === 0) return open + close;
    const isCut = given.isMembers !== true && given.length > how.maxWidth;
    const parts = isCut ? given.slice(0, how.maxWidth) : given;
    const indentation = outer.indentation + (how.min ? "" : " ".repeat(how.indent));
    const inside = { ...how, indentation };
    const shown = parts.map((part) => part(inside));
    if (how.min) return open + shown.join(", ") + (isCut ? ", …" : "") + close;
    const lines = shown.map((text) => indentation + text + ",\n");
    if (isCut) lines.push(indentation + "…\n");
    return open + "\n" + lines.join("") + outer.indentation + close;
  }

  function addSerializer(serializer) {
    serializers.unshift(serializer);
  }

  return { __proto__: null, format, serialize, addSerializer, quoted: JSONStringify };
})
