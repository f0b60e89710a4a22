// The numbers that Buffer reads and writes: readUInt16LE, writeDoubleBE and their like.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBuffer, BigInt64Array, BigUint64Array, Float32Array, Float64Array, ObjectDefineProperty, RangeError,
    StringPrototypeReplace, TypedArrayPrototypeGetLength, TypeError, Uint8Array,
  } = intrinsics;
  const memory = new ArrayBuffer(8);
  const scratch = new Uint8Array(memory);

  function fault(Type, code, message) {
    const error = new Type(message);
    const property = { __proto__: null, value: code, writable: true, enumerable: true, configurable: true };
    ObjectDefineProperty(error, "code", property);
    return error;
  }

  function checkPlace(bytes, offset, size) {
    if (typeof offset !== "number") throw fault(TypeError, "ERR_INVALID_ARG_TYPE", "an offset is a number");
    const last = TypedArrayPrototypeGetLength(bytes) - size;
    if (last < 0) throw fault(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "the buffer is too small for this number");
    if (offset % 1 !== 0 || offset < 0 || offset > last) {
      throw fault(RangeError, "ERR_OUT_OF_RANGE", "the offset is " + offset + ", not a whole number from 0 to " + last);
    }
  }

  function checkSize(size) {
    if (typeof size !== "number") throw fault(TypeError, "ERR_INVALID_ARG_TYPE", "a number of bytes is a number");
    if (!(size >= 1 && size <= 6) || size % 1 !== 0) {
      throw fault(RangeError, "ERR_OUT_OF_RANGE", "the number of bytes is " + size + ", not 1 to 6");
    }
  }

  function readInteger(bytes, offset, size, little, signed) {
    checkPlace(bytes, offset, size);
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + bytes[little ? offset + size - 1 - i : offset + i];
    const range = 256 ** size;
    return signed && value >= range / 2 ? value - range : value;
  }

  function writeInteger(bytes, given, offset, size, little, signed) {
    const range = 256 ** size;
    const least = signed ? -range / 2 : 0;
    let value = +given;
    if (value < least || value >= least + range) {
      const most = least + range - 1;
      throw fault(RangeError, "ERR_OUT_OF_RANGE", "the value is " + value + ", not from " + least + " to " + most);
    }
    checkPlace(bytes, offset, size);
    value = value - (value % 1) || 0; // nothing is left of NaN
    if (value < 0) value += range;
    for (let i = 0; i < size; i++) {
      const byte = value % 256;
      bytes[little ? offset + i : offset + size - 1 - i] = byte;
      value = (value - byte) / 256;
    }
    return offset + size;
  }

  // Floats and 64-bit integers go through 8 bytes of memory that a view of their own type shares (little-endian).
  function readShared(view, bytes, offset, size, little) {
    checkPlace(bytes, offset, size);
    for (let i = 0; i < size; i++) scratch[little ? i : size - 1 - i] = bytes[offset + i];
    return view[0];
  }

  function writeShared(view, bytes, value, offset, size, little) {
    checkPlace(bytes, offset, size);
    view[0] = value;
    for (let i = 0; i < size; i++) bytes[offset + i] = scratch[little ? i : size - 1 - i];
    return offset + size;
  }

  function checkBig(value, signed) {
    if (typeof value !== "bigint") throw fault(TypeError, "ERR_INVALID_ARG_TYPE", "a 64-bit integer is a BigInt");
    const least = signed ? -(2n ** 63n) : 0n;
    if (value < least || value >= least + 2n ** 64n) {
      throw fault(RangeError, "ERR_OUT_OF_RANGE", "the value does not fit into 64 bits");
    }
  }

  function addTo(prototype) {
    function add(name, method) {
      const property = { __proto__: null, value: method, writable: true, enumerable: false, configurable: true };
      ObjectDefineProperty(method, "name", { __proto__: null, value: name, configurable: true });
      ObjectDefineProperty(prototype, name, property);
      if (StringPrototypeReplace(name, "UInt", "") === name) return;
      ObjectDefineProperty(prototype, StringPrototypeReplace(name, "UInt", "Uint"), property);
    }

    function addInteger(name, size, little, signed) {
      add("read" + name, function (offset = 0) {
        return readInteger(this, offset, size, little, signed);
      });
      add("write" + name, function (value, offset = 0) {
        return writeInteger(this, value, offset, size, little, signed);
      });
    }

    function addSized(name, little, signed) {
      add("read" + name, function (offset, byteLength) {
        checkSize(byteLength);
        return readInteger(this, offset, byteLength, little, signed);
      });
      add("write" + name, function (value, offset, byteLength) {
        checkSize(byteLength);
        return writeInteger(this, value, offset, byteLength, little, signed);
      });
    }

    function addShared(name, size, view, little, check) {
      add("read" + name, function (offset = 0) {
        return readShared(view, this, offset, size, little);
      });
      add("write" + name, function (value, offset = 0) {
        return writeShared(view, this, check(value), offset, size, little);
      });
    }

    function big(signed) {
      return function (value) {
        checkBig(value, signed);
        return value;
      };
    }

    function addOrder(order, little) {
      for (let size = 2; size <= 4; size += 2) {
        addInteger("UInt" + 8 * size + order, size, little, false);
        addInteger("Int" + 8 * size + order, size, little, true);
      }
      addSized("UInt" + order, little, false);
      addSized("Int" + order, little, true);
      addShared("Float" + order, 4, new Float32Array(memory, 0, 1), little, (value) => +value);
      addShared("Double" + order, 8, new Float64Array(memory), little, (value) => +value);
      addShared("BigInt64" + order, 8, new BigInt64Array(memory), little, big(true));
      addShared("BigUInt64" + order, 8, new BigUint64Array(memory), little, big(false));
    }

    addInteger("UInt8", 1, true, false);
    addInteger("Int8", 1, true, true);
    addOrder("LE", true);
    addOrder("BE", false);
  }

  return { __proto__: null, addTo, fault };
})
