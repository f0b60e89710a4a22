// One call, one outcome: success or fail, then complete with the same object, then the promise; never inside
// the call, and never twice, because the call is forgotten as it is settled. No handler knows about callbacks.
(function (kernel) {
  "use strict";
  const { defineProperty, getOwnPropertyDescriptor } = Reflect;
  const { hasOwn } = Object;
  const { stringify } = JSON;
  const { post, quote, receivers, WatchedPromise, excuse, noteRejection } = kernel;
  const calls = { __proto__: null };
  let lastId = 0;

  function callbackOf(options, name) {
    const callback = hasOwn(options, name) ? options[name] : undefined;
    return typeof callback === "function" ? callback : undefined;
  }

  // Functions are left out; what has no JSON (nothing, a function) is null.
  function readParams(options, unread) {
    const text = stringify(unread.length === 0 ? options : without(options, unread));
    return typeof text === "string" ? text : "null";
  }

  function without(options, names) {
    const rest = { ...options };
    for (let i = 0; i < names.length; i++) delete rest[names[i]];
    return rest;
  }

  // Reading what the program passed may run its getters and traps: an option that cannot be read is an
  // answer (error 2) from the host, never an exception here.
  function read(call, options) {
    try {
      if (typeof options === "object" && options !== null) {
        call.success = callbackOf(options, "success");
        call.fail = callbackOf(options, "fail");
        call.complete = callbackOf(options, "complete");
      }
      return readParams(options, call.api.unread);
    } catch (error) {
      call.fail ??= tryCallback(options, "fail");
      call.complete ??= tryCallback(options, "complete");
      return 'null,"unreadable":' + quote(kernel.describe(error));
    }
  }

  // The answer should reach whoever can still be reached.
  function tryCallback(options, name) {
    try {
      return callbackOf(options, name);
    } catch {
      return undefined;
    }
  }

  let resolveLast;
  let rejectLast;
  function keepEnds(resolve, reject) {
    resolveLast = resolve;
    rejectLast = reject;
  }

  // `api` is {label, aliases, abortable, unread, front}; `then` the second positional argument.
  kernel.call = function (api, options, then) {
    const promise = new WatchedPromise(keepEnds);
    const call = {
      __proto__: null, api, promise, resolve: resolveLast, reject: rejectLast,
      success: undefined, fail: undefined, complete: undefined, then: typeof then === "function" ? then : undefined,
    };
    const params = read(call, options); // may run the program, and with it other calls
    const id = ++lastId;
    calls[id] = call;
    post('{"type":"call","id":' + id + ',"api":' + api.label + ',"params":' + params + "}");
    if (api.abortable) kernel.lazy("tasks").begin(promise, id, api.label);
    const watcher = watchers[api.label];
    if (watcher !== undefined) watcher.called(id, options);
    if (kernel.callObserver !== null) kernel.callObserver.called(id, api.label, params);
    return promise;
  };

  // By API, what the framework keeps of a call that has no JSON, and adds to its result: {called, settled}.
  const watchers = { __proto__: null };
  kernel.watchers = watchers;
  kernel.callObserver = null; // who is told of every call: {called(id, label, params), settled(id, ok, result)}

  kernel.isUnderWay = function (id) {
    return calls[id] !== undefined;
  };

  // Other spellings of a documented property that programs in the wild read: there, but not enumerable, so
  // that printing the object shows exactly what is documented.
  function addAliases(result, aliases) {
    for (const alias in aliases) {
      const property = getOwnPropertyDescriptor(result, aliases[alias]);
      if (property === undefined || hasOwn(result, alias)) continue;
      defineProperty(result, alias, { __proto__: null, value: property.value, writable: true, enumerable: false, configurable: true });
    }
  }

  receivers.settle = function ({ id, ok, result }) {
    const call = calls[id];
    if (call === undefined) return;
    delete calls[id];
    if (call.api.aliases !== null) addAliases(result, call.api.aliases);
    const watcher = watchers[call.api.label];
    if (watcher !== undefined) watcher.settled(id, ok, result);
    if (kernel.callObserver !== null) kernel.callObserver.settled(id, ok, result);
    const { success, fail, complete, then, resolve, reject, promise } = call;
    const chosen = ok ? success : fail;
    if (chosen !== undefined) kernel.run(chosen, undefined, [result]);
    if (complete !== undefined) kernel.run(complete, undefined, [result]);
    if (then !== undefined) kernel.run(then, undefined, [result]);
    if (ok) return resolve(result);
    if (fail === undefined && complete === undefined && then === undefined) noteRejection(promise, result);
    else excuse(promise);
    reject(result);
  };
})
