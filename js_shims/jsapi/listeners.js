// Who listens to what: `my.onAppShow(f)` and `my.on("appShow", f)` are the same event, "onAppShow". Listeners are called in
// the order in which they came; one that is there already is not added again (inferred), one removed meanwhile not called.
// `my.onBluetoothDeviceFound({success: f})` is an older spelling of the same, which real programs still have.
// A hushed event reaches nobody: its sensor was stopped, until it is started or somebody new listens (documented).
(function (intrinsics, kernel) {
  "use strict";
  const { RegExpPrototypeExec, String, StringPrototypeSlice, StringPrototypeToUpperCase } = intrinsics;
  const { inside, run } = kernel;
  const first = { __proto__: null }; // by event: a chain of {listener, isOn, next}
  const hushed = { __proto__: null };

  const meant = (given) => {
    if (typeof given !== "object" || given === null) return given;
    const { success } = given;
    return typeof success === "function" ? success : given;
  };

  const add = (event, given) => {
    const listener = meant(given);
    if (typeof listener !== "function") return;
    kernel.isListening = true;
    hushed[event] = false;
    let last = null;
    for (let link = first[event] ?? null; link !== null; link = link.next) {
      if (link.listener === listener) return;
      last = link;
    }
    const link = { __proto__: null, listener, isOn: true, next: null };
    if (last === null) first[event] = link;
    else last.next = link;
  };

  // Without a listener: all of them. A removed link keeps its `next`, for whoever is walking the chain.
  const remove = (event, given) => {
    const listener = meant(given);
    let kept = null;
    for (let link = first[event] ?? null; link !== null; link = link.next) {
      const goes = listener === undefined || listener === null || link.listener === listener;
      if (goes) {
        link.isOn = false;
        if (kept === null) first[event] = link.next ?? undefined;
        else kept.next = link.next;
      } else kept = link;
    }
  };

  const hush = (event, isHushed) => {
    hushed[event] = isHushed;
  };

  const emit = (event, args) => {
    if (hushed[event] === true) return;
    for (let link = first[event] ?? null; link !== null; link = link.next) {
      if (link.isOn) run(link.listener, undefined, args);
    }
  };

  const eventNamed = (given) => {
    const name = String(given);
    if (RegExpPrototypeExec(/^on[A-Z]/, name) !== null) return name;
    return "on" + StringPrototypeToUpperCase(StringPrototypeSlice(name, 0, 1)) + StringPrototypeSlice(name, 1);
  };

  const on = (event, listener) => {
    const name = eventNamed(event);
    add(name, listener);
    return { remove: () => remove(name, listener) };
  };

  const off = (event, listener) => remove(eventNamed(event), listener);

  const functions = { __proto__: null, add, emit, hush, on, off, remove };
  for (let i = 0; i < inside.listeners.length; i++) {
    const name = inside.listeners[i];
    if (functions[name] !== undefined) continue;
    const isOff = StringPrototypeSlice(name, 0, 3) === "off";
    const event = isOff ? "on" + StringPrototypeSlice(name, 3) : name;
    functions[name] = isOff ? (listener) => remove(event, listener) : (listener) => add(event, listener);
  }
  return functions;
})
