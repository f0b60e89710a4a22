// App and Page, as much of the framework as one page at a time needs: registration, lifecycle, setData.
(function (kernel) {
  "use strict";
  const { apply, defineProperty, ownKeys, getOwnPropertyDescriptor } = Reflect;
  const { isArray } = Array;
  const { keys, setPrototypeOf } = Object;
  const { exec } = RegExp.prototype;
  const enqueue = queueMicrotask;
  const definitions = { __proto__: null };
  const open = setPrototypeOf([], null);
  let app;
  let opening = null; // the path whose module is being evaluated

  function copyMembers(target, source) {
    const names = ownKeys(source);
    for (let i = 0; i < names.length; i++) defineProperty(target, names[i], getOwnPropertyDescriptor(source, names[i]));
    return target;
  }

  function provide(name, value) {
    defineProperty(globalThis, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }

  provide("App", function App(options) {
    app = copyMembers({}, options);
  });
  provide("Page", function Page(options) {
    if (opening !== null) definitions[opening] = options;
  });
  provide("getApp", function getApp() {
    return app;
  });
  provide("getCurrentPages", function getCurrentPages() {
    const pages = [];
    for (let i = 0; i < open.length; i++) defineProperty(pages, i, { __proto__: null, value: open[i], writable: true, enumerable: true, configurable: true });
    return pages;
  });

  // `a.b[0].c` names a place; parents that are missing are made, arrays where an integer follows.
  const SEGMENT = /[^.[\]]+/g;
  const INTEGER = /^\d+$/;

  function segmentsOf(path) {
    const segments = setPrototypeOf([], null);
    SEGMENT.lastIndex = 0;
    for (let match = apply(exec, SEGMENT, [path]); match !== null; match = apply(exec, SEGMENT, [path])) segments[segments.length] = match[0];
    return segments;
  }

  function isContainer(value) {
    return typeof value === "object" && value !== null;
  }

  function setOwn(target, key, value) {
    defineProperty(target, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }

  function setPath(data, path, value) {
    const segments = segmentsOf(path);
    let place = data;
    for (let i = 0; i < segments.length - 1; i++) {
      const present = getOwnPropertyDescriptor(place, segments[i])?.value;
      if (!isContainer(present)) setOwn(place, segments[i], apply(exec, INTEGER, [segments[i + 1]]) === null ? {} : []);
      place = place[segments[i]];
    }
    setOwn(place, segments[segments.length - 1], value);
  }

  const pageMethods = {
    setData(update, callback) {
      if (isContainer(update)) {
        const paths = keys(update);
        for (let i = 0; i < paths.length; i++) setPath(this.data, paths[i], update[paths[i]]);
      }
      if (typeof callback === "function") enqueue(() => kernel.run(callback, this, []));
    },
  };

  function initialData(data) {
    const own = typeof data === "function" ? data() : data;
    return isContainer(own) && !isArray(own) ? copyMembers({}, own) : {};
  }

  function makePage(path) {
    const options = definitions[path] ?? {};
    const page = copyMembers({ __proto__: pageMethods }, options);
    setOwn(page, "data", initialData(options.data));
    setOwn(page, "route", path);
    return page;
  }

  function lifecycle(instance, name, argument) {
    if (isContainer(instance) && typeof instance[name] === "function") kernel.run(instance[name], instance, [argument]);
  }

  function evaluatePage(path, file) {
    opening = path;
    try {
      kernel.require(file);
    } finally {
      opening = null;
    }
  }

  kernel.actions.launch = function ({ app: appFile, page: path, file, query }) {
    kernel.require(appFile);
    evaluatePage(path, file);
    const options = { path, query, scene: "1000" };
    lifecycle(app, "onLaunch", options);
    lifecycle(app, "onShow", options);
    const page = (open[open.length] = makePage(path));
    lifecycle(page, "onLoad", query);
    lifecycle(page, "onShow");
    lifecycle(page, "onReady");
    return open.length - 1;
  };

  kernel.actions.handlers = function ({ page }) {
    const names = [];
    const members = keys(open[page]);
    for (let i = 0; i < members.length; i++) {
      if (typeof open[page][members[i]] === "function") setOwn(names, names.length, members[i]);
    }
    return names;
  };

  kernel.actions.data = function ({ page }) {
    return open[page].data;
  };

  kernel.actions.handle = function ({ page: index, name, event }) {
    const page = open[index];
    return apply(page[name], page, [event]);
  };
})
