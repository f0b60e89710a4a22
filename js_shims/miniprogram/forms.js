// Forms and what belongs together in them: groups of checkboxes and radios, labels and what they are for, what a form sends.
(function (_, kernel) {
  "use strict";
  const { isContainer, setOwn } = kernel.data;
  const {
    CONTROLS, GROUPS, LABELLED, eachBelow, firstBelow, given, isBelow, isDisabled, isText, nearest, put, tagAt, valueAt,
  } = kernel.lazy("controls");
  const send = (run, n, type, detail) => kernel.lazy("events").send(run, n, type, detail);

  // ---- Groups

  function tellGroup(run, n, tag) {
    const group = nearest(run, n, tag);
    if (group >= 0) send(run, group, "change", { value: GROUPS[tag](run, group) });
  }

  function check(run, n, value) {
    if (isDisabled(run, n) || valueAt(run, n) === value) return;
    put(run, n, value);
    send(run, n, "change", { value });
    if (tagAt(run, n) === "checkbox") tellGroup(run, n, "checkbox-group");
  }

  const toggle = (run, n) => check(run, n, !valueAt(run, n));

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
    if (button !== undefined) setOwn(detail, "buttonTarget", button);
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

  function firstSubmit(run, form) {
    for (let n = form + 1; n < run.table.length && isBelow(run, n, form); n++) {
      if (tagAt(run, n) === "button" && given(run, n, "form-type", "formType") === "submit") return n;
    }
    return -1;
  }

  // ---- Labels

  function controlOf(run, label) {
    const id = given(run, label, "for");
    const { owner } = run.table[label];
    for (let n = 0; isText(id) && id !== "" && n < run.table.length; n++) {
      if (run.table[n] !== undefined && run.table[n].owner === owner && given(run, n, "id") === id) return n;
    }
    return isText(id) && id !== "" ? -1 : firstBelow(run, label, LABELLED);
  }
  return { __proto__: null, check, choose, controlOf, firstSubmit, reset, submit, toggle };
})
