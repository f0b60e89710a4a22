// What the host asks of a test file: to collect its tests, to run one function of it, to tell what came of it.
(function (kernel) {
  "use strict";
  const { actions } = kernel;

  // Evaluates the file and gives its plan, see `suites.js`. `globals`: names for the program, such as `expect`.
  actions.collect = async function ({ path }) {
    kernel.lazy("test_globals").install(path);
    await null;
    kernel.require(path);
    return kernel.lazy("suites").plan();
  };

  actions.act = function ({ act, test }) {
    return kernel.lazy("suites").perform(act, test);
  };

  actions.begin = function ({ name }) {
    return kernel.lazy("suites").begin(name);
  };

  actions.end = function () {
    return kernel.lazy("suites").end();
  };
})
