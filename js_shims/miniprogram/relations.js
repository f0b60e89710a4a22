// `relations`: a component and those above or below it on the page that name each other.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayPrototypePop, ArrayPrototypePush, ArrayPrototypeJoin, ArrayPrototypeIndexOf, ArrayPrototypeSort, ArrayPrototypeSplice, ObjectKeys, StringPrototypeSplit } = intrinsics;
  const { setOwn } = kernel.data;

  // `./item` of components/list/list is components/list/item.
  function resolve(from, relative) {
    const parts = relative[0] === "/" ? [] : StringPrototypeSplit(from, "/");
    if (parts.length > 0) ArrayPrototypePop(parts);
    const names = StringPrototypeSplit(relative, "/");
    for (let i = 0; i < names.length; i++) {
      if (names[i] === "..") ArrayPrototypePop(parts);
      else if (names[i] !== "." && names[i] !== "") ArrayPrototypePush(parts, names[i]);
    }
    return ArrayPrototypeJoin(parts, "/");
  }

  function relationTo(owner, other) {
    const paths = ObjectKeys(owner.definition.relations);
    for (let i = 0; i < paths.length; i++) {
      if (resolve(owner.path, paths[i]) === other.path) return owner.definition.relations[paths[i]];
    }
    return undefined;
  }

  // Joins `child` with the nearest component above it on the page that names it, and that it names.
  function link(child) {
    for (let above = child.host; above !== undefined && above.kind === "component"; above = above.host) {
      const up = relationTo(child, above);
      const down = relationTo(above, child);
      if (up === undefined || down === undefined) continue;
      join(above, child);
      tell(above, down, "linked", child);
      tell(child, up, "linked", above);
      return;
    }
  }

  function join(above, child) {
    ArrayPrototypePush((above.related ??= []), child);
    ArrayPrototypePush((child.related ??= []), above);
  }

  function unlink(owner) {
    const related = owner.related ?? [];
    owner.related = [];
    for (let i = 0; i < related.length; i++) {
      const other = related[i];
      const at = ArrayPrototypeIndexOf(other.related, owner);
      if (at >= 0) ArrayPrototypeSplice(other.related, at, 1);
      tell(other, relationTo(other, owner), "unlinked", owner);
      tell(owner, relationTo(owner, other), "unlinked", other);
    }
  }

  function tell(owner, relation, event, other) {
    const act = relation?.[event];
    if (typeof act === "function") kernel.run(act, owner.instance, [other.instance]);
  }

  function nodes(owner, path) {
    const wanted = resolve(owner.path, "" + path);
    const related = owner.related ?? [];
    const found = [];
    for (let i = 0; i < related.length; i++) if (related[i].path === wanted) setOwn(found, found.length, related[i]);
    ArrayPrototypeSort(found, (one, other) => one.order - other.order); // as they stand on the page
    for (let i = 0; i < found.length; i++) found[i] = found[i].instance;
    return found;
  }

  return { __proto__: null, link, nodes, unlink };
})
