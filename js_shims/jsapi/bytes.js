// What a program passes as bytes, to send it on: an ArrayBuffer, or a view of one.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBufferIsView, ArrayBufferPrototypeGetByteLength, DataViewPrototypeGetBuffer, DataViewPrototypeGetByteLength,
    DataViewPrototypeGetByteOffset, TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetByteLength,
    TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetSymbolToStringTag, Uint8Array, Uint8ArrayFromBase64,
    Uint8ArrayPrototypeToBase64,
  } = intrinsics;

  const viewed = (view) => {
    const isData = TypedArrayPrototypeGetSymbolToStringTag(view) === undefined;
    return isData
      ? new Uint8Array(DataViewPrototypeGetBuffer(view), DataViewPrototypeGetByteOffset(view), DataViewPrototypeGetByteLength(view))
      : new Uint8Array(TypedArrayPrototypeGetBuffer(view), TypedArrayPrototypeGetByteOffset(view), TypedArrayPrototypeGetByteLength(view));
  };

  // Null for what is neither.
  const bytesOf = (value) => {
    if (typeof value !== "object" || value === null) return null;
    if (ArrayBufferIsView(value)) return viewed(value);
    try {
      ArrayBufferPrototypeGetByteLength(value); // throws for anything else
    } catch {
      return null;
    }
    return new Uint8Array(value);
  };

  // Options whose `data` are bytes say so, and have them as base64. What cannot be read is left to the call, which tells.
  const packed = (options) => {
    try {
      const bytes = bytesOf(options?.data);
      return bytes === null ? options : { ...options, data: Uint8ArrayPrototypeToBase64(bytes), isBuffer: true };
    } catch {
      return options;
    }
  };

  const bufferOf = (text) => TypedArrayPrototypeGetBuffer(Uint8ArrayFromBase64(text));

  return { packed, bufferOf };
})
