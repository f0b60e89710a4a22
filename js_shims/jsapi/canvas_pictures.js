// What is asked about canvases: pictures of them, their pixels, and how large images are. The host has drawn by then what
// was logged before, so each question sends the log ahead.
(function (intrinsics, kernel) {
  "use strict";
  const { ReflectDefineProperty, Uint8ArrayFromBase64, Uint8ClampedArray } = intrinsics;
  const { excuse, quote, run, WatchedPromise } = kernel;
  const { callbackOf, flush, isObject, nodeOf, wordsOf } = kernel.lazy("drawing");
  const OPTIONS = wordsOf("x y width height destWidth destHeight fileType quality");

  const apiOf = (name) => ({ __proto__: null, name, label: quote(name), aliases: null, abortable: false, unread: "" });
  const unseen = (options, name, value) => ReflectDefineProperty(options, name, { __proto__: null, value, enumerable: false });

  // As far as it can be read: a getter that throws asks for nothing more.
  const read = (options) => {
    const params = { __proto__: null };
    try {
      for (let i = 0; isObject(options) && i < OPTIONS.length; i++) {
        const value = options[OPTIONS[i]];
        if (value !== undefined) params[OPTIONS[i]] = value;
      }
    } catch {
      // what was read so far
    }
    return params;
  };

  const told = (node) => ({ __proto__: null, surface: node.key, width: node.width, height: node.height });

  // Asks the host about a canvas, which has a node, or only an id. The program gets what `shape` makes of the answer.
  const ask = (name, options, id, node, shape) => {
    const success = callbackOf(options, "success");
    const fail = callbackOf(options, "fail");
    const complete = callbackOf(options, "complete");
    let resolveIt;
    let rejectIt;
    const promise = new WatchedPromise((resolve, reject) => {
      resolveIt = resolve;
      rejectIt = reject;
    });
    const settle = (chosen, end, result) => {
      if (chosen !== undefined) run(chosen, undefined, [result]);
      if (complete !== undefined) run(complete, undefined, [result]);
      end(result);
    };
    const params = read(options);
    if (node === null) params.canvasId = id;
    else params.canvas = told(node);
    unseen(params, "success", (result) => settle(success, resolveIt, shape(result)));
    unseen(params, "fail", (error) => settle(fail, rejectIt, error));
    flush();
    kernel.call(apiOf(name), params, undefined);
    excuse(promise);
    return promise;
  };

  const toTempFilePath = (options, id, node) => ask("$toTempFilePath", options, id, node, (result) => result);
  const toDataURL = (options, id, node) => ask("$toDataURL", options, id, node, (result) => result.dataURL);

  const getImageData = (options, id, node) =>
    ask("$getImageData", options, id, node, ({ width, height, data }) => {
      const pixels = new Uint8ClampedArray(Uint8ArrayFromBase64(data));
      return { width, height, length: pixels.length, data: pixels };
    });

  // `then` gets {width, height}, 0 where no picture can be had.
  const loadImage = (src, then) => {
    const params = { __proto__: null, src };
    unseen(params, "success", then);
    unseen(params, "fail", () => then({ width: 0, height: 0 }));
    kernel.call(apiOf("$loadImage"), params, undefined);
  };

  // my.canvasToTempFilePath: a canvas that is passed itself is told by what the host knows it as.
  const canvasToTempFilePath = (api, options, then) => {
    flush();
    let given = options;
    try {
      const node = isObject(options) ? nodeOf(options.canvas) : undefined;
      if (node !== undefined) given = { ...options, canvas: told(node) };
    } catch {
      // left to the call, which tells
    }
    return kernel.call(api, given, then);
  };

  return { __proto__: null, canvasToTempFilePath, getImageData, loadImage, toDataURL, toTempFilePath };
})
