// What the promise of `my.chooseCity` can do besides: listen for the located city, and give it another name.
(function (intrinsics, kernel) {
  "use strict";
  const { ReflectDefineProperty } = intrinsics;
  const { apiNamed } = kernel;
  let located = ""; // the id of the city last told of

  const add = (promise, name, value) => {
    ReflectDefineProperty(promise, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  };

  const remember = (told) => {
    located = told.locatedCityId;
  };

  const chooseCity = (api, options, then) => {
    const promise = kernel.call(api, options, then);
    const listeners = kernel.lazy("listeners");
    listeners.onLocatedComplete(remember);
    add(promise, "onLocatedComplete", (listener) => listeners.onLocatedComplete(listener));
    add(promise, "offLocatedComplete", (listener) => {
      listeners.offLocatedComplete(listener);
      listeners.onLocatedComplete(remember);
    });
    add(promise, "setLocatedCity", (options) => {
      const given = typeof options === "object" && options !== null ? options : {};
      return kernel.call(apiNamed("setLocatedCity"), { locatedCityId: located, ...given });
    });
    return promise;
  };

  return { chooseCity };
})
