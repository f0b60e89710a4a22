// When two values are equal: recursively and by content, as `toEqual` has it, or with types and undefined members, as
// `toStrictEqual` has it.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error, ObjectIs, ObjectKeys, Promise, ReflectOwnKeys, RegExp, Symbol } = intrinsics;
  const { toString } = Object.prototype;
  const { hasOwn, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const MATCHER = Symbol.for("jest.asymmetricMatcher");
  const BYTES = ["ArrayBuffer", "SharedArrayBuffer", "DataView"];
  let testers = []; // of the program: `(a, b) => boolean | undefined`

  const tagOf = (value) => toString.call(value).slice(8, -1);
  const isObject = (value) => typeof value === "object" && value !== null;
  const isMatcher = (value) => isObject(value) && value.$$typeof === MATCHER && typeof value.asymmetricMatch === "function";

  // ---- One comparison: what it compares already (cycles are equal to cycles), and how strict it is

  // With the program's own testers, as matchers do.
  const equals = (one, other, options = {}) => equalsBy(one, other, testers, options);

  // `strict`: types, holes and undefined members count. `subset`: of objects only the members that are wanted.
  function equalsBy(one, other, given = [], { strict = false, subset = false } = {}) {
    return same(one, other, { strict, types: strict, subset, testers: given, seen: [], open: [] });
  }

  function bySpecial(one, other, how) {
    const [left, right] = [isMatcher(one), isMatcher(other)];
    if (left && right) return undefined;
    if (left) return one.asymmetricMatch(other);
    if (right) return other.asymmetricMatch(one);
    const context = { equals: (a, b, more, strict) => equalsBy(a, b, more, { strict }) };
    for (const tester of how.testers) {
      const result = tester.call(context, one, other, how.testers);
      if (result !== undefined) return result;
    }
    return how.subset && !areIterables(one, other) ? bySubset(one, other, how) : undefined;
  }

  // `undefined` where what is wanted has no members of its own to go by.
  function bySubset(one, wanted, how) {
    if (!isObject(wanted) || ArrayIsArray(wanted) || Error.isError(wanted) || ["Date", "Map", "Set"].includes(tagOf(wanted))) return undefined;
    return membersOf(wanted).every((key) => {
      if (one === null || one === undefined || !hasMember(one, key)) return false;
      const inner = wanted[key];
      if (how.open.includes(inner)) return same(one[key], inner, { ...how, subset: false });
      return same(one[key], inner, isObject(inner) && !ArrayIsArray(inner) ? { ...how, open: [...how.open, inner] } : how);
    });
  }

  function same(one, other, how) {
    const special = bySpecial(one, other, how);
    if (special !== undefined) return special;
    if (Error.isError(one) && Error.isError(other)) return sameErrors(one, other, how);
    if (ObjectIs(one, other)) return true;
    if (!isObject(one) || !isObject(other)) return typeof one === typeof other && typeof one !== "object" && typeof one !== "function" ? ObjectIs(one, other) : false;
    const tag = tagOf(one);
    if (tag !== tagOf(other)) return false;
    const boxed = sameBoxed(one, other, tag);
    if (boxed !== undefined) return boxed;
    if (how.types && !sameType(one, other)) return false;
    return guarded(one, other, how, () => sameContents(one, other, tag, how));
  }

  // `undefined` where the tag does not decide by itself.
  function sameBoxed(one, other, tag) {
    if (tag === "Boolean" || tag === "String" || tag === "Number") {
      return typeof one !== typeof other ? false : ObjectIs(one.valueOf(), other.valueOf());
    }
    if (tag === "Date") return +one === +other;
    if (tag === "RegExp") return one.source === other.source && one.flags === other.flags;
    if (tag === "URL") return one.href === other.href;
    if (one instanceof Promise || other instanceof Promise) return false;
    return undefined;
  }

  // By what they say alone, as in Jest.
  const sameErrors = (one, other, how) => one.message === other.message && (!how.types || sameType(one, other));

  // As far as prototypes go, what `toStrictEqual` means by a type.
  function sameType(one, other) {
    return one.constructor === other.constructor || (ArrayIsArray(one) && ArrayIsArray(other));
  }

  function guarded(one, other, how, compare) {
    for (const [left, right] of how.seen) {
      if (left === one) return right === other;
      if (right === other) return false;
    }
    how.seen.push([one, other]);
    const result = compare();
    how.seen.pop();
    return result;
  }

  function sameContents(one, other, tag, how) {
    if (BYTES.includes(tag)) return !how.types || sameBytes(one, other);
    if (areIterables(one, other)) return one.constructor === other.constructor && sameSequences(one, other, { ...how, strict: false });
    if (!ArrayIsArray(one)) return sameMembers(one, other, how);
    const inner = how.types ? { ...how, strict: true } : how;
    return (!how.types || (one.length === other.length && sameHoles(one, other))) && sameMembers(one, other, inner);
  }

  const isIterable = (value) => isObject(value) && !ArrayIsArray(value) && !ArrayBuffer.isView(value) && typeof value[Symbol.iterator] === "function";
  const areIterables = (one, other) => isIterable(one) && isIterable(other);

  function sameSequences(one, other, how) {
    if (one instanceof Set && other instanceof Set) return sameSets(one, other, how);
    if (one instanceof Map && other instanceof Map) return sameMaps(one, other, how);
    return sameItems([...one], [...other], how) && sameMembers(one, other, how);
  }

  function sameBytes(one, other) {
    const bytes = (value) => (ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value));
    const [left, right] = [bytes(one), bytes(other)];
    return left.length === right.length && left.every((byte, i) => byte === right[i]);
  }

  const sameItems = (one, other, how) => one.length === other.length && one.every((item, i) => same(item, other[i], how));
  const sameHoles = (one, other) => one.length === other.length && Array.from(one.keys()).every((i) => i in one === i in other);

  function sameSets(one, other, how) {
    if (one.size !== other.size) return false;
    const found = (item) => [...other].some((candidate) => same(item, candidate, how));
    return [...one].every((item) => other.has(item) || found(item));
  }

  function sameMaps(one, other, how) {
    if (one.size !== other.size) return false;
    const found = (key, value) => [...other].some(([candidate, held]) => same(key, candidate, how) && same(value, held, how));
    return [...one].every(([key, value]) => (other.has(key) && same(value, other.get(key), how)) || found(key, value));
  }

  const enumerable = (value) => (key) => getOwnPropertyDescriptor(value, key).enumerable;
  const membersOf = (value) => [...ObjectKeys(value), ...ReflectOwnKeys(value).filter((key) => typeof key === "symbol" && enumerable(value)(key))];

  function sameMembers(one, other, how) {
    const [left, right] = [membersOf(one), membersOf(other)];
    if (how.strict && left.length !== right.length) return false;
    for (const key of left) {
      if (!hasOwn(other, key) && (how.strict || one[key] !== undefined) && !isMatcher(one[key])) return false;
      if (!same(one[key], other[key], how)) return false;
    }
    return right.every((key) => hasOwn(one, key) || (!how.strict && other[key] === undefined) || (isMatcher(other[key]) && same(undefined, other[key], how)));
  }

  // As `toMatchObject` has it.
  const contains = (value, wanted) => equals(value, wanted, { subset: true });

  const hasMember = (value, key) => isObject(value) && (hasOwn(value, key) || (getPrototypeOf(value) !== null && key in value));

  function addTesters(given) {
    testers = [...testers, ...given];
  }

  // The members of `received` that are wanted: the rest is not what differs.
  function subsetOf(received, expected, seen = new Map()) {
    if (!isObject(received) || !isObject(expected) || seen.has(received)) return seen.get(received) ?? received;
    if (ArrayIsArray(received)) {
      return ArrayIsArray(expected) && expected.length === received.length ? expected.map((item, i) => subsetOf(received[i], item, seen)) : received;
    }
    if (tagOf(received) === "Date") return received;
    if (contains(received, expected)) return expected;
    const subset = {};
    seen.set(received, subset);
    for (const key of membersOf(received)) if (hasMember(expected, key)) subset[key] = subsetOf(received[key], expected[key], seen);
    return Object.keys(subset).length > 0 ? subset : received;
  }

  const testersOfProgram = () => testers;

  return { __proto__: null, areIterables, equals, equalsBy, testersOfProgram, contains, subsetOf, isMatcher, isObject, hasMember, addTesters, MATCHER, tagOf, membersOf, sameType };
})
