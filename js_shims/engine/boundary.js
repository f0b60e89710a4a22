// The guest's side of `turn(inbox) -> outbox`: JSON text in, JSON text out, nothing else.
//
// Runs first, before any program code, and keeps its own copies of what it uses. The outbox is one growing
// text, because pushing onto an array can be intercepted by a program that poisons Object.prototype.
(function (kernel) {
  "use strict";
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { slice } = String.prototype;
  const receivers = { __proto__: null };
  let outbox = "";
  let closing = null; // a chain of functions to run before the outbox leaves
  let unsaid = null; // what posts the frame that must come before the next

  kernel.receivers = receivers;
  kernel.mirrors = { __proto__: null };


  // State of the host's, by name: `mirrors` has who takes it.
  receivers.mirror = function ({ name, value }) {
    const { [name]: take } = kernel.mirrors;
    if (take !== undefined) take(value);
  };

  // Appends one frame; `text` is its JSON, made by the caller.
  kernel.post = function (text) {
    if (unsaid !== null) sayFirst();
    outbox = outbox === "" ? text : outbox + "," + text;
  };

  // JSON of a string. Objects are never given to it: their toJSON belongs to the program.
  kernel.quote = function (text) {
    return stringify(text);
  };

  function sayFirst() {
    const say = unsaid;
    unsaid = null;
    say();
  }

  kernel.beforeNextFrame = function (say) {
    unsaid = say;
  };

  kernel.beforeLeaving = function (act) {
    closing = { __proto__: null, act, next: closing };
  };

  function receive(frame) {
    try {
      receivers[frame.type](frame);
    } catch (error) {
      kernel.report(error, "error");
    }
  }

  function turn(inbox) {
    const { now, frames } = parse(inbox);
    kernel.startTurn(now);
    kernel.watchHeap();
    for (let i = 0; i < frames.length; i++) receive(frames[i]);
  }

  function take() {
    for (let link = closing; link !== null; link = link.next) link.act();
    if (unsaid !== null) sayFirst();
    const text = "[" + outbox + "]";
    outbox = "";
    return apply(slice, text, [0]); // the engine cannot hand a rope to Python
  }

  // What is left to take from a program that was stopped: none of its code may run again.
  function takeLastWords() {
    closing = null;
    if (kernel.lastWords !== undefined) kernel.lastWords(); // in tests: what ran until then
    return take();
  }

  // With an inbox: let it happen. With null: what came of it. With "": the same, after a limit. Only the host knows
  // the key, so a program that ever got hold of this function could not enter. (No "are we inside" flag: an
  // interrupt skips `finally`.)
  const { key } = kernel;
  kernel.key = null;
  kernel.cross = function (given, inbox) {
    if (given !== key) throw new TypeError("only the host crosses the boundary");
    if (inbox === null) return take();
    return inbox === "" ? takeLastWords() : turn(inbox);
  };
})
