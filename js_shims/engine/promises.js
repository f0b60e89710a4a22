// Rejections that nobody handles, as far as the engine lets a script see them.
(function (kernel) {
  "use strict";
  const { apply } = Reflect;
  const { then } = Promise.prototype;
  const { freeze } = Object;
  let unhandled = null; // a chain of {promise, reason, shown, thrown, next}, newest first
  let reports = 0;

  // A promise whose rejection is reported when nobody looked at it. `await`, `then` and Promise.resolve all
  // read `constructor` first, so that getter is how we know; what `then` derives is watched in its turn.
  const Plain = Promise;
  const OBSERVING = 0;
  const DERIVING = 1;
  const PEEKING = 2;
  let purpose = OBSERVING;
  let isObserved;
  let isWatched;
  let numberReport;
  let markObserved;

  class WatchedPromise extends Promise {
    #observed = false;
    #number = 0; // of the report that it was unhandled

    static {
      isObserved = (promise) => promise.#observed;
      markObserved = (promise) => {
        promise.#observed = true;
        if (promise.#number !== 0) kernel.takeBack(promise.#number);
        promise.#number = 0;
      };
      numberReport = (promise, number) => {
        promise.#number = number;
      };
      isWatched = (promise) => #observed in promise;
    }

    static get [Symbol.species]() {
      return WatchedPromise;
    }

    get ["constructor"]() {
      if (purpose === DERIVING) return WatchedPromise;
      if (purpose === PEEKING) return undefined; // else the program's Promise[Symbol.species] would be asked
      if (#observed in this) markObserved(this);
      return Plain;
    }

    then(fulfilled, rejected) {
      markObserved(this);
      const derived = thenFor(DERIVING, this, fulfilled, rejected);
      thenFor(PEEKING, derived, undefined, (reason) => kernel.noteRejection(derived, reason));
      return derived;
    }
  }

  function thenFor(reason, promise, fulfilled, rejected) {
    purpose = reason;
    try {
      return apply(then, promise, [fulfilled, rejected]);
    } finally {
      purpose = OBSERVING;
    }
  }

  kernel.WatchedPromise = freeze(WatchedPromise); // a getter of the program's that `then` runs can get hold of it
  kernel.excuse = markObserved; // somebody was told of the rejection in another way

  kernel.isWatched = isWatched;
  kernel.isPeeking = () => purpose === PEEKING;
  kernel.peek = (promise, fulfilled, rejected) => thenFor(PEEKING, promise, fulfilled, rejected);

  // `promise` may be null: then nobody else can have handled it, and `shown` is the one that people are told of.
  // `thrown`: by an async function, whose promise is not known.
  kernel.noteRejection = function (promise, reason, shown, thrown) {
    unhandled = { __proto__: null, promise, reason, shown, thrown: thrown === true, next: unhandled };
  };

  // Somebody handled it after it was reported.
  kernel.takeBack = function (number) {
    kernel.post('{"type":"handled","number":' + number + "}");
  };

  // In tests every promise of the program is looked after (rejections.js), not only ours.
  const all = kernel.settings.rejections === true ? kernel.lazy("rejections") : null;
  const adopt = all === null ? () => false : all.adopt;
  kernel.rejections = all;

  // Waits for a promise the program returned to us, and is false if it is none. A promise of ours is not
  // reported again: it knows itself whether anybody handles it, and `rejected` is told (reason, ours, handled).
  kernel.follow = function (value, fulfilled, rejected) {
    if (typeof value !== "object" || value === null) return false;
    try {
      const ours = isWatched(value) || adopt(value);
      thenFor(PEEKING, value, fulfilled, (reason) => rejected(reason, ours, ours && isHandled(value)));
      return true;
    } catch {
      return false; // not a promise
    }
  };

  // A promise of the program's as one that reports its own rejection if nobody handles it; anything else as it is.
  kernel.watched = function (value) {
    if (typeof value !== "object" || value === null || isWatched(value) || adopt(value)) return value;
    let ends;
    const watched = new WatchedPromise((resolve, reject) => {
      ends = { __proto__: null, resolve, reject };
    });
    try {
      thenFor(PEEKING, value, ends.resolve, ends.reject);
    } catch {
      return value; // not a promise
    }
    thenFor(PEEKING, watched, undefined, (reason) => kernel.noteRejection(watched, reason));
    return watched;
  };

  function reverse(chain) {
    let reversed = null;
    for (let link = chain; link !== null; link = link.next) {
      reversed = { __proto__: null, promise: link.promise, reason: link.reason, shown: link.shown, thrown: link.thrown, next: reversed };
    }
    return reversed;
  }

  function isHandled(promise) {
    return isWatched(promise) ? isObserved(promise) : all.isObserved(promise);
  }

  function report({ promise, reason, shown, thrown }) {
    if (thrown ? all.wasLookedAt(reason) : promise !== null && isHandled(promise)) return;
    const number = promise === null && !thrown ? 0 : ++reports; // 0: nobody can handle it later
    kernel.report(reason, "rejection", promise ?? shown, number);
    if (promise !== null && isWatched(promise)) numberReport(promise, number);
    else if (number !== 0) all.remember(number, promise, reason);
  }

  kernel.beforeLeaving(function () {
    kernel.checkHeap();
    const noted = reverse(unhandled);
    unhandled = null;
    for (let link = noted; link !== null; link = link.next) report(link);
    if (all !== null) all.forget();
  });
})
