// What a request, an upload and a download give: a promise that is a task, too. And bytes that are sent or received by
// `request`, which travel as base64.
(function (intrinsics, kernel) {
  "use strict";
  const { Promise, queueMicrotask, ReflectDefineProperty } = intrinsics;
  const { post, run } = kernel;
  const { packed, bufferOf } = kernel.lazy("bytes");
  const wanting = { __proto__: null }; // calls whose data is to be an ArrayBuffer

  const provide = (promise, name, value) =>
    ReflectDefineProperty(promise, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

  const later = (act, args) => {
    if (typeof act === "function") queueMicrotask(() => run(act, undefined, args));
  };

  // What is over already stays as it is, and that is a success, too (inferred).
  const aborting = (id) =>
    function abort(options) {
      const result = { success: true };
      if (kernel.isUnderWay(id)) post('{"type":"abort","id":' + id + "}");
      if (typeof options === "object" && options !== null) {
        later(options.success, [result]);
        later(options.complete, [result]);
      }
      return new Promise((resolve) => resolve(result));
    };

  const addEvent = (promise, id, event) => {
    const listeners = kernel.lazy("listeners");
    provide(promise, "on" + event, (listener) => listeners.add("on" + event + "#" + id, listener));
    provide(promise, "off" + event, (listener) => listeners.remove("on" + event + "#" + id, listener));
  };

  const begin = (promise, id, label) => {
    provide(promise, "abort", aborting(id));
    addEvent(promise, id, "HeadersReceived");
    if (label === '"uploadFile"' || label === '"downloadFile"') addEvent(promise, id, "ProgressUpdate");
  };

  const watcher = {
    called(id, options) {
      try {
        if (options?.dataType === "arraybuffer") wanting[id] = true;
      } catch {
        // the call has told of it
      }
    },
    settled(id, ok, result) {
      if (wanting[id] !== true) return;
      delete wanting[id];
      if (typeof result.data === "string") result.data = bufferOf(result.data);
    },
  };
  kernel.watchers['"request"'] = kernel.watchers['"httpRequest"'] = watcher;

  const request = (api, options, then) => kernel.call(api, packed(options), then);

  return { begin, request, httpRequest: request };
})
