// What a person can do, and what built-in components do by themselves when it is done to them: buttons and navigators act,
// labels pass it on. One table says which gestures there are, and one what a tap does at which tag.
(function (_, kernel) {
  "use strict";
  const { isContainer, setOwn } = kernel.data;
  const { LABELLED, given, inside, isDisabled, nearest, numberOr, tagAt, textIn, valueAt } = kernel.lazy("controls");
  const send = (run, n, type, detail) => kernel.lazy("events").send(run, n, type, detail);
  const forms = (act) => (run, n, detail) => kernel.lazy("forms")[act](run, n, detail); // compiled when one is touched
  const entries = (act) => (run, n, value) => kernel.lazy("entries")[act](run, n, value);

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
    if (form >= 0 && formType === "submit") kernel.lazy("forms").submit(run, form, described(run, n));
    if (form >= 0 && formType === "reset") kernel.lazy("forms").reset(run, form);
    const openType = textIn(given(run, n, "open-type", "openType"));
    if (openType === "share") share(run, n);
    else if (openType !== "") send(run, n, openType, {}); // getAuthorize and its like: the person agrees
  }

  const enter = (run, n) => send(run, n, "focus", { value: valueAt(run, n) });
  const leave = (run, n) => send(run, n, "blur", { value: valueAt(run, n) });
  const toggle = forms("toggle");

  function passOn(run, label) {
    const control = kernel.lazy("forms").controlOf(run, label);
    if (control >= 0 && LABELLED[tagAt(run, control)] === true && !isDisabled(run, control)) TAPS[tagAt(run, control)](run, control);
  }

  const TAPS = {
    __proto__: null, button: press, navigator: go, label: passOn, checkbox: toggle, switch: toggle, radio: forms("choose"), input: enter, textarea: enter,
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

  // ---- What a person can do, and at which components

  const TYPED = { __proto__: null, input: true, textarea: true };
  const GESTURES = {
    __proto__: null,
    tap: { act: tap },
    longTap: { act: longTap },
    input: { act: entries("input"), tags: TYPED, place: "text goes into input and textarea" },
    focus: { act: enter, tags: TYPED, place: "only input and textarea have the focus" },
    blur: { act: leave, tags: TYPED, place: "only input and textarea have the focus" },
    confirm: { act: entries("confirm"), tags: TYPED, place: "only input and textarea have a keyboard" },
    change: { act: entries("change") },
    submit: { act: submit, within: "form", place: "there is no form around it" },
    reset: { act: forms("reset"), within: "form", place: "there is no form around it" },
    scroll: { act: entries("scroll"), tags: { __proto__: null, "scroll-view": true }, place: "only scroll-view scrolls by itself" },
  };

  function submit(run, form) {
    const button = kernel.lazy("forms").firstSubmit(run, form);
    kernel.lazy("forms").submit(run, form, button < 0 ? undefined : described(run, button));
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
