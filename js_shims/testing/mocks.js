// Spies and replaced properties, and what is done to all mocks at once.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, ReflectApply, ReflectDefineProperty, ReflectGetOwnPropertyDescriptor, ReflectGetPrototypeOf, ReflectIsExtensible, ReflectSet, TypeError } = intrinsics;
  const { fn, make, isClass, isMockFunction, clearAllMocks, resetAllMocks } = kernel.lazy("mock_functions");
  const { toString } = Object.prototype;
  const { hasOwn } = Object;
  let restores = []; // what takes each spy, and each replaced property, away

  const shown = (name) => "`" + String(name) + "`";
  const kindOf = (value) => (value === null || value === undefined ? String(value) : typeof value);
  const isPlace = (value) => value !== null && (typeof value === "object" || typeof value === "function");

  function ensurePlace(object, name, verb) {
    if (!isPlace(object)) throw new Error("Cannot use " + verb + " on a primitive value; " + kindOf(object) + " given");
    if (name === undefined || name === null) throw new Error("No property name supplied");
  }

  // Its own descriptor, or the one it inherits.
  function descriptorOf(object, name) {
    for (let home = object; home !== null; home = ReflectGetPrototypeOf(home)) {
      const found = ReflectGetOwnPropertyDescriptor(home, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function assign(object, name, value) {
    if (ReflectSet(object, name, value)) return;
    if (!hasOwn(object, name) && !ReflectIsExtensible(object)) throw new TypeError("Cannot add property " + String(name) + ", object is not extensible");
    throw new TypeError("Cannot assign to read only property '" + String(name) + "' of object '" + ReflectApply(toString, object, []) + "'");
  }

  function define(object, name, descriptor) {
    if (!ReflectDefineProperty(object, name, descriptor)) throw new TypeError("Cannot redefine property: " + String(name));
  }

  // What puts a property back: what it was, or nothing if it was inherited.
  function restorer(object, name) {
    const own = ReflectGetOwnPropertyDescriptor(object, name);
    if (own === undefined) return () => delete object[name];
    if (own.get === undefined && own.set === undefined) return () => assign(object, name, own.value);
    return () => ReflectDefineProperty(object, name, own);
  }

  // ---- Spies

  function spyOn(object, name, access) {
    ensurePlace(object, name, "spyOn");
    return access ? spyOnAccessor(object, name, access) : spyOnMethod(object, name);
  }

  function spyOnMethod(object, name) {
    const original = object[name];
    if (!original) throw new Error("Property " + shown(name) + " does not exist in the provided object");
    if (isMockFunction(original)) return original;
    if (typeof original !== "function") throw new TypeError("Cannot spy on the " + shown(name) + " property because it is not a function; " + kindOf(original) + " given instead." + (typeof original === "object" ? "" : " If you are trying to mock a property, use `jest.replaceProperty(object, '" + String(name) + "', value)` instead."));
    const descriptor = descriptorOf(object, name);
    const restore = restorer(object, name);
    const mock = spyOf(original, restore);
    // A method that a getter gives, as exports of modules are, is given by another getter.
    if (descriptor?.get) define(object, name, { ...descriptor, get: () => mock });
    else assign(object, name, mock);
    restores.push(restore);
    return object[name];
  }

  function spyOf(original, restore) {
    const through = function (...args) {
      return ReflectApply(original, this, args);
    };
    return make({ restore }).mockImplementation(isClass(original) ? original : through);
  }

  function spyOnAccessor(object, name, access) {
    const descriptor = ensureConfigurable(object, name);
    const original = descriptor[access];
    if (!original) throw new Error("Property " + shown(name) + " does not have access type " + access);
    if (isMockFunction(original)) return original;
    const restore = hasOwn(object, name) ? () => define(object, name, { ...ReflectGetOwnPropertyDescriptor(object, name), [access]: original }) : () => delete object[name];
    const mock = spyOf(original, restore);
    define(object, name, { ...descriptor, [access]: mock });
    restores.push(restore);
    return mock;
  }

  function ensureConfigurable(object, name) {
    const descriptor = descriptorOf(object, name);
    if (descriptor === undefined) throw new Error("Property " + shown(name) + " does not exist in the provided object");
    if (!descriptor.configurable) throw new Error("Property " + shown(name) + " is not declared configurable");
    return descriptor;
  }

  // ---- Properties

  const replaced = new Map(); // by object: by name, what stands there now

  function replaceProperty(object, name, value) {
    ensurePlace(object, name, "replaceProperty");
    ensureValue(ensureConfigurable(object, name), name);
    const faces = replaced.get(object) ?? replaced.set(object, new Map()).get(object);
    const face = faces.get(name) ?? newFace(object, name, faces);
    return face.replaceValue(value);
  }

  function newFace(object, name, faces) {
    const putBack = restorer(object, name);
    const face = {
      replaceValue(value) {
        assign(object, name, value);
        if (faces.get(name) !== face) {
          faces.set(name, face);
          restores.push(forget);
        }
        return face;
      },
      restore() {
        putBack();
        restores = restores.filter((restore) => restore !== forget);
        faces.delete(name);
      },
    };
    const forget = () => face.restore();
    return face;
  }

  function ensureValue(descriptor, name) {
    const head = "Cannot replace the " + shown(name) + " property because it ";
    const use = (more) => ". Use `jest.spyOn(object, '" + String(name) + "'" + more + "` instead.";
    if (descriptor.get !== undefined) throw new Error(head + "has a getter" + use(", 'get').mockReturnValue(value)"));
    if (descriptor.set !== undefined) throw new Error(head + "has a setter" + use(", 'set').mockReturnValue(value)"));
    if (typeof descriptor.value === "function") throw new TypeError(head + "is a function" + use(")"));
  }

  function restoreAllMocks() {
    const taken = restores;
    restores = [];
    for (const restore of taken.reverse()) restore();
  }

  return { __proto__: null, fn, spyOn, replaceProperty, isMockFunction, mocked: (value) => value, clearAllMocks, resetAllMocks, restoreAllMocks };
})
