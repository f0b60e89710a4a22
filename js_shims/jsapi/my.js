// `my`: one plain extensible object with own enumerable functions, made from the host's table of APIs. A name
// that this host or version does not have is simply absent, as on a phone.
(function (kernel) {
  "use strict";
  const { apply, defineProperty, ownKeys } = Reflect;
  const toText = String;
  const { stringify } = JSON;
  const { includes } = String.prototype;
  const { quote, settings } = kernel;
  const { surface } = settings;
  let names = " "; // everything `my` was given, between blanks: what canIUse goes by
  const described = { __proto__: null }; // entries of more than a name
  const called = { __proto__: null }; // what `kernel.call` wants to know of an API, made at its first call
  const spaces = { __proto__: null }; // the plain objects that are members of `my`
  const my = {};
  kernel.spaces = spaces;
  kernel.inside = { __proto__: null }; // by shim, the names it makes
  kernel.described = described;

  function ownCopy(table) {
    const copy = { __proto__: null };
    const keys = ownKeys(table);
    for (let i = 0; i < keys.length; i++) copy[keys[i]] = table[keys[i]];
    return copy;
  }

  // Assigned plainly, which is faster: no program has put a setter anywhere yet.
  function provide(name, value) {
    names += name + " ";
    my[name] = value;
  }

  // Names the host was never told of are asked of it too: it answers that they are not implemented.
  function apiNamed(name) {
    return (called[name] ??= { __proto__: null, label: quote(name), aliases: null, abortable: false, unread: [], front: null });
  }

  kernel.apiNamed = apiNamed;

  function describe({ name, aliases, abortable, unread, front, params, results }) {
    described[name] = { __proto__: null, params, results };
    called[name] = {
      __proto__: null,
      label: quote(name),
      aliases: aliases === null ? null : ownCopy(aliases),
      abortable,
      unread,
      front,
    };
    return name;
  }

  function callNamed(name, options, callback) {
    const api = apiNamed(name);
    return api.front === null ? kernel.call(api, options, callback) : kernel.lazy(api.front)[name](api, options, callback);
  }

  function callOf(api, name) {
    const holder = {
      [name]: function (options, callback) {
        return callNamed(api, options, callback);
      },
    };
    return holder[name];
  }

  function insideOf(shim, name) {
    const holder = {
      [name]: function (...given) {
        return apply(kernel.lazy(shim)[name], undefined, given);
      },
    };
    return holder[name];
  }

  // "ap.nsf" is the member `nsf` of the plain object `my.ap`.
  function provideBelow(path, make) {
    const { 0: space, 1: name } = path.split(".");
    if (spaces[space] !== true) provide(space, {});
    spaces[space] = true;
    names += path + " ";
    my[space][name] = make(name);
  }

  kernel.hasName = (name) => !apply(includes, name, [" "]) && apply(includes, names, [" " + name + " "]);

  // `entry` is a name, or an object where there is more to know.
  function register(entry) {
    if (typeof entry === "string") return provide(entry, callOf(entry, entry));
    const name = describe(entry);
    if (name.includes(".")) provideBelow(name, (own) => callOf(name, own));
    else provide(name, callOf(name, name));
  }

  // What this version does not have of the names that are answered here.
  function remove(path) {
    const { 0: head, 1: name } = path.split(".");
    names = names.replace(" " + path + " ", " ");
    if (name === undefined) delete my[head];
    else delete my[head][name];
  }

  function textOf(name) {
    try {
      return toText(name);
    } catch {
      return "?";
    }
  }

  provide("SDKVersion", surface.sdkVersion);
  provide("env", surface.env);
  provide("isIDE", false);
  provide("call", function call(name, options, callback) {
    const api = textOf(name);
    return typeof options === "function" ? callNamed(api, undefined, options) : callNamed(api, options, callback);
  });
  provide("canIUse", function canIUse(schema) {
    return typeof schema === "string" && (kernel.hasName(schema) || kernel.lazy("capabilities").canUse(schema));
  });
  for (const shim in surface.inside) {
    kernel.inside[shim] = surface.inside[shim].split(" ");
    for (const name of kernel.inside[shim]) provide(name, insideOf(shim, name));
  }
  for (const entry of surface.apis) register(entry);
  for (const path of surface.below) provideBelow(path, (name) => callOf(path, name));
  for (const shim in surface.insideBelow) {
    for (const path of surface.insideBelow[shim].split(" ")) provideBelow(path, (name) => insideOf(shim, name));
  }
  for (let i = 0; i < surface.absent.length; i++) remove(surface.absent[i]);
  const { env, multiple } = surface;
  settings.surface = { __proto__: null, env, multiple }; // what is read later
  if (settings.checks) kernel.lazy("conformance");
  defineProperty(globalThis, "my", { __proto__: null, value: my, writable: true, enumerable: false, configurable: true });

  // What the host keeps current for functions that answer at once: JSON texts, parsed anew for every answer.
  const facts = { __proto__: null, ...surface.facts };
  let isLaunched = false;
  kernel.facts = facts;
  kernel.mirrors.facts = function (changed) {
    const keys = ownKeys(changed);
    for (let i = 0; i < keys.length; i++) facts[keys[i]] = changed[keys[i]];
  };
  // What the program was started with, and later what it was entered with again.
  kernel.mirrors.launch = function (options) {
    facts.getEnterOptionsSync = stringify(options);
    if (!isLaunched) facts.getLaunchOptionsSync = facts.getEnterOptionsSync;
    isLaunched = true;
  };
  kernel.mirrors.ext = function (data) {
    facts.getExtConfigSync = stringify({ data });
  };
  // Told when a source that names canIUse is first loaded.
  kernel.mirrors.capabilities = function (text) {
    kernel.capabilities = text;
  };
  kernel.mirrors.storage = function (change) {
    kernel.lazy("storage").take(change);
  };
  kernel.mirrors.files = function (change) {
    kernel.lazy("file_tree").take(change);
  };

  // Calls whoever listens to an event, "onAppShow"; the registry is compiled when somebody does.
  kernel.isListening = false;
  kernel.emit = function (event, args) {
    if (kernel.isListening) kernel.lazy("listeners").emit(event, args);
  };
  kernel.actions.emit = function ({ event, args }) {
    kernel.emit(event, args);
  };
  kernel.actions.hush = function ({ event, isHushed }) {
    if (kernel.isListening) kernel.lazy("listeners").hush(event, isHushed);
  };
})
