// Globals of browsers and Node that programs use although the platform has none of them, compiled when first read.
// With the setting `strict` there are none, and no code can be made of text: so it is on the platform. `document`,
// `location`, `fetch`, `XMLHttpRequest` and `localStorage` are never there: libraries tell a browser by them.
(function (kernel) {
  "use strict";
  const { apply, defineProperty } = Reflect;
  const { indexOf } = String.prototype;
  const { clearTimeout, performance, queueMicrotask, setTimeout } = globalThis;
  const { strict, regexp } = kernel.settings.globals ?? {};

  // For the lazy shims, which may run after a program replaced the globals of these names.
  kernel.page = { __proto__: null, clearTimeout, queueMicrotask, setTimeout, now: performance.now };

  // What the engine has not: RegExp.$1 and its kin. They slow every match down, so they come with the first file that
  // mentions them; with the setting `regexp` true from the start, with false never.
  let legacy = null;
  kernel.legacyRegExp = function () {
    if (legacy === null) legacy = kernel.lazy("regexp_statics").install();
  };

  function mentions(source) {
    const first = apply(indexOf, source, ["RegExp"]);
    return first >= 0 && kernel.lazy("regexp_mentions").mentionsStatics(source, first);
  }

  const { evaluateFile } = kernel;
  function evaluateWatched(file, head, tail) {
    if (legacy === null && mentions(file.source)) kernel.legacyRegExp();
    return evaluateFile(file, head, tail);
  }

  if (regexp === true) kernel.legacyRegExp();
  else if (regexp !== false) kernel.evaluateFile = evaluateWatched;
  if (strict) return kernel.lazy("strict").install();

  const lazy = {
    navigator: "browser", process: "browser", requestAnimationFrame: "browser", cancelAnimationFrame: "browser",
    Buffer: "buffer", MessageChannel: "message_channel", MessagePort: "message_channel",
  };
  for (const name in lazy) kernel.lazyGlobal(name, lazy[name]);
  for (const name of ["global", "window", "self"]) {
    defineProperty(globalThis, name, { value: globalThis, writable: true, enumerable: false, configurable: true });
  }
})
