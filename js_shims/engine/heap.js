// A full heap is not the program's to survive: whoever meets one passes it to `endIfFull`, which lets it out to the
// host. The engine tells of it in several ways, and in some states not at all.
(function (kernel) {
  "use strict";
  const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { isError } = Error;
  const { repeat } = String.prototype;
  const { deref } = WeakRef.prototype;
  const Weak = WeakRef;
  const enginePrototype = InternalError.prototype;
  const OUT_OF_MEMORY = "out of memory";

  // Sometimes the engine has room for an error, or for one without a message; or it lets out a mark of its own, of no
  // type. Asked of real errors only, so neither a proxy nor a patched `instanceof` can answer.
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

  // A turn begins: what was collected before it is not its doing.
  kernel.watchHeap = function () {
    if (!isAlive()) setCanary();
  };

  function isHeapFull() {
    try {
      return apply(repeat, "x", [65536]) === "";
    } catch {
      return true;
    }
  }

  let isOver = false;
  let cause;

  kernel.endIfFull = function (value, kind) {
    const isFull = value === null ? (kind === "error" && !isAlive()) || isHeapFull() : isMemoryError(value);
    if (!isFull) return;
    isOver = true; // a promise may swallow what is thrown here
    cause = isError(value) ? value : null;
    throw cause;
  };

  // Before the outbox leaves: a promise job may have swallowed what `endIfFull` threw, or filled the heap itself.
  kernel.checkHeap = function () {
    if (isOver) throw cause;
    if (isAlive()) return;
    if (isHeapFull()) throw null; // filled by a promise job whose rejection nobody can see
    setCanary();
  };
})
