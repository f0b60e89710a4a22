// `console`: a plain string goes straight to the host; anything that needs formatting waits for its shim.
(function (kernel) {
  "use strict";
  const { defineProperty } = Reflect;
  const { quote } = kernel;

  // `block` is the text as a terminal shows it when that takes several lines, else null.
  function write(level, text, block) {
    kernel.post('{"type":"console","level":"' + level + '","text":' + quote(text) + ',"block":' + (block === null ? "null" : quote(block)) + "}");
  }
  kernel.writeConsole = write;
  kernel.groupIndent = "";

  function isPlain(args) {
    return args.length === 1 && typeof args[0] === "string" && kernel.groupIndent === "";
  }

  function method(name, level) {
    const holder = {
      [name](...args) {
        if (level !== null && isPlain(args)) write(level, args[0], null);
        else kernel.lazy("console_formatting").call(name, args);
      },
    };
    return holder[name];
  }

  const console = {};
  const levels = { __proto__: null, log: "log", info: "info", warn: "warn", error: "error", debug: "debug" };
  const others = ["trace", "assert", "dir", "table", "group", "groupCollapsed", "groupEnd", "count", "countReset", "time", "timeLog", "timeEnd", "clear"];
  for (const name in levels) console[name] = method(name, levels[name]);
  for (const name of others) console[name] = method(name, null);
  defineProperty(globalThis, "console", { __proto__: null, value: console, writable: true, enumerable: false, configurable: true });
})
