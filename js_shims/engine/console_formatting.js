// What `console` does beyond passing a string on: formatting, groups, counters, timers, tables.
(function (intrinsics, kernel) {
  "use strict";
  const { StringPrototypeSlice, String, ErrorPrototypeGetStack, Error, NumberPrototypeToFixed, Object } = intrinsics;
  const { format, inspect, table } = kernel.lazy("inspect");
  const LINE = { __proto__: null, breakLength: Infinity };
  const BLOCK = { __proto__: null, breakLength: 80 };
  const counts = { __proto__: null };
  const started = { __proto__: null };

  function indented(text) {
    if (kernel.groupIndent === "") return text;
    let result = kernel.groupIndent;
    for (let i = 0; i < text.length; i++) result += text[i] === "\n" ? "\n" + kernel.groupIndent : text[i];
    return result;
  }

  function writeText(level, text) {
    kernel.writeConsole(level, indented(text), null);
  }

  function writeBoth(level, line, lines) {
    const text = indented(line);
    const block = indented(lines);
    kernel.writeConsole(level, text, block === text ? null : block);
  }

  function write(level, args) {
    writeBoth(level, format(args, LINE), format(args, BLOCK));
  }

  function dir(args) {
    const { depth, showHidden } = args.length > 1 ? Object(args[1]) : LINE;
    const shown = (breakLength) => inspect(args.length > 0 ? args[0] : undefined, { __proto__: null, breakLength, depth, showHidden });
    writeBoth("log", shown(LINE.breakLength), shown(BLOCK.breakLength));
  }

  function label(args) {
    return args.length === 0 || args[0] === undefined ? "default" : String(args[0]);
  }

  function rest(args, from) {
    const kept = { __proto__: null, length: args.length > from ? args.length - from : 0 };
    for (let i = from; i < args.length; i++) kept[i - from] = args[i];
    return kept;
  }

  // Milliseconds as a console shows them: 1.5ms, 2.25s, 1:05.000 (m:ss.mmm).
  function duration(ms) {
    if (ms >= 60000) {
      const seconds = NumberPrototypeToFixed((ms % 60000) / 1000, 3);
      return (ms - (ms % 60000)) / 60000 + ":" + (seconds < 10 ? "0" : "") + seconds + " (m:ss.mmm)";
    }
    return ms >= 1000 ? NumberPrototypeToFixed(ms / 1000, 3) + "s" : (ms % 1 === 0 ? "" + ms : NumberPrototypeToFixed(ms, 3)) + "ms";
  }

  function elapsed(method, name, more) {
    if (started[name] === undefined) return writeText("warn", "No such label '" + name + "' for console." + method + "()");
    const text = name + ": " + duration(kernel.now() - started[name]);
    writeText("log", more.length === 0 ? text : text + " " + format(more, LINE));
  }

  function trace(args) {
    const stack = ErrorPrototypeGetStack(new Error());
    const own = StringPrototypeSlice(stack, 0, stack.length - 1);
    writeText("trace", "Trace" + (args.length === 0 ? "" : ": " + format(args, LINE)) + (own === "" ? "" : "\n" + own));
  }

  function assert(args) {
    if (args.length > 0 && args[0]) return;
    const more = rest(args, 1);
    writeText("error", "Assertion failed" + (more.length === 0 ? "" : ": " + format(more, LINE)));
  }

  const methods = {
    __proto__: null,
    log: (args) => write("log", args),
    info: (args) => write("info", args),
    warn: (args) => write("warn", args),
    error: (args) => write("error", args),
    debug: (args) => write("debug", args),
    dir,
    trace,
    assert,
    table: (args) => writeText("log", table(args[0], args[1])),
    group(args) {
      if (args.length > 0) write("log", args);
      kernel.groupIndent += "  ";
    },
    groupCollapsed: (args) => methods.group(args),
    groupEnd() {
      kernel.groupIndent = StringPrototypeSlice(kernel.groupIndent, 2);
    },
    count(args) {
      const name = label(args);
      counts[name] = (counts[name] ?? 0) + 1;
      writeText("log", name + ": " + counts[name]);
    },
    countReset(args) {
      counts[label(args)] = 0;
    },
    time(args) {
      started[label(args)] = kernel.now();
    },
    timeLog: (args) => elapsed("timeLog", label(args), rest(args, 1)),
    timeEnd(args) {
      elapsed("timeEnd", label(args), rest(args, args.length));
      delete started[label(args)];
    },
    clear() {},
  };

  return { call: (name, args) => methods[name](args) };
})
