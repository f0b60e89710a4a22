// What console.log shows: values as text in the manner of Node's util.inspect.
//
// Compiled when first needed, after the program has run, so no built-in can be trusted: everything comes from
// `intrinsics`, lists have no prototype, descriptors lose theirs, text is joined with + (QuickJS lets a template
// literal call String.prototype.concat). Getters of a program are not called, but for Symbol.toStringTag and those
// of errors; what a Proxy throws becomes part of the text.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayIsArray, MathMin, NumberPrototypeToString, Object, ObjectPrototypeToString, ObjectSetPrototypeOf, Promise,
    ReflectGetOwnPropertyDescriptor, ReflectGetPrototypeOf, ReflectOwnKeys, RegExpPrototypeExec,
    StringPrototypeCodePointAt, StringPrototypeIncludes, StringPrototypeIndexOf, StringPrototypePadStart,
    StringPrototypeRepeat, StringPrototypeSlice, StringPrototypeToUpperCase, SymbolPrototypeToString,
    SymbolToStringTag,
  } = intrinsics;

  // ---- Lists, text, descriptors

  const newList = () => ObjectSetPrototypeOf([], null);
  const append = (list, item) => {
    list[list.length] = item;
  };

  const join = (list, separator) => {
    let text = "";
    for (let i = 0; i < list.length; i++) text += i === 0 ? list[i] : separator + list[i];
    return text;
  };

  const plural = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");
  const spaces = (count) => StringPrototypeRepeat(" ", count);
  const matches = (pattern, text) => RegExpPrototypeExec(pattern, text) !== null;
  const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

  // Lines keep their "\n". (String.prototype.split would ask the program's Symbol.split.)
  const linesOf = (text) => {
    const lines = newList();
    for (let start = 0; start < text.length; ) {
      const end = StringPrototypeIndexOf(text, "\n", start) + 1 || text.length;
      append(lines, StringPrototypeSlice(text, start, end));
      start = end;
    }
    return lines;
  };

  const descriptorOf = (object, key) => {
    const descriptor = ReflectGetOwnPropertyDescriptor(object, key);
    return descriptor === undefined ? undefined : ObjectSetPrototypeOf(descriptor, null);
  };

  const ownData = (object, key) => {
    const descriptor = descriptorOf(object, key);
    return descriptor === undefined ? undefined : descriptor.value;
  };

  const ownText = (object, key) => {
    const text = ownData(object, key);
    return typeof text === "string" ? text : "";
  };

  // ---- Primitives

  const escapes = { __proto__: null, 8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 39: "\\'", 92: "\\\\" };

  const escapeOf = (code) => {
    const digits = NumberPrototypeToString(code, 16);
    if (code > 255) return "\\u" + digits;
    return escapes[code] || "\\x" + StringPrototypeToUpperCase(StringPrototypePadStart(digits, 2, "0"));
  };

  const quoteFor = (text) => {
    if (!StringPrototypeIncludes(text, "'")) return "'";
    if (!StringPrototypeIncludes(text, '"')) return '"';
    return StringPrototypeIncludes(text, "`") || StringPrototypeIncludes(text, "${") ? "'" : "`";
  };

  const mustEscape = (code, quote) =>
    code < 32 || code === 92 || (code === 39 && quote === "'") || (code > 126 && code < 160) || (code > 0xd7ff && code < 0xe000);

  const quoteString = (text) => {
    if (!matches(/['\\\0-\x1f\x7f-\x9f\ud800-\udfff]/, text)) return "'" + text + "'";
    const quote = quoteFor(text);
    let result = quote;
    for (let i = 0, next; i < text.length; i = next) {
      const code = StringPrototypeCodePointAt(text, i);
      next = i + (code > 0xffff ? 2 : 1);
      result += mustEscape(code, quote) ? escapeOf(code) : StringPrototypeSlice(text, i, next);
    }
    return result + quote;
  };

  // A long string with line ends is shown as a sum of its lines.
  const formatString = (ctx, text) => {
    const excess = text.length - ctx.maxStringLength;
    const more = excess > 0 ? "... " + plural(excess, "more character") : "";
    const shown = excess > 0 ? StringPrototypeSlice(text, 0, ctx.maxStringLength) : text;
    if (shown.length <= 16 || shown.length <= ctx.breakLength - ctx.indentation - 4) return quoteString(shown) + more;
    const lines = linesOf(shown);
    for (let i = 0; i < lines.length; i++) lines[i] = quoteString(lines[i]);
    return join(lines, " +\n" + spaces(ctx.indentation + 2)) + more;
  };

  const formatNumber = (value) => (value === 0 && 1 / value < 0 ? "-0" : "" + value);

  const formatPrimitive = (ctx, value) => {
    if (typeof value === "string") return formatString(ctx, value);
    if (typeof value === "number") return formatNumber(value);
    if (typeof value === "bigint") return value + "n";
    return typeof value === "symbol" ? SymbolPrototypeToString(value) : "" + value;
  };

  // ---- Names: the class of an object and its tag (together its `id`), and the prefix made of them

  // The chain of a Proxy may have no end.
  const inherits = (value, prototype) => {
    let holder = ReflectGetPrototypeOf(value);
    for (let steps = 0; holder !== null && holder !== prototype && steps < 1000; steps++) holder = ReflectGetPrototypeOf(holder);
    return holder !== null && holder === prototype;
  };

  const nameOfMaker = (value, holder) => {
    // A getter may stand in for Promise.prototype.constructor, to watch promises.
    if (holder === Promise.prototype && holder !== value) return "Promise";
    const maker = ownData(holder, "constructor");
    return typeof maker === "function" && inherits(value, maker.prototype) ? ownText(maker, "name") : "";
  };

  // null where there is no prototype at all.
  const constructorName = (value) => {
    const prototype = ReflectGetPrototypeOf(value);
    for (let holder = value, steps = 0; holder !== null && steps < 1000; steps++) {
      const name = nameOfMaker(value, holder);
      if (name !== "") return name;
      holder = ReflectGetPrototypeOf(holder);
    }
    if (prototype === null) return null;
    const isBare = ReflectGetPrototypeOf(prototype) === null;
    return "Object <" + (isBare ? inspectWith({ depth: -1 }, prototype) : "Complex prototype") + ">";
  };

  const tagOf = (value) => {
    const tag = value[SymbolToStringTag];
    if (typeof tag !== "string" || tag === "") return "";
    const own = descriptorOf(value, SymbolToStringTag);
    return own !== undefined && own.enumerable ? "" : tag; // an enumerable one is listed as a property
  };

  const tagUnless = (id, known) => (id.tag === "" || id.tag === known ? "" : " [" + id.tag + "]");

  const prefixOf = (id, fallback, size = "") =>
    id.name === null
      ? "[" + fallback + size + ": null prototype]" + tagUnless(id, fallback) + " "
      : "" + id.name + size + tagUnless(id, id.name) + " ";

  const prefixUnlessOrdinary = (id, ordinary, size) =>
    id.name === ordinary && id.tag === "" ? "" : prefixOf(id, ordinary, size);

  // ---- Properties

  const isIndex = (key) => typeof key === "string" && "" + (key >>> 0) === key && key >>> 0 !== 0xffffffff;

  const countIndices = (keys) => {
    let count = 0;
    while (count < keys.length && isIndex(keys[count])) count++;
    return count;
  };

  // The properties that are shown, of `keys` from position `from` on.
  const propertiesOf = (ctx, value, keys = ReflectOwnKeys(value), from = 0) => {
    const properties = newList();
    for (let i = from; i < keys.length; i++) {
      const descriptor = descriptorOf(value, keys[i]);
      const isShown = descriptor !== undefined && (descriptor.enumerable || ctx.showHidden);
      if (isShown) append(properties, { key: keys[i], descriptor });
    }
    return properties;
  };

  const formatKey = (key, isEnumerable) => {
    if (typeof key === "symbol") return "[" + SymbolPrototypeToString(key) + "]";
    if (key === "__proto__") return "['__proto__']";
    if (!isEnumerable) return "[" + key + "]";
    return matches(/^[a-zA-Z_][a-zA-Z_0-9]*$/, key) ? key : quoteString(key);
  };

  const formatInner = (ctx, value, level) => {
    ctx.indentation += 2;
    const text = formatValue(ctx, value, level);
    ctx.indentation -= 2;
    return text;
  };

  const formatDescriptor = (ctx, descriptor, level) => {
    if (descriptor.get !== undefined) return descriptor.set === undefined ? "[Getter]" : "[Getter/Setter]";
    return descriptor.set === undefined ? formatInner(ctx, descriptor.value, level) : "[Setter]";
  };

  const formatProperty = (ctx, { key, descriptor }, level) =>
    formatKey(key, descriptor.enumerable) + ": " + formatDescriptor(ctx, descriptor, level);

  // ---- Shapes: how one kind of object is shown. `fill` writes what comes before the properties; with neither,
  // the object is its base, or its brackets.

  const nothing = { base: "", open: "{", close: "}", fill: undefined, isList: false, isNumeric: false, isLeaf: false };
  const shape = (parts) => ({ ...nothing, ...parts });

  const plainShape = (ctx, value, id) => {
    const isArguments = id.tag === "" && ObjectPrototypeToString(value) === "[object Arguments]";
    const prefix = isArguments ? "[Arguments] " : prefixUnlessOrdinary(id, "Object", "");
    return shape({ open: prefix + "{", properties: propertiesOf(ctx, value) });
  };

  // Listing every key of a long array costs more than it shows: properties beside its entries are left out.
  const keysOfArray = (ctx, value, length) => {
    if (length <= 10000) return ReflectOwnKeys(value);
    const keys = newList();
    for (let i = 0; i < ctx.maxArrayLength; i++) {
      if (descriptorOf(value, i) === undefined) return ReflectOwnKeys(value);
      append(keys, "" + i);
    }
    return keys;
  };

  // Indices come first and in order, so a gap between two keys is a run of holes.
  const fillArray = (ctx, value, level, output, length, keys) => {
    let done = 0;
    for (let k = 0; done < length && output.length < ctx.maxArrayLength; ) {
      const index = k < keys.length && isIndex(keys[k]) ? keys[k] >>> 0 : length;
      if (index > done) append(output, "<" + plural(index - done, "empty item") + ">");
      else append(output, formatDescriptor(ctx, descriptorOf(value, keys[k++]), level));
      done = index > done ? index : done + 1;
    }
    if (done < length) append(output, "... " + plural(length - done, "more item"));
  };

  const isNumeric = (value, count) => {
    for (let i = 0; i < count; i++) {
      const type = typeof ownData(value, i);
      if (type !== "number" && type !== "bigint") return false;
    }
    return true;
  };

  const listShape = (ctx, value, length, prefix) => {
    const keys = keysOfArray(ctx, value, length);
    const properties = propertiesOf(ctx, value, keys, countIndices(keys));
    const fill = (level, output) => fillArray(ctx, value, level, output, length, keys);
    return shape({
      open: prefix + "[",
      close: "]",
      properties,
      fill: length > 0 ? fill : undefined,
      isList: true,
      isNumeric: properties.length === 0 && isNumeric(value, MathMin(length, ctx.maxArrayLength + 1)),
    });
  };

  const arrayShape = (ctx, value, id) =>
    listShape(ctx, value, value.length, prefixUnlessOrdinary(id, "Array", "(" + value.length + ")"));

  const shapeOf = (ctx, value, id) => {
    if (ArrayIsArray(value)) return arrayShape(ctx, value, id);
    const isPlain = typeof value === "object" && ReflectGetPrototypeOf(value) === Object.prototype; // most are
    return (isPlain ? undefined : lazily("inspect_kinds").shapeOf(ctx, value, id)) ?? plainShape(ctx, value, id);
  };

  // ---- Objects

  // Chains of { value, number, next }: a number is given to an object when it is met inside itself.
  const numberIn = (chain, value) => {
    for (let link = chain; link !== null; link = link.next) if (link.value === value) return link.number;
    return 0;
  };

  const circularNumber = (ctx, value) => {
    if (numberIn(ctx.open, value) === 0) return 0;
    const known = numberIn(ctx.circular, value);
    if (known !== 0) return known;
    const number = ctx.circular === null ? 1 : ctx.circular.number + 1;
    ctx.circular = { value, number, next: ctx.circular };
    return number;
  };

  const fillAll = (ctx, value, level, { fill, properties }) => {
    const output = newList();
    const outer = ctx.open;
    ctx.open = { value, number: 1, next: outer };
    ctx.deepest = level;
    if (fill !== undefined) fill(level, output);
    for (let i = 0; i < properties.length; i++) append(output, formatProperty(ctx, properties[i], level));
    ctx.open = outer;
    return output;
  };

  const formatObject = (ctx, value, level) => {
    const id = { name: constructorName(value), tag: tagOf(value) };
    const how = shapeOf(ctx, value, id);
    if (how.properties.length === 0 && how.fill === undefined) return how.base || how.open + how.close;
    if (level > ctx.depth) {
      if (how.isLeaf) return how.base;
      const name = StringPrototypeSlice(prefixOf(id, "Object"), 0, -1);
      return id.name === null ? name : "[" + name + "]";
    }
    const output = fillAll(ctx, value, level + 1, how);
    const number = numberIn(ctx.circular, value);
    const reference = number === 0 ? "" : "<ref *" + number + ">";
    const base = reference && how.base ? reference + " " + how.base : reference + how.base;
    return combine(ctx, output, base, how, level + 1);
  };

  const messageOf = (error) => {
    try {
      const message = isObject(error) ? error.message : error;
      return typeof message === "string" ? message : "";
    } catch {
      return "";
    }
  };

  const formatValue = (ctx, value, level) => {
    if (!isObject(value)) return formatPrimitive(ctx, value);
    const number = circularNumber(ctx, value);
    if (number !== 0) return "[Circular *" + number + "]";
    const { indentation, open } = ctx;
    try {
      return formatObject(ctx, value, level);
    } catch (error) {
      ctx.indentation = indentation;
      ctx.open = open;
      const reason = messageOf(error);
      return "[object that cannot be inspected" + (reason && ": " + reason) + "]";
    }
  };

  // ---- Lines: entries on one line if they fit, else one a line; many short ones of a list in columns

  const fits = (ctx, output, start) => {
    let width = output.length + start;
    for (let i = 0; i < output.length && width <= ctx.breakLength; i++) width += output[i].length;
    return width <= ctx.breakLength;
  };

  const combine = (ctx, output, base, { open, close, isList, isNumeric }, level) => {
    const start = base === "" ? open : base + " " + open;
    const line = start + " " + join(output, ", ") + " " + close;
    if (ctx.breakLength === 1 / 0) return line;
    const entries = isList && output.length > 6 ? lazily("table").grouped(ctx, output, isNumeric) : output;
    const isCompact = ctx.deepest - level < 3 && entries === output && !StringPrototypeIncludes(line, "\n");
    if (isCompact && fits(ctx, output, output.length + ctx.indentation + open.length + base.length + 10)) return line;
    const end = "\n" + spaces(ctx.indentation);
    return "" + start + end + "  " + join(entries, "," + end + "  ") + end + close;
  };

  // ---- Options, and what is offered

  const option = (options, name, fallback) => {
    const value = options === undefined ? undefined : ownData(options, name);
    return value === undefined ? fallback : value === null ? 1 / 0 : value;
  };

  const inspectWith = (fixed, value, options) => {
    const setting = (name, fallback) => option(fixed, name, option(options, name, fallback));
    const ctx = {
      depth: setting("depth", 2),
      breakLength: setting("breakLength", 80),
      maxArrayLength: setting("maxArrayLength", 100),
      maxStringLength: setting("maxStringLength", 10000),
      showHidden: setting("showHidden", false),
      indentation: 0,
      deepest: 0,
      open: null,
      circular: null,
    };
    return formatValue(ctx, value, 0);
  };

  const inspect = (value, options) => inspectWith(undefined, value, options);

  // ---- The other parts, compiled when first needed

  const tools = {
    __proto__: null,
    newList, append, join, plural, spaces, matches, isObject, inherits, linesOf, descriptorOf, ownData, ownText,
    tagUnless, prefixOf, prefixUnlessOrdinary, countIndices, propertiesOf, formatNumber, formatPrimitive,
    formatInner, formatValue, shape, listShape, messageOf, inspect, inspectWith,
  };
  const parts = { __proto__: null };
  const lazily = (name) => (parts[name] ??= kernel.lazy(name)(tools));

  return {
    inspect,
    format: (args, options) => lazily("printf").format(args, options),
    table: (data, columns) => lazily("table").table(data, columns),
  };
})
