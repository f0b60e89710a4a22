// What components tell whoever uses them: triggerEvent.
(function (intrinsics, kernel) {
  "use strict";
  const { ReflectApply, StringPrototypeSlice, StringPrototypeToUpperCase } = intrinsics;
  const { camelCase, datasetOf } = kernel.lazy("dataset");

  // The function prop on<Name> of the component, called with an event as built-in components send them.
  function trigger(owner, name, detail) {
    if (owner === undefined || owner.kind !== "component") return;
    const type = camelCase("" + name);
    const prop = "on" + StringPrototypeToUpperCase(type[0] ?? "") + StringPrototypeSlice(type, 1);
    const { [prop]: listener } = owner.instance.props;
    if (typeof listener !== "function") return;
    const { vnode } = owner;
    const target = { id: vnode.attrs?.id ?? "", tagName: vnode.site.tag, dataset: datasetOf(vnode) };
    const event = { type: name, timeStamp: kernel.now(), detail: detail ?? {}, target, currentTarget: target };
    event.stopPropagation = event.preventDefault = function () {};
    ReflectApply(listener, owner.page.instance, [event]);
  }

  return { __proto__: null, trigger };
})
