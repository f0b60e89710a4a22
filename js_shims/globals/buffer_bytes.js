// What Buffer does with bytes: compare, search, fill, swap.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBufferIsView, RangeError, StringFromCharCode, StringPrototypeIndexOf, StringPrototypeLastIndexOf,
    TypedArrayPrototypeCopyWithin, TypedArrayPrototypeFill, TypedArrayPrototypeGetLength,
    TypedArrayPrototypeGetSymbolToStringTag, TypeError,
  } = intrinsics;
  const { encodingOf, utf8 } = kernel.lazy("buffer_text");
  const { fault } = kernel.lazy("buffer_numbers");
  const latin1 = encodingOf("latin1");

  function wrongType(what) {
    return fault(TypeError, "ERR_INVALID_ARG_TYPE", what);
  }

  function encodingNamed(name) {
    if (name === undefined || name === null || name === "") return utf8;
    const encoding = encodingOf(name);
    if (encoding !== undefined) return encoding;
    throw fault(TypeError, "ERR_UNKNOWN_ENCODING", "there is no encoding " + kernel.quote("" + name));
  }

  function isBytes(value) {
    return ArrayBufferIsView(value) && TypedArrayPrototypeGetSymbolToStringTag(value) === "Uint8Array";
  }

  function lengthOf(bytes) {
    return TypedArrayPrototypeGetLength(bytes);
  }

  // A whole number between `low` and `high`; `fallback` for what is not given.
  function within(value, fallback, low, high) {
    const number = value === undefined ? fallback : +value;
    if (number !== number) return 0;
    if (number <= low) return low;
    return number >= high ? high : number - (number % 1);
  }

  // Counted from the end if negative, as `slice` has it.
  function place(value, fallback, length) {
    const index = within(value, fallback, -length, length);
    return index < 0 ? index + length : index;
  }

  // Null if there is nothing in `value` to fill with.
  function patternOf(value, encoding) {
    if (typeof value === "string") return encodingNamed(encoding).bytesOf(value);
    return isBytes(value) ? value : null;
  }

  function fillWith(bytes, value, start, end, encoding) {
    const pattern = patternOf(value, encoding);
    if (pattern === null) return TypedArrayPrototypeFill(bytes, value & 255, start, end);
    const size = lengthOf(pattern);
    if (size === 0 && value !== "") throw fault(TypeError, "ERR_INVALID_ARG_VALUE", "nothing to fill the buffer with");
    if (size <= 1) return TypedArrayPrototypeFill(bytes, size === 0 ? 0 : pattern[0], start, end);
    const room = end - start;
    const first = size < room ? size : room;
    for (let i = 0; i < first; i++) bytes[start + i] = pattern[i];
    for (let done = first; done > 0 && done < room; done *= 2) {
      TypedArrayPrototypeCopyWithin(bytes, start + done, start, start + (done < room - done ? done : room - done));
    }
    return bytes;
  }

  function order(one, other) {
    const shared = lengthOf(one) < lengthOf(other) ? lengthOf(one) : lengthOf(other);
    for (let i = 0; i < shared; i++) if (one[i] !== other[i]) return one[i] < other[i] ? -1 : 1;
    return lengthOf(one) === lengthOf(other) ? 0 : lengthOf(one) < lengthOf(other) ? -1 : 1;
  }

  // The native search of texts, one unit a byte, is faster than any loop here.
  function search(bytes, value, byteOffset, encodingName, backwards) {
    if (typeof byteOffset === "string") return search(bytes, value, undefined, byteOffset, backwards);
    const encoding = encodingNamed(encodingName);
    const pattern = typeof value === "number" ? StringFromCharCode(value & 255) : textOf(value, encoding);
    const length = lengthOf(bytes);
    const given = byteOffset === undefined || (backwards && +byteOffset !== +byteOffset);
    const start = place(given ? undefined : byteOffset, backwards ? length : 0, length);
    if (backwards && !given && +byteOffset < -length) return -1;
    if (pattern === "") return start;
    return find(latin1.textOf(bytes), pattern, start, encoding.unit === 2 ? 2 : 1, backwards);
  }

  function textOf(value, encoding) {
    const bytes = typeof value === "string" ? encoding.bytesOf(value) : value;
    if (!isBytes(bytes)) throw wrongType("what is searched is a text, a number, a Buffer or a Uint8Array");
    return latin1.textOf(bytes);
  }

  function find(text, part, start, step, backwards) {
    const look = backwards ? StringPrototypeLastIndexOf : StringPrototypeIndexOf;
    let found = look(text, part, start);
    while (found > 0 && found % step !== 0) found = look(text, part, backwards ? found - 1 : found + 1);
    return found;
  }

  function swap(bytes, size) {
    const length = lengthOf(bytes);
    if (length % size !== 0) throw fault(RangeError, "ERR_INVALID_BUFFER_SIZE", "no multiple of " + size + " bytes");
    for (let i = 0; i < length; i += size) {
      for (let j = 0; j < size / 2; j++) {
        const kept = bytes[i + j];
        bytes[i + j] = bytes[i + size - 1 - j];
        bytes[i + size - 1 - j] = kept;
      }
    }
    return bytes;
  }

  return { __proto__: null, encodingNamed, fillWith, isBytes, lengthOf, order, place, search, swap, within, wrongType };
})
