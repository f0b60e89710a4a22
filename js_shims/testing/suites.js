// `describe`, `test` and the hooks: tables of what a test file declares. The host reads the plan, decides what runs and
// in which order, and has one function after another performed.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, ObjectHasOwn, Promise, ReflectApply } = intrinsics;
  const acts = []; // every hook and every test, by number: {act, given}
  const suites = [{ name: "", parent: -1, mode: "run", before: [], after: [], beforeEach: [], afterEach: [] }];
  const tests = [];
  let current = 0; // the suite whose function runs
  let collecting = true;
  let timeout = 5000; // ms of program time
  let retries = 0;

  function addAct(act, given = []) {
    acts.push({ act, given });
    return acts.length - 1;
  }

  function refuse(words) {
    throw new Error(words);
  }

  function titleOf(name) {
    if (typeof name === "function") return name.name;
    return typeof name === "string" ? name : String(name);
  }

  function checkCollecting(what) {
    if (!collecting) refuse(what + " was called while a test ran: declare it in the file or inside describe");
  }

  // ---- Suites

  function addSuite(name, body, mode) {
    checkCollecting("describe");
    if (typeof body !== "function") refuse('describe("' + titleOf(name) + '") needs a function as its second argument');
    const outer = current;
    const hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    current = suites.push({ name: titleOf(name), parent: outer, mode, ...hooks }) - 1;
    let result;
    try {
      result = ReflectApply(body, undefined, []);
    } finally {
      current = outer;
    }
    if (typeof result?.then === "function") refuse('describe("' + titleOf(name) + '") returned a promise: tests must be declared at once');
  }

  // ---- Tests

  // `given`: the arguments of a row of `each`. A function that takes one more is told by `done`.
  function addTest(name, body, wait, mode, given = []) {
    checkCollecting("test");
    if (typeof body !== "function" && mode !== "todo") refuse('test("' + titleOf(name) + '") needs a function as its second argument; test.todo needs none');
    const limit = typeof wait === "number" ? wait : typeof wait?.timeout === "number" ? wait.timeout : null;
    tests.push({ name: titleOf(name), suite: current, mode, timeout: limit, act: addAct(body, given), declared: new Error() });
  }

  function addHook(kind, body, wait) {
    checkCollecting(kind);
    if (typeof body !== "function") refuse(kind + " needs a function");
    suites[current][kind].push({ act: addAct(body), timeout: typeof wait === "number" ? wait : null });
  }

  function both(make, modes) {
    const face = (name, body, wait) => make(name, body, wait, "run");
    for (const mode of modes) face[mode] = (name, body, wait) => make(name, body, wait, mode);
    return face;
  }

  function withTables(face, make, modes) {
    const { each } = kernel.lazy("test_tables");
    face.each = each((name, body, wait, given) => make(name, body, wait, "run", given));
    for (const mode of modes) face[mode].each = each((name, body, wait, given) => make(name, body, wait, mode, given));
    face.for = face.each;
    return face;
  }

  function conditional(face) {
    face.skipIf = (condition) => (condition ? face.skip : face);
    face.runIf = (condition) => (condition ? face : face.skip);
    return face;
  }

  function describeRow(name, body, wait, mode, given) {
    addSuite(name, () => ReflectApply(body, undefined, given), mode);
  }

  const describe = conditional(withTables(both((name, body, wait, mode) => addSuite(name, body, mode), ["only", "skip"]), describeRow, ["only", "skip"]));
  describe.todo = (name) => addSuite(name, () => addTest("", undefined, null, "todo"), "run");

  const TEST_MODES = ["only", "skip", "failing", "todo"];
  const test = conditional(withTables(both(addTest, TEST_MODES), addTest, ["only", "skip", "failing"]));
  test.only.failing = (name, body, wait) => addTest(name, body, wait, "only failing");
  test.skip.failing = test.skip;
  test.fails = test.failing;
  test.concurrent = conditional(withTables(both(addTest, TEST_MODES), addTest, ["only", "skip", "failing"]));

  const hook = (kind) => (body, wait) => addHook(kind, body, wait);
  const hooks = { beforeAll: hook("before"), afterAll: hook("after"), beforeEach: hook("beforeEach"), afterEach: hook("afterEach") };

  // ---- For the host

  function plan() {
    collecting = false;
    const places = tests.map(({ declared }) => placeOf(declared.stack));
    return { suites, timeout, retries, tests: tests.map(({ name, suite, mode, timeout, act }, i) => ({ name, suite, mode, timeout, act, place: places[i] })) };
  }

  // The innermost place of a stack in the program's files; the test shims have none.
  function placeOf(stack) {
    return /([^\s()]+:\d+:\d+)\)?$/m.exec(stack)?.[1] ?? "";
  }

  function setTimeoutOfTests(ms) {
    timeout = ms;
  }

  function setRetries(count) {
    retries = count;
  }

  // Performs one act: null if it went well, else what was thrown, in words. `test` tells the test's own function.
  async function perform(number, test) {
    const { act, given } = acts[number];
    try {
      await performed(act, given);
      return test ? faultOf(kernel.lazy("expect").end()) : null;
    } catch (thrown) {
      return faultOf(thrown, true);
    }
  }

  function performed(act, given) {
    if (act.length <= given.length) return ReflectApply(act, undefined, given);
    return new Promise((resolve, reject) => {
      const done = (error) => (error === undefined || error === null || error === "" ? resolve() : reject(error));
      done.fail = (error) => reject(error ?? new Error("done.fail was called"));
      const result = ReflectApply(act, undefined, [...given, done]);
      if (typeof result?.then === "function") reject(new Error("a test that takes `done` must not return a promise as well: use one of the two"));
    });
  }

  function faultOf(value, thrown = false) {
    if (!thrown && (value === null || value === undefined)) return null;
    const isError = Error.isError(value);
    const message = isError ? kernel.describe(value) : "thrown: " + kernel.describe(value);
    const own = isError && ObjectHasOwn(value, "matcherResult") ? String(value.message) : null;
    const above = isError && ObjectHasOwn(value, "programStack") ? value.programStack : "";
    return { message: own ?? message, stack: above + kernel.stackText(value), assertion: own !== null };
  }

  function begin(name) {
    kernel.lazy("expect").begin({ currentTestName: name });
    return null;
  }

  function end() {
    kernel.lazy("test_globals").afterTest();
    return null;
  }

  return { __proto__: null, describe, test, hooks, plan, perform, begin, end, setTimeoutOfTests, setRetries };
})
