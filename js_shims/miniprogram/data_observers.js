// `observers` of pages and components: "a.b", "a, b" and "list.**" run when a path at, above or below theirs was set.
(function (intrinsics, kernel) {
  "use strict";
  const { ObjectKeys, StringPrototypeEndsWith, StringPrototypeSlice, StringPrototypeSplit, StringPrototypeTrim } = intrinsics;
  const { segmentsOf, setOwn } = kernel.data;

  // `paths` were set. Props are seen like data, but for those that data of the same name hides.
  function observe(owner, paths) {
    const { definition, instance } = owner;
    const { observers } = definition;
    const values = owner.kind === "component" ? { ...instance.props, ...instance.data } : instance.data;
    const patterns = ObjectKeys(observers);
    for (let i = 0; i < patterns.length; i++) {
      if (typeof observers[patterns[i]] === "function") observeOne(owner, patterns[i], observers[patterns[i]], paths, values);
    }
  }

  function observeOne(owner, pattern, act, paths, values) {
    const wanted = StringPrototypeSplit(pattern, ",");
    const args = [];
    let touched = false;
    for (let i = 0; i < wanted.length; i++) {
      const { names, deep } = watched(StringPrototypeTrim(wanted[i]));
      for (let j = 0; j < paths.length; j++) if (reaches(segmentsOf(paths[j]), names, deep)) touched = true;
      setOwn(args, i, valueIn(values, names));
    }
    if (touched) kernel.run(act, owner.instance, args);
  }

  function watched(path) {
    const deep = StringPrototypeEndsWith(path, "**");
    return { __proto__: null, deep, names: segmentsOf(deep ? StringPrototypeSlice(path, 0, -2) : path) };
  }

  function reaches(changed, names, deep) {
    const common = changed.length < names.length ? changed.length : names.length;
    for (let i = 0; i < common; i++) if (changed[i] !== names[i]) return false;
    return changed.length <= names.length || deep;
  }

  function valueIn(values, names) {
    let value = values;
    for (let i = 0; i < names.length && value !== undefined && value !== null; i++) value = value[names[i]];
    return value;
  }

  return { __proto__: null, observe };
})
