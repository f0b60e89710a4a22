// Buffer, as Node documents it, over Uint8Array: what libraries use, without what Node calls deprecated (but for
// `new Buffer(...)`).
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBufferIsView, ArrayBufferPrototypeGetByteLength, ArrayIsArray, ObjectDefineProperty, ObjectKeys,
    ObjectPrototypeIsPrototypeOf, ObjectSetPrototypeOf, RangeError, SymbolSpecies, SymbolToPrimitive,
    TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetByteLength, TypedArrayPrototypeGetByteOffset,
    TypedArrayPrototypeGetSymbolToStringTag, TypedArrayPrototypeSet, TypeError, Uint8Array,
  } = intrinsics;
  const { byteLength, encodingOf, fitting, utf8 } = kernel.lazy("buffer_text");
  const { addTo, fault } = kernel.lazy("buffer_numbers");
  const bytesShim = kernel.lazy("buffer_bytes");
  const { encodingNamed, fillWith, isBytes, lengthOf, order, place, search, swap, within, wrongType } = bytesShim;
  const LONGEST = 2 ** 32;

  class Bytes extends Uint8Array {
    constructor(source, offset, length) {
      super(source, offset, length);
    }
  }

  // Node's other names for a byte array that it makes itself; `new Buffer` is Buffer.from or Buffer.alloc.
  function Buffer(value, encodingOrOffset, length) {
    return typeof value === "number" ? alloc(value) : from(value, encodingOrOffset, length);
  }

  function checkBytes(value, what) {
    if (!isBytes(value)) throw wrongType(what + " is a Buffer or a Uint8Array");
    return value;
  }

  function checkLength(size) {
    if (typeof size !== "number") throw wrongType("a length is a number");
    if (!(size >= 0 && size <= LONGEST)) throw fault(RangeError, "ERR_OUT_OF_RANGE", "the length is " + size);
    return size;
  }

  // The same memory, from index `start` to `end`.
  function part(bytes, start, end) {
    const offset = TypedArrayPrototypeGetByteOffset(bytes) + start;
    return new Bytes(TypedArrayPrototypeGetBuffer(bytes), offset, end > start ? end - start : 0);
  }

  function copyOf(bytes) {
    const copy = new Bytes(lengthOf(bytes));
    TypedArrayPrototypeSet(copy, bytes);
    return copy;
  }

  function fromArrayLike(items) {
    const { length } = items;
    const bytes = new Bytes(length > 0 ? +length : 0);
    for (let i = 0; i < length; i++) bytes[i] = items[i];
    return bytes;
  }

  function isMemory(value) {
    try {
      return ArrayBufferPrototypeGetByteLength(value) >= 0;
    } catch {
      return false;
    }
  }

  function outside(what) {
    return fault(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "the " + what + " is outside the memory");
  }

  function fromMemory(memory, byteOffset, length) {
    const size = ArrayBufferPrototypeGetByteLength(memory);
    const offset = within(byteOffset, 0, -1, size + 1);
    if (offset < 0 || offset > size) throw outside("offset");
    const count = within(length, size - offset, 0, Infinity);
    if (count > size - offset) throw outside("length");
    return new Bytes(memory, offset, count);
  }

  function fromObject(value, encodingOrOffset, length) {
    if (isMemory(value)) return fromMemory(value, encodingOrOffset, length);
    if (isBytes(value)) return copyOf(value);
    const plain = typeof value.valueOf === "function" ? value.valueOf() : value;
    if (plain !== null && plain !== undefined && plain !== value) return from(plain, encodingOrOffset, length);
    if (typeof value.length === "number") return fromArrayLike(value);
    if (value.type === "Buffer" && ArrayIsArray(value.data)) return fromArrayLike(value.data);
    const { [SymbolToPrimitive]: convert } = value;
    if (typeof convert === "function") return from(value[SymbolToPrimitive]("string"), encodingOrOffset, length);
    throw wrongType("a Buffer is made from a text, an array, a Buffer or an ArrayBuffer");
  }

  function fromText(text, encoding) {
    const bytes = encodingNamed(encoding).bytesOf(text);
    return part(bytes, 0, lengthOf(bytes));
  }

  function from(value, encodingOrOffset, length) {
    if (typeof value === "string") return fromText(value, encodingOrOffset);
    if (typeof value === "object" && value !== null) return fromObject(value, encodingOrOffset, length);
    throw wrongType("a Buffer is made from a text, an array, a Buffer or an ArrayBuffer");
  }

  function alloc(size, fill, encoding) {
    const bytes = new Bytes(checkLength(size));
    return fill === undefined || fill === 0 || size === 0 ? bytes : fillWith(bytes, fill, 0, size, encoding);
  }

  function concat(list, total) {
    if (!ArrayIsArray(list)) throw wrongType("what is joined is an array of Buffers");
    let length = 0;
    for (let i = 0; i < list.length; i++) length += lengthOf(checkBytes(list[i], "each item"));
    const whole = new Bytes(total === undefined ? length : checkLength(total));
    for (let i = 0, at = 0; i < list.length; i++) at += copyBytes(list[i], whole, at);
    return whole;
  }

  function copyBytes(source, target, at) {
    const room = lengthOf(target) - at;
    const count = lengthOf(source) < room ? lengthOf(source) : room;
    if (count <= 0) return 0;
    TypedArrayPrototypeSet(target, part(source, 0, count), at);
    return count;
  }

  function write(bytes, text, offset, length, encodingName) {
    if (typeof offset === "string") return write(bytes, text, 0, undefined, offset);
    if (typeof length === "string") return write(bytes, text, offset, undefined, length);
    if (typeof text !== "string") throw wrongType("what is written is a text");
    const encoding = encodingNamed(encodingName);
    const all = lengthOf(bytes);
    const start = offset === undefined ? 0 : checkLength(offset);
    if (start > all) throw fault(RangeError, "ERR_OUT_OF_RANGE", "the offset is " + start + ", outside the buffer");
    const fits = fitting(encoding, encoding.bytesOf(text), within(length, all - start, 0, all - start));
    TypedArrayPrototypeSet(bytes, fits, start);
    return lengthOf(fits);
  }

  function isTyped(value) {
    return ArrayBufferIsView(value) && TypedArrayPrototypeGetSymbolToStringTag(value) !== undefined;
  }

  const statics = {
    from,
    alloc,
    allocUnsafe: (size) => new Bytes(checkLength(size)),
    allocUnsafeSlow: (size) => new Bytes(checkLength(size)),
    concat,
    byteLength(value, encoding) {
      if (typeof value === "string") return byteLength(encodingOf(encoding) ?? utf8, value);
      if (isTyped(value)) return TypedArrayPrototypeGetByteLength(value);
      if (isMemory(value)) return ArrayBufferPrototypeGetByteLength(value);
      throw wrongType("what has a length in bytes is a text, a Buffer or an ArrayBuffer");
    },
    compare: (one, other) => order(checkBytes(one, "the first"), checkBytes(other, "the second")),
    isBuffer: (value) => isBytes(value) && ObjectPrototypeIsPrototypeOf(prototype, value),
    isEncoding: (name) => encodingOf(name) !== undefined,
  };

  // A part of `bytes`, by indexes that may not be given.
  function cut(bytes, start, end) {
    const length = lengthOf(bytes);
    return part(bytes, within(start, 0, 0, length), within(end, length, 0, length));
  }

  const methods = {
    toString(encoding, start, end) {
      return encodingNamed(encoding).textOf(cut(this, start, end));
    },
    toJSON() {
      const data = [];
      for (let i = 0; i < lengthOf(this); i++) ObjectDefineProperty(data, i, item(this[i]));
      return { type: "Buffer", data };
    },
    equals(other) {
      return order(this, checkBytes(other, "what is compared")) === 0;
    },
    compare(target, targetStart, targetEnd, start, end) {
      const other = cut(checkBytes(target, "what is compared"), targetStart, targetEnd);
      return order(cut(this, start, end), other);
    },
    copy(target, targetStart, start, end) {
      const source = cut(this, start, end);
      return copyBytes(source, checkBytes(target, "the target"), within(targetStart, 0, 0, Infinity));
    },
    fill(value, offset, end, encoding) {
      const length = lengthOf(this);
      if (typeof offset === "string") return fillWith(this, value, 0, length, offset);
      const start = within(offset, 0, 0, length);
      if (typeof end === "string") return fillWith(this, value, start, length, end);
      return fillWith(this, value, start, within(end, length, 0, length), encoding);
    },
    indexOf(value, byteOffset, encoding) {
      return search(this, value, byteOffset, encoding, false);
    },
    lastIndexOf(value, byteOffset, encoding) {
      return search(this, value, byteOffset, encoding, true);
    },
    includes(value, byteOffset, encoding) {
      return search(this, value, byteOffset, encoding, false) >= 0;
    },
    slice(start, end) {
      return part(this, place(start, 0, lengthOf(this)), place(end, lengthOf(this), lengthOf(this)));
    },
    subarray(start, end) {
      return part(this, place(start, 0, lengthOf(this)), place(end, lengthOf(this), lengthOf(this)));
    },
    swap16() {
      return swap(this, 2);
    },
    swap32() {
      return swap(this, 4);
    },
    swap64() {
      return swap(this, 8);
    },
    write(text, offset, length, encoding) {
      return write(this, text, offset, length, encoding);
    },
  };

  function item(value) {
    return { __proto__: null, value, writable: true, enumerable: true, configurable: true };
  }

  function define(home, name, value) {
    ObjectDefineProperty(home, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }

  function defineAll(home, members) {
    const names = ObjectKeys(members);
    for (let i = 0; i < names.length; i++) define(home, names[i], members[names[i]]);
  }

  const { prototype } = Bytes;
  Buffer.prototype = prototype;
  define(prototype, "constructor", Buffer);
  ObjectSetPrototypeOf(Buffer, Uint8Array);
  ObjectDefineProperty(Buffer, SymbolSpecies, { __proto__: null, get: () => Bytes, configurable: true });
  defineAll(Buffer, statics);
  defineAll(prototype, methods);
  define(prototype, "toLocaleString", methods.toString);
  define(Buffer, "poolSize", 8192);
  addTo(prototype);
  return { __proto__: null, Buffer };
})
