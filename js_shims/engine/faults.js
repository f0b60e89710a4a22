// What goes wrong in the program is told to the host, and stops nothing else: thrown errors, and rejected
// promises that nobody handles (as far as the engine lets a script see them).
(function (kernel) {
  "use strict";
  const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { then } = Promise.prototype;
  const { isError } = Error;
  const { freeze } = Object;
  const { repeat } = String.prototype;
  const { deref } = WeakRef.prototype;
  const Weak = WeakRef;
  const enginePrototype = InternalError.prototype;
  const { quote } = kernel;
  const toText = String; // template literals would go through a method that can be patched
  const OUT_OF_MEMORY = "out of memory";
  let unhandled = null; // a chain of {promise, reason, next}, newest first

  function header(error) {
    const name = toText(error.name);
    const message = toText(error.message);
    return message === "" ? name : name === "" ? message : name + ": " + message;
  }

  function described(value) {
    return isError(value) ? header(value) : kernel.lazy("inspect").inspect(value, { __proto__: null, breakLength: Infinity });
  }

  // What was thrown, in words. `toString`, getters and proxies of the program may throw in turn.
  kernel.describe = function (value) {
    try {
      return described(value);
    } catch (error) {
      endIfFull(error, "error");
      return "something was thrown that cannot be described";
    }
  };

  kernel.stackText = function (value) {
    try {
      return isError(value) ? kernel.stackOf(value) : "";
    } catch {
      return "";
    }
  };

  // A full heap is not the program's to survive: the host ends it. Sometimes the engine has room for an error, or for
  // one without a message; or it lets out a mark of its own, of no type. Asked of real errors only, so neither a proxy
  // nor a patched `instanceof` can answer.
  function isMemoryError(value) {
    if (typeof value === "unknown") return true;
    if (!isError(value) || getPrototypeOf(value) !== enginePrototype) return false;
    const property = getOwnPropertyDescriptor(value, "message");
    return property === undefined || property.value === OUT_OF_MEMORY;
  }

  // With no room at all the engine throws null, as a program may too. It was the heap if that is full, or if it
  // grew until it was collected: then the canary, a cycle that nothing but a collection frees, is gone.
  let canary;

  function isAlive() {
    return apply(deref, canary, []) !== undefined;
  }

  function setCanary() {
    const cycle = { __proto__: null, cycle: null };
    cycle.cycle = cycle;
    canary = new Weak(cycle);
  }
  setCanary();

  function isHeapFull() {
    try {
      return apply(repeat, "x", [65536]) === "";
    } catch {
      return true;
    }
  }

  let isOver = false;
  let cause;

  function endIfFull(value, kind) {
    const isFull = value === null ? (kind === "error" && !isAlive()) || isHeapFull() : isMemoryError(value);
    if (!isFull) return;
    isOver = true; // a promise may swallow what is thrown here
    cause = isError(value) ? value : null;
    throw cause;
  }

  // `kind` is "error" or "rejection".
  kernel.report = function (value, kind) {
    endIfFull(value, kind);
    const prefix = kind === "rejection" ? "Unhandled rejection: " : isError(value) ? "" : "Uncaught ";
    const message = quote(prefix + kernel.describe(value));
    kernel.post('{"type":"error","kind":"' + kind + '","message":' + message + ',"stack":' + quote(kernel.stackText(value)) + "}");
  };

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

  // `promise` may be null: then nobody else can have handled it.
  kernel.noteRejection = function (promise, reason) {
    unhandled = { __proto__: null, promise, reason, next: unhandled };
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

  function noteUnlessOurs(reason, ours) {
    if (!ours) kernel.noteRejection(null, reason);
  }

  // Calls the program, and reports what it throws or rejects.
  kernel.run = function (act, self, args) {
    try {
      const value = apply(act, self, args);
      if (value !== undefined) kernel.follow(value, undefined, noteUnlessOurs);
      return value;
    } catch (error) {
      kernel.report(error, "error");
    }
  };

  function reverse(chain) {
    let reversed = null;
    for (let link = chain; link !== null; link = link.next) {
      reversed = { __proto__: null, promise: link.promise, reason: link.reason, next: reversed };
    }
    return reversed;
  }

  kernel.beforeLeaving(function () {
    if (isOver) throw cause;
    if (!isAlive()) {
      if (isHeapFull()) throw null; // filled by a promise job whose rejection nobody can see
      setCanary();
    }
    const noted = reverse(unhandled);
    unhandled = null;
    for (let link = noted; link !== null; link = link.next) {
      if (link.promise === null || !isObserved(link.promise)) kernel.report(link.reason, "rejection");
    }
  });
})
