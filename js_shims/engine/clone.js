// structuredClone, as HTML defines it. A loop fills one container after the other from a stack of frames, so
// depth costs no native stack; getters of the program run in the order in which recursion would run them.
(function (intrinsics, kernel) {
  "use strict";
  const {
    Array, ArrayBuffer, ArrayBufferIsView, ArrayBufferPrototypeGetByteLength, ArrayBufferPrototypeGetDetached,
    ArrayBufferPrototypeTransfer, ArrayIsArray, BigInt, BigInt64Array, BigIntPrototypeValueOf, BigUint64Array, Boolean,
    BooleanPrototypeValueOf, DataView, DataViewPrototypeGetBuffer, DataViewPrototypeGetByteLength,
    DataViewPrototypeGetByteOffset, Date, DatePrototypeGetTime, DOMException, Error, ErrorIsError,
    ErrorPrototypeGetStack, EvalError, FinalizationRegistry, Float16Array, Float32Array, Float64Array,
    FunctionPrototypeToString, Int16Array, Int32Array, Int8Array, Iterator, Map, MapPrototypeForEach, MapPrototypeGet,
    MapPrototypeSet, Number, NumberPrototypeValueOf, Object, ObjectHasOwn, ObjectKeys, Promise, RangeError,
    ReferenceError, ReflectDefineProperty, ReflectGetOwnPropertyDescriptor, ReflectGetPrototypeOf,
    ReflectSetPrototypeOf, RegExp, RegExpPrototypeCompile, RegExpPrototypeGetSource, Set, SetPrototypeAdd,
    SetPrototypeForEach, SharedArrayBuffer, String, StringPrototypeValueOf, Symbol, SymbolPrototypeToString,
    SyntaxError, TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetLength,
    TypedArrayPrototypeGetSymbolToStringTag, TypedArrayPrototypeSet, TypeError, Uint16Array, Uint32Array, Uint8Array,
    Uint8ClampedArray, URIError, WeakMap, WeakRef, WeakSet,
  } = intrinsics;
  const errorTypes = {
    __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError,
  };
  const arrayTypes = {
    __proto__: null, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    BigInt64Array, BigUint64Array, Float16Array, Float32Array, Float64Array,
  };
  const refused = { // SharedArrayBuffer too: a script cannot make a second one over the same memory
    __proto__: null, FinalizationRegistry, Iterator, Promise, SharedArrayBuffer, Symbol, WeakMap, WeakRef, WeakSet,
  };
  const kinds = new Map(); // how to copy what inherits from a built-in prototype

  function refuse(what) {
    throw new DOMException(what + " could not be cloned.", "DataCloneError");
  }

  function refuseDetached(buffer) {
    if (ArrayBufferPrototypeGetDetached(buffer)) refuse("An ArrayBuffer is detached and");
  }

  function define(target, key, value, enumerable) {
    ReflectDefineProperty(target, key, { __proto__: null, value, enumerable, writable: true, configurable: true });
  }

  // `place` will be called with each of the items.
  function fillLater(walk, source, target, items, place) {
    walk.top = { __proto__: null, source, target, items, place, at: 0, below: walk.top };
    return target;
  }

  function fill(walk) {
    while (walk.top !== null) {
      const frame = walk.top;
      if (frame.at === frame.items.length) walk.top = frame.below;
      else frame.place(walk, frame, frame.items[frame.at++]);
    }
  }

  function placeProperty(walk, frame, key) {
    if (!ObjectHasOwn(frame.source, key)) return; // a getter that ran before this one deleted it
    define(frame.target, key, copyOf(walk, frame.source[key]), true);
  }

  function placeEntry(walk, frame, { key, value }) {
    MapPrototypeSet(frame.target, copyOf(walk, key), copyOf(walk, value));
  }

  function placeMember(walk, frame, { value }) {
    SetPrototypeAdd(frame.target, copyOf(walk, value));
  }

  function placeCause(walk, frame, cause) {
    define(frame.target, "cause", copyOf(walk, cause), false);
  }

  function copyOf(walk, value) {
    if (typeof value === "symbol") refuse(SymbolPrototypeToString(value));
    if (value === null || (typeof value !== "object" && typeof value !== "function")) return value;
    const known = MapPrototypeGet(walk.memory, value);
    if (known !== undefined) return known;
    const copy = begin(walk, value);
    MapPrototypeSet(walk.memory, value, copy);
    return copy;
  }

  function begin(walk, value) {
    if (typeof value === "function") refuse(FunctionPrototypeToString(value));
    if (ArrayIsArray(value)) return fillLater(walk, value, new Array(value.length), ObjectKeys(value), placeProperty);
    if (ArrayBufferIsView(value)) return copyView(walk, value);
    if (ErrorIsError(value)) return copyError(walk, value);
    return copyKind(walk, value) ?? fillLater(walk, value, {}, ObjectKeys(value), placeProperty);
  }

  // Asking each built-in whether a plain object is its own would throw and catch a dozen errors: the
  // prototypes tell which one to ask.
  function copyKind(walk, value) {
    for (let home = ReflectGetPrototypeOf(value); home !== null; home = ReflectGetPrototypeOf(home)) {
      const copy = MapPrototypeGet(kinds, home);
      if (copy !== undefined) return copy(value, walk);
    }
    return undefined;
  }

  // `read` throws for what only inherits from the prototype: that is copied as a plain object.
  function addKind(home, read, copy) {
    MapPrototypeSet(kinds, home.prototype, function (value, walk) {
      let content;
      try {
        content = read(value);
      } catch {
        return undefined;
      }
      return copy(content, value, walk);
    });
  }

  // Read before anything is copied: a getter may change the collection.
  function entriesOf(forEach) {
    return function (collection) {
      const items = [];
      ReflectSetPrototypeOf(items, null); // no setter on Array.prototype sees it grow
      forEach(collection, (value, key) => {
        items[items.length] = { __proto__: null, key, value };
      });
      return items;
    };
  }

  function ownData(object, key) {
    const property = ReflectGetOwnPropertyDescriptor(object, key);
    return property !== undefined && ObjectHasOwn(property, "value") ? property : undefined;
  }

  function copyError(walk, error) {
    const { name } = error;
    const Type = (typeof name === "string" ? errorTypes[name] : undefined) ?? Error;
    const message = ownData(error, "message");
    const cause = ownData(error, "cause");
    const copy = new Type();
    if (message !== undefined) define(copy, "message", String(message.value), false);
    define(copy, "stack", stackOf(error), false);
    return cause === undefined ? copy : fillLater(walk, error, copy, [cause.value], placeCause);
  }

  function stackOf(error) {
    const own = ownData(error, "stack");
    return own === undefined ? ErrorPrototypeGetStack(error) : String(own.value);
  }

  function copyBytes(from, to) {
    TypedArrayPrototypeSet(new Uint8Array(to), new Uint8Array(from));
  }

  // A buffer to transfer gets its bytes last, as a getter may still write to the original.
  function copyBuffer(length, buffer, walk) {
    refuseDetached(buffer);
    const copy = new ArrayBuffer(length);
    if (MapPrototypeGet(walk.transfers, buffer) === undefined) copyBytes(buffer, copy);
    return copy;
  }

  function copyView(walk, view) {
    const type = TypedArrayPrototypeGetSymbolToStringTag(view);
    const isData = type === undefined;
    const buffer = copyOf(walk, isData ? DataViewPrototypeGetBuffer(view) : TypedArrayPrototypeGetBuffer(view));
    return isData ? new DataView(buffer, DataViewPrototypeGetByteOffset(view), DataViewPrototypeGetByteLength(view))
      : new arrayTypes[type](buffer, TypedArrayPrototypeGetByteOffset(view), TypedArrayPrototypeGetLength(view));
  }

  addKind(Boolean, BooleanPrototypeValueOf, Object);
  addKind(Number, NumberPrototypeValueOf, Object);
  addKind(String, StringPrototypeValueOf, Object);
  addKind(BigInt, BigIntPrototypeValueOf, Object);
  addKind(Date, DatePrototypeGetTime, (time) => new Date(time));
  addKind(RegExp, RegExpPrototypeGetSource, (source, regExp) => RegExpPrototypeCompile(new RegExp(""), regExp));
  addKind(Map, entriesOf(MapPrototypeForEach), (all, map, walk) => fillLater(walk, map, new Map(), all, placeEntry));
  addKind(Set, entriesOf(SetPrototypeForEach), (all, set, walk) => fillLater(walk, set, new Set(), all, placeMember));
  addKind(ArrayBuffer, ArrayBufferPrototypeGetByteLength, copyBuffer);
  for (let i = 0, names = ObjectKeys(refused); i < names.length; i++) {
    MapPrototypeSet(kinds, refused[names[i]].prototype, () => refuse("#<" + names[i] + ">"));
  }

  function transferList(options) {
    const transfer = options?.transfer ?? [];
    if (!ArrayIsArray(transfer)) throw new TypeError("The option 'transfer' must be an array");
    return transfer;
  }

  function noteTransfer(walk, buffer) {
    refuseDetached(buffer); // a TypeError for anything else
    if (MapPrototypeGet(walk.transfers, buffer)) refuse("An ArrayBuffer is to be transferred twice and");
    MapPrototypeSet(walk.transfers, buffer, true);
  }

  // Views on the copies had to be made, so the copies exist already: they get the bytes now, and a transfer to
  // nobody detaches the originals. Nothing is detached unless all else went well.
  function finishTransfers(walk) {
    MapPrototypeForEach(walk.transfers, (_, buffer) => {
      const copy = MapPrototypeGet(walk.memory, buffer);
      refuseDetached(buffer);
      if (copy !== undefined) copyBytes(buffer, copy);
      ArrayBufferPrototypeTransfer(buffer);
    });
  }

  // A method, so that it is no constructor.
  const { structuredClone } = {
    structuredClone(value, options = undefined) {
      if (arguments.length === 0) throw new TypeError("structuredClone requires an argument");
      const walk = { __proto__: null, memory: new Map(), transfers: new Map(), top: null };
      const buffers = transferList(options);
      for (let i = 0; i < buffers.length; i++) noteTransfer(walk, buffers[i]);
      const copy = copyOf(walk, value);
      fill(walk);
      finishTransfers(walk);
      return copy;
    },
  };

  return { __proto__: null, structuredClone };
})
