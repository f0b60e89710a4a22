// What components tell whoever uses them: triggerEvent, and the spellings of attribute names.
(function (intrinsics, kernel) {
  "use strict";
  const { DateNow, ReflectApply, RegExpPrototypeExec, StringPrototypeSlice, StringPrototypeToUpperCase } = intrinsics;
  const { isContainer, setOwn } = kernel.data;
  const DASHED = /-(.)/;

  // `show-line` is showLine.
  function camelCase(name) {
    let text = name;
    for (let match = RegExpPrototypeExec(DASHED, text); match !== null; match = RegExpPrototypeExec(DASHED, text)) {
      const { index } = match;
      text = StringPrototypeSlice(text, 0, index) + StringPrototypeToUpperCase(text[index + 1]) + StringPrototypeSlice(text, index + 2);
    }
    return text;
  }

  function datasetOf(attrs) {
    const dataset = {};
    for (const name in attrs) {
      if (StringPrototypeSlice(name, 0, 5) === "data-") setOwn(dataset, camelCase(StringPrototypeSlice(name, 5)), attrs[name]);
    }
    return dataset;
  }

  // The function prop on<Name> of the component, called with an event as built-in components send them.
  function trigger(owner, name, detail) {
    if (owner === undefined || owner.kind !== "component") return;
    const type = camelCase("" + name);
    const prop = "on" + StringPrototypeToUpperCase(type[0] ?? "") + StringPrototypeSlice(type, 1);
    const { [prop]: listener } = owner.instance.props;
    if (typeof listener !== "function") return;
    const attrs = isContainer(owner.vnode.attrs) ? owner.vnode.attrs : {};
    const target = { id: attrs.id ?? "", tagName: owner.vnode.site.tag, dataset: datasetOf(attrs) };
    const event = { type: name, timeStamp: DateNow(), detail: detail ?? {}, target, currentTarget: target };
    event.stopPropagation = event.preventDefault = function () {};
    ReflectApply(listener, owner.page.instance, [event]);
  }

  return { __proto__: null, camelCase, datasetOf, trigger };
})
