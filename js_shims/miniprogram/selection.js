// $selectComponent and its kind: the components that an owner's own markup holds, by id, class or tag.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, ArrayPrototypeIncludes, ArrayPrototypeSort, ObjectKeys, StringPrototypeSlice, StringPrototypeSplit, StringPrototypeTrim } = intrinsics;
  const { isContainer, setOwn } = kernel.data;

  function written(owner) {
    const keys = ObjectKeys(owner.children);
    const found = [];
    for (let i = 0; i < keys.length; i++) setOwn(found, i, owner.children[keys[i]]);
    return ArrayPrototypeSort(found, (a, b) => a.order - b.order);
  }

  function matches(component, selector) {
    const attrs = component.vnode.attrs ?? {};
    const name = StringPrototypeSlice(selector, 1);
    if (selector[0] === "#") return "" + attrs.id === name;
    if (selector[0] !== ".") return component.vnode.site.tag === selector;
    return typeof attrs.class === "string" && ArrayPrototypeIncludes(StringPrototypeSplit(attrs.class, " "), name);
  }

  function given(component) {
    const { ref } = component.definition.members;
    return typeof ref === "function" ? kernel.run(ref, component.instance, []) : component.instance;
  }

  function selectAll(owner, selector) {
    const wanted = StringPrototypeTrim("" + selector);
    const components = owner === undefined ? [] : written(owner);
    const found = [];
    for (let i = 0; i < components.length; i++) if (matches(components[i], wanted)) setOwn(found, found.length, given(components[i]));
    return found;
  }

  function select(owner, selector) {
    return selectAll(owner, selector)[0] ?? null;
  }

  function hasMixin(owner, mixin) {
    const { mixins } = owner?.definition.source ?? {};
    return ArrayIsArray(mixins) && isContainer(mixin) && ArrayPrototypeIncludes(mixins, mixin);
  }

  return { __proto__: null, hasMixin, select, selectAll };
})
