// What controls hold. It is kept by the control's key with its owner, together with the attribute it had then: an
// attribute that changes after that beats it.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, JSONStringify, MathMax, MathMin, MathRound, Number, NumberIsFinite, ObjectHasOwn } = intrinsics;
  const { isContainer, setOwn } = kernel.data;

  function attribute({ attrs }, name, spelled) {
    if (attrs === null || attrs === undefined) return undefined;
    if (ObjectHasOwn(attrs, name)) return attrs[name];
    return spelled !== undefined && ObjectHasOwn(attrs, spelled) ? attrs[spelled] : undefined;
  }

  const isText = (value) => typeof value === "string" || typeof value === "number";

  function numberOr(value, otherwise) {
    const number = isText(value) && value !== "" ? Number(value) : NaN;
    return NumberIsFinite(number) ? number : otherwise;
  }

  // ---- What controls hold

  function inRange(vnode, value) {
    const min = numberOr(attribute(vnode, "min"), 0);
    const max = MathMax(numberOr(attribute(vnode, "max"), 100), min);
    const step = numberOr(attribute(vnode, "step"), 1);
    const snapped = step > 0 ? min + MathRound((value - min) / step) * step : value;
    return MathMin(MathMax(MathRound(snapped * 1e9) / 1e9, min), max); // 3 steps of 0.1 are 0.3
  }

  const textIn = (value) => (isText(value) || typeof value === "boolean" ? "" + value : "");
  const flagIn = (value) => !!value;
  const choiceIn = (value, vnode) => value ?? ((attribute(vnode, "mode") ?? "selector") === "selector" ? 0 : "");

  const CONTROLS = {
    __proto__: null,
    input: { attribute: "value", read: textIn },
    textarea: { attribute: "value", read: textIn },
    checkbox: { attribute: "checked", read: flagIn },
    radio: { attribute: "checked", read: flagIn },
    switch: { attribute: "checked", read: flagIn },
    slider: { attribute: "value", read: (value, vnode) => inRange(vnode, numberOr(value, 0)) },
    picker: { attribute: "value", read: choiceIn },
    "picker-view": { attribute: "value", read: (value) => (ArrayIsArray(value) ? value : []) },
    swiper: { attribute: "current", read: (value) => numberOr(value, 0) },
  };

  // A list is written anew at every render, so it is its content that counts.
  function isSame(before, now) {
    if (before === now) return true;
    if (!isContainer(before) || !isContainer(now)) return false;
    try {
      return JSONStringify(before) === JSONStringify(now);
    } catch {
      return false;
    }
  }

  function kept(owner, vnode, attr) {
    const field = isContainer(owner.fields) && vnode.key !== "" ? owner.fields[vnode.key] : undefined;
    return field !== undefined && isSame(field.attr, attr) ? field : undefined;
  }

  function keep({ owner, vnode }, attr, value) {
    if (vnode.key === "") return;
    owner.fields ??= { __proto__: null };
    owner.fields[vnode.key] = { __proto__: null, attr, value, table: null };
  }

  // What a control holds now; undefined for what is none.
  function fieldValue(owner, vnode) {
    const control = CONTROLS[vnode.site.tag];
    if (control === undefined) return undefined;
    const attr = attribute(vnode, control.attribute);
    const field = kept(owner, vnode, attr);
    return field === undefined ? control.read(attr, vnode) : field.value;
  }

  // A control that left the page begins anew when it comes back. `table`: all that is on the page.
  function forgetOthers(table) {
    for (let n = 0; n < table.length; n++) {
      const { owner, vnode } = table[n];
      if (isContainer(owner.fields) && owner.fields[vnode.key] !== undefined) owner.fields[vnode.key].table = table;
    }
    for (let n = 0; n < table.length; n++) {
      const { fields } = table[n].owner;
      if (isContainer(fields)) for (const key in fields) if (fields[key].table !== table) delete fields[key];
    }
  }

  // During one gesture what it changed counts, also where the program alone decides what is shown (`controlled`).
  function valueAt(run, n) {
    const { owner, vnode } = run.table[n];
    return ObjectHasOwn(run.values, n) ? run.values[n] : fieldValue(owner, vnode);
  }

  function put(run, n, value) {
    const entry = run.table[n];
    run.values[n] = value;
    if (attribute(entry.vnode, "controlled")) return;
    keep(entry, attribute(entry.vnode, CONTROLS[entry.vnode.site.tag].attribute), value);
  }

  // ---- Places in the tree

  const isHost = (entry) => entry.component !== null && entry.component !== undefined;
  const tagAt = (run, n) => (isHost(run.table[n]) ? "" : run.table[n].vnode.site.tag);
  const given = (run, n, name, spelled) => attribute(run.table[n].vnode, name, spelled);
  const isDisabled = (run, n) => !!given(run, n, "disabled");
  const LABELLED = { __proto__: null, checkbox: true, radio: true, switch: true, input: true, textarea: true }; // what labels are for

  function nearest(run, n, tag) {
    let at = n;
    while (at >= 0 && tagAt(run, at) !== tag) at = run.table[at].parent;
    return at;
  }

  function isBelow(run, n, above) {
    let at = run.table[n].parent;
    while (at > above) at = run.table[at].parent;
    return at === above;
  }

  // Calls `visit` with every node below `above`: they are numbered in the order of the document.
  function eachBelow(run, above, visit) {
    for (let n = above + 1; n < run.table.length && isBelow(run, n, above); n++) visit(n);
  }

  function firstBelow(run, above, tags) {
    for (let n = above + 1; n < run.table.length && isBelow(run, n, above); n++) if (tags[tagAt(run, n)] === true) return n;
    return -1;
  }

  // A component is touched where its own tree begins.
  function inside(run, n) {
    let at = n;
    while (isHost(run.table[at]) && at + 1 < run.table.length && run.table[at + 1].parent === at) at++;
    return at;
  }

  // ---- Groups

  function checkedValues(run, group) {
    const values = [];
    eachBelow(run, group, (n) => {
      if (tagAt(run, n) === "checkbox" && valueAt(run, n)) setOwn(values, values.length, given(run, n, "value") ?? "");
    });
    return values;
  }

  function chosenValue(run, group) {
    let value = "";
    eachBelow(run, group, (n) => {
      if (tagAt(run, n) === "radio" && valueAt(run, n)) value = given(run, n, "value") ?? "";
    });
    return value;
  }

  const GROUPS = { __proto__: null, "checkbox-group": checkedValues, "radio-group": chosenValue };

  return {
    __proto__: null, CONTROLS, GROUPS, LABELLED, attribute, eachBelow, fieldValue, firstBelow, forgetOthers, given, inRange, inside, isBelow, isDisabled,
    isHost, isText, keep, kept, nearest, numberOr, put, tagAt, textIn, valueAt,
  };
})
