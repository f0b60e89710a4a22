// Event channels between a page and the page it opened (`events` of my.navigateTo, getOpenerEventChannel).
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayPrototypeFilter, ArrayPrototypeSlice, ObjectKeys } = intrinsics;
  const { isContainer, setOwn } = kernel.data;

  // Two ends: what one emits, the other's listeners hear.
  function pair() {
    const near = end();
    const far = end();
    near.other = far;
    far.other = near;
    return { __proto__: null, near: channel(near), far: channel(far) };
  }

  function end() {
    return { __proto__: null, listeners: { __proto__: null }, other: null };
  }

  function channel(own) {
    return {
      emit(name, ...args) {
        const heard = own.other.listeners[name] ?? [];
        own.other.listeners[name] = ArrayPrototypeFilter(heard, (listener) => !listener.once);
        for (let i = 0; i < heard.length; i++) kernel.run(heard[i].act, undefined, args);
      },
      on(name, act) {
        listen(own, name, act, false);
      },
      once(name, act) {
        listen(own, name, act, true);
      },
      off(name, act) {
        const kept = ArrayPrototypeFilter(own.listeners[name] ?? [], (listener) => act !== undefined && listener.act !== act);
        own.listeners[name] = kept;
      },
    };
  }

  function listen(own, name, act, once) {
    if (typeof act !== "function") return;
    const listeners = ArrayPrototypeSlice(own.listeners[name] ?? []);
    listeners[listeners.length] = { __proto__: null, act, once };
    own.listeners[name] = listeners;
  }

  // Calls of my.navigateTo under way, in order: each with the listeners it brought, and later the page it opened.
  let waiting = [];

  function called(id, options) {
    const events = isContainer(options) ? options.events : undefined;
    waiting = ArrayPrototypeFilter(waiting, () => true);
    waiting[waiting.length] = { __proto__: null, id, events, page: null };
  }

  // A page is opened by the first of those calls that has none yet.
  function opened(page) {
    for (let i = 0; i < waiting.length; i++) {
      if (waiting[i].page !== null) continue;
      waiting[i].page = page;
      return addListeners((page.channel = pair()).near, waiting[i].events);
    }
  }

  function addListeners(near, events) {
    const names = isContainer(events) ? ObjectKeys(events) : [];
    for (let i = 0; i < names.length; i++) near.on(names[i], events[names[i]]);
  }

  function settled(id, ok, result) {
    for (let i = 0; i < waiting.length; i++) {
      if (waiting[i].id === id && ok && waiting[i].page !== null) setOwn(result, "eventChannel", waiting[i].page.channel.near);
    }
    waiting = ArrayPrototypeFilter(waiting, (call) => call.id !== id);
  }

  function opener(page) {
    return (page.channel ??= pair()).far;
  }

  return { __proto__: null, called, opened, opener, settled };
})
