// What built-in components do by themselves: labels and groups pass on what happens to them, forms collect, buttons and
// navigators act. One table says what a person can do, and one a kind of act what it does at which tag.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, MathMax, StringPrototypeSlice } = intrinsics;
  const { isContainer, setOwn } = kernel.data;
  const {
    CONTROLS, GROUPS, eachBelow, firstBelow, given, inRange, inside, isBelow, isText, keep, kept, nearest, numberOr, put, tagAt, textIn, valueAt,
  } = kernel.lazy("controls");
  const NOMINAL_CONTENT = 2000; // nothing is laid out here: pixels that a scroll-view is said to hold,
  const NOMINAL_WINDOW = 500; // and those it shows
  const send = (run, n, type, detail) => kernel.lazy("events").send(run, n, type, detail);

  // ---- Groups

  function tellGroup(run, n, tag) {
    const group = nearest(run, n, tag);
    if (group >= 0) send(run, group, "change", { value: GROUPS[tag](run, group) });
  }

  const isDisabled = (run, n) => !!given(run, n, "disabled");

  function check(run, n, value) {
    if (isDisabled(run, n) || valueAt(run, n) === value) return;
    put(run, n, value);
    send(run, n, "change", { value });
    if (tagAt(run, n) === "checkbox") tellGroup(run, n, "checkbox-group");
  }

  function clearOthers(run, n) {
    const group = nearest(run, n, "radio-group");
    if (group < 0) return;
    eachBelow(run, group, (other) => {
      if (tagAt(run, other) === "radio" && other !== n && valueAt(run, other)) put(run, other, false);
    });
  }

  function choose(run, n) {
    if (isDisabled(run, n) || valueAt(run, n)) return;
    clearOthers(run, n);
    put(run, n, true);
    send(run, n, "change", { value: given(run, n, "value") ?? "" });
    tellGroup(run, n, "radio-group");
  }

  // ---- Forms

  function valuesOf(run, form) {
    const values = {};
    eachBelow(run, form, (n) => {
      const tag = tagAt(run, n);
      const name = given(run, n, "name");
      if (!isText(name) || name === "" || (GROUPS[tag] === undefined && CONTROLS[tag] === undefined) || tag === "swiper") return;
      setOwn(values, "" + name, GROUPS[tag] === undefined ? valueAt(run, n) : GROUPS[tag](run, n));
    });
    return values;
  }

  // `formId` is empty, as in the platform's own simulator: only phones have one (documented).
  function submit(run, form, button) {
    const detail = { value: valuesOf(run, form) };
    if (button >= 0) setOwn(detail, "buttonTarget", described(run, button));
    if (given(run, form, "report-submit", "reportSubmit")) setOwn(detail, "formId", "");
    send(run, form, "submit", detail);
  }

  function reset(run, form) {
    eachBelow(run, form, (n) => {
      const { owner, vnode } = run.table[n];
      if (CONTROLS[tagAt(run, n)] !== undefined && isContainer(owner.fields)) delete owner.fields[vnode.key];
    });
    send(run, form, "reset", {});
  }

  function described(run, n) {
    const { datasetOf, targetOf } = kernel.lazy("events");
    const target = targetOf(run.table[n]);
    setOwn(target, "dataset", datasetOf(run.table[n].vnode));
    return target;
  }

  // ---- What a tap does, beyond its handlers

  const ROUTES = {
    __proto__: null, navigate: "navigateTo", redirect: "redirectTo", switchTab: "switchTab", reLaunch: "reLaunch", navigateBack: "navigateBack",
  };

  function go(run, n) {
    const kind = ROUTES[textIn(given(run, n, "open-type", "openType")) || "navigate"];
    if (kind === undefined) return;
    kernel.lazy("events").wait(run, kernel.navigate(kind, textIn(given(run, n, "url")), numberOr(given(run, n, "delta"), 1)));
  }

  function share(run, n) {
    let root = n;
    while (run.table[root].parent >= 0) root = run.table[root].parent;
    const { owner } = run.table[root];
    const own = kernel.handlerOf(owner, "onShareAppMessage");
    const app = kernel.app?.(); // whose own answer counts where the page has none
    const act = typeof own === "function" ? own : app?.onShareAppMessage;
    if (typeof act !== "function") return;
    run.handled++;
    const self = act === own ? owner.instance : app;
    kernel.lazy("events").wait(run, kernel.run(act, self, [{ from: "button", target: described(run, n) }]));
  }

  function press(run, n) {
    const formType = given(run, n, "form-type", "formType");
    const form = formType === "submit" || formType === "reset" ? nearest(run, n, "form") : -1;
    if (form >= 0 && formType === "submit") submit(run, form, n);
    if (form >= 0 && formType === "reset") reset(run, form);
    const openType = textIn(given(run, n, "open-type", "openType"));
    if (openType === "share") share(run, n);
    else if (openType !== "") send(run, n, openType, {}); // getAuthorize and its like: the person agrees
  }

  function controlOf(run, label) {
    const id = given(run, label, "for");
    const { owner } = run.table[label];
    for (let n = 0; isText(id) && id !== "" && n < run.table.length; n++) {
      if (run.table[n] !== undefined && run.table[n].owner === owner && given(run, n, "id") === id) return n;
    }
    return isText(id) && id !== "" ? -1 : firstBelow(run, label, LABELLED);
  }

  function activate(run, label) {
    const control = controlOf(run, label);
    if (control >= 0 && LABELLED[tagAt(run, control)] === true && !isDisabled(run, control)) TAPS[tagAt(run, control)](run, control);
  }

  const toggle = (run, n) => check(run, n, !valueAt(run, n));
  const enter = (run, n) => send(run, n, "focus", { value: valueAt(run, n) });
  const LABELLED = { __proto__: null, checkbox: true, radio: true, switch: true, input: true, textarea: true };
  const TAPS = {
    __proto__: null, button: press, navigator: go, label: activate, checkbox: toggle, switch: toggle, radio: choose, input: enter, textarea: enter,
  };
  const UNTOUCHABLE = { __proto__: null, button: true, ...LABELLED, slider: true };

  function isOff(run, n) {
    for (let at = n; at >= 0; at = run.table[at].parent) if (UNTOUCHABLE[tagAt(run, at)] === true && isDisabled(run, at)) return true;
    return false;
  }

  // The innermost component that does something on a tap does it, unless a `catchTap` kept the tap from it.
  function behave(run, n, stopped) {
    for (let at = n; at >= 0; at = run.table[at].parent) {
      const act = TAPS[tagAt(run, at)];
      if (act !== undefined) return act(run, at);
      if (at === stopped) return;
    }
  }

  // A finger: touchStart, touchEnd, tap, and then what the component does. On what is disabled nothing happens.
  function tap(run, node, detail) {
    const n = inside(run, node);
    if (isOff(run, n)) return;
    send(run, n, "touchStart", detail);
    send(run, n, "touchEnd", detail);
    behave(run, n, send(run, n, "tap", pointed(detail)));
  }

  function longTap(run, node, detail) {
    const n = inside(run, node);
    if (isOff(run, n)) return;
    send(run, n, "touchStart", detail);
    send(run, n, "longTap", pointed(detail));
    send(run, n, "touchEnd", detail);
  }

  const pointed = (detail) => ({ ...kernel.lazy("events").pointOf(detail), ...(isContainer(detail) ? detail : null) });

  // ---- Typing

  function input(run, n, value) {
    const most = numberOr(given(run, n, "maxlength", "maxLength"), 140);
    const text = most >= 0 ? StringPrototypeSlice(value, 0, most) : value;
    put(run, n, text);
    send(run, n, "input", { value: text, cursor: text.length });
  }

  function confirm(run, n, value) {
    if (typeof value === "string" && value !== valueAt(run, n)) input(run, n, value);
    send(run, n, "confirm", { value: valueAt(run, n) });
  }

  const leave = (run, n) => send(run, n, "blur", { value: valueAt(run, n) });

  // ---- Choosing

  function slide(run, n, value) {
    const number = inRange(run.table[n].vnode, numberOr(value, 0));
    put(run, n, number);
    send(run, n, "changing", { value: number });
    send(run, n, "change", { value: number });
  }

  function indexOf(range, key, value) {
    for (let i = 0; i < range.length; i++) {
      const shown = key !== "" && isContainer(range[i]) ? range[i][key] : range[i];
      if (shown === value) return i;
    }
    return -1;
  }

  // In the mode of a plain list: an index of `range`, or what is shown there.
  function pick(run, n, value) {
    const range = given(run, n, "range");
    const isList = (given(run, n, "mode") ?? "selector") === "selector" && ArrayIsArray(range);
    const index = isList && typeof value === "string" ? indexOf(range, textIn(given(run, n, "range-key", "rangeKey")), value) : value;
    if (isList && !(index >= 0 && index < range.length)) {
      run.refused = "its range has " + range.length + " entries, and none of them is " + kernel.describe(value);
      return;
    }
    put(run, n, index);
    send(run, n, "change", { value: index });
  }

  function spin(run, n, value) {
    if (!ArrayIsArray(value)) run.refused = "a picker-view takes a list with one index a column";
    else {
      put(run, n, value);
      send(run, n, "change", { value });
    }
  }

  function swipe(run, n, value) {
    let count = 0;
    eachBelow(run, n, (below) => {
      if (tagAt(run, below) === "swiper-item" && nearest(run, below, "swiper") === n) count++;
    });
    if (!(value >= 0 && value < count)) {
      run.refused = "it has " + count + " swiper-items, so there is no number " + kernel.describe(value);
      return;
    }
    put(run, n, value);
    send(run, n, "change", { current: value });
    send(run, n, "animationEnd", { current: value, source: "touch" });
  }

  const isIn = (list, value) => ArrayIsArray(list) && indexOf(list, "", value) >= 0;

  function valuesIn(run, group, tag) {
    const values = [];
    eachBelow(run, group, (n) => {
      if (tagAt(run, n) === tag) setOwn(values, values.length, given(run, n, "value") ?? "");
    });
    return values;
  }

  function checkAll(run, group, wanted) {
    const values = valuesIn(run, group, "checkbox");
    for (let i = 0; ArrayIsArray(wanted) && i < wanted.length; i++) {
      if (!isIn(values, wanted[i])) run.refused = "none of its checkboxes has the value " + kernel.describe(wanted[i]);
    }
    if (run.refused !== "") return;
    eachBelow(run, group, (n) => {
      if (tagAt(run, n) === "checkbox" && !isDisabled(run, n)) put(run, n, isIn(wanted, given(run, n, "value") ?? ""));
    });
    send(run, group, "change", { value: GROUPS["checkbox-group"](run, group) });
  }

  function chooseValue(run, group, value) {
    let found = -1;
    eachBelow(run, group, (n) => {
      if (tagAt(run, n) === "radio" && (given(run, n, "value") ?? "") === value) found = n;
    });
    if (found < 0) run.refused = "none of its radios has the value " + kernel.describe(value);
    else choose(run, found);
  }

  function chooseThis(run, n, value) {
    if (value === false) run.refused = "a radio is not switched off: choose another one";
    else choose(run, n);
  }

  const typeText = (run, n, value) => input(run, n, textIn(value));
  const set = (run, n, value) => check(run, n, !!value);
  const CHANGES = {
    __proto__: null, checkbox: set, switch: set, radio: chooseThis, slider: slide, picker: pick, "picker-view": spin, swiper: swipe,
    "checkbox-group": checkAll, "radio-group": chooseValue, input: typeText, textarea: typeText,
  };

  function change(run, n, value) {
    const act = CHANGES[tagAt(run, n)];
    if (act !== undefined) act(run, n, value);
    else send(run, n, "change", isContainer(value) && !ArrayIsArray(value) ? value : { value });
  }

  // ---- Scrolling

  // One axis of a scroll-view: where it was, where it goes, and the events at its ends.
  function along(run, n, axis, before, wanted, extent) {
    if (wanted === undefined || wanted === null) return before;
    if (!given(run, n, axis, axis === "scroll-y" ? "scrollY" : "scrollX")) run.refused = "it has no " + axis;
    const end = MathMax(extent - NOMINAL_WINDOW, 0);
    return wanted === "end" ? end : MathMax(wanted, 0);
  }

  function tellEnds(run, n, before, now, extent) {
    const upper = numberOr(given(run, n, "upper-threshold", "upperThreshold"), 50);
    const lower = numberOr(given(run, n, "lower-threshold", "lowerThreshold"), 50);
    if (now < before && now <= upper) send(run, n, "scrollToUpper", {});
    if (now > before && now + NOMINAL_WINDOW >= extent - lower) send(run, n, "scrollToLower", {});
  }

  function scroll(run, n, detail) {
    const entry = run.table[n];
    const attr = textIn(given(run, n, "scroll-top", "scrollTop")) + "/" + textIn(given(run, n, "scroll-left", "scrollLeft"));
    const field = kept(entry.owner, entry.vnode, attr);
    const before = field === undefined ? { top: numberOr(given(run, n, "scroll-top", "scrollTop"), 0), left: 0 } : field.value;
    const scrollHeight = numberOr(detail.height, NOMINAL_CONTENT);
    const scrollWidth = numberOr(detail.width, NOMINAL_CONTENT);
    const scrollTop = along(run, n, "scroll-y", before.top, detail.top, scrollHeight);
    const scrollLeft = along(run, n, "scroll-x", before.left, detail.left, scrollWidth);
    if (run.refused !== "") return;
    keep(entry, attr, { top: scrollTop, left: scrollLeft });
    send(run, n, "scroll", { scrollLeft, scrollTop, scrollHeight, scrollWidth });
    tellEnds(run, n, before.top, scrollTop, scrollHeight);
    tellEnds(run, n, before.left, scrollLeft, scrollWidth);
  }

  // ---- What a person can do, and at which components

  const TYPED = { __proto__: null, input: true, textarea: true };
  const GESTURES = {
    __proto__: null,
    tap: { act: tap },
    longTap: { act: longTap },
    input: { act: input, tags: TYPED, place: "text goes into input and textarea" },
    focus: { act: enter, tags: TYPED, place: "only input and textarea have the focus" },
    blur: { act: leave, tags: TYPED, place: "only input and textarea have the focus" },
    confirm: { act: confirm, tags: TYPED, place: "only input and textarea have a keyboard" },
    change: { act: change },
    submit: { act: (run, n) => submit(run, n, firstSubmit(run, n)), within: "form", place: "there is no form around it" },
    reset: { act: reset, within: "form", place: "there is no form around it" },
    scroll: { act: scroll, tags: { __proto__: null, "scroll-view": true }, place: "only scroll-view scrolls by itself" },
  };

  function firstSubmit(run, form) {
    for (let n = form + 1; n < run.table.length && isBelow(run, n, form); n++) {
      if (tagAt(run, n) === "button" && given(run, n, "form-type", "formType") === "submit") return n;
    }
    return -1;
  }

  // What a person does at node `node`, with all that follows from it.
  function perform(run, node, type, detail) {
    const gesture = GESTURES[type];
    if (gesture === undefined) return void send(run, inside(run, node), type, detail);
    const n = gesture.within === undefined ? node : nearest(run, node, gesture.within);
    if (n < 0 || (gesture.tags !== undefined && gesture.tags[tagAt(run, n)] !== true)) run.refused = gesture.place;
    else if (gesture.act !== tap && gesture.act !== longTap && isDisabled(run, n)) run.refused = "it is disabled";
    else gesture.act(run, n, detail);
  }

  return { __proto__: null, perform };
})
