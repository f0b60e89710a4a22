// Where code is: every file is evaluated at its own range of line numbers, as the engine knows only
// `<input>:LINE:COLUMN`, and every stack that anybody reads is mapped back to file, line and column.
(function (kernel) {
  "use strict";
  const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { setPrototypeOf } = Object;
  const { isError } = Error;
  const syntaxPrototype = SyntaxError.prototype;
  const { charCodeAt, indexOf, lastIndexOf, slice, repeat } = String.prototype;
  const evaluate = eval;
  const { firstShimLine, firstProgramLine } = kernel.settings.positions;
  const MARK = "<input>:";
  const files = setPrototypeOf([], null); // ascending `base`
  let nextBase = firstProgramLine;

  function at(text, index) {
    return apply(charCodeAt, text, [index]);
  }

  function cut(text, from, to) {
    return apply(slice, text, [from, to]);
  }

  let blanks = apply(repeat, "\n", [1024]); // a slice of it costs a tenth of making as many anew

  function blankLines(count) {
    while (blanks.length < count) blanks += blanks;
    return cut(blanks, 0, count);
  }

  // Gives `file` ({path, lines, wide, shifts}) its range. `wide` is its source when that is not plain ASCII; `shifts` says
  // where columns are not those of the file as it was written.
  function place(file) {
    const base = nextBase + 3;
    nextBase = base + file.lines + 1;
    const { path, wide, shifts, headLines } = file;
    files[files.length] = { __proto__: null, base, end: nextBase, path, wide, shifts, headLines };
    return base;
  }

  // Evaluates a file's source so that its first line is line `base`; a wrapper goes on the line before.
  kernel.evaluateFile = function (file, head, tail) {
    const base = place(file);
    try {
      return evaluate(blankLines(base - 2) + head + "\n" + file.source + "\n" + tail);
    } catch (error) {
      nameFile(error, base);
      throw error;
    }
  };

  // For a mistake in a regular expression the engine gives no position, but where we were: then the file at least.
  const placeless = { __proto__: null, error: null, frame: "" };

  function nameFile(error, base) {
    if (!isError(error) || getPrototypeOf(error) !== syntaxPrototype) return;
    const stack = apply(native.get, error, []);
    const mark = typeof stack === "string" ? apply(indexOf, stack, [MARK]) : -1;
    if (mark < 0 || !isOurs(number(stack, mark + MARK.length))) return;
    placeless.error = error;
    placeless.frame = "    at " + MARK + (base - 1) + ":1\n";
  }

  function rawStack(error) {
    const stack = apply(native.get, error, []);
    return error === placeless.error ? placeless.frame + stack : stack;
  }

  function isOurs(line) {
    return line >= firstShimLine && line < firstProgramLine;
  }

  kernel.evaluateShim = function (source, line) {
    return evaluate(blankLines(line - 1) + source);
  };

  function fileAt(line) {
    let low = 0;
    let high = files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (files[middle].base - 2 <= line) low = middle;
      else high = middle - 1;
    }
    return files[low];
  }

  function isLineEnd(code) {
    return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
  }

  function startOfLine(text, line) {
    let index = 0;
    for (let seen = 1; seen < line && index < text.length; index++) {
      const code = at(text, index);
      if (isLineEnd(code) && !(code === 13 && at(text, index + 1) === 10)) seen++;
    }
    return index;
  }

  function bytesIn(code) {
    if (code < 0x80) return 1;
    if (code < 0x800) return 2;
    return code >= 0xd800 && code <= 0xdfff ? 2 : 3; // half of a pair's four
  }

  // The engine counts columns in UTF-8 bytes, people and editors in characters.
  function characterColumn(file, line, column) {
    if (file.wide === null) return column;
    let index = startOfLine(file.wide, line);
    const start = index;
    for (let bytes = 1; bytes < column && index < file.wide.length; index++) bytes += bytesIn(at(file.wide, index));
    return index - start + 1;
  }

  function number(text, from) {
    let value = 0;
    for (let i = from; i < text.length; i++) {
      const digit = at(text, i) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    return value;
  }

  // What stands before a file's first line was made of its imports.
  function headPlace({ headLines }, column) {
    const line = headLines === undefined || headLines === "" ? 0 : kernel.importLine(headLines, column);
    return line === 0 ? "" : ":" + line + ":1";
  }

  function mappedPlace(line, column) {
    const file = fileAt(line);
    const own = line - file.base + 1;
    if (own < 1) return file.path + headPlace(file, column);
    const shown = characterColumn(file, own, column);
    const isShifted = file.shifts !== undefined && file.shifts !== "";
    return file.path + ":" + own + ":" + (isShifted ? kernel.writtenColumn(file.shifts, own, shown) : shown);
  }

  // `    at f (<input>:12:3)` becomes `    at f (pages/a.js:2:3)`; null for a line of ours.
  function mapFrame(frame) {
    const mark = apply(lastIndexOf, frame, [MARK]);
    if (mark < 0) return frame;
    const from = mark + MARK.length;
    const line = number(frame, from);
    if (isOurs(line)) return null;
    const colon = apply(indexOf, frame, [":", from]);
    const known = line >= firstProgramLine && files.length > 0;
    const where = known ? mappedPlace(line, number(frame, colon + 1)) : "<anonymous>:" + cut(frame, from, undefined);
    const call = cut(frame, 0, mark);
    if (!known) return call + where;
    return call === "    at <eval> (" ? "    at " + where : call + where + (at(frame, frame.length - 1) === 41 ? ")" : "");
  }

  function isNative(frame) {
    return apply(lastIndexOf, frame, [" (native)"]) === frame.length - 9;
  }

  // Maps every line. Native frames stay only between the program's own: beside ours they are ours.
  kernel.mapStack = function (stack) {
    let mapped = "";
    let held = "";
    for (let from = 0; from < stack.length; ) {
      let to = apply(indexOf, stack, ["\n", from]);
      if (to < 0) to = stack.length;
      const frame = mapFrame(cut(stack, from, to));
      from = to + 1;
      if (frame === null) held = "";
      else if (isNative(frame)) held += frame + "\n";
      else {
        mapped += held + frame + "\n";
        held = "";
      }
    }
    return mapped;
  };

  const native = getOwnPropertyDescriptor(Error.prototype, "stack");
  Error.stackTraceLimit = 32; // ours are among them, and dropped

  kernel.stackOf = function (error) {
    const stack = rawStack(error);
    return typeof stack === "string" ? kernel.mapStack(stack) : "";
  };

  const accessor = {
    __proto__: null,
    configurable: false,
    enumerable: false,
    get: function stack() {
      const own = rawStack(this);
      return typeof own === "string" ? kernel.mapStack(own) : own;
    },
    set: native.set,
  };
  defineProperty(Error.prototype, "stack", accessor);

  // The engine turns what reaches Python into text outside the time limit: an interrupted program's
  // own `toString` or `stack` must not run there.
  function pin(name, value) {
    defineProperty(InternalError.prototype, name, { __proto__: null, value, writable: false, configurable: false });
  }
  pin("toString", function toString() {
    return "InternalError: " + this.message;
  });
  pin(Symbol.toPrimitive, undefined);
  pin("name", "InternalError");
  pin("message", "");
  defineProperty(InternalError.prototype, "stack", accessor);

  const capture = Error.captureStackTrace;
  Error.captureStackTrace = function captureStackTrace(target, above) {
    apply(capture, Error, [target, above === undefined ? captureStackTrace : above]);
    const raw = getOwnPropertyDescriptor(target, "stack");
    const value = raw && typeof raw.value === "string" ? kernel.mapStack(raw.value) : "";
    defineProperty(target, "stack", { __proto__: null, value, writable: true, configurable: true, enumerable: false });
  };

  // Kept for the program to read back, never called: the engine would show it unmapped positions.
  let prepare;
  defineProperty(Error, "prepareStackTrace", {
    __proto__: null,
    configurable: false,
    enumerable: false,
    get() {
      return prepare;
    },
    set(value) {
      prepare = value;
    },
  });
})
