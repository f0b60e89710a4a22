// The encodings of Buffer: text to bytes and back. Whole texts go through the engine's own base64, hex and URI
// functions; loops are for what those do not know.
(function (intrinsics, kernel) {
  "use strict";
  const {
    atob, btoa, decodeURIComponent, encodeURIComponent, escape, ReflectApply, StringFromCharCode,
    StringPrototypeCharCodeAt, StringPrototypeIndexOf, StringPrototypeSlice, StringPrototypeToLowerCase,
    StringPrototypeToWellFormed, TypedArrayPrototypeGetLength, TypedArrayPrototypeSubarray, Uint16Array, Uint8Array,
    Uint8ArrayFromBase64, Uint8ArrayFromHex, Uint8ArrayPrototypeToBase64, Uint8ArrayPrototypeToHex, unescape,
  } = intrinsics;
  const CHUNK = 4096; // units turned into text at once
  const { TextDecoder } = kernel.lazy("encoding");
  const { decode } = TextDecoder.prototype;
  const decoder = new TextDecoder("utf-8", { __proto__: null, ignoreBOM: true });
  const URL_SAFE = { __proto__: null, alphabet: "base64url", omitPadding: true };

  function utf8Bytes(text) {
    return Uint8ArrayFromBase64(btoa(unescape(encodeURIComponent(StringPrototypeToWellFormed(text)))));
  }

  function utf8Text(bytes) {
    try {
      return decodeURIComponent(escape(latin1Text(bytes)));
    } catch {
      return ReflectApply(decode, decoder, [bytes]); // what is ill-formed becomes U+FFFD
    }
  }

  function latin1Text(bytes) {
    return atob(Uint8ArrayPrototypeToBase64(bytes));
  }

  // The low byte of each unit.
  function latin1Bytes(text) {
    try {
      return Uint8ArrayFromBase64(btoa(text));
    } catch {
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) bytes[i] = StringPrototypeCharCodeAt(text, i);
      return bytes;
    }
  }

  function asciiText(bytes) {
    const length = TypedArrayPrototypeGetLength(bytes);
    const seven = new Uint8Array(length);
    for (let i = 0; i < length; i++) seven[i] = bytes[i] & 0x7f;
    return latin1Text(seven);
  }

  function utf16Bytes(text) {
    const bytes = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++) {
      const unit = StringPrototypeCharCodeAt(text, i);
      bytes[2 * i] = unit;
      bytes[2 * i + 1] = unit >> 8;
    }
    return bytes;
  }

  function utf16Text(bytes) {
    const count = TypedArrayPrototypeGetLength(bytes) >> 1;
    let text = "";
    for (let from = 0; from < count; from += CHUNK) {
      const units = new Uint16Array(count - from < CHUNK ? count - from : CHUNK);
      const length = TypedArrayPrototypeGetLength(units);
      for (let i = 0; i < length; i++) units[i] = bytes[2 * (from + i)] | (bytes[2 * (from + i) + 1] << 8);
      text += ReflectApply(StringFromCharCode, undefined, units);
    }
    return text;
  }

  function isHexDigit(unit) {
    return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
  }

  // As in Node, up to the first pair that is none.
  function hexBytes(text) {
    try {
      return Uint8ArrayFromHex(text);
    } catch {
      let end = 0;
      while (end < text.length && isHexDigit(StringPrototypeCharCodeAt(text, end))) end++;
      return Uint8ArrayFromHex(StringPrototypeSlice(text, 0, end - (end % 2)));
    }
  }

  // The digits that count: as in Node both alphabets do, what is of neither is skipped, "=" ends.
  function base64Digits(text) {
    const ordinary = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = "";
    for (let i = 0; i < text.length && text[i] !== "="; i++) {
      if (text[i] === "-") digits += "+";
      else if (text[i] === "_") digits += "/";
      else if (StringPrototypeIndexOf(ordinary, text[i]) >= 0) digits += text[i];
    }
    return digits.length % 4 === 1 ? StringPrototypeSlice(digits, 0, -1) : digits;
  }

  function base64Bytes(text) {
    try {
      return Uint8ArrayFromBase64(text);
    } catch {
      return Uint8ArrayFromBase64(base64Digits(text));
    }
  }

  function base64UrlText(bytes) {
    return Uint8ArrayPrototypeToBase64(bytes, URL_SAFE);
  }

  function encoding(name, bytesOf, textOf, unit) {
    return { __proto__: null, name, bytesOf, textOf, unit };
  }

  const utf8 = encoding("utf8", utf8Bytes, utf8Text, 0);
  const latin1 = encoding("latin1", latin1Bytes, latin1Text, 1);
  const utf16 = encoding("utf16le", utf16Bytes, utf16Text, 2);
  const encodings = {
    __proto__: null, utf8, "utf-8": utf8, latin1, binary: latin1, ascii: encoding("ascii", latin1Bytes, asciiText, 1),
    utf16le: utf16, "utf-16le": utf16, ucs2: utf16, "ucs-2": utf16,
    hex: encoding("hex", hexBytes, Uint8ArrayPrototypeToHex, 1),
    base64: encoding("base64", base64Bytes, Uint8ArrayPrototypeToBase64, 1),
    base64url: encoding("base64url", base64Bytes, base64UrlText, 1),
  };

  // Undefined for a name that is none.
  function encodingOf(name) {
    return typeof name === "string" ? encodings[name] ?? encodings[StringPrototypeToLowerCase(name)] : undefined;
  }

  // As many bytes as fit into `room`, ending with a whole character.
  function fitting({ unit }, bytes, room) {
    if (TypedArrayPrototypeGetLength(bytes) <= room) return bytes;
    let end = unit === 2 ? room - (room % 2) : room;
    if (unit === 0) while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
    return TypedArrayPrototypeSubarray(bytes, 0, end);
  }

  // What Node answers: of hex and base64 what the length of the text promises.
  function byteLength({ name, bytesOf }, text) {
    const { length } = text;
    if (name === "utf8") return TypedArrayPrototypeGetLength(bytesOf(text));
    if (name === "hex") return length >>> 1;
    if (name === "utf16le") return length * 2;
    if (name === "latin1" || name === "ascii") return length;
    const padding = text[length - 1] !== "=" ? 0 : text[length - 2] !== "=" ? 1 : 2;
    return ((length - padding) * 3) >>> 2;
  }

  return { __proto__: null, encodingOf, fitting, byteLength, utf8 };
})
