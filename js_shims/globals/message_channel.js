// MessageChannel and MessagePort, as HTML defines them, without ports that travel: a message is copied when it is
// posted and arrives a millisecond later, in order, once its port has been started (by `onmessage` or `start`).
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayIsArray, ObjectDefineProperty, ReflectApply, ReflectSetPrototypeOf, SymbolToStringTag, TypeError,
  } = intrinsics;
  const { page } = kernel;
  const secret = { __proto__: null };

  function bareList() {
    const list = [];
    ReflectSetPrototypeOf(list, null); // no setter on Array.prototype sees it grow
    return list;
  }

  function transferOf(options) {
    const transfer = ArrayIsArray(options) ? options : options?.transfer;
    return transfer === undefined ? undefined : { __proto__: null, transfer };
  }

  function ignore() {}

  function eventOf(port, data) {
    return {
      type: "message", data, origin: "", lastEventId: "", source: null, ports: [], target: port, currentTarget: port,
      bubbles: false, cancelable: false, defaultPrevented: false, timeStamp: page.now(),
      preventDefault: ignore, stopPropagation: ignore, stopImmediatePropagation: ignore,
    };
  }

  function call(act, port, event) {
    if (typeof act === "function") return kernel.run(act, port, [event]);
    kernel.run(() => {
      const { handleEvent } = act;
      return ReflectApply(handleEvent, act, [event]);
    }, undefined, []);
  }

  class MessagePort {
    #peer = null;
    #first = null; // of the messages that wait, a chain
    #last = null;
    #started = false;
    #closed = false;
    #onmessage = null;
    #listeners = bareList();

    constructor(key) {
      if (key !== secret) throw new TypeError("a MessagePort comes from new MessageChannel()");
    }

    static join(port, peer) {
      port.#peer = peer;
      peer.#peer = port;
    }

    get onmessage() {
      return this.#onmessage;
    }

    set onmessage(act) {
      this.#onmessage = typeof act === "function" || (typeof act === "object" && act !== null) ? act : null;
      this.#start();
    }

    postMessage(message, options = undefined) {
      const peer = this.#peer; // throws for what is no port
      if (arguments.length === 0) throw new TypeError("postMessage requires an argument");
      const { structuredClone } = kernel.lazy("clone");
      const data = structuredClone(message, transferOf(options));
      if (peer !== null && !this.#closed && !peer.#closed) peer.#receive(data);
    }

    start() {
      this.#start();
    }

    close() {
      this.#closed = true;
      this.#first = this.#last = null;
    }

    addEventListener(type, act, options = undefined) {
      const listeners = this.#listeners;
      if (act === null || act === undefined) return;
      if (typeof act !== "function" && typeof act !== "object") throw new TypeError("a listener is a function");
      for (let i = 0; i < listeners.length; i++) if (listeners[i].type === type && listeners[i].act === act) return;
      const once = typeof options === "object" && options !== null && !!options.once;
      listeners[listeners.length] = { __proto__: null, type, act, once };
    }

    removeEventListener(type, act) {
      const kept = bareList();
      const listeners = this.#listeners;
      for (let i = 0; i < listeners.length; i++) {
        if (listeners[i].type !== type || listeners[i].act !== act) kept[kept.length] = listeners[i];
      }
      this.#listeners = kept;
    }

    dispatchEvent(event) {
      this.#tell(event.type, event);
      return !event.defaultPrevented;
    }

    #start() {
      if (this.#started) return;
      this.#started = true;
      for (let link = this.#first; link !== null; link = link.next) this.#schedule();
    }

    #schedule() {
      ReflectApply(page.setTimeout, undefined, [() => this.#deliver(), 0]);
    }

    #receive(data) {
      const link = { __proto__: null, data, next: null };
      if (this.#first === null) this.#first = link;
      else this.#last.next = link;
      this.#last = link;
      if (this.#started) this.#schedule();
    }

    #deliver() {
      const link = this.#first;
      if (link === null) return; // closed meanwhile
      this.#first = link.next;
      this.#tell("message", eventOf(this, link.data));
    }

    #tell(type, event) {
      const listeners = this.#listeners;
      const { length } = listeners; // those added meanwhile hear the next one
      if (type === "message" && this.#onmessage !== null) call(this.#onmessage, this, event);
      for (let i = 0; i < length; i++) {
        const { type: heard, act, once } = listeners[i];
        if (heard !== type) continue;
        if (once) this.removeEventListener(type, act);
        call(act, this, event);
      }
    }
  }

  const { join } = MessagePort;
  delete MessagePort.join;

  class MessageChannel {
    #port1 = new MessagePort(secret);
    #port2 = new MessagePort(secret);

    constructor() {
      join(this.#port1, this.#port2);
    }

    get port1() {
      return this.#port1;
    }

    get port2() {
      return this.#port2;
    }
  }

  function publish(Interface, name, members) {
    const shown = { __proto__: null, enumerable: true };
    for (let i = 0; i < members.length; i++) ObjectDefineProperty(Interface.prototype, members[i], shown);
    ObjectDefineProperty(Interface.prototype, SymbolToStringTag, { __proto__: null, value: name, configurable: true });
  }

  publish(MessagePort, "MessagePort", [
    "onmessage", "postMessage", "start", "close", "addEventListener", "removeEventListener", "dispatchEvent",
  ]);
  publish(MessageChannel, "MessageChannel", ["port1", "port2"]);
  return { __proto__: null, MessageChannel, MessagePort };
})
