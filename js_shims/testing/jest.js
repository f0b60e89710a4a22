// The objects `jest` and `vi`, put together from what mocks, timers and modules offer.
(function (intrinsics, kernel) {
  "use strict";
  const { Error } = intrinsics;
  const suites = kernel.lazy("suites");
  const modules = kernel.lazy("module_mocks");
  const mocks = kernel.lazy("mocks");
  const timers = kernel.lazy("fake_timers");

  // Those that belong to the object itself return it, as in Jest, so that calls can be chained.
  function faced(isVitest) {
    const face = {};
    const chained = (act) =>
      function (...given) {
        act(...given);
        return face;
      };
    const mock = (name, factory, options) => modules.mock(name, factory, options, isVitest);
    for (const name of ["mock", "doMock"]) face[name] = chained(mock);
    for (const name of ["unmock", "dontMock", "doUnmock", "deepUnmock"]) face[name] = chained(modules.unmock);
    face.setMock = chained((name, exports) => mock(name, () => exports));
    for (const name of ["clearAllMocks", "resetAllMocks", "restoreAllMocks"]) face[name] = chained(mocks[name]);
    for (const name of ["resetModules", "isolateModules"]) face[name] = chained(modules[name]);
    for (const name of ["fn", "spyOn", "replaceProperty", "isMockFunction", "mocked"]) face[name] = mocks[name];
    for (const name of ["requireActual", "requireMock", "createMockFromModule", "isolateModulesAsync"]) face[name] = modules[name];
    face.setTimeout = chained(suites.setTimeoutOfTests);
    face.retryTimes = chained(suites.setRetries);
    for (const name of ["enableAutomock", "disableAutomock", "autoMockOn", "autoMockOff"]) face[name] = () => refuseAutomock(name);
    return addTimers(face, chained);
  }

  const CHAINED_TIMERS = ["useFakeTimers", "useRealTimers", "setSystemTime"];

  function addTimers(face, chained) {
    const names = Object.keys(timers);
    for (let i = 0; i < names.length; i++) {
      const act = timers[names[i]];
      if (typeof act === "function" && !(names[i] in face)) face[names[i]] = CHAINED_TIMERS.includes(names[i]) ? chained(act) : act;
    }
    return face;
  }

  function refuseAutomock(name) {
    throw new Error("jest." + name + ": automatic mocks of everything are not supported; name each module with jest.mock(path)");
  }

  const jest = faced(false);
  const vi = faced(true);
  const stubbed = new Map();

  vi.importActual = async (name) => modules.requireActual(name);
  vi.importMock = async (name) => modules.requireMock(name);
  vi.hoisted = (make) => make();
  vi.stubGlobal = (name, value) => {
    if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    globalThis[name] = value;
    return vi;
  };
  vi.unstubAllGlobals = () => {
    for (const [name, descriptor] of stubbed) {
      if (descriptor === undefined) delete globalThis[name];
      else Object.defineProperty(globalThis, name, descriptor);
    }
    stubbed.clear();
    return vi;
  };

  return { __proto__: null, jest, vi };
})
