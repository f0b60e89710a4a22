// What a person enters: typed texts, what is chosen of a list or slid to, how far something is scrolled.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, MathMax, StringPrototypeSlice } = intrinsics;
  const { isContainer, setOwn } = kernel.data;
  const { GROUPS, eachBelow, given, inRange, isDisabled, keep, kept, nearest, numberOr, put, tagAt, textIn, valueAt } = kernel.lazy("controls");
  const { check, choose } = kernel.lazy("forms");
  const NOMINAL_CONTENT = 2000; // nothing is laid out here: pixels that a scroll-view is said to hold,
  const NOMINAL_WINDOW = 500; // and those it shows
  const send = (run, n, type, detail) => kernel.lazy("events").send(run, n, type, detail);

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

  return { __proto__: null, change, confirm, input, scroll };
})
