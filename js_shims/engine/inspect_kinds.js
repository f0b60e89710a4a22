// The built-in kinds of object beside plain ones and arrays, for inspect.js, whose rules hold here too.
(function (intrinsics) {
  "use strict";
  const {
    ArrayBufferPrototypeGetByteLength, BigIntPrototypeValueOf, BooleanPrototypeValueOf, DataView,
    DataViewPrototypeGetBuffer, DataViewPrototypeGetByteLength, DataViewPrototypeGetByteOffset,
    DataViewPrototypeGetUint8, DatePrototypeGetTime, DatePrototypeToISOString, Error, ErrorIsError,
    ErrorPrototypeGetStack, FunctionPrototypeToString, MapPrototypeForEach, MapPrototypeGetSize, MathMin,
    NumberPrototypeToString, NumberPrototypeValueOf, ReflectGetPrototypeOf, ReflectOwnKeys, RegExp,
    RegExpPrototypeGetFlags, RegExpPrototypeGetSource, SetPrototypeForEach, SetPrototypeGetSize,
    SharedArrayBufferPrototypeGetByteLength, StringPrototypeEndsWith, StringPrototypeIncludes,
    StringPrototypePadStart, StringPrototypeTrimEnd, StringPrototypeValueOf, SymbolPrototypeValueOf,
    TypedArrayPrototypeGetLength, TypedArrayPrototypeGetSymbolToStringTag, WeakMapPrototypeHas, WeakSetPrototypeHas,
  } = intrinsics;

  return (tools) => {
    const {
      newList, append, join, plural, spaces, matches, linesOf, descriptorOf, ownData, ownText, tagUnless, prefixOf,
      prefixUnlessOrdinary, countIndices, propertiesOf, formatPrimitive, formatInner, formatValue, shape, listShape,
      inherits,
    } = tools;

    const generatorPrototype = ReflectGetPrototypeOf(function* () {});
    const asyncPrototype = ReflectGetPrototypeOf(async () => {});
    const asyncGeneratorPrototype = ReflectGetPrototypeOf(async function* () {});

    // ---- Functions

    const classBase = (value, id) => {
      const parent = ReflectGetPrototypeOf(value);
      const parentName = parent === null ? "null" : ownText(parent, "name");
      const maker = id.name === "Function" || id.name === null ? "" : " [" + id.name + "]";
      const name = (ownText(value, "name") || "(anonymous)") + maker + tagUnless(id, id.name);
      return "[class " + name + (parentName && " extends " + parentName) + "]";
    };

    const kindOfFunction = (value) => {
      const prototype = ReflectGetPrototypeOf(value);
      if (prototype === asyncPrototype) return "AsyncFunction";
      if (prototype === generatorPrototype) return "GeneratorFunction";
      return prototype === asyncGeneratorPrototype ? "AsyncGeneratorFunction" : "Function";
    };

    const functionBase = (value, id) => {
      const kind = kindOfFunction(value);
      const orphan = id.name === null ? " (null prototype)" : "";
      const name = ownText(value, "name");
      const maker = id.name === null || id.name === kind ? "" : " " + id.name;
      return "[" + kind + orphan + (name === "" ? " (anonymous)" : ": " + name) + "]" + maker + tagUnless(id, id.name);
    };

    const functionShape = (ctx, value, id) => {
      const isClass = matches(/^class[\s{/]/, FunctionPrototypeToString(value));
      return shape({ base: isClass ? classBase(value, id) : functionBase(value, id), properties: propertiesOf(ctx, value) });
    };

    // ---- Lists, collections, bytes, values in objects

    const typedArrayShape = (ctx, value, id) => {
      const length = TypedArrayPrototypeGetLength(value);
      return listShape(ctx, value, length, prefixOf(id, TypedArrayPrototypeGetSymbolToStringTag(value), "(" + length + ")"));
    };

    const collectionShape = (kind, sizeOf, forEach, formatEntry) => (ctx, value, id) => {
      const size = sizeOf(value);
      const fill = (level, output) => {
        let seen = 0;
        forEach(value, (item, key) => {
          if (seen++ < ctx.maxArrayLength) append(output, formatEntry(ctx, item, key, level));
        });
        if (seen > ctx.maxArrayLength) append(output, "... " + plural(seen - ctx.maxArrayLength, "more item"));
      };
      const open = prefixOf(id, kind, "(" + size + ")") + "{";
      return shape({ open, properties: propertiesOf(ctx, value), fill: size > 0 ? fill : undefined });
    };

    const formatMapEntry = (ctx, item, key, level) => formatInner(ctx, key, level) + " => " + formatInner(ctx, item, level);
    const formatSetEntry = (ctx, item, key, level) => formatInner(ctx, item, level);

    const filledShape = (kind, fill) => (ctx, value, id) =>
      shape({
        open: prefixOf(id, kind) + "{",
        properties: propertiesOf(ctx, value),
        fill: (level, output) => fill(output, ctx, value, level),
      });

    const fillWeak = (output) => append(output, "<items unknown>");

    const bytesOf = (ctx, buffer, length) => {
      const view = new DataView(buffer);
      const shown = MathMin(length, ctx.maxArrayLength);
      let text = "";
      for (let i = 0; i < shown; i++) {
        const byte = NumberPrototypeToString(DataViewPrototypeGetUint8(view, i), 16);
        text += (i === 0 ? "" : " ") + StringPrototypePadStart(byte, 2, "0");
      }
      return shown < length ? text + " ... " + plural(length - shown, "more byte") : text;
    };

    const fillBuffer = (lengthOf) => (output, ctx, value) => {
      const length = lengthOf(value);
      append(output, "[Uint8Contents]: <" + bytesOf(ctx, value, length) + ">");
      append(output, "byteLength: " + length);
    };

    const fillDataView = (output, ctx, value, level) => {
      append(output, "byteLength: " + DataViewPrototypeGetByteLength(value));
      append(output, "byteOffset: " + DataViewPrototypeGetByteOffset(value));
      append(output, "buffer: " + formatInner(ctx, DataViewPrototypeGetBuffer(value), level));
    };

    const dateShape = (ctx, value, id) => {
      const time = DatePrototypeGetTime(value);
      const text = time === time ? DatePrototypeToISOString(value) : "Invalid Date";
      return shape({ base: prefixUnlessOrdinary(id, "Date", "") + text, properties: propertiesOf(ctx, value) });
    };

    const regExpShape = (ctx, value, id) => {
      const text = "/" + RegExpPrototypeGetSource(value) + "/" + RegExpPrototypeGetFlags(value);
      return shape({ base: prefixUnlessOrdinary(id, "RegExp", "") + text, properties: propertiesOf(ctx, value), isLeaf: true });
    };

    const boxShape = (kind, valueOf) => (ctx, value, id) => {
      const maker = id.name === kind ? "" : " (" + (id.name === null ? "null prototype" : id.name) + ")";
      const base = "[" + kind + maker + ": " + formatPrimitive(ctx, valueOf(value)) + "]" + tagUnless(id, id.name);
      const keys = ReflectOwnKeys(value);
      return shape({ base, properties: propertiesOf(ctx, value, keys, kind === "String" ? countIndices(keys) : 0) });
    };

    // ---- Errors

    const textOf = (ctx, value) => (typeof value === "string" ? value : formatValue(ctx, value, ctx.depth));

    // The name in front of the message; a class of another name is shown too, unless the name was given to the error.
    const labelOf = (value, name, id) => {
      if (id.name === null) return StringPrototypeTrimEnd(prefixOf(id, name));
      const isChosen = descriptorOf(value, "name") !== undefined || !StringPrototypeEndsWith(name, "Error");
      if (isChosen || name === id.name) return name;
      const own = StringPrototypeTrimEnd(prefixOf(id, "Error"));
      return StringPrototypeIncludes(id.name, name) ? own : own + " [" + name + "]";
    };

    // The engine's stacks are frames alone; what a program assigned may hold the whole text.
    const withStack = (value, header) => {
      const own = ownData(value, "stack");
      const stack = typeof own === "string" ? own : ErrorPrototypeGetStack(value);
      if (typeof stack !== "string" || stack === "") return "[" + header + "]";
      const text = StringPrototypeTrimEnd(matches(/^\s*at /, stack) ? header + "\n" + stack : stack);
      return StringPrototypeIncludes(text, "\n    at ") ? text : "[" + text + "]";
    };

    const errorProperties = (ctx, value, base) => {
      const all = propertiesOf(ctx, value);
      const kept = newList();
      for (let i = 0; i < all.length; i++) {
        const { key, descriptor } = all[i];
        const isHeader = key === "name" || key === "message";
        const isTold = key === "stack" || (isHeader && StringPrototypeIncludes(base, textOf(ctx, descriptor.value)));
        if (!isTold) append(kept, all[i]);
      }
      const addHidden = (key) => {
        const descriptor = descriptorOf(value, key);
        if (descriptor !== undefined && !descriptor.enumerable && !ctx.showHidden) append(kept, { key, descriptor });
      };
      addHidden("cause");
      addHidden("errors");
      return kept;
    };

    const errorShape = (ctx, value, id) => {
      const { name, message } = value;
      const label = labelOf(value, name === undefined ? "Error" : textOf(ctx, name), id);
      const said = message === undefined ? "" : textOf(ctx, message);
      const base = withStack(value, said === "" || label === "" ? label + said : label + ": " + said);
      const properties = errorProperties(ctx, value, base);
      return shape({ base: join(linesOf(base), spaces(ctx.indentation)), properties });
    };

    // ---- Which shape

    const succeeds = (probe) => (value) => {
      try {
        return probe(value) !== undefined;
      } catch {
        return false;
      }
    };

    const getterKind = (kind, get, fill) => [succeeds(get), filledShape(kind, fill)];
    const boxKind = (kind, valueOf) => [succeeds(valueOf), boxShape(kind, valueOf)];
    const weakKind = (kind, has) => [succeeds((value) => has(value, newList)), filledShape(kind, fillWeak)];

    const kinds = [
      [(value) => ErrorIsError(value) || inherits(value, Error.prototype), errorShape],
      [succeeds(MapPrototypeGetSize), collectionShape("Map", MapPrototypeGetSize, MapPrototypeForEach, formatMapEntry)],
      [succeeds(SetPrototypeGetSize), collectionShape("Set", SetPrototypeGetSize, SetPrototypeForEach, formatSetEntry)],
      [succeeds(TypedArrayPrototypeGetSymbolToStringTag), typedArrayShape],
      [succeeds(DatePrototypeGetTime), dateShape],
      [(value) => value !== RegExp.prototype && succeeds(RegExpPrototypeGetSource)(value), regExpShape],
      getterKind("ArrayBuffer", ArrayBufferPrototypeGetByteLength, fillBuffer(ArrayBufferPrototypeGetByteLength)),
      getterKind("SharedArrayBuffer", SharedArrayBufferPrototypeGetByteLength, fillBuffer(SharedArrayBufferPrototypeGetByteLength)),
      getterKind("DataView", DataViewPrototypeGetBuffer, fillDataView),
      weakKind("WeakMap", WeakMapPrototypeHas),
      weakKind("WeakSet", WeakSetPrototypeHas),
      boxKind("Number", NumberPrototypeValueOf),
      boxKind("String", StringPrototypeValueOf),
      boxKind("Boolean", BooleanPrototypeValueOf),
      boxKind("BigInt", BigIntPrototypeValueOf),
      boxKind("Symbol", SymbolPrototypeValueOf),
    ];

    // undefined: nothing special.
    const shapeOf = (ctx, value, id) => {
      if (typeof value === "function") return functionShape(ctx, value, id);
      for (let i = 0; i < kinds.length; i++) if (kinds[i][0](value)) return kinds[i][1](ctx, value, id);
    };

    return { shapeOf };
  };
})
