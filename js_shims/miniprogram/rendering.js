// What compiled AXML calls (bridge/miniprogram/axml/generator.py writes the calls), and the views by path.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayIsArray, MathFloor, ObjectHasOwn, ObjectKeys, ObjectSetPrototypeOf, StringPrototypeCharCodeAt,
    StringPrototypeToLowerCase,
  } = intrinsics;
  const MOST_LEVELS = 200;
  const views = { __proto__: null };
  const newList = () => ObjectSetPrototypeOf([], null);
  const none = newList();
  const reported = { __proto__: null };
  let level = 0; // of templates and includes inside each other

  // ---- Texts

  // An object without a prototype has no text of its own.
  const textOfObject = (value) => {
    if (typeof value === "symbol") return "";
    return typeof value === "object" && value.toString === undefined ? "[object Object]" : "" + value;
  };

  const text = (value) => {
    if (typeof value === "string") return value;
    if (value === null || value === undefined) return "";
    return typeof value === "object" || typeof value === "symbol" ? textOfObject(value) : "" + value;
  };

  const classes = (value) => {
    if (typeof value !== "object" || !ArrayIsArray(value)) return value;
    let all = "";
    for (let i = 0; i < value.length; i++) {
      const name = value[i] ? text(classes(value[i])) : "";
      if (name !== "") all += (all === "" ? "" : " ") + name;
    }
    return all;
  };

  // `backgroundColor` is `background-color`; names of variables stay.
  const dashed = (name) => {
    if (name[0] === "-") return name;
    let all = "";
    for (let i = 0; i < name.length; i++) {
      const code = StringPrototypeCharCodeAt(name, i);
      all += code >= 65 && code <= 90 ? "-" + StringPrototypeToLowerCase(name[i]) : name[i];
    }
    return all;
  };

  const styles = (value) => {
    if (typeof value !== "object" || value === null || ArrayIsArray(value)) return value;
    const names = ObjectKeys(value);
    let all = "";
    for (let i = 0; i < names.length; i++) {
      const own = value[names[i]];
      if (own !== null && own !== undefined && own !== false) all += dashed(names[i]) + ":" + text(own) + ";";
    }
    return all;
  };

  // ---- Loops: over arrays, the numbers below a number, the characters of a text, the values of an object

  const eachOther = (list, make) => {
    const rows = newList();
    if (typeof list === "number") for (let i = 0; i < MathFloor(list); i++) rows[i] = make(i, i);
    else if (typeof list === "string") for (let i = 0; i < list.length; i++) rows[i] = make(list[i], i);
    else if (typeof list === "object" && list !== null) {
      const names = ObjectKeys(list);
      for (let i = 0; i < names.length; i++) rows[i] = make(list[names[i]], names[i]);
    }
    return rows;
  };

  const each = (list, make) => {
    if (!ArrayIsArray(list)) return eachOther(list, make);
    const rows = newList();
    for (let i = 0, count = list.length; i < count; i++) rows[i] = make(list[i], i);
    return rows;
  };

  const ownKey = (item, index, by) => {
    const key = typeof by === "function" ? by(item, index) : by === "*this" ? item : item?.[by];
    return key === null || key === undefined || typeof key === "object" ? undefined : text(key);
  };

  // With the length in front, no key with a semicolon in it can be taken for another.
  const keyed = (list, prefix, by, make) => {
    if (by === null) return each(list, (item, index) => make(item, index, prefix + "#" + index + ";"));
    const seen = { __proto__: null };
    return each(list, (item, index) => {
      const own = ownKey(item, index, by);
      if (own === undefined || seen[own]) return make(item, index, prefix + "#" + index + ";");
      seen[own] = true;
      return make(item, index, prefix + own.length + ":" + own + ";");
    });
  };

  // ---- Files and templates

  const required = (file, specifier) => {
    if (ObjectHasOwn(file.requires, specifier)) return file.requires[specifier];
    throw new Error(ObjectHasOwn(file.missing, specifier) ? file.missing[specifier] : file.path + ": cannot find '" + specifier + "'");
  };

  // What `import-sjs` binds: one export by its name, or with "" the default one, or all there are.
  const sjsMember = (exports, name) => {
    const isObject = exports !== null && (typeof exports === "object" || typeof exports === "function");
    if (!isObject) return name === "" ? exports : undefined;
    if (name === "") return ObjectHasOwn(exports, "default") ? exports.default : exports;
    return ObjectHasOwn(exports, name) ? exports[name] : exports.default?.[name];
  };

  const nested = (make, data, prefix, what) => {
    if (++level > MOST_LEVELS) {
      level = 0;
      throw new Error(what + " is used inside itself without end: " + MOST_LEVELS + " levels deep");
    }
    const made = make(data, prefix);
    level--;
    return made;
  };

  // A file's own templates come first, then those of its later imports.
  const findTemplate = (view, file, name) => {
    if (view.own[name] !== undefined) return view.own[name];
    for (let i = view.imports.length - 1; i >= 0; i--) {
      const template = viewOf(required(file, view.imports[i])).own[name];
      if (template !== undefined) return template;
    }
  };

  const sitesOf = (file, tags, components, flat, constants) => {
    const sites = newList();
    for (let i = 0; i < flat.length; i += 3) {
      const tag = flat[i];
      sites[i / 3] = { tag: tags[tag], file, line: flat[i + 1], column: flat[i + 2], component: components[tag] === 1, attrs: ObjectHasOwn(constants, i / 3) ? constants[i / 3] : null, text: "", attrsText: "" };
    }
    return sites;
  };

  // The rest of the page is shown; it is said once.
  const miss = (file, name) => {
    const problem = "there is no template '" + name + "' in " + file.path + " or in what it imports";
    if (reported[problem] !== true) kernel.report(new Error(problem), "error");
    reported[problem] = true;
    return none;
  };

  const evaluate = (file) => {
    const view = { path: file.path, render: undefined, templates: undefined, hasComponents: false, own: undefined, imports: undefined, inner: undefined };
    const use = (given, data, prefix) => {
      if (given === null || given === undefined || given === "") return none;
      const name = text(given);
      const template = findTemplate(view, file, name);
      if (template === undefined) return miss(file, name);
      return nested(template, data, prefix, "template '" + name + "'");
    };
    const include = (specifier, data, prefix) => {
      const { inner, path } = viewOf(required(file, specifier));
      return nested(inner, data, prefix, "include of " + path);
    };
    const sjs = (specifier, name) => sjsMember(kernel.require(required(file, specifier)), name);
    const sites = (tags, components, flat, constants) => sitesOf(file.path, tags, components, flat, constants);
    const made = kernel.evaluateFile(file, "(f=>f)(", ")")({ none, text, classes, styles, each, keyed, use, include, sjs, sites, counters: file.counters });
    view.inner = made.render;
    view.own = view.templates = made.templates;
    view.imports = made.imports;
    view.hasComponents = made.hasComponents;
    view.render = (data, prefix) => {
      level = 0;
      return made.render(data, prefix === undefined ? "" : prefix);
    };
    return view;
  };

  // Made the first time it is asked for. `render(data, keyPrefix)` gives the nodes; `templates` are the file's own.
  const viewOf = (path) => {
    if (views[path] !== undefined) return views[path];
    const file = kernel.file(path);
    if (file === null || file.kind !== "view") throw new Error("there is no view " + path);
    return (views[path] = evaluate(file));
  };

  return { view: viewOf };
})
