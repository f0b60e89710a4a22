// Pages: the stack of those that are open, and what happens to them. The host decides where the program may go and
// sends the steps (`transition`); this file takes them.
(function (kernel) {
  "use strict";
  const { apply, defineProperty } = Reflect;
  const { keys } = Object;
  const { stringify } = JSON;
  const { append, copyMembers, list, setOwn } = kernel.data;
  const { define, evaluate, initialData, lifecycle, makeOwner, methods, runCallbacks, takeBroken, units, viewOf } = kernel.owners;
  const pages = { __proto__: null }; // by number: all that are alive, also tab pages that are not in the stack
  let stack = list();

  function provide(name, value) {
    defineProperty(globalThis, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }
  const pageMethods = copyMembers({}, methods);
  pageMethods.getOpenerEventChannel = function getOpenerEventChannel() {
    return kernel.lazy("channels").opener(kernel.owners.ownerOf(this));
  };

  provide("Page", function Page(options) {
    define(options);
  });
  provide("Component", function Component(options) {
    define(options);
  });
  const nothing = {};
  // Plugins are no part of a program: what is asked of one that is not there is undefined, and that is said.
  function requirePlugin(name) {
    console.warn("requirePlugin('" + name + "'): plugins are not loaded here; what it gives is empty");
    return nothing;
  }
  requirePlugin.async = async (name) => requirePlugin(name);
  provide("requirePlugin", requirePlugin);
  provide("getCurrentPages", function getCurrentPages() {
    const current = [];
    for (let i = 0; i < stack.length; i++) setOwn(current, i, stack[i].instance);
    return current;
  });

  function makePage({ page: id, path, query }) {
    const page = makeOwner("page", units[path], pageMethods);
    page.page = page;
    page.number = id;
    page.query = query;
    page.opened = false;
    page.scheduled = false;
    page.callbacks = list();
    setOwn(page.instance, "data", initialData(page));
    setOwn(page.instance, "route", path);
    setOwn(page.instance, "$id", id);
    page.hasComponents = page.unit.composes;
    return page;
  }

  // Intersection observers look again after what was rendered or scrolled.
  kernel.lookAgain = function () {
    if (kernel.isObserving) kernel.lazy("observers").refresh();
  };

  // Shows what there is to show. A page without components is only rendered when somebody looks, unless SJS of its
  // view may keep what it saw.
  kernel.renderPage = function (page, looking) {
    if (page.hasComponents && viewOf(page) !== null) kernel.lazy("components").renderTree(page);
    else if (looking || page.unit.stateful) kernel.renderOwner(page, page.instance.data);
  };

  kernel.viewData = function (owner) {
    return owner.kind === "page" ? owner.instance.data : kernel.lazy("components").viewData(owner);
  };

  // Renders one owner's markup if its data changed; a problem is reported, and what stood there stays.
  kernel.renderOwner = function (owner, data) {
    if (!owner.dirty) return;
    owner.dirty = false;
    owner.renders++;
    try {
      const view = viewOf(owner);
      owner.vnodes = view === null ? [] : view.render(data);
    } catch (error) {
      kernel.report(error, "error");
      owner.vnodes ??= [];
    }
  };

  function unload(page) {
    lifecycle(page, "onUnload", []);
    page.gone = true;
    if (page.hasComponents) kernel.lazy("components").unmountAll(page);
    delete pages[page.number];
  }

  function tellComponents(page, event, args) {
    if (page.hasComponents) kernel.lazy("components").pageEvent(page, event, args);
  }

  let hasCalls = false; // whether my.navigateTo was ever called
  kernel.watchers['"navigateTo"'] = {
    __proto__: null,
    called(id, options) {
      hasCalls = true;
      kernel.lazy("channels").called(id, options);
    },
    settled(id, ok, result) {
      kernel.lazy("channels").settled(id, ok, result);
    },
  };

  // One step of a transition: `what` happens to page number `page`.
  const steps = {
    __proto__: null,
    stack({ pages: numbers }) {
      const next = list();
      for (let i = 0; i < numbers.length; i++) if (pages[numbers[i]] !== undefined) append(next, pages[numbers[i]]);
      stack = next;
    },
    load(step) {
      evaluate(units[step.path]);
      const page = (pages[step.page] = makePage(step));
      append(stack, page);
      if (step.channel && hasCalls) kernel.lazy("channels").opened(page);
      lifecycle(page, "onLoad", [step.query]);
    },
    show({ page }) {
      lifecycle(pages[page], "onShow", []);
      tellComponents(pages[page], "onShow");
    },
    render({ page }) {
      pages[page].opened = true;
      kernel.renderPage(pages[page], false);
      runCallbacks(pages[page]);
    },
    ready({ page }) {
      lifecycle(pages[page], "onReady", []);
    },
    hide({ page }) {
      lifecycle(pages[page], "onHide", []);
      tellComponents(pages[page], "onHide");
    },
    unload({ page }) {
      unload(pages[page]);
    },
    event({ page, name, args }) {
      pageEvent(pages[page], name, args);
      kernel.lookAgain();
    },
    app({ name, options }) {
      kernel.appLifecycle(name, options);
    },
    start({ file }) {
      kernel.startApp(file);
    },
  };

  // A handler of the page for something that happens to it as a whole; `events` may hold it too.
  function pageEvent(page, name, args) {
    const { [name]: own } = page.instance;
    const { [name]: listed } = page.definition.events;
    if (typeof own === "function") kernel.run(own, page.instance, args);
    if (typeof listed === "function") kernel.run(listed, page.instance, args);
    tellComponents(page, name, args);
  }

  kernel.actions.transition = function ({ steps: given }) {
    for (let i = 0; i < given.length; i++) steps[given[i].do](given[i]);
    return { __proto__: null, broken: takeBroken() };
  };

  kernel.pages = pages;

  kernel.actions.handlers = function ({ page }) {
    const names = [];
    const { instance, definition } = pages[page];
    const members = keys(instance);
    for (let i = 0; i < members.length; i++) if (typeof instance[members[i]] === "function") setOwn(names, names.length, members[i]);
    const events = keys(definition.events);
    for (let i = 0; i < events.length; i++) setOwn(names, names.length, events[i]);
    return names;
  };

  // What has no JSON (a cycle) is null, and the rest is there.
  kernel.actions.data = function ({ page }) {
    const { data } = pages[page].instance;
    if (hasJSON(data)) return data;
    const shown = { __proto__: null };
    const names = keys(data);
    for (let i = 0; i < names.length; i++) shown[names[i]] = hasJSON(data[names[i]]) ? data[names[i]] : null;
    return shown;
  };

  function hasJSON(value) {
    try {
      stringify(value);
      return true;
    } catch {
      return false;
    }
  }

  kernel.actions.handle = function ({ page, name, event }) {
    const { instance, definition } = pages[page];
    return apply(instance[name] ?? definition.events[name], instance, [event]);
  };

  kernel.actions.fire = function (event) {
    return kernel.lazy("events").fire(event);
  };

  // Navigation that the framework itself starts, as <navigator> does: what `my` had before programs wrote on it.
  const { navigateTo, redirectTo, navigateBack, reLaunch, switchTab } = globalThis.my;
  const routes = { __proto__: null, navigateTo, redirectTo, navigateBack, reLaunch, switchTab };
  kernel.navigate = function (kind, url, delta) {
    return routes[kind]({ url, delta });
  };

  kernel.actions.tree = function ({ page, shallow }) {
    return kernel.asJSON(kernel.lazy("tree").text(pages[page], shallow === true));
  };
})
