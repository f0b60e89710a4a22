// A clock that only moves when a test says so, with its timers and the jobs that are due before any of them.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, Promise, TypeError } = intrinsics;
  const realSetTimeout = globalThis.setTimeout;
  const FIRST_ID = 1e12; // ids below it belong to the program's own timers
  const LONGEST = 2147483647; // milliseconds; more than this means 1, as in browsers
  const FRAME = 16;
  let lastId = FIRST_ID;

  // `shift`: by how much `setSystemTime` moved it, `fraction`: of a millisecond that has passed, in nanoseconds.
  function makeClock(start, limit) {
    return { now: start, start, shift: 0, fraction: 0, limit, timers: new Map(), jobs: [], isMoving: false };
  }

  const elapsed = (clock) => clock.now - clock.start - clock.shift + clock.fraction / 1e6;
  const untilFrame = (clock) => FRAME - ((clock.now - clock.start) % FRAME);
  const count = (clock) => clock.timers.size + clock.jobs.length;
  const endless = (clock) => new Error("Aborting after running " + clock.limit + " timers, assuming an infinite loop!");

  // ---- Timers

  function delayOf(value) {
    const delay = typeof value === "number" ? value : parseInt(value, 10);
    return !Number.isFinite(delay) ? 0 : delay > LONGEST ? 1 : Math.max(0, Math.trunc(delay));
  }

  // `kind`: repeats, or comes before others of its time (immediate). What is set while time moves never falls due at once.
  function add(clock, act, delay, args, kind = {}) {
    if (act === undefined) throw new Error("Callback must be provided to timer calls");
    if (typeof act !== "function") throw new TypeError("[ERR_INVALID_CALLBACK]: Callback must be a function. Received " + String(act) + " of type " + typeof act);
    const id = ++lastId;
    const wait = delayOf(delay);
    const due = clock.now + (wait || (clock.isMoving && !kind.immediate ? 1 : 0));
    clock.timers.set(id, { id, due, created: clock.now, act, args, immediate: kind.immediate === true, every: kind.repeats ? Math.max(wait, 1) : 0 });
    return id;
  }

  // Those of one time go in the order in which they were set; an interval is set anew whenever it fires.
  function isBefore(one, other) {
    if (one.due !== other.due) return one.due < other.due;
    if (one.immediate !== other.immediate) return one.immediate;
    return one.created !== other.created ? one.created < other.created : one.id < other.id;
  }

  function first(clock, until = Infinity) {
    let found;
    for (const timer of clock.timers.values()) if (timer.due <= until && (found === undefined || isBefore(timer, found))) found = timer;
    return found;
  }

  function fire(clock, timer) {
    if (!clock.timers.has(timer.id)) return;
    if (timer.every > 0) Object.assign(timer, { due: timer.due + timer.every, created: clock.now });
    else clock.timers.delete(timer.id);
    timer.act(...timer.args);
  }

  function runJobs(clock) {
    for (let ran = 0; clock.jobs.length > 0; ran++) {
      if (ran > clock.limit) throw endless(clock);
      const [act, args] = clock.jobs.shift();
      act(...args);
    }
  }

  // The next timer, and what it leaves to be done.
  function step(clock) {
    runJobs(clock);
    const timer = first(clock);
    if (timer === undefined) return;
    clock.isMoving = true;
    try {
      clock.now = timer.due;
      fire(clock, timer);
      runJobs(clock);
    } finally {
      clock.isMoving = false;
    }
  }

  // ---- Moving: generators, which stop wherever promises are to be waited for

  function targetOf(clock, ms) {
    if (ms < 0) throw new TypeError("Negative ticks are not supported");
    const whole = Math.floor(ms);
    const fraction = clock.fraction + Math.round((ms - whole) * 1e6);
    clock.fraction = fraction % 1e6;
    return clock.now + whole + Math.floor(fraction / 1e6);
  }

  // An error does not keep other timers from running; the first one is thrown at the end. Where a timer sets the time,
  // the end moves with it.
  function* advancing(clock, ms) {
    let target = targetOf(clock, ms);
    let failed = null;
    const attempt = function* (act) {
      const before = clock.now;
      try {
        act();
      } catch (error) {
        failed ??= { error };
      }
      yield;
      target += clock.now - before;
    };
    clock.isMoving = true;
    yield* attempt(() => runJobs(clock));
    for (let timer = first(clock, target); timer !== undefined; timer = first(clock, target)) {
      clock.now = Math.max(clock.now, timer.due);
      yield* attempt(() => {
        runJobs(clock);
        fire(clock, timer);
      });
      if (first(clock, target) === undefined) yield* attempt(() => runJobs(clock));
    }
    clock.isMoving = false;
    clock.now = target;
    if (failed !== null) throw failed.error;
  }

  function* runningAll(clock) {
    yield;
    runJobs(clock);
    for (let ran = 0; ran < clock.limit; ran++) {
      if (clock.timers.size === 0) return;
      step(clock);
      yield;
      runJobs(clock);
    }
    throw endless(clock);
  }

  // Up to the last of those that wait now; what they set on the way runs, too, if it falls due before it.
  function* runningPending(clock) {
    yield;
    const last = Math.max(...[...clock.timers.values()].map((timer) => timer.due));
    if (clock.timers.size === 0) runJobs(clock);
    else yield* advancing(clock, Math.max(0, last - clock.now));
  }

  function* steppingOn(clock, steps) {
    for (let i = 0; i < steps; i++) {
      yield;
      step(clock);
      yield* advancing(clock, 0);
      if (count(clock) === 0) return;
    }
  }

  function atOnce(moves) {
    for (const _ of moves);
  }

  // The program's own timer lets everything happen that promises, and answers to calls of my.*, have to do.
  async function inTurns(moves) {
    await turn();
    for (const _ of moves) await turn();
  }

  const turn = () => new Promise((resolve) => realSetTimeout(resolve, 0));

  // ---- Setting it

  function reset(clock) {
    Object.assign(clock, { now: clock.start, fraction: 0, jobs: [] });
    clock.timers.clear();
  }

  function setTime(clock, time) {
    const moved = time - clock.now;
    for (const timer of clock.timers.values()) Object.assign(timer, { due: timer.due + moved, created: timer.created + moved });
    clock.shift += moved;
    clock.fraction = 0;
    clock.now = time;
  }

  return { __proto__: null, FIRST_ID, makeClock, elapsed, untilFrame, count, add, runJobs, step, advancing, runningAll, runningPending, steppingOn, atOnce, inTurns, reset, setTime };
})
