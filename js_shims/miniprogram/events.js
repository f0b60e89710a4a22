// Events of the rendered tree: what a finger or a test does at a node of the composed tree becomes calls of handlers.
//
// target.dataset is the dataset of whoever owns the handler, target.targetDataset that of the element really touched
// (documented). stopPropagation and preventDefault do nothing: on phones the event has gone up in another thread before
// a handler runs (inferred); `catchTap` is what stops it.
(function (intrinsics, kernel) {
  "use strict";
  const {
    Error, ObjectKeys, Promise, ReflectDefineProperty, StringPrototypeSlice, StringPrototypeToUpperCase,
  } = intrinsics;
  const { isContainer, setOwn } = kernel.data;
  const { attribute, forgetOthers, isHost } = kernel.lazy("controls");
  const { datasetOf } = kernel.lazy("dataset");
  const TOUCHES = { __proto__: null, touchStart: true, touchMove: true, touchEnd: true, touchCancel: true };
  const BUBBLING = { __proto__: null, ...TOUCHES, tap: true, longTap: true };

  const upper = (initial) => StringPrototypeToUpperCase(initial);
  const capital = (name) => upper(name[0]) + StringPrototypeSlice(name, 1);

  // ---- The event object; every handler gets one of its own

  const nothing = {
    __proto__: null,
    stopPropagation: function stopPropagation() {},
    preventDefault: function preventDefault() {},
  };

  function targetOf({ vnode }) {
    const id = attribute(vnode, "id");
    return { id: typeof id === "string" || typeof id === "number" ? "" + id : "", tagName: vnode.site.tag };
  }

  const coordinate = (detail, name) => (isContainer(detail) && typeof detail[name] === "number" ? detail[name] : 0);

  function pointOf(detail) {
    return {
      clientX: coordinate(detail, "clientX"), clientY: coordinate(detail, "clientY"),
      pageX: coordinate(detail, "pageX"), pageY: coordinate(detail, "pageY"),
    };
  }

  function addTouches(event, type, detail) {
    const { clientX, clientY, pageX, pageY } = pointOf(detail);
    const x = coordinate(detail, "x") || clientX; // inside a canvas (observed)
    const y = coordinate(detail, "y") || clientY;
    const touch = { identifier: 0, clientX, clientY, pageX: pageX || clientX, pageY: pageY || clientY, x, y };
    setOwn(event, "touches", type === "touchEnd" || type === "touchCancel" ? [] : [touch]);
    setOwn(event, "changedTouches", [{ ...touch }]);
  }

  function eventFor(run, source, at, type, detail) {
    const target = targetOf(run.table[source]);
    const currentTarget = targetOf(run.table[at]);
    setOwn(target, "dataset", datasetOf(run.table[at].vnode));
    setOwn(target, "targetDataset", datasetOf(run.table[source].vnode));
    setOwn(currentTarget, "dataset", datasetOf(run.table[at].vnode));
    const event = { type, timeStamp: run.time, target, currentTarget, detail: TOUCHES[type] === true ? {} : detail };
    if (TOUCHES[type] === true) addTouches(event, type, detail);
    if (run.table[source].vnode.site.tag === "map") addDetail(event, detail);
    for (const name in nothing) {
      ReflectDefineProperty(event, name, { __proto__: null, value: nothing[name], enumerable: false, writable: true, configurable: true });
    }
    return event;
  }

  // Maps tell of markers beside the detail, too (observed).
  function addDetail(event, detail) {
    const names = isContainer(detail) ? ObjectKeys(detail) : [];
    for (let i = 0; i < names.length; i++) if (event[names[i]] === undefined) setOwn(event, names[i], detail[names[i]]);
  }

  // ---- Handlers

  const methodsOf = ({ instance }) => {
    const names = [];
    const members = ObjectKeys(instance);
    for (let i = 0; i < members.length; i++) if (typeof instance[members[i]] === "function") setOwn(names, names.length, members[i]);
    return names;
  };

  function miss(run, { owner, vnode }, name, value) {
    const { file, line, column } = vnode.site;
    const handler = typeof value === "string" ? value : kernel.describe(value);
    kernel.report(new Error(kernel.missingHandler(owner, vnode.site, name, handler)), "error");
    const missing = { __proto__: null, file, line, column, attribute: name, handler, owner: owner.path, kind: owner.kind, methods: methodsOf(owner) };
    setOwn(run.missing, run.missing.length, missing);
  }

  // The answer waits for what a handler promised; that it was rejected is reported by kernel.run.
  function wait(run, value) {
    run.pending++;
    const done = () => finish(run);
    if (!kernel.follow(value, done, done)) run.pending--;
  }

  const isNone = (value) => value === undefined || value === null || value === "" || typeof value === "boolean";

  function callHandler(run, entry, name, value, argument) {
    if (isNone(value)) return;
    const { owner } = entry;
    const act = typeof value === "string" ? kernel.handlerOf(owner, value) : value;
    if (typeof act !== "function") return miss(run, entry, name, value);
    run.handled++;
    if (kernel.countHandler !== undefined) kernel.countHandler(entry.vnode.site, name); // only in tests
    wait(run, kernel.run(act, owner.instance, [argument]));
  }

  // True if the event goes no further: a valueless `catchTap` stops also, as it is used to keep scrolling in; an empty
  // one does not (observed in component libraries, which write it so where there is nothing to catch).
  function handle(run, source, at, type, detail) {
    const entry = run.table[at];
    const on = "on" + capital(type);
    const caught = "catch" + capital(type);
    const onValue = attribute(entry.vnode, on);
    const caughtValue = attribute(entry.vnode, caught);
    if (!isNone(onValue)) callHandler(run, entry, on, onValue, eventFor(run, source, at, type, detail));
    if (!isNone(caughtValue)) callHandler(run, entry, caught, caughtValue, eventFor(run, source, at, type, detail));
    return caughtValue === true || !isNone(caughtValue);
  }

  // Sends one event from node `source` up the composed tree, through slots into the components that show them and on to
  // who wrote their tags. What stands for a component has no handlers of its own. Gives the node that stopped it, or -1.
  function send(run, source, type, detail, bubbles = BUBBLING[type] === true) {
    for (let at = source; at >= 0; at = run.table[at].parent) {
      if (!isHost(run.table[at]) && handle(run, source, at, type, detail)) return at;
      if (!bubbles) return -1;
    }
    return -1;
  }

  // An event of a component is a call of its function prop, with whatever the component passes.
  function callProp(run, n, type, detail) {
    const name = "on" + capital(type);
    callHandler(run, run.table[n], name, attribute(run.table[n].vnode, name), detail);
  }

  // ---- The action

  function finish(run) {
    run.pending--;
    if (run.pending === 0 && run.resolve !== null) run.resolve(answerOf(run));
  }

  const answerOf = ({ missing, handled, refused }) => ({ __proto__: null, missing, handled, refused });

  function begin(run, { node, type, detail, raw, bubbles }) {
    if (run.table[node] === undefined) run.refused = "it is not on the page any more";
    else if (!raw) kernel.lazy("gestures").perform(run, node, type, detail);
    else if (isHost(run.table[node]) && BUBBLING[type] !== true) callProp(run, node, type, detail);
    else send(run, node, type, detail ?? {}, bubbles ?? BUBBLING[type] === true);
  }

  // {page, node, type, detail, raw, bubbles}: what a person does at node `node` (or, if `raw`, just that event). Answers
  // {missing, handled, refused} when everything that handlers returned is settled: the handlers that are not there, how
  // many ran, and why nothing was done, if so.
  function fire(given) {
    const page = kernel.pages[given.page];
    const run = {
      __proto__: null, table: page === undefined ? {} : kernel.composed(page), time: kernel.now(), missing: [], handled: 0, refused: "",
      pending: 1, resolve: null, values: { __proto__: null },
    };
    forgetOthers(run.table);
    begin(run, given);
    if (--run.pending === 0) return answerOf(run);
    return new Promise((resolve) => {
      run.resolve = resolve;
    });
  }

  return { __proto__: null, datasetOf, fire, pointOf, send, targetOf, wait };
})
