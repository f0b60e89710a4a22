// `my.createWorker`: the handle of a script that runs in an engine of its own. Messages are copied as JSON, both ways.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, JSONStringify, TypeError } = intrinsics;
  const { post, quote } = kernel;
  let last = 0;
  let current = 0; // there is one at a time (documented)

  const tell = (id, rest) => post('{"type":"state","name":"worker","value":{"id":' + id + "," + rest + "}}");

  const handleOf = (id) => {
    const listeners = kernel.lazy("listeners");
    return {
      // To one that has ended nothing is sent (inferred). What has no JSON throws, or is null.
      postMessage(message) {
        const text = JSONStringify(message);
        if (current === id) tell(id, '"do":"post","message":' + (typeof text === "string" ? text : "null"));
      },
      onMessage: (listener) => listeners.add("onMessage@" + id, listener),
      offMessage: (listener) => listeners.remove("onMessage@" + id, listener),
      onError: (listener) => listeners.add("onError@" + id, listener),
      offError: (listener) => listeners.remove("onError@" + id, listener),
      terminate() {
        listeners.remove("onMessage@" + id);
        if (current !== id) return;
        current = 0;
        tell(id, '"do":"end"');
      },
    };
  };

  const createWorker = (path) => {
    if (typeof path !== "string") throw new TypeError("createWorker: the path of the worker's script is wanted");
    if (current !== 0) throw new Error("createWorker: there is a worker already; terminate() it first");
    current = ++last;
    tell(current, '"do":"start","path":' + quote(path));
    return handleOf(current);
  };

  return { createWorker };
})
