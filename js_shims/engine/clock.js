// The one clock, as programs see it: Date, performance.now, and the seeded Math.random.
//
// Under the virtual clock time stands still during a turn. A program that waits by reading it would wait for
// ever, so after a thousand reads in one turn every further read moves it by a millisecond.
(function (kernel) {
  "use strict";
  const { construct, defineProperty } = Reflect;
  const { floor } = Math;
  const NativeDate = globalThis.Date;
  const toText = String;
  const machineNow = NativeDate.now;
  const { virtual, start, seed } = kernel.settings.clock;
  const PATIENCE = 1000;
  let now = start;
  let reads = 0;

  kernel.startTurn = function (instant) {
    now = instant;
    reads = 0;
  };

  function virtualNow() {
    reads += 1;
    if (reads > PATIENCE) {
      now += 1;
      kernel.beforeNextFrame(tellTime);
    }
    return now;
  }

  const read = virtual ? virtualNow : machineNow;
  kernel.now = read;

  // The host must know how late it is before it hears of a timer or a call.
  function tellTime() {
    kernel.post('{"type":"clock","now":' + now + "}");
  }

  function localTime() {
    return kernel.lazy("local_time");
  }

  function instantOf(parts) {
    if (parts.length === 0) return floor(read());
    if (parts.length > 1) return localTime().fromParts(parts);
    return typeof parts[0] === "string" ? localTime().parse(parts[0]) : parts[0];
  }

  function Date(...parts) {
    if (new.target === undefined) return localTime().toString(construct(NativeDate, [floor(read())]));
    return construct(NativeDate, [instantOf(parts)], new.target);
  }

  function hidden(value) {
    return { __proto__: null, value, writable: true, enumerable: false, configurable: true };
  }

  function replace(home, name, value) {
    defineProperty(home, name, hidden(value));
  }

  replace(Date, "length", 7);
  defineProperty(Date, "prototype", { __proto__: null, value: NativeDate.prototype, writable: false });
  replace(Date, "UTC", NativeDate.UTC);
  replace(Date, "now", function now() {
    return floor(read());
  });
  replace(Date, "parse", function parse(text) {
    return localTime().parse(toText(text));
  });
  replace(Date.prototype, "constructor", Date);
  replace(globalThis, "Date", Date);

  // Local time is a fixed offset of the run, never the machine's zone.
  const units = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds"];
  const texts = ["String", "DateString", "TimeString", "LocaleString", "LocaleDateString", "LocaleTimeString"];

  function delegate(name) {
    const method = {
      [name](...args) {
        return localTime()[name](this, args);
      },
    };
    replace(Date.prototype, name, method[name]);
  }
  for (const unit of units) {
    delegate("get" + unit);
    delegate("set" + unit);
  }
  for (const text of texts) delegate("to" + text);
  delegate("getDay");
  delegate("getTimezoneOffset");

  replace(globalThis, "performance", {
    now() {
      return read() - start;
    },
    timeOrigin: start,
  });

  // A 32-bit mixing generator (mulberry's shape): small, and quite random enough for a simulation.
  const { imul } = Math;
  let state = seed | 0;

  function word() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  replace(Math, "random", function random() {
    return ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 0x20000000000000;
  });
})
