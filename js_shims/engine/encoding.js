// TextEncoder and TextDecoder, as WHATWG defines them. Compiled when a program first reads one of them.
// Well-formed UTF-8 goes through the engine's own URI and base64 functions: ten times faster than a loop here.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBufferIsView, ArrayBufferPrototypeGetByteLength, atob, btoa, DataViewPrototypeGetBuffer,
    DataViewPrototypeGetByteLength, DataViewPrototypeGetByteOffset, decodeURIComponent, encodeURIComponent, escape,
    ObjectDefineProperty, RangeError, ReflectApply, ReflectSetPrototypeOf, String, StringFromCodePoint,
    StringPrototypeSlice, StringPrototypeToLowerCase, StringPrototypeToWellFormed, StringPrototypeTrim,
    SymbolToStringTag, TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetByteLength,
    TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetLength, TypedArrayPrototypeGetSymbolToStringTag,
    TypedArrayPrototypeSet, TypeError, Uint8Array, Uint8ArrayFromBase64, Uint8ArrayPrototypeToBase64, unescape,
  } = intrinsics;
  const CHUNK = 8192; // code points turned into text at once

  // Not a template: the engine makes those with the `concat` of String.prototype, which a program can replace.
  function string(value) {
    return typeof value === "symbol" ? value + "" : String(value); // a symbol throws
  }

  function bytesOf(text) {
    return Uint8ArrayFromBase64(btoa(unescape(encodeURIComponent(StringPrototypeToWellFormed(text)))));
  }

  // Null for what is ill-formed or ends within a character.
  function textOf(bytes) {
    try {
      return decodeURIComponent(escape(latin1(bytes)));
    } catch {
      return null;
    }
  }

  function latin1(bytes) {
    return atob(Uint8ArrayPrototypeToBase64(bytes));
  }

  // The largest number of bytes up to `capacity` that ends between characters.
  function wholeCharacters(bytes, capacity) {
    let end = capacity;
    while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
    return end;
  }

  function encodeInto(text, destination) {
    const capacity = TypedArrayPrototypeGetLength(destination);
    const source = StringPrototypeSlice(text, 0, capacity); // if that splits a pair, the half will not fit
    const bytes = bytesOf(source);
    const length = TypedArrayPrototypeGetLength(bytes);
    const written = length <= capacity ? length : wholeCharacters(bytes, capacity);
    const kept = bytesIn(TypedArrayPrototypeGetBuffer(bytes), 0, written);
    TypedArrayPrototypeSet(destination, kept);
    return { read: written === length ? source.length : textOf(kept).length, written };
  }

  class TextEncoder {
    #encoding = "utf-8";

    get encoding() {
      return this.#encoding;
    }

    encode(input = "") {
      this.#encoding; // throws for what is no TextEncoder
      return bytesOf(string(input));
    }

    encodeInto(source, destination) {
      this.#encoding;
      const text = string(source);
      if (TypedArrayPrototypeGetSymbolToStringTag(destination) === "Uint8Array") return encodeInto(text, destination);
      throw new TypeError("The destination must be a Uint8Array");
    }
  }

  // Code points (or halves of pairs) on their way to a string.
  function startOutput(encoding, fatal) {
    const points = [];
    ReflectSetPrototypeOf(points, null); // no setter on Array.prototype sees it grow
    return { __proto__: null, encoding, fatal, points, text: "" };
  }

  function flush(output) {
    output.text += ReflectApply(StringFromCodePoint, undefined, output.points);
    output.points.length = 0;
    return output.text;
  }

  function put(output, point) {
    const { points } = output;
    points[points.length] = point;
    if (points.length === CHUNK) flush(output);
  }

  function putError(output) {
    if (output.fatal) throw new TypeError("The encoded data was not valid for encoding " + output.encoding);
    put(output, 0xfffd);
  }

  // Decoders take a byte at a time; `state` is what a stream remembers between chunks.
  function utf8(state, output, byte) {
    if (state.needed === 0) return utf8Lead(state, output, byte);
    if (byte < state.lower || byte > state.upper) {
      state.needed = 0;
      putError(output);
      return utf8Lead(state, output, byte);
    }
    state.lower = 0x80;
    state.upper = 0xbf;
    state.point = (state.point << 6) | (byte & 0x3f);
    if (--state.needed === 0) put(output, state.point);
  }

  function utf8Lead(state, output, byte) {
    if (byte < 0x80) return put(output, byte);
    if (byte < 0xc2 || byte > 0xf4) return putError(output);
    state.needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    state.lower = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    state.upper = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    state.point = byte & (0x3f >> state.needed);
  }

  // `needed` is 1 when half a unit waits in `point`; `lead` is a high surrogate that waits for its partner.
  function utf16(bigEndian) {
    return function (state, output, byte) {
      const { needed, point } = state;
      state.needed = 1 - needed;
      state.point = byte;
      if (needed === 1) utf16Unit(state, output, bigEndian ? (point << 8) | byte : (byte << 8) | point);
    };
  }

  function utf16Unit(state, output, unit) {
    const { lead } = state;
    const isTrail = unit >= 0xdc00 && unit <= 0xdfff;
    state.lead = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
    if (lead !== 0 && isTrail) put(output, lead);
    else if (lead !== 0 || isTrail) putError(output);
    if (state.lead === 0 && (lead !== 0 || !isTrail)) put(output, unit);
  }

  const windows1252High = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"; // 0x80 to 0x9f

  function windows1252(bytes) {
    const text = latin1(bytes);
    let result = "";
    let done = 0;
    for (let i = 0; i < text.length; i++) {
      if (bytes[i] < 0x80 || bytes[i] > 0x9f) continue;
      result += StringPrototypeSlice(text, done, i) + windows1252High[bytes[i] - 0x80];
      done = i + 1;
    }
    return result + StringPrototypeSlice(text, done);
  }

  const decoders = { __proto__: null, "utf-8": utf8, "utf-16le": utf16(false), "utf-16be": utf16(true) };

  function decodeBytes(decoder, state, output, bytes, isLast) {
    for (let i = 0, length = TypedArrayPrototypeGetLength(bytes); i < length; i++) decoder(state, output, bytes[i]);
    if (isLast && (state.needed !== 0 || state.lead !== 0)) putError(output);
    return flush(output);
  }

  function decodeChunk(encoding, fatal, state, bytes, isLast) {
    if (encoding === "windows-1252") return windows1252(bytes);
    const text = encoding === "utf-8" && state.needed === 0 ? textOf(bytes) : null;
    return text ?? decodeBytes(decoders[encoding], state, startOutput(encoding, fatal), bytes, isLast);
  }

  const labels = { __proto__: null };
  addLabels("utf-8", ["unicode-1-1-utf-8", "utf-8", "utf8"]);
  addLabels("utf-16be", ["unicodefffe", "utf-16be"]);
  addLabels("utf-16le", ["ucs-2", "unicode", "unicodefeff", "utf-16", "utf-16le"]);
  addLabels("windows-1252", [
    "ascii", "cp1252", "iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1", "l1", "latin1", "us-ascii", "windows-1252",
  ]);

  function addLabels(encoding, names) {
    for (let i = 0; i < names.length; i++) labels[names[i]] = encoding;
  }

  function encodingOf(label) {
    const encoding = labels[StringPrototypeToLowerCase(StringPrototypeTrim(label))];
    if (encoding === undefined) throw new RangeError('The "' + label + '" encoding is not supported');
    return encoding;
  }

  // A view on a detached buffer has no bytes.
  function bytesIn(buffer, offset, length) {
    return length === 0 ? new Uint8Array(0) : new Uint8Array(buffer, offset, length);
  }

  function bytesGiven(input) {
    if (input === undefined) return new Uint8Array(0);
    if (!ArrayBufferIsView(input)) return bytesIn(input, 0, ArrayBufferPrototypeGetByteLength(input));
    const isData = TypedArrayPrototypeGetSymbolToStringTag(input) === undefined;
    const length = isData ? DataViewPrototypeGetByteLength(input) : TypedArrayPrototypeGetByteLength(input);
    const offset = isData ? DataViewPrototypeGetByteOffset(input) : TypedArrayPrototypeGetByteOffset(input);
    return bytesIn(isData ? DataViewPrototypeGetBuffer(input) : TypedArrayPrototypeGetBuffer(input), offset, length);
  }

  class TextDecoder {
    #encoding;
    #fatal;
    #ignoreBOM;
    #state = null; // of the stream that goes on with the next chunk

    constructor(label = "utf-8", options = undefined) {
      this.#encoding = encodingOf(string(label));
      this.#fatal = !!options?.fatal;
      this.#ignoreBOM = !!options?.ignoreBOM;
    }

    get encoding() {
      return this.#encoding;
    }

    get fatal() {
      return this.#fatal;
    }

    get ignoreBOM() {
      return this.#ignoreBOM;
    }

    decode(input = undefined, options = undefined) {
      const state = this.#state ?? { __proto__: null, needed: 0, point: 0, lead: 0, isOpen: false };
      const bytes = bytesGiven(input);
      const isLast = !options?.stream;
      this.#state = isLast ? null : state;
      const text = decodeChunk(this.#encoding, this.#fatal, state, bytes, isLast);
      if (state.isOpen || text === "") return text;
      state.isOpen = true;
      return text[0] === "\ufeff" && !this.#ignoreBOM ? StringPrototypeSlice(text, 1) : text;
    }
  }

  // Members of a class are hidden, those of web interfaces are not.
  function publish(Interface, name, members) {
    const home = Interface.prototype;
    const shown = { __proto__: null, enumerable: true };
    for (let i = 0; i < members.length; i++) ObjectDefineProperty(home, members[i], shown);
    ObjectDefineProperty(home, SymbolToStringTag, { __proto__: null, value: name, configurable: true });
  }

  publish(TextEncoder, "TextEncoder", ["encoding", "encode", "encodeInto"]);
  publish(TextDecoder, "TextDecoder", ["encoding", "fatal", "ignoreBOM", "decode"]);
  return { __proto__: null, TextEncoder, TextDecoder };
})
