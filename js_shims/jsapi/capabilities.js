// `my.canIUse` for all but plain names: `alert.object.content`, `alert.return.x`, `alert.callback.success`,
// `button.open-type.share`, `page.setData.callback`, `component2`.
(function (intrinsics, kernel) {
  "use strict";
  const {
    JSONParse, ReflectGetOwnPropertyDescriptor, StringPrototypeIncludes, StringPrototypeIndexOf, StringPrototypeSlice,
  } = intrinsics;
  const { described, hasName, post, quote } = kernel;

  // Whoever gets at canIUse without naming it is told from the next turn on; until then nothing but names is known.
  let told = { __proto__: null, apis: { __proto__: null }, components: { __proto__: null } };
  let isTold = false;
  let isAsked = false;
  const know = (schema) => {
    if (isTold) return;
    isTold = kernel.capabilities !== undefined;
    if (isTold) told = JSONParse(kernel.capabilities);
    else if (!isAsked) post('{"type":"state","name":"capabilities","value":' + quote(StringPrototypeSlice(schema, 0, 80)) + "}");
    isAsked = true;
  };

  // Words of the schema that are neither APIs nor components: the framework's own.
  const framework = {
    __proto__: null,
    component: "observers onInit deriveDataFromProps didMount didUpdate didUnmount mixins ref relations externalClasses",
    page: "$spliceData $batchedUpdates setData.callback onResize events options.observers",
    app: "onLaunch onShow onHide onError onUnhandledRejection onPageNotFound onShareAppMessage",
  };

  const cut = (text) => {
    const dot = StringPrototypeIndexOf(text, ".");
    return dot < 0 ? [text, ""] : [StringPrototypeSlice(text, 0, dot), StringPrototypeSlice(text, dot + 1)];
  };

  const hasWord = (words, word) =>
    word !== "" && !StringPrototypeIncludes(word, " ") && StringPrototypeIncludes(" " + words + " ", " " + word + " ");

  const listHas = (list, name) => {
    for (let i = 0; i < list.length; i++) if (list[i] === name) return true;
    return false;
  };

  // Params and results: words in the catalogue, lists for what the program's own Python registered.
  const fieldIn = (api, position, name) => {
    const own = described[api];
    if (own !== undefined && own.params !== undefined) return listHas(position === 0 ? own.params : own.results, name);
    const known = ReflectGetOwnPropertyDescriptor(told.apis, api);
    return known !== undefined && hasWord(known.value[position], name);
  };

  const isCall = (api) => {
    const known = ReflectGetOwnPropertyDescriptor(told.apis, api);
    return described[api] !== undefined || (known !== undefined && known.value[2] === undefined);
  };
  const isOutcome = (name) => name === "success" || name === "fail" || name === "complete";

  const hasPart = (api, kind, name) => {
    if ((kind === "object" || kind === "callback") && isOutcome(name)) return isCall(api);
    if (kind === "object") return fieldIn(api, 0, name);
    return (kind === "return" || kind === "callback") && fieldIn(api, 1, name);
  };

  // The API, which may be below a namespace, and what is asked about it.
  const cutApi = (schema) => {
    const { 0: head, 1: rest } = cut(schema);
    if (kernel.spaces[head] !== true || rest === "") return [head, rest];
    const { 0: name, 1: more } = cut(rest);
    return [head + "." + name, more];
  };

  const componentNamed = (name) => ReflectGetOwnPropertyDescriptor(told.components, name)?.value;

  const canUse = (schema) => {
    know(schema);
    const { 0: head, 1: rest } = cutApi(schema);
    const component = componentNamed(head);
    if (rest === "") return schema === "component2" || component !== undefined;
    if (component !== undefined && listHas(component, rest)) return true;
    if (!hasName(head)) return hasWord(framework[head] ?? "", rest);
    const { 0: kind, 1: name } = cut(rest);
    return hasPart(head, kind, name);
  };

  return { canUse };
})
