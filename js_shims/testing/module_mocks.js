// `jest.mock` and its kin: what stands in for modules, and registries of modules that are thrown away.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, ObjectAssign } = intrinsics;
  const requiring = kernel.lazy("requiring");
  const mocks = { __proto__: null }; // by path: {factory, isVitest}
  const built = { __proto__: null }; // modules that the runner itself offers, by name
  let records = { __proto__: null }; // of mocks, in the registry there is now
  let main = ""; // the test file

  const record = (exports) => ({ __proto__: null, module: { exports }, loaded: true, waiting: null, namespace: null });
  const virtual = (importer, name) => "virtual:" + (/^[./]/.test(name) ? requiring.joined(importer, name) : name);

  requiring.standIn({
    __proto__: null,
    target(file, name) {
      if (built[name] !== undefined) return name;
      const path = virtual(file.path, name);
      return mocks[path] === undefined ? null : path;
    },
    record(path) {
      if (built[path] !== undefined) return record(built[path]);
      return mocks[path] === undefined ? null : (records[path] ??= record(exportsOf(path)));
    },
  });

  function exportsOf(path) {
    const { factory, isVitest } = mocks[path];
    if (factory === undefined) return manual(path) ?? automock(path);
    const exports = factory(() => requiring.actual(path).module.exports);
    if (typeof exports?.then === "function") {
      throw new Error("the factory of the mock of " + path + " returned a promise: modules are required at once here, so it must return the exports themselves");
    }
    return isVitest && typeof exports === "object" && exports !== null && "default" in exports ? ObjectAssign({ __esModule: true }, exports) : exports;
  }

  // `__mocks__/a.js` beside a.js, or `__mocks__/a.js` beside the node_modules of package a.
  function manual(path) {
    const cut = path.lastIndexOf("node_modules/");
    const inPackage = /^(?:@[^/]+\/)?[^/]+/.exec(path.slice(cut + 13))?.[0];
    const slash = path.lastIndexOf("/") + 1;
    const beside = cut < 0 ? path.slice(0, slash) + "__mocks__/" + path.slice(slash) : path.slice(0, cut) + "__mocks__/" + inPackage;
    for (const ending of ["", ".js", ".ts"]) if (kernel.file(beside + ending) !== null) return requiring.actual(beside + ending).module.exports;
    return null;
  }

  function automock(path) {
    return kernel.lazy("automocks").automock(requiring.actual(path).module.exports);
  }

  const here = () => kernel.file(kernel.requiring ?? main);

  function mock(name, factory, options, isVitest) {
    const path = options?.virtual === true ? virtual(here().path, name) : requiring.target(here(), name);
    mocks[path] = { factory, isVitest };
    delete records[path];
  }

  function unmock(name) {
    delete mocks[requiring.target(here(), name)];
  }

  const requireActual = (name) => requiring.actual(requiring.target(here(), name)).module.exports;

  function requireMock(name) {
    const path = requiring.target(here(), name);
    if (mocks[path] === undefined) mocks[path] = { factory: undefined, isVitest: false };
    return requiring.require(path);
  }

  const createMockFromModule = (name) => automock(requiring.target(here(), name));

  function resetModules() {
    requiring.swap({ __proto__: null });
    records = { __proto__: null };
  }

  function isolated(run, after) {
    const modules = requiring.swap({ __proto__: null });
    const before = records;
    records = { __proto__: null };
    const restore = () => {
      requiring.swap(modules);
      records = before;
    };
    return after(run, restore);
  }

  function isolateModules(run) {
    isolated(run, (act, restore) => {
      try {
        act();
      } finally {
        restore();
      }
    });
  }

  function isolateModulesAsync(run) {
    return isolated(run, async (act, restore) => {
      try {
        await act();
      } finally {
        restore();
      }
    });
  }

  function begin(path, offered) {
    main = path;
    ObjectAssign(built, offered);
  }

  return { __proto__: null, begin, mock, unmock, requireActual, requireMock, createMockFromModule, resetModules, isolateModules, isolateModulesAsync };
})
