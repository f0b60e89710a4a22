// Matchers that stand for values inside other values: `expect.any(Number)` and its kin.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, BigInt, Error, Object, String, Symbol, RegExp } = intrinsics;
  const { equals, hasMember, isObject, MATCHER, tagOf } = kernel.lazy("equality");
  const { format } = kernel.lazy("printing");

  class AsymmetricMatcher {
    $$typeof = MATCHER;
    constructor(sample, inverse = false) {
      this.sample = sample;
      this.inverse = inverse;
    }
  }

  const BASIC = new Map([
    [String, "string"], [Number, "number"], [Function, "function"], [Boolean, "boolean"], [BigInt, "bigint"], [Symbol, "symbol"],
  ]);

  class Any extends AsymmetricMatcher {
    constructor(sample) {
      if (sample === undefined) throw new TypeError("any() expects to be passed a constructor function. Please pass one or use anything() to match any object.");
      super(sample);
    }
    asymmetricMatch(other) {
      const kind = BASIC.get(this.sample);
      if (kind !== undefined) return typeof other === kind || other instanceof this.sample;
      if (this.sample === Object) return typeof other === "object";
      if (this.sample === Array) return ArrayIsArray(other);
      return other instanceof this.sample;
    }
    toString() {
      return "Any";
    }
    getExpectedType() {
      return BASIC.get(this.sample) ?? (this.sample === Object ? "object" : this.sample === Array ? "array" : nameOf(this.sample));
    }
    toAsymmetricMatcher() {
      return "Any<" + nameOf(this.sample) + ">";
    }
  }

  const nameOf = (act) => act.name || "<anonymous>";

  class Anything extends AsymmetricMatcher {
    asymmetricMatch(other) {
      return other !== null && other !== undefined;
    }
    toString() {
      return "Anything";
    }
    toAsymmetricMatcher() {
      return "Anything";
    }
  }

  class ArrayContaining extends AsymmetricMatcher {
    asymmetricMatch(other) {
      if (!ArrayIsArray(this.sample)) throw new Error("You must provide an array to " + this.toString() + ", not '" + typeof this.sample + "'.");
      const result = this.sample.length === 0 || (ArrayIsArray(other) && this.sample.every((item) => other.some((candidate) => equals(item, candidate))));
      return this.inverse ? !result : result;
    }
    toString() {
      return "Array" + (this.inverse ? "Not" : "") + "Containing";
    }
    getExpectedType() {
      return "array";
    }
    toAsymmetricMatcher() {
      return this.toString();
    }
  }

  class ArrayOf extends AsymmetricMatcher {
    asymmetricMatch(other) {
      const result = ArrayIsArray(other) && other.every((item) => equals(this.sample, item));
      return this.inverse ? !result : result;
    }
    toString() {
      return (this.inverse ? "Not" : "") + "ArrayOf";
    }
    getExpectedType() {
      return "array";
    }
    toAsymmetricMatcher() {
      return this.toString() + " " + format(this.sample, { min: true });
    }
  }

  class ObjectContaining extends AsymmetricMatcher {
    asymmetricMatch(other) {
      if (!isObject(this.sample)) throw new Error("You must provide an object to " + this.toString() + ", not '" + typeof this.sample + "'.");
      if (typeof other !== "object" || ArrayIsArray(other)) return false;
      const keys = [...Object.keys(this.sample), ...Object.getOwnPropertySymbols(this.sample)];
      const result = keys.every((key) => hasMember(other, key) && equals(this.sample[key], other[key]));
      return this.inverse ? !result : result;
    }
    toString() {
      return "Object" + (this.inverse ? "Not" : "") + "Containing";
    }
    getExpectedType() {
      return "object";
    }
    toAsymmetricMatcher() {
      return this.toString();
    }
  }

  class StringContaining extends AsymmetricMatcher {
    constructor(sample, inverse) {
      if (typeof sample !== "string") throw new Error("Expected is not a string");
      super(sample, inverse);
    }
    asymmetricMatch(other) {
      const result = tagOf(other) === "String" && String(other).includes(this.sample);
      return this.inverse ? !result : result;
    }
    toString() {
      return "String" + (this.inverse ? "Not" : "") + "Containing";
    }
    getExpectedType() {
      return "string";
    }
    toAsymmetricMatcher() {
      return this.toString() + ' "' + this.sample + '"';
    }
  }

  class StringMatching extends AsymmetricMatcher {
    constructor(sample, inverse) {
      if (typeof sample !== "string" && !(sample instanceof RegExp)) throw new Error("Expected is not a String or a RegExp");
      super(new RegExp(sample), inverse);
    }
    asymmetricMatch(other) {
      const result = tagOf(other) === "String" && this.sample.test(other);
      return this.inverse ? !result : result;
    }
    toString() {
      return "String" + (this.inverse ? "Not" : "") + "Matching";
    }
    getExpectedType() {
      return "string";
    }
    toAsymmetricMatcher() {
      return this.toString() + " " + this.sample;
    }
  }

  class CloseTo extends AsymmetricMatcher {
    constructor(sample, precision = 2, inverse = false) {
      if (typeof sample !== "number") throw new Error("Expected is not a Number");
      if (typeof precision !== "number") throw new Error("Precision is not a Number");
      super(sample, inverse);
      this.precision = precision;
    }
    asymmetricMatch(other) {
      if (tagOf(other) !== "Number") return false;
      const same = (other === Infinity || other === -Infinity) && other === this.sample;
      const result = same || Math.abs(this.sample - other) < 10 ** -this.precision / 2;
      return this.inverse ? !result : result;
    }
    toString() {
      return "Number" + (this.inverse ? "Not" : "") + "CloseTo";
    }
    getExpectedType() {
      return "number";
    }
    toAsymmetricMatcher() {
      return this.toString() + " " + this.sample + " (" + this.precision + (this.precision === 1 ? " digit)" : " digits)");
    }
  }

  const positive = {
    any: (type) => new Any(type),
    anything: () => new Anything(),
    arrayContaining: (sample) => new ArrayContaining(sample),
    arrayOf: (sample) => new ArrayOf(sample),
    closeTo: (sample, precision) => new CloseTo(sample, precision),
    objectContaining: (sample) => new ObjectContaining(sample),
    stringContaining: (sample) => new StringContaining(sample),
    stringMatching: (sample) => new StringMatching(sample),
  };
  const negative = {
    arrayContaining: (sample) => new ArrayContaining(sample, true),
    arrayOf: (sample) => new ArrayOf(sample, true),
    closeTo: (sample, precision) => new CloseTo(sample, precision, true),
    objectContaining: (sample) => new ObjectContaining(sample, true),
    stringContaining: (sample) => new StringContaining(sample, true),
    stringMatching: (sample) => new StringMatching(sample, true),
  };

  // A matcher of the program as one that stands for a value.
  function custom(name, match, context, inverse) {
    return (...sample) =>
      new (class extends AsymmetricMatcher {
        asymmetricMatch(other) {
          const { pass } = match.call({ ...context(), isNot: inverse }, other, ...sample);
          return inverse ? !pass : pass;
        }
        toString() {
          return (inverse ? "not." : "") + name;
        }
        getExpectedType() {
          return "any";
        }
        toAsymmetricMatcher() {
          return this.toString() + "<" + sample.map(String).join(", ") + ">";
        }
      })(sample, inverse);
  }

  return { __proto__: null, AsymmetricMatcher, positive, negative, custom };
})
