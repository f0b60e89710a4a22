// The platform as it is documented: no `eval`, and no functions made of text. Installed before any program runs.
(function (intrinsics, kernel) {
  "use strict";
  const { EvalError, Function, ReflectDefineProperty, ReflectDeleteProperty, ReflectGetPrototypeOf } = intrinsics;

  function replace(home, name, value) {
    ReflectDefineProperty(home, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }

  // Has the prototype of the real constructor of functions like `sample`: `instanceof` and `constructor` are as ever.
  function refuseText(sample, name) {
    const prototype = ReflectGetPrototypeOf(sample);
    const { [name]: refusal } = {
      [name]: function () {
        throw new EvalError(name + ": a mini-program cannot make code of text; write the function out");
      },
    };
    ReflectDefineProperty(refusal, "prototype", { __proto__: null, value: prototype, writable: false });
    ReflectDefineProperty(refusal, "length", { __proto__: null, value: Function.length });
    replace(prototype, "constructor", refusal);
    return refusal;
  }

  function install() {
    ReflectDeleteProperty(globalThis, "eval");
    replace(globalThis, "Function", refuseText(() => {}, "Function"));
    refuseText(async () => {}, "AsyncFunction");
    refuseText(function* () {}, "GeneratorFunction");
    refuseText(async function* () {}, "AsyncGeneratorFunction");
  }

  return { __proto__: null, install };
})
