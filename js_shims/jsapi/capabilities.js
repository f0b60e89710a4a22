// `my.canIUse` for all but plain names: `alert.object.content`, `alert.return.x`, `alert.callback.success`,
// `button.open-type.share`, `page.setData.callback`, `component2`.
(function (intrinsics, kernel) {
  "use strict";
  const {
    JSONParse, ReflectGetOwnPropertyDescriptor, StringPrototypeIncludes, StringPrototypeIndexOf, StringPrototypeSlice,
  } = intrinsics;
  const { described, hasName } = kernel;
  const fields = JSONParse(kernel.unpacked(kernel.settings.surface.fields));

  // Words of the schema that are no APIs: the framework's own,
  const framework = {
    __proto__: null,
    component: "observers onInit deriveDataFromProps didMount didUpdate didUnmount mixins ref relations externalClasses",
    page: "$spliceData $batchedUpdates setData.callback onResize events options.observers",
    app: "onLaunch onShow onHide onError onUnhandledRejection onPageNotFound onShareAppMessage",
  };

  // and components with their attributes and what some of those may be.
  const components = {
    __proto__: null,
    view: "disable-scroll hover-class hover-stop-propagation onTap onLongTap onAppear onDisappear onTransitionEnd",
    "scroll-view": "scroll-x scroll-y scroll-top scroll-left scroll-into-view scroll-with-animation trap-scroll onScroll",
    swiper: "indicator-dots autoplay interval duration circular current vertical previous-margin next-margin onChange",
    text: "selectable space space.ensp space.emsp space.nbsp decode number-of-lines",
    icon: "type size color",
    progress: "percent show-info stroke-width active-color background-color active",
    "rich-text": "nodes onTap",
    button:
      "size type plain disabled loading hover-class form-type form-type.submit form-type.reset open-type open-type.share " +
      "open-type.getAuthorize open-type.contactShare open-type.lifestyle scope scope.phoneNumber scope.userInfo onGetAuthorize",
    form: "report-submit onSubmit onReset",
    input: "value name type password placeholder disabled maxlength focus confirm-type controlled enableNative onInput onBlur",
    textarea: "value name placeholder disabled maxlength focus auto-height show-count controlled enableNative onInput onBlur",
    label: "for",
    checkbox: "value checked disabled color onChange",
    "checkbox-group": "name onChange",
    radio: "value checked disabled color",
    "radio-group": "name onChange",
    switch: "name checked disabled color controlled onChange",
    slider: "name min max step value show-value onChange onChanging",
    picker: "range range-key value title disabled onChange",
    "picker-view": "value indicator-style mask-style onChange",
    navigator: "open-type open-type.navigate open-type.redirect open-type.switchTab open-type.navigateBack url hover-class",
    image: "src mode lazy-load default-source onLoad onError onTap",
    canvas: "id style disable-scroll type type.2d onTouchStart",
    map: "longitude latitude scale markers polyline circles controls polygon show-location include-points onMarkerTap",
    "web-view": "src onMessage",
    lottie: "path auto-play repeat-count speed djangoId",
    "cover-view": "onTap",
    "cover-image": "src onTap",
    "movable-view": "direction x y disabled onChange",
    "movable-area": "width height",
    "match-media": "min-width max-width",
    "page-meta": "root-font-size",
  };

  const cut = (text) => {
    const dot = StringPrototypeIndexOf(text, ".");
    return dot < 0 ? [text, ""] : [StringPrototypeSlice(text, 0, dot), StringPrototypeSlice(text, dot + 1)];
  };

  const hasWord = (words, word) => word !== "" && StringPrototypeIncludes(" " + words + " ", " " + word + " ");

  const listHas = (list, name) => {
    for (let i = 0; i < list.length; i++) if (list[i] === name) return true;
    return false;
  };

  // Params and results: words in the catalogue, lists for what the program's own Python registered.
  const fieldIn = (api, position, name) => {
    const own = described[api];
    if (own !== undefined && own.params !== undefined) return listHas(position === 0 ? own.params : own.results, name);
    const known = ReflectGetOwnPropertyDescriptor(fields, api);
    return known !== undefined && hasWord(known.value[position], name);
  };

  const isCall = (api) => {
    const known = ReflectGetOwnPropertyDescriptor(fields, api);
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

  const canUse = (schema) => {
    const { 0: head, 1: rest } = cutApi(schema);
    if (rest === "") return schema === "component2" || components[schema] !== undefined;
    if (!hasName(head)) return hasWord(framework[head] ?? components[head] ?? "", rest);
    const { 0: kind, 1: name } = cut(rest);
    return hasPart(head, kind, name);
  };

  return { canUse };
})
