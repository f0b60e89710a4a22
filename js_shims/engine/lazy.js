// Shims that most programs never touch are kept as text and compiled when first touched. They run after program
// code did, so what they use of the language was captured here, before it: `names` lists it per shim,
// in the field's primordials spelling (ArrayPrototypeJoin takes the array first, MapPrototypeGetSize is a getter).
(function (kernel) {
  "use strict";
  const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { setPrototypeOf } = Object;
  const { fromCharCode } = String;
  const { charCodeAt, slice, split } = String.prototype;
  const TypedArray = getPrototypeOf(Int8Array);
  const { catalogue, lazySources } = kernel;
  const { shims } = catalogue;
  const values = setPrototypeOf([], null); // what the intrinsics are, by number
  const compiled = { __proto__: null };

  function captured(kind, owner, member) {
    const home = owner === "TypedArray" ? TypedArray : globalThis[owner];
    const key = member.startsWith("@@") ? Symbol[member.slice(2)] : member;
    if (kind === "global") return home;
    if (kind === "static") return home[key];
    return kind === "getter" ? getOwnPropertyDescriptor(home.prototype, key).get : home.prototype[key];
  }

  const parts = catalogue.intrinsics === "" ? [] : catalogue.intrinsics.split(" ");
  for (let i = 0; i < parts.length; i += 3) values[i / 3] = captured(parts[i], parts[i + 1], parts[i + 2]);
  kernel.catalogue = null;

  function uncurried(method) {
    return function (self, ...args) {
      return apply(method, self, args);
    };
  }

  // `shim.names` is text: each intrinsic's name, then its number, with an m if it is a method.
  function intrinsicsFor(shim) {
    const intrinsics = { __proto__: null };
    const words = apply(split, shim.names, [" "]);
    for (let i = 0; i + 1 < words.length; i += 2) {
      const number = words[i + 1];
      const isMethod = number[number.length - 1] === "m";
      const value = values[isMethod ? apply(slice, number, [0, -1]) : number];
      intrinsics[words[i]] = isMethod ? uncurried(value) : value;
    }
    return intrinsics;
  }

  // Texts that begin with the character 1 are packed, as bridge/engine/packing.py tells.
  function unpacked(text) {
    if (apply(charCodeAt, text, [0]) !== 1) return text;
    const codes = setPrototypeOf([], null);
    let length = 0;
    for (let i = 1; i < text.length; i++) {
      const code = apply(charCodeAt, text, [i]);
      if (code < 128) codes[length++] = code;
      else {
        let from = length - (apply(charCodeAt, text, [i + 1]) - 1) * 127 - apply(charCodeAt, text, [i + 2]) + 1;
        for (let left = code - 124; left > 0; left--) codes[length++] = codes[from++];
        i += 2;
      }
    }
    return textOf(codes, length);
  }

  function textOf(codes, length) {
    let text = "";
    for (let from = 0; from < length; from += 256) {
      const some = setPrototypeOf([], null);
      const end = from + 256 < length ? from + 256 : length;
      for (let i = from; i < end; i++) some[i - from] = codes[i];
      text += apply(fromCharCode, undefined, some);
    }
    return text;
  }

  function compile(name) {
    for (let i = 0; i < shims.length; i++) {
      const shim = shims[i];
      if (shim.name !== name) continue;
      const source = unpacked(lazySources[i]);
      lazySources[i] = ""; // never needed again
      return kernel.evaluateShim(source, shim.line)(intrinsicsFor(shim), kernel);
    }
    throw new TypeError("no such shim: " + name);
  }

  kernel.lazy = function (name) {
    return (compiled[name] ??= compile(name));
  };

  // A global that costs nothing until it is read.
  kernel.lazyGlobal = function (name, shim) {
    const place = (value) =>
      defineProperty(globalThis, name, { __proto__: null, value, writable: true, configurable: true, enumerable: false });
    defineProperty(globalThis, name, {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() {
        const value = kernel.lazy(shim)[name];
        place(value);
        return value;
      },
      set: place,
    });
  };
})
