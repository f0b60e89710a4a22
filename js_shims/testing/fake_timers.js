// Timers and dates that only move when a test says so. What they replace is the program's own clock, which is virtual
// itself: without them a test that awaits a timeout just gets it.
(function (intrinsics, kernel) {
  "use strict";
  const { Date, Error, ReflectConstruct, ReflectDefineProperty, ReflectGetOwnPropertyDescriptor, TypeError } = intrinsics;
  const { FIRST_ID, makeClock, elapsed, untilFrame, count, add, runJobs, step, advancing, runningAll, runningPending, steppingOn, atOnce, inTurns, reset, setTime } = kernel.lazy("fake_clock");
  const real = { setInterval: globalThis.setInterval, clearInterval: globalThis.clearInterval, clearTimeout: globalThis.clearTimeout };
  const MOST = 100000;
  const OWN_PACE = 20; // milliseconds between two moves of a clock that goes by itself
  let clock = null; // while they are installed
  let saved = []; // what stood where
  let pacemaker = 0; // the program's own interval that moves the clock

  const NOT_FAKE = "A function to advance timers was called but the timers APIs are not replaced with fake timers. Call `jest.useFakeTimers()` in this test file or enable fake timers for all tests by setting 'fakeTimers': {'enableGlobally': true} in Jest configuration file.\nStack Trace:\n";

  function isThere() {
    if (clock === null) globalThis.console.warn(NOT_FAKE + kernel.stackOf(new Error()));
    return clock !== null;
  }

  // ---- Installing

  // `doNotFake` is Jest's, `toFake` Vitest's. Text ("modern") is what older versions took: it says nothing any more.
  function useFakeTimers(options) {
    if (options?.legacyFakeTimers === true) throw new TypeError("legacy fake timers are not supported: call jest.useFakeTimers() without legacyFakeTimers");
    useRealTimers();
    const { now, doNotFake = [], toFake, advanceTimers = false, timerLimit } = options ?? {};
    clock = makeClock(instantOf(now ?? Date.now()), timerLimit || MOST);
    const replacements = makeReplacements(clock);
    for (const name in replacements) {
      if (doNotFake.includes(name) || (toFake !== undefined && !toFake.includes(name))) continue;
      replace(name === "nextTick" ? globalThis.process : globalThis, name, replacements[name]);
    }
    if (advanceTimers !== false && advanceTimers !== 0) setPace(typeof advanceTimers === "number" ? advanceTimers : OWN_PACE);
  }

  function replace(home, name, value) {
    const before = home === undefined || home === null ? undefined : ReflectGetOwnPropertyDescriptor(home, name);
    if (before === undefined) return;
    saved.push([home, name, before]);
    ReflectDefineProperty(home, name, { value, writable: true, configurable: true, enumerable: before.enumerable });
  }

  function useRealTimers() {
    stopPace();
    for (const [home, name, before] of saved.reverse()) ReflectDefineProperty(home, name, before);
    saved = [];
    clock = null;
  }

  // ---- Going by itself

  function setPace(ms, move = (its) => atOnce(advancing(its, ms))) {
    const its = clock;
    stopPace();
    pacemaker = real.setInterval(() => move(its), ms);
  }

  function stopPace() {
    if (pacemaker !== 0) real.clearInterval(pacemaker);
    pacemaker = 0;
  }

  function setTimerTickMode({ mode, delta = OWN_PACE }) {
    if (!isThere()) return;
    if (mode === "manual") stopPace();
    else if (mode === "interval") setPace(delta);
    else if (mode === "nextAsync") setPace(1, step);
    else throw new TypeError("there is no timer tick mode " + String(mode) + ": choose manual, nextAsync or interval");
  }

  // ---- What stands in

  function makeReplacements(its) {
    const drop = (clear) => (id) => {
      if (Number(id) >= FIRST_ID) its.timers.delete(Number(id));
      else clear(id);
    };
    const setTimeout = (act, delay, ...args) => add(its, act, delay, args);
    setTimeout.clock = its; // libraries ask for it to learn that timers are fake
    return {
      setTimeout,
      setInterval: (act, delay, ...args) => add(its, act, delay, args, { repeats: true }),
      setImmediate: (act, ...args) => add(its, act, 0, args, { immediate: true }),
      requestAnimationFrame: (act) => add(its, typeof act === "function" ? () => act(elapsed(its)) : act, untilFrame(its), []),
      clearTimeout: drop(real.clearTimeout),
      clearInterval: drop(real.clearInterval),
      clearImmediate: drop(real.clearTimeout),
      cancelAnimationFrame: drop(real.clearTimeout),
      queueMicrotask: (act) => void its.jobs.push([act, []]),
      nextTick: (act, ...args) => void its.jobs.push([act, args]),
      performance: { ...globalThis.performance, now: () => elapsed(its), timeOrigin: its.start },
      Date: fakeDate(its),
    };
  }

  function fakeDate(its) {
    function FakeDate(...parts) {
      if (new.target === undefined) return new Date(its.now).toString();
      return ReflectConstruct(Date, parts.length === 0 ? [its.now] : parts, new.target);
    }
    Object.defineProperties(FakeDate, { name: { value: "Date" }, length: { value: 7 }, prototype: { value: Date.prototype, writable: false } });
    return Object.assign(FakeDate, { now: () => its.now, parse: Date.parse, UTC: Date.UTC, isFake: true });
  }

  // ---- Moving

  const moves = {
    AllTimers: [() => runningAll(clock), "run"],
    OnlyPendingTimers: [() => runningPending(clock), "run"],
    TimersByTime: [(ms) => advancing(clock, ms), "advance"],
    TimersToNextTimer: [(steps = 1) => steppingOn(clock, steps), "advance"],
  };

  function makeMoving() {
    const moving = {};
    for (const name in moves) {
      const [begin, verb] = moves[name];
      moving[verb + name] = (given) => {
        if (isThere()) atOnce(begin(given));
      };
      moving[verb + name + "Async"] = async (given) => {
        if (isThere()) await inTurns(begin(given));
      };
    }
    return moving;
  }

  function advanceTimersToNextFrame() {
    if (isThere()) atOnce(advancing(clock, untilFrame(clock)));
  }

  function runAllTicks() {
    if (isThere()) runJobs(clock);
  }

  function clearAllTimers() {
    if (clock !== null) reset(clock);
  }

  function setSystemTime(time = 0) {
    if (isThere()) setTime(clock, instantOf(time));
  }

  // Text is Vitest's.
  function instantOf(time) {
    const instant = typeof time === "number" ? time : typeof time === "string" || typeof time?.getTime === "function" ? new Date(time).getTime() : NaN;
    if (Number.isNaN(instant)) throw new TypeError("now should be milliseconds since UNIX epoch");
    return instant;
  }

  const getRealSystemTime = () => Date.now();
  const now = () => (clock === null ? Date.now() : clock.now);
  const getTimerCount = () => (isThere() ? count(clock) : 0);
  const isFake = () => clock !== null;

  return {
    __proto__: null, useFakeTimers, useRealTimers, ...makeMoving(), advanceTimersToNextFrame, runAllTicks, clearAllTimers, getTimerCount, setSystemTime, setTimerTickMode,
    getRealSystemTime, now, isFakeTimers: isFake, getMockedSystemTime: () => (clock === null ? null : new Date(clock.now)),
  };
})
