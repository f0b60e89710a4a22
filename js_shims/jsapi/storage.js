// Storage for the functions that answer at once: a copy of the host's. What they change goes out as a `state` frame, and
// what the host changed comes in by `take`. Values are kept as JSON, so every answer is a fresh object.
//
// Both sides may have changed a key before hearing of each other. The host's order counts: `seen` tells how many of our
// changes it knew when it made its own, and a later one of ours to that key stands.
(function (intrinsics, kernel) {
  "use strict";
  const {
    JSONParse, JSONStringify, Map, MapPrototypeClear, MapPrototypeDelete, MapPrototypeForEach, MapPrototypeGet,
    MapPrototypeSet, MathCeil, ReflectDefineProperty,
  } = intrinsics;
  const { post, quote } = kernel;
  const LONGEST = 200 * 1024;
  const LIMIT = 10 * 1024 * 1024;
  const texts = new Map();
  const wrote = new Map(); // the number of our last change to a key
  let cleared = 0; // the number of our last clearing
  let changes = 0;
  let size = 0;

  const cost = (key, text) => (text === undefined ? 0 : key.length + text.length);

  const put = (key, text) => {
    size += cost(key, text) - cost(key, MapPrototypeGet(texts, key));
    MapPrototypeSet(texts, key, text);
  };

  const drop = (key) => {
    size -= cost(key, MapPrototypeGet(texts, key));
    MapPrototypeDelete(texts, key);
  };

  const dropAll = () => {
    MapPrototypeClear(texts);
    size = 0;
  };

  const tell = (change) => post('{"type":"state","name":"storage","value":{' + change + "}}");

  const noteOurs = (key) => MapPrototypeSet(wrote, key, ++changes);

  // ---- What the host changed

  const standsFrom = (key, seen) => (MapPrototypeGet(wrote, key) ?? 0) > seen || cleared > seen;

  const clearSeen = (seen) => {
    const keys = [];
    let count = 0;
    MapPrototypeForEach(texts, (_, key) => {
      if (!standsFrom(key, seen)) ReflectDefineProperty(keys, count++, { __proto__: null, value: key });
    });
    for (let i = 0; i < count; i++) drop(keys[i]);
  };

  const take = (change) => {
    const { seen } = change;
    if (change.all !== undefined) for (let i = 0; i < change.all.length; i++) put(change.all[i][0], change.all[i][1]);
    else if (change.set !== undefined && !standsFrom(change.set[0], seen)) put(change.set[0], change.set[1]);
    else if (change.remove !== undefined && !standsFrom(change.remove, seen)) drop(change.remove);
    else if (change.clear === true) clearSeen(seen);
  };

  // ---- What the program asks

  const refusal = (name, problem) => ({ error: 2, errorMessage: name + ": invalid parameter: " + problem });

  // Observed: programs pass the bare key too. Reading an option may run the program, and throw.
  const keyOf = (given) => {
    if (typeof given === "string") return given;
    const key = typeof given === "object" && given !== null ? given.key : undefined;
    return typeof key === "string" ? key : undefined;
  };

  const withKey = (name, given, act) => {
    try {
      const key = keyOf(given);
      return key === undefined ? refusal(name, "key: a text is wanted") : act(key);
    } catch (error) {
      return refusal(name, "it cannot be read: " + kernel.describe(error));
    }
  };

  const getStorageSync = (given) =>
    withKey("getStorageSync", given, (key) => {
      const text = MapPrototypeGet(texts, key);
      return { data: text === undefined ? null : JSONParse(text) };
    });

  const set = (key, text) => {
    if (text.length > LONGEST) return "the value of '" + key + "' is longer than " + LONGEST + " characters";
    if (size - cost(key, MapPrototypeGet(texts, key)) + cost(key, text) > LIMIT) {
      return "no room for '" + key + "': all values together are limited to " + LIMIT / 1024 + " KB";
    }
    put(key, text);
    noteOurs(key);
    tell('"set":[' + quote(key) + "," + quote(text) + "]");
    return "";
  };

  const setStorageSync = (given) => {
    const name = "setStorageSync";
    const answer = withKey(name, given, (key) => {
      const text = JSONStringify(given.data); // nothing, or a function, has none
      const problem = set(key, typeof text === "string" ? text : "null");
      return problem === "" ? { success: true } : refusal(name, problem);
    });
    return answer.success === true ? answer : { success: false, error: answer.error, errorMessage: answer.errorMessage };
  };

  const removeStorageSync = (given) =>
    withKey("removeStorageSync", given, (key) => {
      drop(key);
      noteOurs(key);
      tell('"remove":' + quote(key));
      return { success: true };
    });

  const clearStorageSync = () => {
    dropAll();
    cleared = ++changes;
    tell('"clear":true');
    return { success: true };
  };

  const getStorageInfoSync = () => {
    const keys = [];
    let count = 0;
    MapPrototypeForEach(texts, (_, key) => {
      ReflectDefineProperty(keys, count++, { __proto__: null, value: key, writable: true, enumerable: true, configurable: true });
    });
    return { keys, currentSize: MathCeil(size / 1024), limitSize: LIMIT / 1024 };
  };

  return { take, getStorageSync, setStorageSync, removeStorageSync, clearStorageSync, getStorageInfoSync };
})
