// Canvases: the drawing context of createCanvasContext, the nodes of `type="2d"` and createOffscreenCanvas. Nothing is
// drawn; calls and properties are logged, texts have a width by average, pixels are all transparent.
(function (intrinsics, kernel) {
  "use strict";
  const {
    MathMin, Number, NumberIsFinite, ObjectSetPrototypeOf, ReflectDefineProperty, RegExpPrototypeExec, StringPrototypeCharCodeAt,
    StringPrototypeSlice, StringPrototypeToLowerCase, Uint8ClampedArray,
  } = intrinsics;
  const { hidden, isObject, later, list, named, note, settle, carriedBy, stamp, stateOf, textOf, wordsOf } = kernel.lazy("drawing");
  const { setTimeout, clearTimeout } = globalThis;

  const DRAWN =
    "arc arcTo beginPath bezierCurveTo clearRect clip closePath drawImage ellipse fill fillRect fillText lineTo moveTo " +
    "quadraticCurveTo rect roundRect resetTransform restore rotate save scale setTransform stroke strokeRect strokeText " +
    "transform translate";
  // Setters of the older interface: setLineWidth(2) is lineWidth = 2.
  const SETTERS = "FillStyle FontSize GlobalAlpha LineCap LineDash LineJoin LineWidth MiterLimit Shadow StrokeStyle TextAlign TextBaseline";
  const SETTLED = "toTempFilePath toDataURL putImageData";
  const DEFAULTS = {
    __proto__: null,
    fillStyle: "#000000", strokeStyle: "#000000", font: "10px sans-serif", fontSize: 10, globalAlpha: 1,
    globalCompositeOperation: "source-over", lineCap: "butt", lineDashOffset: 0, lineJoin: "miter", lineWidth: 1, miterLimit: 10,
    textAlign: "left", textBaseline: "alphabetic", shadowColor: "rgba(0, 0, 0, 0)", shadowBlur: 0, shadowOffsetX: 0,
    shadowOffsetY: 0, direction: "inherit", filter: "none", imageSmoothingEnabled: true,
  };
  const SIZE = /([\d.]+)px/;
  const MOST_PIXELS = 4096 * 4096;

  const logged = (context, name, given) => {
    const state = stateOf(context);
    if (state !== undefined) note("canvas", state.id, name, given);
    return state;
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
    logged(context, "getImageData", given);
    if (!isObject(given[0])) return pixels(given[2], given[3]);
    return settle(given[0], pixels(given[0].width, given[0].height));
  };

  let lastPaint = 0;

  // Gradients and patterns are logged by number, and so is a style that is one.
  const paint = (context, name, given) => {
    const number = ++lastPaint;
    const made = { $paint: number };
    const state = logged(context, name, given);
    hidden(made, "addColorStop", named("addColorStop", (_, stops) => {
      if (state !== undefined) note("canvas", state.id, "addColorStop", [made, stops[0], stops[1]]);
    }));
    hidden(made, "setTransform", named("setTransform", () => undefined));
    return made;
  };

  // ---- The context

  const setValue = (context, name, value) => {
    const state = logged(context, name, [value]);
    if (state === undefined) return;
    state.values[name] = value;
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
    isPointInPath: () => false,
    isPointInStroke: () => false,
    getLineDash: (context) => stateOf(context)?.dash ?? [],
    draw(context, given) {
      logged(context, "draw", [given[0]]);
      const callback = typeof given[0] === "function" ? given[0] : given[1];
      if (typeof callback === "function") later(callback, []);
    },
  };

  const makePrototype = () => {
    const prototype = {};
    const define = (name, act) => hidden(prototype, name, named(name, act));
    const drawn = wordsOf(DRAWN);
    for (let i = 0; i < drawn.length; i++) define(drawn[i], (context, given) => void logged(context, drawn[i], given));
    const setters = wordsOf(SETTERS);
    for (let i = 0; i < setters.length; i++) {
      const behind = propertyBehind(setters[i]);
      define("set" + setters[i], (context, given) => {
        const state = logged(context, "set" + setters[i], given);
        if (state === undefined) return;
        if (behind !== "") state.values[behind] = given[0];
        if (setters[i] === "LineDash") state.dash = given[0];
      });
    }
    const settled = wordsOf(SETTLED);
    for (let i = 0; i < settled.length; i++) {
      define(settled[i], (context, given) => {
        logged(context, settled[i], given);
        return settle(given[0], carriedBy("canvas", settled[i]));
      });
    }
    for (const name in special) define(name, special[name]);
    for (const name in DEFAULTS) property(prototype, name);
    return prototype;
  };

  const prototype = makePrototype();

  const createCanvasContext = (id) => {
    const values = { __proto__: null };
    for (const name in DEFAULTS) values[name] = DEFAULTS[name];
    return stamp(ObjectSetPrototypeOf({}, prototype), { __proto__: null, kind: "canvas", id: id === undefined ? "" : textOf(id), values });
  };

  // ---- Nodes

  // An image that is there as soon as its address is known.
  const createImage = () => {
    const image = { width: 0, height: 0, onload: null, onerror: null };
    let address = "";
    ReflectDefineProperty(image, "src", {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get: () => address,
      set(value) {
        address = textOf(value);
        later(() => {
          if (typeof image.onload === "function") kernel.run(image.onload, image, [{ type: "load", target: image }]);
        }, []);
      },
    });
    return image;
  };

  const requestAnimationFrame = (act) => setTimeout(() => act(kernel.now()), 16);

  const canvasOf = ({ id, width, height }) => {
    let context = null;
    const canvas = { width: NumberIsFinite(width) ? width : 300, height: NumberIsFinite(height) ? height : 225 };
    const define = (name, act) => hidden(canvas, name, named(name, act));
    define("getContext", () => {
      if (context === null) {
        context = createCanvasContext(id);
        hidden(context, "canvas", canvas);
      }
      return context;
    });
    define("createImage", createImage);
    define("createImageData", (_, given) => pixels(given[0], given[1]));
    define("requestAnimationFrame", (_, given) => (typeof given[0] === "function" ? requestAnimationFrame(given[0]) : 0));
    define("cancelAnimationFrame", (_, given) => clearTimeout(given[0]));
    define("toDataURL", () => "data:image/png;base64,");
    define("toTempFilePath", (_, given) => {
      note("canvas", textOf(id), "toTempFilePath", given);
      return settle(given[0], carriedBy("canvas", "toTempFilePath"));
    });
    return canvas;
  };

  // createOffscreenCanvas(width, height), or with an object of both.
  const createOffscreenCanvas = (given, height) =>
    canvasOf({ id: "offscreen", width: isObject(given) ? given.width : given, height: isObject(given) ? given.height : height });

  const contextOf = (tag, id) => (tag === "canvas" ? createCanvasContext(id) : null);

  return { __proto__: null, canvasOf, contextOf, createCanvasContext, createOffscreenCanvas };
})
