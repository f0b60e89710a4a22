// Rejections that nobody handles, as far as the engine lets a script see them.
(function (kernel) {
  "use strict";
  const { apply } = Reflect;
  const { then } = Promise.prototype;
  const { freeze } = Object;
  let unhandled = null; // a chain of {promise, reason, next}, newest first

  // A promise whose rejection is reported when nobody looked at it. `await`, `then` and Promise.resolve all
  // read `constructor` first, so that getter is how we know; what `then` derives is watched in its turn.
  const Plain = Promise;
  const OBSERVING = 0;
  const DERIVING = 1;
  const PEEKING = 2;
  let purpose = OBSERVING;
  let isObserved;
  let isWatched;
  let markObserved;

  class WatchedPromise extends Promise {
    #observed = false;

    static {
      isObserved = (promise) => promise.#observed;
      markObserved = (promise) => {
        promise.#observed = true;
      };
      isWatched = (promise) => #observed in promise;
    }

    static get [Symbol.species]() {
      return WatchedPromise;
    }

    get ["constructor"]() {
      if (purpose === DERIVING) return WatchedPromise;
      if (purpose === PEEKING) return undefined; // else the program's Promise[Symbol.species] would be asked
      if (#observed in this) this.#observed = true;
      return Plain;
    }

    then(fulfilled, rejected) {
      this.#observed = true;
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

  // `promise` may be null: then nobody else can have handled it, and `shown` is the one that people are told of.
  kernel.noteRejection = function (promise, reason, shown) {
    unhandled = { __proto__: null, promise, reason, shown, next: unhandled };
  };

  // Waits for a promise the program returned to us, and is false if it is none. A promise of ours is not
  // reported again: it knows itself whether anybody handles it, and `rejected` is told (reason, ours, handled).
  kernel.follow = function (value, fulfilled, rejected) {
    if (typeof value !== "object" || value === null) return false;
    try {
      const ours = isWatched(value);
      thenFor(PEEKING, value, fulfilled, (reason) => rejected(reason, ours, ours && isObserved(value)));
      return true;
    } catch {
      return false; // not a promise
    }
  };

  // A promise of the program's as one that reports its own rejection if nobody handles it; anything else as it is.
  kernel.watched = function (value) {
    if (typeof value !== "object" || value === null || isWatched(value)) return value;
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
      reversed = { __proto__: null, promise: link.promise, reason: link.reason, shown: link.shown, next: reversed };
    }
    return reversed;
  }

  kernel.beforeLeaving(function () {
    kernel.checkHeap();
    const noted = reverse(unhandled);
    unhandled = null;
    for (let link = noted; link !== null; link = link.next) {
      if (link.promise === null || !isObserved(link.promise)) kernel.report(link.reason, "rejection", link.promise ?? link.shown);
    }
  });
})
