// What the host asks of a test file: to collect its tests, to run one function of it, to tell what came of it.
(function (kernel) {
  "use strict";
  const { actions } = kernel;

  // Evaluates the file and gives its plan, see `suites.js`. `recorded` and `update`: its snapshots, and what to do with them.
  actions.collect = async function ({ path, recorded, update }) {
    kernel.lazy("snapshots").prepare({ recorded, update });
    kernel.lazy("test_globals").install(path);
    await null;
    kernel.require(path);
    return kernel.lazy("suites").plan();
  };

  // Compiles what nearly every test file needs, before there is one.
  actions.warm = function ({ names }) {
    for (let i = 0; i < names.length; i++) kernel.lazy(names[i]);
    return null;
  };

  // What came of the snapshots, after the tests.
  actions.snapshots = function () {
    return kernel.lazy("snapshots").outcome();
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
