// Holds every call against its contract while the program runs: one outcome, then complete with the same object, never
// inside the call. It goes by what really runs, whatever calls.js means to do, and tells the host what it saw.
(function (intrinsics, kernel) {
  "use strict";
  const { JSONStringify, ObjectGetOwnPropertyDescriptor } = intrinsics;
  const { call, run, receivers, post } = kernel;
  const { settle } = receivers;
  const calls = { __proto__: null };
  const over = { __proto__: null }; // by id, what was settled already
  let made = null; // the callbacks of the call that is being made
  let running = null; // what ran while a call is settled: a chain, the last one first

  const report = (api, problem) =>
    post('{"type":"state","name":"conformance","value":' + JSONStringify({ api, problem }) + "}");

  // What a trap refuses to tell is not watched.
  const functionIn = (options, name) => {
    try {
      const value = ObjectGetOwnPropertyDescriptor(options, name)?.value;
      return typeof value === "function" ? value : undefined;
    } catch {
      return undefined;
    }
  };

  const callbacksOf = (options) =>
    typeof options !== "object" || options === null
      ? {}
      : { success: functionIn(options, "success"), fail: functionIn(options, "fail"), complete: functionIn(options, "complete") };

  kernel.call = (api, options, then) => {
    made = { ...callbacksOf(options), then };
    try {
      return call(api, options, then);
    } finally {
      made = null;
    }
  };

  const next = kernel.callObserver;
  kernel.callObserver = {
    __proto__: null,
    called(id, label, params) {
      calls[id] = { ...made, label };
      next?.called(id, label, params);
    },
    settled(id, ok, result) {
      next?.settled(id, ok, result);
    },
  };

  kernel.run = (act, self, args, failed) => {
    if (running !== null) running = { act, args, before: running };
    return run(act, self, args, failed);
  };

  receivers.settle = (frame) => {
    const known = calls[frame.id];
    if (over[frame.id] !== undefined) return report(over[frame.id], "was answered twice");
    if (known === undefined) return settle(frame);
    delete calls[frame.id];
    over[frame.id] = known.label;
    if (made !== null) report(known.label, "was answered inside the call");
    running = { act: null, args: null, before: null };
    settle(frame);
    check(known, frame);
    running = null;
  };

  const check = ({ label, success, fail, complete }, { ok, result }) => {
    const chosen = ok ? success : fail;
    const other = ok ? fail : success;
    let outcomes = 0;
    let completes = 0;
    for (let { act, args, before } = running; act !== null; { act, args, before } = before) {
      if (act !== chosen && act !== other && act !== complete) continue;
      if (args[0] !== result) report(label, "gave its callbacks different objects");
      if (act === complete && outcomes > 0 && chosen !== complete) report(label, "ran complete before its outcome");
      if (act === other && act !== chosen && act !== complete) report(label, "ran the wrong outcome");
      if (act === chosen) outcomes++;
      if (act === complete) completes++;
    }
    if (chosen !== undefined && outcomes !== (chosen === complete ? 2 : 1)) report(label, "had " + outcomes + " outcomes");
    if (complete !== undefined && completes === 0) report(label, "did not run complete");
  };

  return {};
})
