// What goes wrong in the program is told to the host, and stops nothing else.
(function (kernel) {
  "use strict";
  const { apply } = Reflect;
  const { isError } = Error;
  const { quote } = kernel;
  const toText = String; // template literals would go through a method that can be patched

  function header(error) {
    const name = toText(error.name);
    const message = toText(error.message);
    return message === "" ? name : name === "" ? message : name + ": " + message;
  }

  function described(value) {
    return isError(value) ? header(value) : kernel.lazy("inspect").inspect(value, { __proto__: null, breakLength: Infinity });
  }

  // What was thrown, in words. `toString`, getters and proxies of the program may throw in turn.
  kernel.describe = function (value) {
    try {
      return described(value);
    } catch (error) {
      kernel.endIfFull(error, "error");
      return "something was thrown that cannot be described";
    }
  };

  kernel.stackText = function (value) {
    try {
      return isError(value) ? kernel.stackOf(value) : "";
    } catch {
      return "";
    }
  };

  // `kind` is "error" or "rejection".
  kernel.report = function (value, kind) {
    kernel.endIfFull(value, kind);
    const prefix = kind === "rejection" ? "Unhandled rejection: " : isError(value) ? "" : "Uncaught ";
    const message = quote(prefix + kernel.describe(value));
    kernel.post('{"type":"error","kind":"' + kind + '","message":' + message + ',"stack":' + quote(kernel.stackText(value)) + "}");
  };

  function noteUnlessOurs(reason, ours) {
    if (!ours) kernel.noteRejection(null, reason);
  }

  // Calls the program, and reports what it throws or rejects.
  kernel.run = function (act, self, args) {
    try {
      const value = apply(act, self, args);
      if (value !== undefined) kernel.follow(value, undefined, noteUnlessOurs);
      return value;
    } catch (error) {
      kernel.report(error, "error");
    }
  };
})
