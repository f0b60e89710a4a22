// Bytes as base64 text and back. What is of another type is empty, as these functions have no way to fail (inferred).
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBuffer, ArrayBufferPrototypeGetByteLength, TypedArrayPrototypeGetBuffer, Uint8Array, Uint8ArrayPrototypeToBase64,
  } = intrinsics;
  const base64 = kernel.lazy("buffer_text").encodingOf("base64");

  const isBuffer = (value) => {
    try {
      return ArrayBufferPrototypeGetByteLength(value) >= 0;
    } catch {
      return false;
    }
  };

  const arrayBufferToBase64 = (buffer) => (isBuffer(buffer) ? Uint8ArrayPrototypeToBase64(new Uint8Array(buffer)) : "");

  const base64ToArrayBuffer = (text) =>
    typeof text === "string" ? TypedArrayPrototypeGetBuffer(base64.bytesOf(text)) : new ArrayBuffer(0);

  return { __proto__: null, arrayBufferToBase64, base64ToArrayBuffer };
})
