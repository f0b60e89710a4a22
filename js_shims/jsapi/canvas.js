// The drawing contexts of canvases. Calls and properties are logged: the host draws them when somebody wants a picture.
// What is answered at once cannot ask it: texts have a width by average, pixels are all transparent.
(function (intrinsics, kernel) {
  "use strict";
  const {
    MathMin, Number, ObjectSetPrototypeOf, ReflectDefineProperty, RegExpPrototypeExec, StringPrototypeCharCodeAt,
    StringPrototypeSlice, StringPrototypeToLowerCase, Uint8ClampedArray,
  } = intrinsics;
  const { quote } = kernel;
  const { hidden, isObject, later, list, named, nodeOf, note, settle, stamp, stateOf: stampOf, textOf, wordsOf } = kernel.lazy("drawing");

  const DRAWN =
    "arc arcTo beginPath bezierCurveTo clearRect clip closePath drawImage ellipse fill fillRect fillText lineTo moveTo " +
    "quadraticCurveTo rect roundRect resetTransform restore rotate save scale setTransform stroke strokeRect strokeText " +
    "transform translate";
  // Setters of the older interface: setLineWidth(2) is lineWidth = 2.
  const SETTERS = "FillStyle FontSize GlobalAlpha LineCap LineDash LineJoin LineWidth MiterLimit Shadow StrokeStyle TextAlign TextBaseline";
  const PICTURES = "toTempFilePath toDataURL";
  const DEFAULTS = {
    __proto__: null,
    fillStyle: "#000000", strokeStyle: "#000000", font: "10px sans-serif", fontSize: 10, globalAlpha: 1,
    globalCompositeOperation: "source-over", lineCap: "butt", lineDashOffset: 0, lineJoin: "miter", lineWidth: 1, miterLimit: 10,
    textAlign: "left", textBaseline: "alphabetic", shadowColor: "rgba(0, 0, 0, 0)", shadowBlur: 0, shadowOffsetX: 0,
    shadowOffsetY: 0, direction: "inherit", filter: "none", imageSmoothingEnabled: true,
  };
  const SIZE = /([\d.]+)px/;
  const MOST_PIXELS = 4096 * 4096;

  const stateOf = (context) => {
    const state = stampOf(context);
    return state !== undefined && state.kind === "canvas" ? state : undefined;
  };

  // Which context it was, and of a node which: its size, too, while that is news.
  const placeOf = (number, node) => {
    if (node === null) return ',"number":' + number;
    const size = node.isNew ? ',"size":[' + node.width + "," + node.height + "]" : "";
    node.isNew = false;
    return ',"number":' + number + ',"surface":' + quote(node.key) + size;
  };

  const logged = (context, name, given) => {
    const state = stateOf(context);
    if (state !== undefined) note("canvas", state.id, name, given, placeOf(state.number, state.node));
    return state;
  };

  // ---- What isPointInPath and isPointInStroke are asked about: the calls of a path, the transforms, what was saved.
  // canvas_outlines.js works out what they mean, when it is asked, or when `at` leads through too many transforms.

  const MOST_CALLS = 10_000; // and as many older ones; those before are forgotten
  const MOST_SAVED = 10_000; // as bridge/jsapi/canvas/painter.py has it
  const MOST_TRANSFORMS = 1000;
  const LONGEST = 1000; // characters: what is longer are no arguments of a path

  // `at` is the last transform, which leads to the one `before` it, and null for none.
  const freshTrace = (width) => ({
    __proto__: null, at: null, saved: null, width, older: list(), calls: list(), outline: null,
  });

  const short = (written) => (written.length > LONGEST ? "" : written);

  const addToPath = (trace, name, written) => {
    if (trace.calls.length === MOST_CALLS) {
      trace.older = trace.calls;
      trace.calls = list();
    }
    trace.calls[trace.calls.length] = { __proto__: null, name, written: short(written), at: trace.at };
    trace.outline = null;
  };

  const addTransform = (trace, name, written) => {
    const { at } = trace;
    const depth = at === null ? 1 : at.depth + 1;
    trace.at = { __proto__: null, name, written: short(written), before: at, depth, matrix: null };
    if (depth === MOST_TRANSFORMS) kernel.lazy("canvas_outlines").matrixOf(trace.at);
  };

  const TRACING = {
    __proto__: null,
    beginPath(trace) {
      trace.older = list();
      trace.calls = list();
      trace.outline = null;
    },
    resetTransform(trace) {
      trace.at = null;
    },
    save(trace, name, written, state) {
      const { at, width, saved } = trace;
      const { values, dash } = state;
      const depth = saved === null ? 1 : saved.depth + 1;
      if (depth > MOST_SAVED) return;
      trace.saved = { __proto__: null, at, width, values, dash, below: saved, depth };
      state.values = { __proto__: values };
    },
    restore(trace, name, written, state) {
      const { saved } = trace;
      if (saved === null) return;
      trace.at = saved.at;
      trace.width = saved.width;
      trace.saved = saved.below;
      state.values = saved.values;
      state.dash = saved.dash;
    },
  };
  const PATH = wordsOf("arc arcTo bezierCurveTo closePath ellipse lineTo moveTo quadraticCurveTo rect roundRect");
  const TRANSFORMS = wordsOf("rotate scale setTransform transform translate");
  for (let i = 0; i < PATH.length; i++) TRACING[PATH[i]] = addToPath;
  for (let i = 0; i < TRANSFORMS.length; i++) TRACING[TRANSFORMS[i]] = addTransform;

  const drawn = (context, name, given) => {
    const state = stateOf(context);
    if (state === undefined) return;
    const written = note("canvas", state.id, name, given, placeOf(state.number, state.node));
    const keep = TRACING[name];
    if (keep !== undefined) keep(state.trace, name, written, state);
  };

  // A width that makes no sense leaves it as it was (HTML standard).
  const setWidth = (state, value) => {
    const width = typeof value === "number" || typeof value === "string" ? Number(value) : 0;
    if (width > 0 && width <= 1e6) state.trace.width = width;
  };

  const asked = (context, name, given) => {
    const state = stateOf(context);
    return state !== undefined && kernel.lazy("canvas_hits")[name](state.trace, given);
  };

  // An image may be another canvas, which is logged by what the host knows it as.
  const withImage = (given) => {
    const node = nodeOf(given[0]);
    if (node === undefined) return given;
    const rest = list();
    for (let i = 0; i < given.length; i++) rest[i] = given[i];
    rest[0] = { $canvas: node.key, width: node.width, height: node.height };
    return rest;
  };

  // ---- What drawing needs to be told

  // As wide as in the layout: full-width characters an em, blanks 0.28, others 0.52.
  const widthOf = (text, size) => {
    let width = 0;
    for (let i = 0; i < text.length; i++) {
      const code = StringPrototypeCharCodeAt(text, i);
      width += code >= 0x1100 ? 1 : code === 32 ? 0.28 : 0.52;
    }
    return width * size;
  };

  const measureText = (context, given) => {
    const state = stateOf(context);
    const size = state === undefined ? 10 : state.values.fontSize;
    const width = widthOf(textOf(given[0]), size);
    return {
      width, actualBoundingBoxLeft: 0, actualBoundingBoxRight: width, actualBoundingBoxAscent: size * 0.8,
      actualBoundingBoxDescent: size * 0.2,
    };
  };

  const pixels = (width, height) => {
    const across = MathMin(Number(width) || 1, 4096);
    const down = MathMin(Number(height) || 1, MOST_PIXELS / 4096);
    const data = new Uint8ClampedArray((across | 0) * (down | 0) * 4);
    return { width: across | 0, height: down | 0, length: data.length, data };
  };

  // getImageData({x, y, width, height, success}) settles; getImageData(x, y, width, height) answers at once.
  const getImageData = (context, given) => {
    const state = logged(context, "getImageData", given);
    if (!isObject(given[0])) return pixels(given[2], given[3]);
    return kernel.lazy("canvas_pictures").getImageData(given[0], state === undefined ? "" : state.id, state === undefined ? null : state.node);
  };

  let lastPaint = 0;
  let lastNumber = 0;

  // Gradients and patterns are logged by number, and so is a style that is one.
  const paint = (context, name, given) => {
    const state = logged(context, name, withImage(given));
    const made = { $paint: state === undefined ? 0 : ++lastPaint }; // the host counts what is logged
    hidden(made, "addColorStop", named("addColorStop", (_, stops) => {
      if (state !== undefined) logged(context, "addColorStop", [made, stops[0], stops[1]]);
    }));
    hidden(made, "setTransform", named("setTransform", () => undefined));
    return made;
  };

  // ---- The context

  const setValue = (context, name, value) => {
    const state = logged(context, name, [value]);
    if (state === undefined) return;
    state.values[name] = value;
    if (name === "lineWidth") setWidth(state, value);
    if (name === "font") {
      const match = RegExpPrototypeExec(SIZE, textOf(value));
      if (match !== null) state.values.fontSize = Number(match[1]) || 10;
    }
  };

  const property = (prototype, name) => {
    ReflectDefineProperty(prototype, name, {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get() {
        const state = stateOf(this);
        return state === undefined ? undefined : state.values[name];
      },
      set(value) {
        setValue(this, name, value);
      },
    });
  };

  const propertyBehind = (setter) => {
    const name = StringPrototypeToLowerCase(setter[0]) + StringPrototypeSlice(setter, 1);
    return DEFAULTS[name] === undefined ? "" : name;
  };

  const special = {
    __proto__: null,
    measureText,
    getImageData,
    createImageData: (_, given) => pixels(given[0], given[1]),
    createLinearGradient: (context, given) => paint(context, "createLinearGradient", given),
    createRadialGradient: (context, given) => paint(context, "createRadialGradient", given),
    createCircularGradient: (context, given) => paint(context, "createCircularGradient", given),
    createConicGradient: (context, given) => paint(context, "createConicGradient", given),
    createPattern: (context, given) => paint(context, "createPattern", given),
    isPointInPath: (context, given) => asked(context, "isPointInPath", given),
    isPointInStroke: (context, given) => asked(context, "isPointInStroke", given),
    getLineDash: (context) => stateOf(context)?.dash ?? [],
    draw(context, given) {
      const state = logged(context, "draw", [given[0]]);
      if (state !== undefined && given[0] !== true) state.trace = freshTrace(state.trace.width);
      const callback = typeof given[0] === "function" ? given[0] : given[1];
      if (typeof callback === "function") later(callback, []);
    },
  };

  const makePrototype = () => {
    const prototype = {};
    const define = (name, act) => hidden(prototype, name, named(name, act));
    const names = wordsOf(DRAWN);
    for (let i = 0; i < names.length; i++) define(names[i], (context, given) => drawn(context, names[i], given));
    define("drawImage", (context, given) => void logged(context, "drawImage", withImage(given)));
    const setters = wordsOf(SETTERS);
    for (let i = 0; i < setters.length; i++) {
      const behind = propertyBehind(setters[i]);
      define("set" + setters[i], (context, given) => {
        const state = logged(context, "set" + setters[i], given);
        if (state === undefined) return;
        if (behind !== "") state.values[behind] = given[0];
        if (behind === "lineWidth") setWidth(state, given[0]);
        if (setters[i] === "LineDash") state.dash = given[0];
      });
    }
    const pictures = wordsOf(PICTURES);
    for (let i = 0; i < pictures.length; i++) {
      define(pictures[i], (context, given) => {
        const state = logged(context, pictures[i], given);
        const { [pictures[i]]: ask } = kernel.lazy("canvas_pictures");
        return ask(given[0], state === undefined ? "" : state.id, state === undefined ? null : state.node);
      });
    }
    define("putImageData", (context, given) => {
      logged(context, "putImageData", given);
      return settle(given[0], {});
    });
    for (const name in special) define(name, special[name]);
    for (const name in DEFAULTS) property(prototype, name);
    return prototype;
  };

  const prototype = makePrototype();

  const freshValues = () => {
    const values = { __proto__: null };
    for (const name in DEFAULTS) values[name] = DEFAULTS[name];
    return values;
  };

  const makeContext = (id, node) => {
    const state = {
      __proto__: null, kind: "canvas", id, node, number: ++lastNumber, values: freshValues(), trace: freshTrace(DEFAULTS.lineWidth),
    };
    return stamp(ObjectSetPrototypeOf({}, prototype), state);
  };

  const createCanvasContext = (id) => makeContext(id === undefined ? "" : textOf(id), null);

  const contextOn = (canvas, node) => {
    const context = makeContext(node.id, node);
    const state = stateOf(context);
    hidden(context, "canvas", canvas);
    node.number = state.number;
    node.renew = () => {
      state.values = freshValues();
      state.dash = undefined;
      state.trace = freshTrace(DEFAULTS.lineWidth);
    };
    return context;
  };

  const contextOf = (tag, id) => (tag === "canvas" ? createCanvasContext(id) : null);
  const createOffscreenCanvas = (width, height) => kernel.lazy("canvas_nodes").createOffscreenCanvas(width, height);

  return { __proto__: null, contextOf, contextOn, createCanvasContext, createOffscreenCanvas, pixels, placeOf };
})
