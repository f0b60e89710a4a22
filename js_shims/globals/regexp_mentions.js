// Whether a source mentions RegExp.$1 or its kin, also as RegExp["$1"]. By another name for RegExp it goes unnoticed.
(function (intrinsics, kernel) {
  "use strict";
  const { StringPrototypeIndexOf, StringPrototypeStartsWith } = intrinsics;
  const members = ["$", "lastMatch", "lastParen", "leftContext", "rightContext", "input"];

  function isStatic(source, index) {
    for (let i = 0; i < members.length; i++) if (StringPrototypeStartsWith(source, members[i], index)) return true;
    return false;
  }

  // `first` is where "RegExp" stands first.
  function mentionsStatics(source, first) {
    for (let at = first; at >= 0; at = StringPrototypeIndexOf(source, "RegExp", at + 6)) {
      const next = source[at + 6];
      if ((next === "." && isStatic(source, at + 7)) || (next === "[" && isStatic(source, at + 8))) return true;
    }
    return false;
  }

  return { __proto__: null, mentionsStatics };
})
