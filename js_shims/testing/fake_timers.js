// Timers and dates that only move when a test says so. What they replace is the program's own clock, which is virtual
// itself: without them a test that awaits a timeout just gets it.
(function (intrinsics, kernel) {
  "use strict";
  const { Date, Error, Promise, ReflectConstruct, ReflectDefineProperty, ReflectGetOwnPropertyDescriptor } = intrinsics;
  const MOST = 100000;
  const NAMES = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate", "queueMicrotask", "requestAnimationFrame", "cancelAnimationFrame", "Date", "performance", "nextTick"];
  const FRAME = 16;
  let fake = null; // {now, timers, ticks, saved, limit} while they are installed
  let lastId = 1000;

  const isFake = () => fake !== null;

  const NOT_FAKE = "A function to advance timers was called but the timers APIs are not replaced with fake timers. Call `jest.useFakeTimers()` in this test file or enable fake timers for all tests by setting 'fakeTimers': {'enableGlobally': true} in Jest configuration file.";

  // Without them a function to move them says so, and does nothing.
  const guarded = (act) =>
    function (...given) {
      if (fake !== null) return act(...given);
      globalThis.console.warn(NOT_FAKE);
    };

  // ---- Installing

  function useFakeTimers(options = {}) {
    if (options === "legacy" || options?.legacyFakeTimers === true) throw new Error("legacy fake timers are not supported: use jest.useFakeTimers()");
    if (fake !== null) useRealTimers();
    const start = options.now === undefined ? Date.now() : +options.now;
    fake = { now: start, start, timers: new Map(), ticks: [], saved: [], limit: options.timerLimit ?? MOST, order: 0 };
    const left = options.doNotFake ?? [];
    const replacements = makeReplacements();
    for (const name of NAMES) if (!left.includes(name) && replacements[name] !== undefined) replace(...placeOf(name), replacements[name]);
  }

  const placeOf = (name) => (name === "nextTick" ? [globalThis.process, name] : [globalThis, name]);

  function replace(home, name, value) {
    if (home === undefined || home === null) return;
    const before = ReflectGetOwnPropertyDescriptor(home, name);
    if (before === undefined) return;
    fake.saved.push([home, name, before]);
    ReflectDefineProperty(home, name, { value, writable: true, configurable: true, enumerable: before.enumerable });
  }

  function useRealTimers() {
    if (fake === null) return;
    for (const [home, name, before] of fake.saved.reverse()) ReflectDefineProperty(home, name, before);
    fake = null;
  }

  // ---- What stands in

  function add(act, delay, args, every) {
    if (typeof act !== "function") throw new TypeError("[ERR_INVALID_CALLBACK]: Callback must be a function. Received " + String(act) + " of type " + typeof act);
    const id = ++lastId;
    const wait = Math.max(Number(delay) || 0, 0);
    fake.timers.set(id, { id, due: fake.now + wait, order: ++fake.order, act, args, every: every ? Math.max(wait, 1) : 0 });
    return id;
  }

  const drop = (id) => void fake?.timers.delete(Number(id));

  function makeReplacements() {
    const state = fake;
    return {
      setTimeout: (act, delay, ...args) => add(act, delay, args, false),
      setInterval: (act, delay, ...args) => add(act, delay, args, true),
      setImmediate: (act, ...args) => add(act, 0, args, false),
      requestAnimationFrame: (act) => add(() => act(state.now - state.start), FRAME - ((state.now - state.start) % FRAME), [], false),
      clearTimeout: drop,
      clearInterval: drop,
      clearImmediate: drop,
      cancelAnimationFrame: drop,
      queueMicrotask: (act) => void state.ticks.push([act, []]),
      nextTick: (act, ...args) => void state.ticks.push([act, args]),
      performance: { ...globalThis.performance, now: () => state.now - state.start, timeOrigin: state.start },
      Date: fakeDate(state),
    };
  }

  function fakeDate(state) {
    const real = Date;
    function FakeDate(...parts) {
      if (new.target === undefined) return new real(state.now).toString();
      return ReflectConstruct(real, parts.length === 0 ? [state.now] : parts, new.target === FakeDate ? FakeDate : new.target);
    }
    Object.defineProperties(FakeDate, { name: { value: "Date" }, length: { value: 7 }, prototype: { value: real.prototype, writable: false } });
    FakeDate.now = () => state.now;
    FakeDate.parse = real.parse;
    FakeDate.UTC = real.UTC;
    FakeDate.isFake = true;
    return FakeDate;
  }

  // ---- Moving

  function next(until = Infinity) {
    let first;
    for (const timer of fake.timers.values()) {
      if (timer.due <= until && (first === undefined || timer.due < first.due || (timer.due === first.due && timer.order < first.order))) first = timer;
    }
    return first;
  }

  function fire(timer) {
    fake.now = Math.max(fake.now, timer.due);
    if (timer.every > 0) {
      timer.due = fake.now + timer.every;
      timer.order = ++fake.order;
    } else fake.timers.delete(timer.id);
    timer.act(...timer.args);
    runAllTicks();
  }

  function runAllTicks() {
    const state = fake;
    for (let count = 0; state.ticks.length > 0; count++) {
      if (count >= state.limit) throw endless("ticks");
      const [act, args] = state.ticks.shift();
      act(...args);
    }
  }

  const endless = (what = "timers") => new Error("Aborting after running " + fake.limit + " " + what + ", assuming an infinite loop!");

  function advanceTimersByTime(ms) {
    const target = fake.now + ms;
    runAllTicks();
    for (let timer = next(target), count = 0; timer !== undefined; timer = next(target)) {
      if (++count > fake.limit) throw endless();
      fire(timer);
    }
    fake.now = Math.max(fake.now, target);
  }

  function runAllTimers() {
    fake;
    runAllTicks();
    for (let timer = next(), count = 0; timer !== undefined; timer = next()) {
      if (++count > fake.limit) throw endless();
      fire(timer);
    }
  }

  // Those that wait now, however often; not those that they set.
  function runOnlyPendingTimers() {
    const last = Math.max(...[...fake.timers.values()].map((timer) => timer.due));
    runAllTicks();
    const pending = new Set(fake.timers.keys());
    for (let timer = pendingNext(pending, last); timer !== undefined; timer = pendingNext(pending, last)) fire(timer);
  }

  function pendingNext(pending, last) {
    const due = [...fake.timers.values()].filter((timer) => pending.has(timer.id) && timer.due <= last);
    return due.sort((a, b) => a.due - b.due || a.order - b.order)[0];
  }

  function advanceTimersToNextTimer(steps = 1) {
    fake;
    for (let i = 0; i < steps; i++) {
      const timer = next();
      if (timer === undefined) return;
      advanceTimersByTime(timer.due - fake.now);
    }
  }

  const advanceTimersToNextFrame = (steps = 1) => advanceTimersByTime(steps * FRAME - ((fake.now - fake.start) % FRAME));

  function clearAllTimers() {
    fake.timers.clear();
  }

  // ---- The same, with what promises do in between

  // As many turns of the job queue as a chain of promises of some length needs.
  async function breathe() {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  }

  async function stepped(until, limitOf) {
    await breathe();
    runAllTicks();
    for (let timer = next(until()), count = 0; timer !== undefined; timer = next(until())) {
      if (++count > limitOf) throw endless();
      fire(timer);
      await breathe();
    }
  }

  async function advanceTimersByTimeAsync(ms) {
    const target = fake.now + ms;
    await stepped(() => target, fake.limit);
    fake.now = Math.max(fake.now, target);
  }

  const runAllTimersAsync = () => stepped(() => Infinity, fake.limit);

  async function runOnlyPendingTimersAsync() {
    const last = Math.max(fake.now, ...[...fake.timers.values()].map((timer) => timer.due));
    await breathe();
    const pending = new Set(fake.timers.keys());
    for (let timer = pendingNext(pending, last); timer !== undefined; timer = pendingNext(pending, last)) {
      fire(timer);
      await breathe();
    }
  }

  async function advanceTimersToNextTimerAsync(steps = 1) {
    fake;
    for (let i = 0; i < steps; i++) {
      await breathe();
      const timer = next();
      if (timer === undefined) return;
      advanceTimersByTime(timer.due - fake.now);
      await breathe();
    }
  }

  function setSystemTime(time = getRealSystemTime()) {
    const target = +(typeof time === "string" ? new Date(time) : time);
    const moved = target - fake.now;
    for (const timer of fake.timers.values()) timer.due += moved;
    fake.start += moved;
    fake.now = target;
  }

  const getRealSystemTime = () => Date.now();
  const now = () => (fake === null ? Date.now() : fake.now);
  const getTimerCount = () => fake.timers.size + fake.ticks.length;

  const moving = {
    runAllTimers, runAllTimersAsync, runOnlyPendingTimers, runOnlyPendingTimersAsync, runAllTicks, advanceTimersByTime, advanceTimersByTimeAsync,
    advanceTimersToNextTimer, advanceTimersToNextTimerAsync, advanceTimersToNextFrame, runTimersToTime: advanceTimersByTime, clearAllTimers, getTimerCount, setSystemTime,
  };
  for (const name in moving) moving[name] = guarded(moving[name]);

  return {
    __proto__: null, useFakeTimers, useRealTimers, ...moving, getRealSystemTime, now, isFakeTimers: isFake,
    getMockedSystemTime: () => (fake === null ? null : new Date(fake.now)),
  };
})
