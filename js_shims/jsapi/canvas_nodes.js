// Canvases themselves: the nodes of `type="2d"`, and createOffscreenCanvas. A node keeps {key, width, height}; `key` is what
// the host knows it as, and `isNew` that it does not know its size yet.
(function (intrinsics, kernel) {
  "use strict";
  const { MathTrunc, Number, NumberIsFinite, ReflectDefineProperty } = intrinsics;
  const { hidden, isObject, named, nodeOf, note, stamp, textOf } = kernel.lazy("drawing");
  const { setTimeout, clearTimeout } = globalThis;
  const canvases = { __proto__: null }; // by key: who asks again for a node of a page gets the same
  let lastKey = 0;

  const accessor = (target, name, get, set) =>
    ReflectDefineProperty(target, name, { __proto__: null, configurable: true, enumerable: true, get, set });

  // An image is there as soon as its address is known, as large as it is (inferred: onload, whatever became of it).
  const createImage = () => {
    const image = { width: 0, height: 0, onload: null, onerror: null };
    const sized = (name, value) =>
      ReflectDefineProperty(image, name, { __proto__: null, configurable: true, enumerable: true, writable: true, value });
    let address = "";
    const loaded = ({ width, height }) => {
      sized("width", width);
      sized("height", height);
      if (typeof image.onload === "function") kernel.run(image.onload, image, [{ type: "load", target: image }]);
    };
    const load = (value) => {
      address = textOf(value);
      kernel.lazy("canvas_pictures").loadImage(address, loaded);
    };
    accessor(image, "src", () => address, load);
    return image;
  };

  const requestAnimationFrame = (act) => setTimeout(() => act(kernel.now()), 16);

  const sideOf = (value, otherwise) => {
    const side = MathTrunc(Number(value));
    return NumberIsFinite(side) && side >= 0 ? side : otherwise;
  };

  // Another size, even the same one again, is a blank canvas with a context as new.
  const addSide = (canvas, node, name, otherwise) =>
    accessor(canvas, name, () => node[name], (value) => {
      node[name] = sideOf(typeof value === "symbol" || typeof value === "bigint" ? 0 : textOf(value), otherwise);
      node.isNew = true;
      node.renew();
      note("canvas", node.id, name, [node[name]], kernel.lazy("canvas").placeOf(node.number, node));
    });

  const makeCanvas = (id, key, width, height) => {
    const node = { __proto__: null, kind: "node", id, key, width, height, isNew: true, number: 0, renew: () => undefined };
    const canvas = stamp({}, node);
    const define = (name, act) => hidden(canvas, name, named(name, act));
    addSide(canvas, node, "width", 300);
    addSide(canvas, node, "height", 150);
    let context = null;
    define("getContext", () => (context ??= kernel.lazy("canvas").contextOn(canvas, node)));
    define("createImage", createImage);
    define("createImageData", (_, given) => kernel.lazy("canvas").pixels(given[0], given[1]));
    define("requestAnimationFrame", (_, given) => (typeof given[0] === "function" ? requestAnimationFrame(given[0]) : 0));
    define("cancelAnimationFrame", (_, given) => clearTimeout(given[0]));
    define("toDataURL", () => "data:image/png;base64,");
    define("toTempFilePath", (_, given) => {
      note("canvas", id, "toTempFilePath", given, kernel.lazy("canvas").placeOf(node.number, node));
      return kernel.lazy("canvas_pictures").toTempFilePath(given[0], id, node);
    });
    return canvas;
  };

  // A row of a selector query: {id, width, height}, and `owner`, the number of the page or component it stands in.
  const canvasOf = ({ id, width, height, owner }) => {
    const key = textOf(owner ?? "node" + ++lastKey) + "#" + textOf(id);
    return (canvases[key] ??= makeCanvas(textOf(id), key, sideOf(width, 300), sideOf(height, 225)));
  };

  // createOffscreenCanvas(width, height), or with an object of both; 100 each by default (documented).
  const createOffscreenCanvas = (given, height) => {
    const size = isObject(given) ? given : { width: given, height };
    return makeCanvas("offscreen", "offscreen" + ++lastKey, sideOf(size.width ?? 100, 100), sideOf(size.height ?? 100, 100));
  };

  return { __proto__: null, canvasOf, createOffscreenCanvas, nodeOf };
})
