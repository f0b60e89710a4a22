// What a test file finds in its global scope, and in the modules `@jest/globals` and `vitest`.
(function (intrinsics, kernel) {
  "use strict";
  const { ReflectDefineProperty } = intrinsics;

  // `path` is the test file. Nothing of it was evaluated yet.
  function install(path) {
    const { describe, test, hooks } = kernel.lazy("suites");
    const { expect } = kernel.lazy("expect");
    const { jest, vi } = kernel.lazy("jest");
    kernel.lazy("snapshots");
    const { bridge, launch, mount } = kernel.lazy("test_pages");
    const offered = { describe, it: test, test, expect, ...hooks, jest, vi, bridge, launch, mount };
    kernel.lazy("module_mocks").begin(path, {
      "@jest/globals": { __esModule: true, ...offered },
      vitest: { __esModule: true, ...offered },
    });
    const others = { xdescribe: describe.skip, fdescribe: describe.only, xit: test.skip, xtest: test.skip, fit: test.only };
    const names = { ...offered, ...others };
    for (const name in names) {
      ReflectDefineProperty(globalThis, name, { __proto__: null, value: names[name], writable: true, enumerable: false, configurable: true });
    }
  }

  function afterTest() {
    kernel.lazy("test_pages").afterTest();
  }

  return { __proto__: null, install, afterTest };
})
