// my.createAnimation(): a chain that notes what it should do, and exports it for a view's `animation` attribute:
// {actions: [{animates: [{type, args}], option: {transformOrigin, transition: {duration, timingFunction, delay}}}]}.
(function (intrinsics, kernel) {
  "use strict";
  const { ObjectSetPrototypeOf, ReflectDefineProperty } = intrinsics;
  const { hidden, isObject, list, named, stamp, stateOf, wordsOf } = kernel.lazy("drawing");
  const STYLES = "opacity backgroundColor width height top right bottom left";
  const TRANSFORMS =
    "rotate rotateX rotateY rotateZ rotate3d scale scaleX scaleY scaleZ scale3d translate translateX translateY translateZ " +
    "translate3d skew skewX skewY matrix matrix3d";
  const LENGTHS = { __proto__: null, width: true, height: true, top: true, right: true, bottom: true, left: true };

  // Lists that go to the program: real arrays, filled without asking its prototypes.
  const append = (array, value) =>
    ReflectDefineProperty(array, array.length, { __proto__: null, value, writable: true, enumerable: true, configurable: true });

  const optionOf = (given, above) => {
    const { duration, timeFunction, timingFunction, delay, transformOrigin } = isObject(given) ? given : { __proto__: null };
    return {
      __proto__: null,
      duration: duration ?? above.duration,
      timingFunction: timeFunction ?? timingFunction ?? above.timingFunction,
      delay: delay ?? above.delay,
      transformOrigin: transformOrigin ?? above.transformOrigin,
    };
  };

  const DEFAULTS = { __proto__: null, duration: 400, timingFunction: "linear", delay: 0, transformOrigin: "50% 50% 0" };

  const px = (value) => (typeof value === "number" ? value + "px" : value);

  const prototype = {};
  const define = (name, act) =>
    hidden(prototype, name, named(name, (animation, given) => {
      const state = stateOf(animation);
      return state === undefined ? animation : act(animation, state, given);
    }));

  const styles = wordsOf(STYLES);
  for (let i = 0; i < styles.length; i++) {
    define(styles[i], (animation, { animates }, given) => {
      animates[animates.length] = { type: "style", args: [styles[i], LENGTHS[styles[i]] === true ? px(given[0]) : given[0]] };
      return animation;
    });
  }
  const transforms = wordsOf(TRANSFORMS);
  for (let i = 0; i < transforms.length; i++) {
    define(transforms[i], (animation, { animates }, given) => {
      animates[animates.length] = { type: transforms[i], args: given };
      return animation;
    });
  }

  define("step", (animation, state, given) => {
    const { duration, timingFunction, delay, transformOrigin } = optionOf(given[0], state.option);
    const animates = [];
    for (let i = 0; i < state.animates.length; i++) append(animates, state.animates[i]);
    const option = { transformOrigin, transition: { duration, timingFunction, delay } };
    state.actions[state.actions.length] = { animates, option };
    state.animates = list();
    return animation;
  });

  // What was exported is forgotten.
  define("export", (_, state) => {
    const actions = [];
    for (let i = 0; i < state.actions.length; i++) append(actions, state.actions[i]);
    state.actions = list();
    return { actions };
  });

  const createAnimation = (options) =>
    stamp(ObjectSetPrototypeOf({}, prototype), {
      __proto__: null,
      kind: "animation",
      option: optionOf(options, DEFAULTS),
      animates: list(),
      actions: list(),
    });

  return { __proto__: null, createAnimation };
})
