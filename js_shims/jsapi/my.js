// `my`: one plain extensible object with own enumerable functions, made from the host's table of APIs. A name
// that this host or version does not have is simply absent, as on a phone.
(function (kernel) {
  "use strict";
  const { apply, defineProperty, ownKeys } = Reflect;
  const { indexOf, slice } = String.prototype;
  const toText = String;
  const { quote, settings } = kernel;
  const surface = settings.surface;
  const known = { __proto__: null };

  function nullPrototype(names) {
    const set = { __proto__: null };
    for (let i = 0; i < names.length; i++) set[names[i]] = true;
    return set;
  }

  function ownCopy(table) {
    const copy = { __proto__: null };
    const names = ownKeys(table);
    for (let i = 0; i < names.length; i++) copy[names[i]] = table[names[i]];
    return copy;
  }

  function register({ name, aliases, abortable, params, results }) {
    known[name] = {
      __proto__: null,
      label: quote(name),
      aliases: aliases === null ? null : ownCopy(aliases),
      abortable,
      object: nullPrototype(params),
      fields: nullPrototype(results),
    };
    return known[name];
  }

  function makeFunction(name, api) {
    const holder = {
      [name]: function (options, callback) {
        return kernel.call(api, options, callback);
      },
    };
    return holder[name];
  }

  // Names the host was never told of are still asked of it: it answers that they are not implemented.
  function apiNamed(name) {
    return known[name] ?? { __proto__: null, label: quote(name), aliases: null, abortable: false };
  }

  function textOf(name) {
    try {
      return toText(name);
    } catch {
      return "?";
    }
  }

  const synchronous = {
    __proto__: null,
    canIUse: function canIUse(schema) {
      return typeof schema === "string" && canUse(schema);
    },
    getAppIdSync: function getAppIdSync() {
      return { appId: surface.appId };
    },
    call: function call(name, options, callback) {
      const api = apiNamed(textOf(name));
      return typeof options === "function" ? kernel.call(api, undefined, options) : kernel.call(api, options, callback);
    },
  };

  // `signContract`, `signContract.object.signStr`, `signContract.return.authCode`, `alert.callback.success`.
  function canUse(schema) {
    const dot = apply(indexOf, schema, ["."]);
    if (dot < 0) return known[schema] !== undefined || synchronous[schema] !== undefined || constants[schema] !== undefined;
    const api = known[apply(slice, schema, [0, dot])];
    return api !== undefined && hasPart(api, apply(slice, schema, [dot + 1]));
  }

  function hasPart(api, part) {
    const dot = apply(indexOf, part, ["."]);
    if (dot < 0) return false;
    const kind = apply(slice, part, [0, dot]);
    const name = apply(slice, part, [dot + 1]);
    if (kind === "object" && api.object[name] === true) return true;
    if (kind === "object" || kind === "callback") {
      if (name === "success" || name === "fail" || name === "complete") return true;
    }
    return (kind === "return" || kind === "callback") && api.fields[name] === true;
  }

  const constants = { __proto__: null, SDKVersion: surface.sdkVersion, env: surface.env };
  const my = {};

  function provide(name, value) {
    defineProperty(my, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }
  for (const name in constants) provide(name, constants[name]);
  for (const name in synchronous) provide(name, synchronous[name]);
  for (const entry of surface.apis) provide(entry.name, makeFunction(entry.name, register(entry)));
  defineProperty(globalThis, "my", { __proto__: null, value: my, writable: true, enumerable: false, configurable: true });

  // `my` is answered for every name the host lists, also for those listed after the program began.
  kernel.mirrors.api = function (api) {
    provide(api.name, makeFunction(api.name, register(api)));
  };
})
