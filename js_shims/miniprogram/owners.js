// Owners: the pages and components of a program. What it registers for each of its files, the instance that program
// code sees as `this`, the data that belongs to it, and when what changed is rendered.
(function (kernel) {
  "use strict";
  const { apply, defineProperty, ownKeys } = Reflect;
  const { keys, setPrototypeOf } = Object;
  const { isArray } = Array;
  const { stringify } = JSON;
  const { startsWith } = String.prototype;
  const enqueue = queueMicrotask;
  const { CHANGED, MAYBE_INSIDE, UNCHANGED, append, assign, changeAll, copyMembers, isContainer, list, membersOf, segmentsOf, setOwn, setPath, splicePath, valueAt } = kernel.data;
  const units = { __proto__: null }; // by path without ending: {path, kind, script, view, using}
  const byScript = { __proto__: null };
  const definitions = { __proto__: null };
  let broken = list(); // paths of units whose scripts failed since somebody asked
  let opening = null; // the unit whose script is being evaluated
  let lastId = 0;

  // Marks an instance with its owner, where no program can see or forge it.
  let stamp;
  let ownerOf;
  class Stamped extends (function (instance) {
    return instance;
  }) {
    #owner;
    static {
      stamp = (instance, owner) => {
        new Stamped(instance).#owner = owner;
      };
      ownerOf = (instance) => (isContainer(instance) && #owner in instance ? instance.#owner : undefined);
    }
  }

  kernel.mirrors.units = function (given) {
    for (let i = 0; i < given.length; i++) {
      const unit = assign({ __proto__: null }, given[i]);
      unit.using = assign({ __proto__: null }, unit.using);
      unit.evaluated = false;
      units[unit.path] = unit;
      byScript[unit.script] = unit;
    }
  };

  // Page() and Component() belong to the file that is being evaluated, or to the one being opened if a bundle's
  // other files call them.
  function define(options) {
    const unit = byScript[kernel.requiring] ?? opening;
    if (unit !== null) definitions[unit.path] = merged(isContainer(options) || typeof options === "function" ? options : {});
  }

  // For a unit whose definition is in no file.
  function defineAt(path, options) {
    definitions[path] = merged(options);
  }

  // Runs a unit's script once, those of the components it uses before it; a problem is reported, and stops nothing.
  function evaluate(unit) {
    if (unit.evaluated) return;
    unit.evaluated = true;
    if (unit.script === "") return;
    const tags = keys(unit.using);
    for (let i = 0; i < tags.length; i++) {
      const used = units[unit.using[tags[i]]];
      if (used !== undefined) evaluate(used);
    }
    const outer = opening;
    opening = unit;
    try {
      kernel.require(unit.script);
    } catch (error) {
      append(broken, unit.path);
      kernel.report(error, "error");
    }
    opening = outer;
  }

  function takeBroken() {
    const paths = setPrototypeOf([], null); // JSON asks it for no toJSON
    for (let i = 0; i < broken.length; i++) paths[i] = broken[i];
    broken = list();
    return paths;
  }

  const LIFECYCLES = assign({ __proto__: null }, {
    onLoad: true, onShow: true, onReady: true, onHide: true, onUnload: true, onInit: true, deriveDataFromProps: true,
    didMount: true, didUpdate: true, didUnmount: true, created: true, attached: true, ready: true, moved: true, detached: true,
  });
  const TABLES = assign({ __proto__: null }, { methods: true, observers: true, events: true, lifetimes: true, pageEvents: true, relations: true });

  // Options with their mixins folded in: mixins first, in order, what the file itself says wins; a lifecycle that
  // several have runs in all of them.
  function merged(options) {
    const definition = { __proto__: null, source: options, members: { __proto__: null }, data: list(), props: { __proto__: null }, lifecycles: { __proto__: null } };
    for (const name in TABLES) definition[name] = { __proto__: null };
    fold(definition, options, 0);
    return definition;
  }

  function fold(definition, options, depth) {
    const { mixins } = options;
    if (isArray(mixins) && depth < 20) {
      for (let i = 0; i < mixins.length; i++) if (isContainer(mixins[i])) fold(definition, mixins[i], depth + 1);
    }
    const members = membersOf(options);
    if (members.data !== undefined) append(definition.data, members.data);
    if (isContainer(members.props)) assign(definition.props, members.props);
    foldTables(definition, members);
    const names = ownKeys(members); // methods of classes are not enumerable
    for (let i = 0; i < names.length; i++) foldMember(definition, names[i], members);
  }

  function foldTables(definition, members) {
    for (const table in TABLES) {
      if (!isContainer(members[table])) continue;
      if (table === "lifetimes") foldLifecycles(definition, members.lifetimes);
      else if (table === "observers") foldObservers(definition.observers, members.observers);
      else copyMembers(definition[table], members[table]);
    }
  }

  // Mixins that watch the same are all told, in order.
  function foldObservers(known, given) {
    const names = keys(given);
    for (let i = 0; i < names.length; i++) {
      const before = valueAt(known, names[i]);
      const own = given[names[i]];
      const both = typeof before === "function" && typeof own === "function";
      setOwn(known, names[i], both ? all({ __proto__: null, length: 2, 0: before, 1: own }) : own);
    }
  }

  function foldLifecycles(definition, lifetimes) {
    const names = keys(lifetimes);
    for (let i = 0; i < names.length; i++) addLifecycle(definition, names[i], lifetimes[names[i]]);
  }

  function foldMember(definition, name, members) {
    if (name === "mixins" || name === "data" || name === "props" || TABLES[name] === true) return;
    if (LIFECYCLES[name] === true && typeof members[name] === "function") addLifecycle(definition, name, members[name]);
    else definition.members[name] = members[name];
  }

  function addLifecycle(definition, name, act) {
    if (typeof act === "function") append((definition.lifecycles[name] ??= list()), act);
  }

  // Runs a lifecycle of an owner, in every mixin that has it, and reports what they throw or reject. For a page the
  // method on the instance counts, which the program may have replaced.
  function lifecycle(owner, name, args) {
    const method = owner.instance[name];
    if (owner.kind === "page" && typeof method === "function" && method !== owner.originals[name]) return void kernel.run(method, owner.instance, args);
    const acts = owner.definition.lifecycles[name];
    if (acts === undefined) return;
    for (let i = 0; i < acts.length; i++) kernel.run(acts[i], owner.instance, args);
  }

  function all(acts) {
    if (acts.length === 1) return acts[0];
    return function () {
      let result;
      for (let i = 0; i < acts.length; i++) result = apply(acts[i], this, arguments);
      return result;
    };
  }

  // What every owner has, before its instance: `prepare` makes the instance's members beyond the definition's.
  function makeOwner(kind, unit, base) {
    const definition = definitions[unit.path] ?? merged({});
    const methods = kind === "component" ? definition.methods : null;
    const instance = { __proto__: base, ...definition.members, ...methods };
    const owner = {
      __proto__: null, id: ++lastId, kind, path: unit.path, unit, using: unit.using, definition, instance,
      view: null, vnodes: null, dirty: true, page: null, children: { __proto__: null }, originals: { __proto__: null },
      fields: null, handlers: { __proto__: null }, gone: false, prevData: null, texts: { __proto__: null }, renders: 0, bound: { __proto__: null },
    };
    stamp(instance, owner);
    for (const name in definition.lifecycles) setOwn(instance, name, (owner.originals[name] = all(definition.lifecycles[name])));
    return owner;
  }

  function viewOf(owner) {
    if (owner.view === null && owner.unit.view !== null) owner.view = kernel.view(owner.unit.view);
    return owner.view;
  }

  // `data` as the definition and its mixins begin it; a function is asked anew for every instance.
  function initialData(owner) {
    const data = {};
    const sources = owner.definition.data;
    for (let i = 0; i < sources.length; i++) {
      const own = typeof sources[i] === "function" ? kernel.run(sources[i], owner.instance, []) : sources[i];
      if (isContainer(own) && !isArray(own)) copyMembers(data, own);
    }
    return data;
  }

  function changeData(owner, update, change) {
    const { instance, page } = owner;
    if (owner.dirty && owner.unit.stateful && page.opened) kernel.renderOwner(owner, kernel.viewData(owner)); // SJS sees each change
    if (owner.kind === "component" && owner.prevData === null) owner.prevData = { ...instance.data };
    const meant = changeAll(instance.data, update, (data, path, value) => seen(owner, path, value, change(data, path, value)));
    if (meant !== UNCHANGED) owner.dirty = true;
    if (meant === MAYBE_INSIDE) owner.loose = true;
    observe(owner, keys(update), instance.data);
  }

  // An object that was set before, with the same content and no rendering in between but the one that followed, is
  // nothing new: else a didUpdate that sets what it changed in place would go on for ever (observed in libraries).
  function seen(owner, path, value, meant) {
    const top = segmentsOf(path)[0];
    const known = owner.texts[top];
    if (meant !== MAYBE_INSIDE) {
      if (meant === CHANGED) delete owner.texts[top];
      return meant;
    }
    const text = textOf(value);
    if (known !== undefined && known.path === path && known.text === text && owner.renders <= known.renders + 1) return UNCHANGED;
    owner.texts[top] = { __proto__: null, path, text, renders: owner.renders };
    return meant;
  }

  function textOf(value) {
    try {
      return stringify(value);
    } catch {
      return {}; // a cycle: no two are the same
    }
  }

  function observe(owner, paths, values) {
    if (keys(owner.definition.observers).length > 0) kernel.lazy("data_observers").observe(owner, paths, values);
  }

  // Rendering waits until the program has done what it was doing; callbacks of setData come after it.
  function schedule(owner, callback) {
    const { page } = owner;
    if (typeof callback === "function") append(page.callbacks, { __proto__: null, callback, instance: owner.instance });
    if (page.scheduled) return;
    page.scheduled = true;
    enqueue(() => flush(page));
  }

  function flush(page) {
    page.scheduled = false;
    if (page.gone) return;
    if (page.opened) kernel.renderPage(page, false);
    const { callbacks } = page;
    page.callbacks = list();
    for (let i = 0; i < callbacks.length; i++) kernel.run(callbacks[i].callback, callbacks[i].instance, []);
    kernel.lookAgain();
  }

  function change(instance, update, callback, how) {
    const owner = ownerOf(instance);
    if (owner === undefined) throw new TypeError("setData was called without its page or component: keep `this`");
    if (owner.gone) return;
    if (isContainer(update)) changeData(owner, update, how);
    schedule(owner, callback);
  }

  // What pages and components both have.
  const methods = {
    $batchedUpdates(act) {
      if (typeof act === "function") apply(act, this, []);
    },
    $selectComponent(selector) {
      return kernel.lazy("selection").select(ownerOf(this), selector);
    },
    $selectAllComponents(selector) {
      return kernel.lazy("selection").selectAll(ownerOf(this), selector);
    },
    selectComponent(selector) {
      return kernel.lazy("selection").select(ownerOf(this), selector);
    },
    selectAllComponents(selector) {
      return kernel.lazy("selection").selectAll(ownerOf(this), selector);
    },
    createSelectorQuery() {
      const query = my.createSelectorQuery();
      return ownerOf(this).kind === "component" ? query.in(this) : query;
    },
    createIntersectionObserver(options) {
      return my.createIntersectionObserver(options);
    },
    hasMixin(mixin) {
      return kernel.lazy("selection").hasMixin(ownerOf(this), mixin);
    },
  };

  // setData belongs to its instance wherever it is taken (observed: libraries put it into lists).
  function provideBound(name, how) {
    defineProperty(methods, name, {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get() {
        const owner = ownerOf(this);
        if (owner === undefined) return (update, callback) => change(undefined, update, callback, how);
        return (owner.bound[name] ??= (update, callback) => change(this, update, callback, how));
      },
      set(value) {
        setOwn(this, name, value);
      },
    });
  }
  provideBound("setData", setPath);
  provideBound("$spliceData", splicePath);

  function isHandlerName(name) {
    const at = apply(startsWith, name, ["on"]) ? 2 : apply(startsWith, name, ["catch"]) ? 5 : 0;
    const initial = at === 0 ? "" : name[at];
    return initial >= "A" && initial <= "Z";
  }

  // The method that a handler name means: looked up when it is needed, as bundles add methods late (observed).
  kernel.handlerOf = function (owner, name) {
    return owner.instance[name];
  };

  kernel.missingHandler = function (owner, site, attribute, name) {
    const where = site.file + ":" + site.line + ":" + site.column;
    return where + ": " + attribute + '="' + name + '": ' + owner.path + " has no method of that name";
  };

  kernel.owners = {
    __proto__: null, define, defineAt, evaluate, initialData, isHandlerName, lifecycle, makeOwner, methods, observe, ownerOf, takeBroken, units,
    viewOf,
  };
})
