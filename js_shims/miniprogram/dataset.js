// `data-*` attributes as handlers read them, and the spelling of names.
(function (intrinsics, kernel) {
  "use strict";
  const { JSONParse, JSONStringify, ObjectKeys, StringPrototypeSlice, StringPrototypeToUpperCase } = intrinsics;
  const { isContainer, setOwn } = kernel.data;

  // `show-line` is showLine; `orderId` and `jump_type` stay (observed).
  function camelCase(name) {
    let text = "";
    for (let i = 0; i < name.length; i++) {
      text += name[i] === "-" && i + 1 < name.length ? StringPrototypeToUpperCase(name[++i]) : name[i];
    }
    return text;
  }

  // On phones the values come from another thread, so that a handler cannot change the page's data through them.
  function copyOf(value) {
    if (!isContainer(value)) return value;
    try {
      return JSONParse(JSONStringify(value));
    } catch {
      return value;
    }
  }

  // Values keep their types.
  function datasetOf({ attrs }) {
    const dataset = {};
    const names = attrs === null ? [] : ObjectKeys(attrs);
    for (let i = 0; i < names.length; i++) {
      const isData = names[i].length > 5 && StringPrototypeSlice(names[i], 0, 5) === "data-";
      if (isData && typeof attrs[names[i]] !== "function") setOwn(dataset, camelCase(StringPrototypeSlice(names[i], 5)), copyOf(attrs[names[i]]));
    }
    return dataset;
  }

  return { __proto__: null, camelCase, datasetOf };
})
