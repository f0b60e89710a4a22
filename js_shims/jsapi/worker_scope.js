// What a worker's script has of the platform: `worker`, which hears what the program says, and answers. It has no `my`.
(function (kernel) {
  "use strict";
  const { defineProperty } = Reflect;
  const { stringify } = JSON;
  let first = null; // a chain of {listener, next}

  const worker = {
    postMessage(message) {
      const text = stringify(message);
      kernel.post('{"type":"state","name":"message","value":' + (typeof text === "string" ? text : "null") + "}");
    },
    onMessage(listener) {
      if (typeof listener !== "function") return;
      const link = { __proto__: null, listener, next: null };
      let last = first;
      while (last !== null && last.next !== null) last = last.next;
      if (last === null) first = link;
      else last.next = link;
    },
  };

  kernel.actions.message = function ({ message }) {
    for (let link = first; link !== null; link = link.next) kernel.run(link.listener, undefined, [message]);
  };
  defineProperty(globalThis, "worker", { __proto__: null, value: worker, writable: true, enumerable: false, configurable: true });
})
