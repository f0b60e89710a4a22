// Modules: what a file means by a name, and each evaluated once, when it is first required. The host made functions'
// bodies of them; what their heads call `$m` is made here, see `machinery`.
(function (intrinsics, kernel) {
  "use strict";
  const {
    Error, JSONParse, ObjectHasOwn, ObjectKeys, ReflectApply, ReflectDefineProperty, String, StringPrototypeCharCodeAt,
    StringPrototypeIndexOf, StringPrototypeLastIndexOf, StringPrototypeSlice, StringPrototypeSplit, SyntaxError,
  } = intrinsics;
  const { files, paths, getDate, getRegExp } = kernel.loaded;
  const COMMONJS = "(f=>f)(function (exports, require, module) {"; // as an argument, the engine reads it only once
  const ENDINGS = ["", ".js", ".ts", ".mjs", ".cjs", ".json", ".sjs"];
  let modules = { __proto__: null };
  let stand = null; // what stands in for modules: {target(file, name), record(path)}, each null for what stays as it is

  function isAt(text, index, code) {
    return StringPrototypeCharCodeAt(text, index) === code;
  }

  const shiftNumbers = { __proto__: null }; // texts of shifts, split: a file that counts what runs has thousands

  // The column in the file as it was written. `shifts` is text: numbers in fours for every replacement, in order of
  // places: line, column as it is now, length before, length now.
  function writtenColumn(shifts, line, column) {
    const numbers = (shiftNumbers[shifts] ??= StringPrototypeSplit(shifts, " "));
    let low = 0;
    for (let high = numbers.length >> 2; low < high; ) {
      const middle = (low + high) >> 1;
      if (+numbers[middle * 4] < line) low = middle + 1;
      else high = middle;
    }
    let moved = 0;
    for (let i = low * 4; i < numbers.length && +numbers[i] === line && +numbers[i + 1] <= column; i += 4) {
      const at = +numbers[i + 1];
      const length = +numbers[i + 3];
      if (column < at + length) return at - moved;
      moved += length - numbers[i + 2];
    }
    return column - moved;
  }

  // `headLines` is text: numbers in pairs, from which column of the head on code belongs to which line.
  function importLine(headLines, column) {
    const numbers = StringPrototypeSplit(headLines, " ");
    let line = 0;
    for (let i = 0; i + 1 < numbers.length && +numbers[i] <= column; i += 2) line = +numbers[i + 1];
    return line;
  }

  function isContainer(value) {
    return (typeof value === "object" && value !== null) || typeof value === "function";
  }

  function isES(exports) {
    return isContainer(exports) && !!exports.__esModule;
  }

  function own(target, name, value) {
    ReflectDefineProperty(target, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }

  function ownGetter(target, name, get) {
    ReflectDefineProperty(target, name, { __proto__: null, get, enumerable: true, configurable: true });
  }

  // What `import * as` sees of a CommonJS file: its members, and it itself as the default. Made once.
  function namespaceOf(record) {
    const { exports } = record.module;
    if (isES(exports)) return exports;
    if (record.namespace !== null && record.namespace.default === exports) return record.namespace;
    const namespace = {};
    const names = isContainer(exports) ? ObjectKeys(exports) : [];
    for (let i = 0; i < names.length; i++) passOn(namespace, exports, names[i]);
    own(namespace, "default", exports);
    if (record.loaded) record.namespace = namespace;
    return namespace;
  }

  function passOn(target, source, name) {
    if (name !== "default" && name !== "__esModule" && !ObjectHasOwn(target, name)) ownGetter(target, name, () => source[name]);
  }

  // A name that only exists inside `export default {...}` is found there.
  function named(exports, name) {
    if (!isContainer(exports)) return exports === null || exports === undefined ? undefined : exports[name];
    if (ObjectHasOwn(exports, name) || !isES(exports)) return exports[name];
    const fallback = exports.default;
    return isContainer(fallback) ? fallback[name] : undefined;
  }

  // What imports of these names are read from: the exports themselves if they have them all, else getters.
  function namesOf(exports, names) {
    let complete = isContainer(exports);
    if (complete && isES(exports)) for (let i = 0; i < names.length; i++) complete &&= ObjectHasOwn(exports, names[i]);
    if (complete) return exports;
    const view = { __proto__: null };
    for (let i = 0; i < names.length; i++) ownGetter(view, names[i], () => named(exports, names[i]));
    return view;
  }

  // `export * from`: all but the default. What the file exports itself wins; in a cycle the rest follows later.
  function passOnAll(exports, record) {
    const source = record.module.exports;
    const names = isContainer(source) ? ObjectKeys(source) : [];
    for (let i = 0; i < names.length; i++) passOn(exports, source, names[i]);
    if (!record.loaded) record.waiting = { __proto__: null, exports, next: record.waiting };
  }

  function finish(record) {
    record.loaded = record.module.loaded = true;
    for (let { waiting } = record; waiting !== null; waiting = waiting.next) passOnAll(waiting.exports, record);
    record.waiting = null;
  }

  function notFound(message) {
    const error = new Error(message);
    own(error, "code", "MODULE_NOT_FOUND");
    return error;
  }

  function step(path, part) {
    const cut = StringPrototypeLastIndexOf(path, "/");
    if (part === "" || part === ".") return path;
    if (part === ".." && path !== "" && StringPrototypeSlice(path, cut + 1) !== "..") return cut < 0 ? "" : StringPrototypeSlice(path, 0, cut);
    return path === "" ? part : path + "/" + part;
  }

  // `./a/../b` from the folder of `importer`, as a program path.
  function joined(importer, name) {
    const whole = isAt(name, 0, 47) ? name : StringPrototypeSlice(importer, 0, StringPrototypeLastIndexOf(importer, "/") + 1) + name;
    let path = "";
    for (let from = 0; from <= whole.length; ) {
      const slash = StringPrototypeIndexOf(whole, "/", from);
      const to = slash < 0 ? whole.length : slash;
      path = step(path, StringPrototypeSlice(whole, from, to));
      from = to + 1;
    }
    return path;
  }

  function withEnding(base) {
    for (let i = 0; i < ENDINGS.length; i++) if (files[base + ENDINGS[i]] !== undefined) return base + ENDINGS[i];
    return null;
  }

  // A name made up at run time: any file that was loaded, or what some file means by that name.
  function lookedUp(importer, name) {
    const isBare = !isAt(name, 0, 46) && !isAt(name, 0, 47);
    for (let i = 0; isBare && i < paths.count; i++) {
      const { requires } = files[paths[i]];
      if (ObjectHasOwn(requires, name)) return requires[name];
    }
    const base = joined(importer, name);
    return withEnding(base) ?? withEnding(base === "" ? "index" : base + "/index") ?? (isBare ? withEnding(joined("", name)) : null);
  }

  function target(file, specifier) {
    const name = String(specifier);
    const instead = stand === null ? null : stand.target(file, name);
    if (instead !== null) return instead;
    if (ObjectHasOwn(file.requires, name)) return file.requires[name];
    if (ObjectHasOwn(file.missing, name)) throw notFound(file.missing[name]);
    const found = lookedUp(file.path, name);
    if (found === null) throw notFound(file.path + ": cannot find module '" + name + "': no file of the program has that name");
    if (file.kind === "sjs" && files[found].kind !== "sjs") throw notFound(file.path + ": an .sjs file can import only .sjs files, and '" + name + "' is " + found);
    return found;
  }

  function requireFrom(file) {
    function require(specifier) {
      return evaluated(target(file, specifier)).module.exports;
    }
    require.async = (specifier) => kept(required(require, specifier));
    return require;
  }

  // A promise of ours that nothing tells of rejects like the program's own.
  function kept(promise) {
    return kernel.rejections === null ? promise : kernel.rejections.keep(promise);
  }

  async function required(require, specifier) {
    await null;
    return require(specifier);
  }

  async function imported(from, specifier) {
    await null;
    return namespaceOf(from(specifier));
  }

  // What the head of an ES module works with. Short names: they are in every module's text.
  function machinery(file, exports) {
    const from = (specifier) => evaluated(target(file, specifier));
    const told = kernel.rejections;
    return {
      __proto__: null,
      t: { __proto__: null, url: file.path }, // import.meta
      // x: these names it exports, and all are there from the start
      x(...names) {
        ReflectDefineProperty(exports, "__esModule", { __proto__: null, value: true, writable: true, configurable: true });
        for (let i = 0; i < names.length; i++) own(exports, names[i], undefined);
      },
      // g: an export that may change
      g: (name, get) => ownGetter(exports, name, get),
      // r: for the effect alone; d: holds the default; n: holds names; s: the namespace; p: pass all on; a: import()
      r: (specifier) => void from(specifier),
      d(specifier) {
        const { exports: given } = from(specifier).module;
        return isES(given) ? given : { __proto__: null, default: given };
      },
      n: (specifier, ...names) => namesOf(from(specifier).module.exports, names),
      s: (specifier) => namespaceOf(from(specifier)),
      p: (specifier) => passOnAll(exports, from(specifier)),
      a: (specifier) => kept(imported(from, specifier)),
      // in tests, see engine/rejections.js: e was thrown by an async function, v returned; k made by `new`
      e: told?.thrown,
      v: told?.returned,
      k: told?.keep,
    };
  }

  function run(file, module) {
    const { exports } = module;
    const body = kernel.evaluateFile(file, file.head === "" ? COMMONJS : file.head, "})");
    const machine = file.head === "" ? null : machinery(file, exports);
    const self = file.kind === "commonjs" ? exports : undefined;
    const { counters } = file;
    if (counters === null) ReflectApply(body, self, [exports, requireFrom(file), module, machine, exports, getDate, getRegExp]);
    else ReflectApply(body, self, [exports, requireFrom(file), module, machine, exports, counters, getDate, getRegExp]);
  }

  function evaluate(file, record) {
    const before = kernel.requiring;
    kernel.requiring = file.path;
    try {
      if (file.kind === "json") record.module.exports = JSONParse(file.source);
      else run(file, record.module);
    } catch (error) {
      delete modules[file.path];
      throw error;
    } finally {
      kernel.requiring = before;
    }
    finish(record);
    return record;
  }

  // The module at `path`, which is evaluated once; in a cycle, as far as it has got.
  function evaluated(path) {
    const instead = stand === null ? null : stand.record(path);
    return instead === null ? actual(path) : instead;
  }

  function actual(path) {
    if (modules[path] !== undefined) return modules[path];
    const file = files[path];
    if (file === undefined) throw notFound("no file was loaded as " + path);
    if (file.refusal !== "") throw new SyntaxError(file.refusal);
    const module = { id: path, exports: {}, loaded: false };
    modules[path] = { __proto__: null, module, loaded: false, waiting: null, namespace: null };
    return evaluate(file, modules[path]);
  }

  function standIn(other) {
    stand = other;
  }

  // Another registry: what was evaluated before is known no more. Gives the one there was.
  function swap(registry) {
    const before = modules;
    modules = registry;
    return before;
  }

  return {
    __proto__: null,
    require: (path) => evaluated(path).module.exports,
    importLine,
    writtenColumn,
    actual,
    joined,
    standIn,
    swap,
    target,
  };
})
