// Rejections of the language's own promises that nobody handles: in tests, where it is worth its price.
//
// Whoever looks at a promise, `await` included, reads its `constructor` first. Those made by `new Promise`, `then` and
// their like are known when they are made. That of an async function is not: its body tells what it threw, and a
// promise that somebody looks at tells its reason, if it is one of those; what was thrown more often than looked at
// is unhandled.
(function (intrinsics, kernel) {
  "use strict";
  const {
    Map, MapPrototypeClear, MapPrototypeDelete, MapPrototypeGet, MapPrototypeSet, ObjectPrototypeIsPrototypeOf, Promise,
    PromisePrototypeThen, ReflectApply, ReflectDefineProperty, TypeError,
  } = intrinsics;
  const { prototype } = Promise;
  const { noteRejection, peek, isPeeking } = kernel;
  const looks = new Map(); // reason -> how often somebody looked at an async function's promise that it rejected
  const late = new Map(); // reason -> a chain of numbers of reports that a look may take back
  let looked = false;
  let returning = false; // Promise.resolve gives a promise back as it is, which handles nothing

  // What is known of a promise is kept on itself, where the program cannot see it.
  class Known extends function (promise) { return promise; } {
    #number = 0; // of the report that it was unhandled
    #observed = false;

    static isKnown = (promise) => #observed in promise;
    static isObserved = (promise) => #observed in promise && promise.#observed;

    static observe(promise) {
      promise.#observed = true;
      if (promise.#number !== 0) kernel.takeBack(promise.#number);
      promise.#number = 0;
    }

    static reported(promise, number) {
      if (#observed in promise) promise.#number = number;
    }
  }
  const { isKnown, isObserved, observe, reported } = Known;

  // One of the language's own: those of `my.*` know themselves whether anybody handles them.
  function isPromise(value) {
    return typeof value === "object" && value !== null && ObjectPrototypeIsPrototypeOf(prototype, value) && !kernel.isWatched(value);
  }

  // An async function's promise, most likely: its body told what it threw.
  function count(promise) {
    peek(promise, undefined, (reason) => {
      looked = true;
      if (!takenBack(reason)) MapPrototypeSet(looks, reason, (MapPrototypeGet(looks, reason) ?? 0) + 1);
    });
  }

  function takenBack(reason) {
    const link = MapPrototypeGet(late, reason);
    if (link === undefined) return false;
    if (link.next === null) MapPrototypeDelete(late, reason);
    else MapPrototypeSet(late, reason, link.next);
    kernel.takeBack(link.number);
    return true;
  }

  function look(promise) {
    if (!isKnown(promise)) {
      new Known(promise);
      count(promise);
    }
    observe(promise);
  }

  // From now on the promise reports its own rejection.
  function keep(promise) {
    if (!isPromise(promise) || isKnown(promise)) return promise;
    new Known(promise);
    peek(promise, undefined, (reason) => noteRejection(promise, reason));
    return promise;
  }

  // The same for one that may be an async function's.
  function adopt(promise) {
    if (!isPromise(promise)) return false;
    if (!isKnown(promise)) {
      count(promise);
      keep(promise); // after it: then it is known
    }
    return true;
  }

  function thrown(reason) {
    noteRejection(null, reason, undefined, true);
    return reason;
  }

  // What an async function returns rejects its own promise, too.
  function returned(value) {
    if (isPromise(value)) peek(value, undefined, thrown);
    return value;
  }

  // Whether somebody looked at what was thrown.
  function wasLookedAt(reason) {
    const times = looked ? MapPrototypeGet(looks, reason) : undefined;
    if (times === undefined) return false;
    if (times === 1) MapPrototypeDelete(looks, reason);
    else MapPrototypeSet(looks, reason, times - 1);
    return true;
  }

  // Of a report that may be taken back: whose promise it is, or what was thrown if that is not known.
  function remember(number, promise, reason) {
    if (promise !== null) return reported(promise, number);
    MapPrototypeSet(late, reason, { __proto__: null, number, next: MapPrototypeGet(late, reason) ?? null });
  }

  // Looks at promises that nothing told of, such as a generator's, answer for nothing later.
  function forget() {
    if (looked) MapPrototypeClear(looks);
    looked = false;
  }

  // ---- What the program sees

  ReflectDefineProperty(prototype, "constructor", {
    __proto__: null,
    configurable: true,
    get() {
      if (isPeeking()) return undefined;
      if (!returning && isPromise(this)) look(this);
      return Promise;
    },
    set(value) {
      if (this === prototype) throw new TypeError("Promise.prototype.constructor cannot be replaced");
      ReflectDefineProperty(this, "constructor", { __proto__: null, value, writable: true, enumerable: true, configurable: true });
    },
  });

  function replace(owner, name, act) {
    ReflectDefineProperty(owner, name, { __proto__: null, value: act, writable: true, configurable: true });
  }

  replace(prototype, "then", {
    then(onFulfilled, onRejected) {
      if (isPromise(this)) look(this);
      return keep(PromisePrototypeThen(this, onFulfilled, onRejected));
    },
  }.then);

  const { resolve } = Promise;
  replace(Promise, "resolve", {
    resolve(value) {
      returning = true;
      try {
        return ReflectApply(resolve, this, [value]);
      } finally {
        returning = false;
      }
    },
  }.resolve);

  for (const name of ["reject", "all", "allSettled", "any", "race", "try"]) {
    const make = Promise[name];
    if (typeof make !== "function") continue;
    replace(Promise, name, { [name](...given) { return keep(ReflectApply(make, this, given)); } }[name]);
    ReflectDefineProperty(Promise[name], "length", { __proto__: null, value: make.length, configurable: true });
  }

  const { withResolvers } = Promise;
  replace(Promise, "withResolvers", {
    withResolvers() {
      const made = ReflectApply(withResolvers, this, []);
      keep(made.promise);
      return made;
    },
  }.withResolvers);

  return { __proto__: null, adopt, isObserved, keep, thrown, returned, wasLookedAt, remember, forget };
})
