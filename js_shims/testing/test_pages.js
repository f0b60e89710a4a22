// The platform in tests: pages and components to look at and act upon, and `bridge`, by which a test says what
// answers. What is found and done is decided by the host, which has it all for Python already; this is its face.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, JSONParse, JSONStringify, ObjectDefineProperty, RegExp } = intrinsics;
  const { quote } = kernel;
  const log = kernel.lazy("test_calls");

  // ---- Asking the host

  // What it refuses is thrown where the test asked, with the program's own stack above.
  async function ask(name, params) {
    const fault = new Error("");
    ObjectDefineProperty(fault, "name", { value: "", enumerable: false });
    const answered = kernel.call({ __proto__: null, label: quote("bridge." + name), aliases: null, abortable: false, unread: [] }, params);
    let problem;
    const answer = await answered.then((result) => result.value, (failure) => void (problem = failure));
    if (problem === undefined) return answer;
    fault.message = problem.errorMessage;
    ObjectDefineProperty(fault, "programStack", { value: problem.stack ?? "", enumerable: false });
    throw fault;
  }

  // Told to the host in order with the program's own calls.
  function tell(name, value = null) {
    kernel.post('{"type":"state","name":' + quote("bridge." + name) + ',"value":' + JSONStringify(value) + "}");
  }

  // ---- Elements

  const ACTIONS = ["tap", "longTap", "touch", "input", "change", "enter", "focus", "blur", "confirm", "submit", "reset", "scroll", "fire"];
  const READINGS = ["text", "texts", "html", "attribute", "dataset", "value", "isHidden", "exists", "count", "values"];

  function locator(page, steps) {
    const found = {};
    const within = (kind) => (what, options) => locator(page, [...steps, [kind, what, options?.exact === true]]);
    found.find = within("find");
    found.findAll = within("findAll");
    found.byText = within("byText");
    found.nth = (index) => locator(page, [...steps, ["nth", index]]);
    ObjectDefineProperty(found, "first", { get: () => found.nth(0) });
    ObjectDefineProperty(found, "last", { get: () => found.nth(-1) });
    for (const name of [...ACTIONS, ...READINGS]) found[name] = (...given) => ask("element", { page, steps, name, given });
    return found;
  }

  function pageOf(number, root = []) {
    const page = { number };
    const { find, findAll, byText } = locator(number, root);
    Object.assign(page, { find, findAll, byText });
    const owner = () => kernel.pages[number] ?? closed();
    ObjectDefineProperty(page, "path", { get: () => owner().path, enumerable: true, configurable: true });
    ObjectDefineProperty(page, "query", { get: () => owner().query, enumerable: true });
    ObjectDefineProperty(page, "instance", { get: () => owner().instance, configurable: true });
    ObjectDefineProperty(page, "data", { get: () => owner().instance.data, configurable: true });
    for (const name of ["texts", "text", "html", "outline", "call", "pullDown", "reachBottom", "scroll"]) {
      page[name] = (...given) => ask("page", { page: number, name, given });
    }
    return page;
  }

  function closed() {
    throw new Error("this page is closed: bridge.page() is the one that is shown");
  }

  async function launch(page, query) {
    return pageOf(await ask("launch", { page: page ?? null, query: query ?? null }));
  }

  // ---- One component, on a page of its own



  async function mount(component, props = {}, options = {}) {
    const names = Object.keys(props);
    const { path, tag } = await ask("prepare", { component, names, slot: options.slot ?? "" });
    kernel.owners.defineAt(path, { data: () => ({ ...props }) });
    const number = await ask("mount", { path });
    const page = kernel.pages[number];
    const inside = () => Object.values(page.children)[0] ?? closed();
    const mounted = pageOf(number);
    const within = (kind) => (what, given) => locator(number, [[kind, kind === "byText" ? what : tag + " >>> " + what, given?.exact === true]]);
    Object.assign(mounted, { find: within("find"), findAll: within("findAll"), byText: within("byText") });
    ObjectDefineProperty(mounted, "path", { value: component });
    ObjectDefineProperty(mounted, "instance", { get: () => inside().instance });
    ObjectDefineProperty(mounted, "data", { get: () => inside().instance.data });
    ObjectDefineProperty(mounted, "props", { get: () => inside().instance.props });
    mounted.setProps = async (changed) => {
      page.instance.setData(changed);
      await bridge.settle();
    };
    mounted.unmount = async () => {
      page.instance.setData({ $away: true });
      await bridge.settle();
    };
    return mounted;
  }

  // ---- `bridge`

  const plain = (value = null) => JSONParse(JSONStringify(value, (_, inner) => (inner instanceof RegExp ? { $regex: inner.source, $flags: inner.flags } : inner)));

  const bridge = {
    next(api = null, ...outcomes) {
      tell("next", { api, outcomes: plain(outcomes) });
      return bridge;
    },
    rules(rules) {
      tell("rules", plain(rules));
      return bridge;
    },
    calls: log.calls,
    allow(...what) {
      tell("allow", what);
      return bridge;
    },
    forbid(...what) {
      tell("forbid", what);
      return bridge;
    },
    user(...answers) {
      tell("user", answers);
      return bridge;
    },
    dialogs(...answers) {
      tell("dialogs", answers);
      return bridge;
    },
    device(changes) {
      tell("device", changes);
      return bridge;
    },
    emit(event, ...args) {
      tell("emit", [event, ...args]);
      return bridge;
    },
    advance: (ms) => ask("advance", { ms }),
    settle: () => ask("settle", {}),
    page: () => {
      const shown = globalThis.getCurrentPages().at(-1);
      return shown === undefined ? undefined : pageOf(kernel.owners.ownerOf(shown).number);
    },
    pages: () => globalThis.getCurrentPages().map((shown) => pageOf(kernel.owners.ownerOf(shown).number)),
  };
  for (const name of ["navigateTo", "redirectTo", "navigateBack", "reLaunch", "tab", "background", "foreground"]) {
    bridge[name] = async (given) => {
      await ask("go", { name, given: given ?? null });
      return bridge.page();
    };
  }

  function afterTest() {
    log.forget();
  }

  return { __proto__: null, bridge, launch, mount, afterTest };
})
