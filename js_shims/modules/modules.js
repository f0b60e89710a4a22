// Files that the host loaded, run when first needed: a script at once, a module when it is first required.
(function (kernel) {
  "use strict";
  const { apply, defineProperty } = Reflect;
  const { parse } = JSON;
  const { assign, hasOwn, keys } = Object;
  const toText = String;
  const files = { __proto__: null };
  const modules = { __proto__: null };

  kernel.receivers.load = function ({ files: loaded }) {
    for (let i = 0; i < loaded.length; i++) {
      const { path, source, lines, wide, kind, requires, missing } = loaded[i];
      files[path] = { __proto__: null, path, source, lines, wide: wide ? source : null, kind, requires, missing };
    }
  };

  kernel.actions.script = function ({ path }) {
    return kernel.evaluateFile(files[path], "", "");
  };

  // What `import` sees: a CommonJS file's exports are also its default.
  function namespaceOf(exports) {
    if ((typeof exports !== "object" && typeof exports !== "function") || exports === null) return { default: exports };
    if (hasOwn(exports, "__esModule") || hasOwn(exports, "default")) return exports;
    return assign({ default: exports }, exports);
  }

  // `export * from`: all but the default, and what the file exports itself wins.
  function passOn(exports, namespace) {
    const names = keys(namespace);
    for (let i = 0; i < names.length; i++) {
      if (names[i] !== "default" && !hasOwn(exports, names[i])) exports[names[i]] = namespace[names[i]];
    }
  }

  function requireFrom(file) {
    function require(specifier) {
      const name = toText(specifier);
      if (hasOwn(file.requires, name)) return kernel.require(file.requires[name]);
      throw new Error(hasOwn(file.missing, name) ? file.missing[name] : file.path + ": cannot find module '" + name + "': only names written out in the file are looked up");
    }
    require.imported = (specifier) => namespaceOf(require(specifier));
    require.passOn = passOn;
    return require;
  }

  function run(file, module) {
    const head = file.kind === "module" ? '(function (exports, require, module) { "use strict";' : "(function (exports, require, module) {";
    const body = kernel.evaluateFile(file, head, "})");
    if (file.kind === "module") defineProperty(module.exports, "__esModule", { __proto__: null, value: true });
    apply(body, module.exports, [module.exports, requireFrom(file), module]);
  }

  // The exports of the file at `path`, which is evaluated once; in a cycle, as far as it has got.
  kernel.require = function (path) {
    if (modules[path] !== undefined) return modules[path].exports;
    const file = files[path];
    const module = (modules[path] = { exports: {} });
    if (file.kind === "json") module.exports = parse(file.source);
    else {
      try {
        run(file, module);
      } catch (error) {
        delete modules[path];
        throw error;
      }
    }
    return module.exports;
  };
})
