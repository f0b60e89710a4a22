// The formats of console.log, for inspect.js, whose rules hold here too.
(function (intrinsics) {
  "use strict";
  const {
    JSONStringify, NumberParseFloat, NumberParseInt, ReflectGetPrototypeOf, String, StringPrototypeIncludes,
    StringPrototypeIndexOf, StringPrototypeSlice, SymbolToPrimitive,
  } = intrinsics;

  return (tools) => {
    const {
      isObject, descriptorOf, ownData, ownText, formatNumber, formatPrimitive, messageOf, inspect, inspectWith,
    } = tools;

    const builtIns = " Object Array Function Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError " +
      "Date RegExp Map Set Promise Number String Boolean Symbol BigInt ";

    // Whether a program wrote a conversion to text for it: then %s uses that.
    const hasOwnConversion = (value) => {
      for (let holder = value, steps = 0; holder !== null && steps < 1000; steps++) {
        if (descriptorOf(holder, "toString") !== undefined || descriptorOf(holder, SymbolToPrimitive) !== undefined) {
          const maker = ownData(holder, "constructor");
          const name = typeof maker === "function" && holder !== value ? ownText(maker, "name") : "";
          return typeof value.toString === "function" && !StringPrototypeIncludes(builtIns, " " + (name || "?") + " ");
        }
        holder = ReflectGetPrototypeOf(holder);
      }
      return false;
    };

    const asString = (value, options) => {
      if (typeof value === "string") return value;
      if (!isObject(value)) return formatPrimitive(undefined, value);
      try {
        if (typeof value === "function" || hasOwnConversion(value)) return String(value);
      } catch {}
      return inspectWith({ depth: 0 }, value, options);
    };

    const asNumber = (convert) => (value) => {
      try {
        return typeof value === "bigint" && convert !== NumberParseFloat ? value + "n" : formatNumber(convert(value));
      } catch {
        return "NaN";
      }
    };

    const asJSON = (value) => {
      try {
        return "" + JSONStringify(value);
      } catch (error) {
        const message = messageOf(error);
        return StringPrototypeIncludes(message, "circular") ? "[Circular]" : "[object without JSON: " + message + "]";
      }
    };

    const directives = {
      __proto__: null,
      s: asString,
      d: asNumber((value) => +value),
      i: asNumber((value) => NumberParseInt(value)),
      f: asNumber(NumberParseFloat),
      j: asJSON,
      o: (value, options) => inspectWith({ showHidden: true, depth: 4 }, value, options),
      O: inspect,
      c: () => "", // styles
    };

    const format = (args, options) => {
      let text = "";
      let used = 0;
      if (args.length > 1 && typeof args[0] === "string") {
        const pattern = args[0];
        let start = 0;
        used = 1;
        for (let i = StringPrototypeIndexOf(pattern, "%"); i !== -1 && i < pattern.length - 1; ) {
          const letter = pattern[i + 1];
          const directive = directives[letter];
          const isUsed = letter === "%" || (directive !== undefined && used < args.length);
          if (isUsed) {
            text += StringPrototypeSlice(pattern, start, i) + (letter === "%" ? "%" : directive(args[used++], options));
            start = i + 2;
          }
          i = StringPrototypeIndexOf(pattern, "%", isUsed ? start : i + 1);
        }
        text += StringPrototypeSlice(pattern, start);
      }
      for (let i = used; i < args.length; i++) {
        text += (i === 0 ? "" : " ") + (typeof args[i] === "string" ? args[i] : inspect(args[i], options));
      }
      return text;
    };

    return { format };
  };
})
