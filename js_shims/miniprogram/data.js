// `data` of pages and components: what setData and $spliceData do to it. Top-level keys are set in place; below, the
// containers on a path are copied, so that whoever holds an older one (prevData, prevProps) still sees the old values.
(function (kernel) {
  "use strict";
  const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
  const { isArray } = Array;
  const { assign, hasOwn, is, keys, prototype: plain } = Object;
  const { slice, splice } = Array.prototype;
  const { exec } = RegExp.prototype;
  const SEGMENT = /[^.[\]]+/g;
  const INTEGER = /^\d+$/;
  const SIMPLE = /^[^.[\]]*$/;

  function setOwn(target, key, value) {
    defineProperty(target, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }

  function isContainer(value) {
    return typeof value === "object" && value !== null;
  }

  // A list of ours: it has no prototype that a program could have put setters on.
  function list() {
    return { __proto__: null, length: 0 };
  }

  function append(target, item) {
    target[target.length++] = item;
  }

  // `a.b[0].c`, `a[0][1]` and `root.cn.[0]` name a place (observed in programs).
  function segmentsOf(path) {
    const segments = list();
    SEGMENT.lastIndex = 0;
    for (let match = apply(exec, SEGMENT, [path]); match !== null; match = apply(exec, SEGMENT, [path])) append(segments, match[0]);
    return segments;
  }

  function copyOf(container) {
    return isArray(container) ? apply(slice, container, []) : { ...container };
  }

  function valueAt(container, key) {
    return getOwnPropertyDescriptor(container, key)?.value;
  }

  // The container that the last segment is in. Missing parents are made: an array where an integer follows.
  function reach(data, segments) {
    let place = data;
    for (let i = 0; i < segments.length - 1; i++) {
      const present = valueAt(place, segments[i]);
      const empty = () => (apply(exec, INTEGER, [segments[i + 1]]) === null ? {} : []);
      const next = isContainer(present) ? copyOf(present) : empty();
      setOwn(place, segments[i], next);
      place = next;
    }
    return place;
  }

  // What setting a value meant: nothing new; something new; or an object in place of another one, whose parts may be
  // the same objects, changed inside by the program.
  const UNCHANGED = 0;
  const CHANGED = 1;
  const MAYBE_INSIDE = 2;

  function setValue(place, key, value) {
    const before = valueAt(place, key);
    const isKnown = hasOwn(place, key);
    setOwn(place, key, value);
    if (isKnown && before !== value && alike(before, value, false, 0)) return UNCHANGED;
    if (isContainer(value) && isContainer(before)) return MAYBE_INSIDE;
    return isKnown && is(before, value) ? UNCHANGED : CHANGED;
  }

  // Equal as JSON would be: setting what was there already renders and tells nothing (inferred: component libraries
  // set their data in every didUpdate). Unless `trusting`, an object that is part of both may have changed inside.
  function alike(one, other, trusting, depth) {
    if (is(one, other)) return trusting || !isContainer(one);
    if (!isContainer(one) || !isContainer(other) || depth > 20 || isArray(one) !== isArray(other)) return false;
    if (getPrototypeOf(one) !== getPrototypeOf(other)) return false;
    const names = keys(one);
    if (names.length !== keys(other).length || (names.length === 0 && !isPlain(one))) return false;
    for (let i = 0; i < names.length; i++) {
      if (!hasOwn(other, names[i]) || !alike(one[names[i]], other[names[i]], trusting, depth + 1)) return false;
    }
    return true;
  }

  function isPlain(value) {
    return isArray(value) || getPrototypeOf(value) === plain || getPrototypeOf(value) === null;
  }

  function setPath(data, path, value) {
    if (apply(exec, SIMPLE, [path]) !== null) return setValue(data, path, value);
    const segments = segmentsOf(path);
    return setValue(reach(data, segments), segments[segments.length - 1], value);
  }

  function splicePath(data, path, edits) {
    const segments = segmentsOf(path);
    const place = reach(data, segments);
    const last = segments[segments.length - 1];
    const present = valueAt(place, last);
    const spliced = isArray(present) ? apply(slice, present, []) : [];
    apply(splice, spliced, edits);
    setOwn(place, last, spliced);
    return CHANGED;
  }

  // Applies every path of `update`, and gives the strongest of what they meant.
  function changeAll(data, update, change) {
    let meant = UNCHANGED;
    const paths = keys(update);
    for (let i = 0; i < paths.length; i++) {
      const own = change(data, paths[i], update[paths[i]]);
      if (own > meant) meant = own;
    }
    return meant;
  }

  // Own members, and those of the classes that made `source`.
  function copyMembers(target, source) {
    const above = getPrototypeOf(source);
    if (above !== null && above !== plain && getPrototypeOf(above) !== null) copyMembers(target, above);
    const isBare = getPrototypeOf(target) === null; // no setter can be in the way
    const names = ownKeys(source);
    for (let i = 0; i < names.length; i++) if (names[i] !== "constructor") copyMember(target, names[i], source, isBare);
    return target;
  }

  function copyMember(target, name, source, isBare) {
    const given = getOwnPropertyDescriptor(source, name);
    if (isBare && hasOwn(given, "value")) target[name] = given.value;
    else defineProperty(target, name, { __proto__: null, ...given });
  }

  // The same in an object without a prototype; what a literal holds, the engine copies by itself.
  function membersOf(source) {
    if (getPrototypeOf(source) === plain && !hasOwn(source, "constructor")) {
      const members = { __proto__: null, ...source };
      if (keys(members).length === ownKeys(source).length) return members;
    }
    return copyMembers({ __proto__: null }, source);
  }

  kernel.data = {
    __proto__: null, CHANGED, MAYBE_INSIDE, UNCHANGED, alike, append, assign, changeAll, copyMembers, isContainer, list, membersOf, segmentsOf, setOwn, setPath, splicePath, valueAt,
  };
})
