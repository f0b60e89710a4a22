// What goes wrong in the program is told to the host, and stops nothing else.
(function (kernel) {
  "use strict";
  const { apply } = Reflect;
  const { isError } = Error;
  const { hasOwn } = Object;
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

  // What sort of thing it is: "MODULE_NOT_FOUND" and its kind for errors; "JSAPI" for the documented failure of a call.
  function codeOf(value) {
    try {
      if (isError(value)) return typeof value.code === "string" ? value.code : "";
      const isFailure = typeof value === "object" && value !== null && hasOwn(value, "error");
      return isFailure && (hasOwn(value, "errorMessage") || hasOwn(value, "errMessage")) ? "JSAPI" : "";
    } catch {
      return "";
    }
  }

  // `kind` is "error" or "rejection". With a `number`, the report can be taken back.
  kernel.report = function (value, kind, promise, number = 0) {
    kernel.endIfFull(value, kind);
    const prefix = kind === "rejection" ? "Unhandled rejection: " : isError(value) ? "" : "Uncaught ";
    const words = kernel.describe(value);
    const stack = kernel.stackText(value);
    const head = '{"type":"error","kind":"' + kind + '","code":' + quote(codeOf(value)) + ',"message":';
    kernel.post(head + quote(prefix + words) + ',"stack":' + quote(stack) + (number === 0 ? "}" : ',"number":' + number + "}"));
    const { reported } = kernel; // the framework's, if there is one
    if (reported !== undefined) reported(value, kind, typeof value === "string" ? value : words, stack, promise);
  };

  // Calls the program, and reports what it throws or rejects; `failed` is told, too, of what it throws.
  kernel.run = function (act, self, args, failed) {
    try {
      const value = apply(act, self, args);
      if (value !== undefined) kernel.follow(value, undefined, (reason, ours) => ours || kernel.noteRejection(null, reason, value));
      return value;
    } catch (error) {
      kernel.report(error, "error");
      if (failed !== undefined) failed(error);
    }
  };
})
