// setTimeout and its kin. The guest keeps the functions, the host keeps the time: it is told of each timer
// and says when one is due.
(function (kernel) {
  "use strict";
  const { defineProperty } = Reflect;
  const { post, receivers } = kernel;
  const LONGEST = 2147483647; // milliseconds; more than this means "at once", as in browsers
  const timers = { __proto__: null };
  let lastId = 0;

  // At least a millisecond, so that a timer that sets itself again always moves the clock.
  function delayOf(value) {
    const delay = +value;
    return delay >= 1 && delay <= LONGEST ? delay - (delay % 1) : 1;
  }

  function start(act, delay, args, repeat) {
    if (typeof act !== "function") throw new TypeError("a timer needs a function to call");
    const id = ++lastId;
    const wait = delayOf(delay);
    timers[id] = { __proto__: null, act, args, repeat };
    post('{"type":"timer","id":' + id + ',"delay":' + wait + ',"repeat":' + repeat + "}");
    return id;
  }

  function stop(id) {
    const key = typeof id === "string" ? +id : id;
    if (typeof key !== "number" || timers[key] === undefined) return;
    delete timers[key];
    post('{"type":"cancel","id":' + key + "}");
  }

  receivers.timer = function ({ id }) {
    const timer = timers[id];
    if (timer === undefined) return;
    if (!timer.repeat) delete timers[id];
    kernel.run(timer.act, undefined, timer.args);
  };

  function provide(name, value) {
    defineProperty(globalThis, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }

  provide("setTimeout", function setTimeout(act, delay, ...args) {
    return start(act, delay, args, false);
  });
  provide("setInterval", function setInterval(act, delay, ...args) {
    return start(act, delay, args, true);
  });
  provide("clearTimeout", function clearTimeout(id) {
    stop(id);
  });
  provide("clearInterval", function clearInterval(id) {
    stop(id);
  });

  // The engine turns an error thrown by such a job into text outside the time limit: let none get there.
  const nativeQueue = queueMicrotask;
  provide("queueMicrotask", function queueMicrotask(act) {
    if (typeof act !== "function") throw new TypeError("queueMicrotask needs a function to call");
    nativeQueue(() => {
      kernel.run(act, undefined, []);
    });
  });

  const NativeRegistry = FinalizationRegistry;
  provide(
    "FinalizationRegistry",
    class FinalizationRegistry extends NativeRegistry {
      constructor(cleanup) {
        if (typeof cleanup !== "function") throw new TypeError("FinalizationRegistry needs a function to call");
        super((held) => {
          kernel.run(cleanup, undefined, [held]);
        });
      }
    },
  );

  kernel.lazyGlobal("structuredClone", "clone");
  kernel.lazyGlobal("TextEncoder", "encoding");
  kernel.lazyGlobal("TextDecoder", "encoding");
})
