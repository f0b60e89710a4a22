// Components: instances made where a view uses their tags, given props, slots and their own data, told when they
// appear, change and go. One pass walks a page from its root, renders whoever changed, and runs lifecycles after it,
// those of children before their parents'.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, ObjectKeys, ReflectApply, ObjectAssign } = intrinsics;
  const { alike, append, copyMembers, isContainer, list, setOwn } = kernel.data;
  const { initialData, isHandlerName, lifecycle, makeOwner, methods, ownerOf, units } = kernel.owners;
  const MOST_ROUNDS = 100;
  const DEEPEST = 100;
  let pass = 0;
  let order = 0;
  let effects; // lifecycles to run when the tree stands

  const componentMethods = copyMembers({}, methods);
  componentMethods.triggerEvent = function triggerEvent(name, detail) {
    return kernel.lazy("component_events").trigger(ownerOf(this), name, detail);
  };
  componentMethods.getRelationNodes = function getRelationNodes(path) {
    return kernel.lazy("relations").nodes(ownerOf(this), path);
  };

  function renderTree(page) {
    if (!isDirty(page)) return;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      pass++;
      effects = list();
      const mine = effects;
      visit(page);
      sweep(page);
      for (let i = 0; i < mine.length; i++) mine[i].act(mine[i].owner);
      if (!isDirty(page)) return;
    }
    calm(page);
    kernel.report(new Error(page.path + ": components change their data at every update; rendering stopped after " + MOST_ROUNDS + " rounds"), "error");
  }

  function isDirty(owner) {
    if (owner.dirty) return true;
    const keys = ObjectKeys(owner.children);
    for (let i = 0; i < keys.length; i++) if (isDirty(owner.children[keys[i]])) return true;
    return false;
  }

  // What is still to be rendered is forgotten until it changes again.
  function calm(owner) {
    owner.dirty = false;
    const keys = ObjectKeys(owner.children);
    for (let i = 0; i < keys.length; i++) calm(owner.children[keys[i]]);
  }

  function visit(owner) {
    if (owner.dirty) kernel.renderOwner(owner, viewData(owner));
    if (owner.vnodes !== null) expand(owner.vnodes, owner, owner);
  }

  function viewData(owner) {
    if (owner.kind === "page") return owner.instance.data;
    const data = ObjectAssign({ __proto__: null }, owner.instance.props, owner.instance.data);
    data.$slots ??= namesOfSlots(owner.vnode);
    data.$id ??= owner.id; // component libraries build class names from it
    return data;
  }

  // Walks what `owner` wrote; `host` is the owner in whose markup it stands.
  function expand(nodes, owner, host) {
    if (!ArrayIsArray(nodes)) return;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (ArrayIsArray(node)) expand(node, owner, host);
      else if (isContainer(node)) expandElement(node, owner, host);
    }
  }

  function expandElement(vnode, owner, host) {
    if (vnode.site.component && owner.using[vnode.site.tag] !== undefined) return expandComponent(vnode, owner, host);
    if (vnode.site.tag === "slot" && owner.kind === "component") return expandSlot(vnode, owner, host);
    if (vnode.children !== null) expand(vnode.children, owner, host);
  }

  function expandSlot(vnode, owner, host) {
    const content = slotContent(owner, vnode);
    setOwn(vnode, "filled", content);
    if (content === null) expand(vnode.children, owner, host);
    else expand(content, owner.writer, owner);
  }

  // What was given for a slot, or null: then its own children stand there.
  function slotContent(owner, vnode) {
    const name = nameOf(vnode.attrs?.name);
    const chosen = [];
    const slot = { __proto__: null, name, scope: vnode.attrs, prefix: owner.id + "/" + vnode.key + ";" };
    collect(owner.vnode.children, slot, chosen);
    return showsAnything(chosen, owner.writer) ? chosen : null;
  }

  // A slot that is passed on shows nothing where nothing was given for it.
  function showsAnything(nodes, writer) {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (ArrayIsArray(node)) {
        if (showsAnything(node, writer)) return true;
      } else if (typeof node === "string" || node.site.tag !== "slot" || writer.kind !== "component") return true;
      else if (slotContent(writer, node) !== null || showsAnything(node.children ?? [], writer)) return true;
    }
    return false;
  }

  function nameOf(value) {
    return value === undefined || value === null || value === "" ? "default" : "" + value;
  }

  function collect(nodes, slot, chosen) {
    if (!ArrayIsArray(nodes)) return;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (ArrayIsArray(node)) collect(node, slot, chosen);
      else if (typeof node === "string") slot.name === "default" && setOwn(chosen, chosen.length, node);
      else if (nameOf(node.attrs?.slot) !== slot.name) continue;
      else setOwn(chosen, chosen.length, typeof node.children === "function" ? scoped(node, slot) : node);
    }
  }

  // Keys must differ from one filling of a slot to the next.
  function scoped(node, { scope, prefix }) {
    const given = { ...scope };
    delete given.name;
    return ReflectApply(node.children, undefined, [given, prefix]);
  }

  function namesOfSlots(vnode) {
    const names = {};
    noteSlots(vnode.children, names);
    return names;
  }

  function noteSlots(nodes, names) {
    if (!ArrayIsArray(nodes)) return;
    for (let i = 0; i < nodes.length; i++) {
      if (ArrayIsArray(nodes[i])) noteSlots(nodes[i], names);
      else setOwn(names, typeof nodes[i] === "string" ? "default" : nameOf(nodes[i].attrs?.slot), true);
    }
  }

  function expandComponent(vnode, writer, host) {
    const unit = units[writer.using[vnode.site.tag]];
    if (unit === undefined) return expand(vnode.children, writer, host);
    if (host.depth >= DEEPEST) return tooDeep(vnode);
    const key = freeKey(vnode.key, writer);
    let child = writer.children[key];
    if (child !== undefined && child.unit === unit) update(child, vnode);
    else {
      if (child !== undefined) unmount(child);
      child = writer.children[key] = create(unit, vnode, writer, host);
    }
    child.seen = pass;
    child.before = child.order ?? 0;
    child.order = ++order;
    if (child.definition.lifecycles.moved !== undefined) writer.hasMovers = true;
    visit(child);
    note(child);
  }

  // A slot shown twice, and keys that are not unique, give the same key again.
  function freeKey(key, writer) {
    let free = key;
    for (let i = 2; writer.children[free]?.seen === pass; i++) free = key + "#" + i;
    return free;
  }

  const reportedDepth = { __proto__: null };
  function tooDeep({ site }) {
    const place = site.file + ":" + site.line + ":" + site.column;
    if (reportedDepth[place]) return;
    reportedDepth[place] = true;
    kernel.report(new Error(place + ": <" + site.tag + "> contains itself without end; more than " + DEEPEST + " levels are not shown"), "error");
  }

  function create(unit, vnode, writer, host) {
    kernel.owners.evaluate(unit);
    const child = makeOwner("component", unit, componentMethods);
    child.page = writer.page;
    child.writer = writer;
    child.host = host;
    child.depth = (host.depth ?? 0) + 1;
    child.vnode = vnode;
    child.isNew = true;
    child.changed = false;
    const { instance } = child;
    setOwn(instance, "props", propsOf(child, vnode));
    setOwn(instance, "data", initialData(child));
    setOwn(instance, "is", unit.path);
    setOwn(instance, "$id", child.id);
    setOwn(instance, "$page", child.page.instance);
    lifecycle(child, "created", []);
    lifecycle(child, "onInit", []);
    lifecycle(child, "attached", []);
    lifecycle(child, "deriveDataFromProps", [instance.props]);
    return child;
  }

  function propsOf(child, vnode) {
    const props = { ...child.definition.props };
    const { attrs } = vnode;
    const names = attrs === null ? [] : ObjectKeys(attrs);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      const value = isHandlerName(name) ? handlerFor(child.writer, vnode.site, name, attrs[name]) : attrs[name];
      if (value !== undefined && name !== "slot" && name !== "ref") setOwn(props, propName(child, name), value);
    }
    return props;
  }

  // `show-line` means the prop showLine, if that is what the component declares.
  function propName(child, name) {
    const { props } = child.definition;
    if (props[name] !== undefined) return name;
    const camel = kernel.lazy("dataset").camelCase(name);
    return camel !== name && props[camel] !== undefined ? camel : name;
  }

  // `onChange="save"`: a function prop that finds the method `save` of whoever wrote the tag when it is called.
  function handlerFor(writer, site, attribute, value) {
    if (typeof value === "function") return value;
    if (value === undefined || value === null || value === "" || typeof value !== "string") return undefined;
    return (writer.handlers[value + " " + attribute + " " + site.line + ":" + site.column] ??= function () {
      if (kernel.countHandler !== undefined) kernel.countHandler(site, attribute); // only in tests
      const method = kernel.handlerOf(writer, value);
      if (typeof method !== "function") return kernel.report(new Error(kernel.missingHandler(writer, site, attribute, value)), "error");
      return kernel.watched(ReflectApply(method, writer.instance, arguments));
    });
  }

  function update(child, vnode) {
    const before = child.instance.props;
    const next = child.vnode === vnode ? before : propsOf(child, vnode);
    const propsChanged = next !== before && (differ(before, next) || (child.writer.loose === true && hasObjects(next)));
    const slotsChanged = child.vnode !== vnode && differ(namesOfSlots(child.vnode), namesOfSlots(vnode));
    child.vnode = vnode;
    if (!propsChanged && !slotsChanged && !child.dirty) return;
    child.changed = true;
    child.prevProps = before;
    lifecycle(child, "deriveDataFromProps", [next]);
    setOwn(child.instance, "props", next);
    child.dirty = true;
    if (propsChanged) kernel.owners.observe(child, changedNames(before, next));
  }

  function differ(before, next) {
    const names = ObjectKeys(next);
    if (ObjectKeys(before).length !== names.length) return true;
    for (let i = 0; i < names.length; i++) if (!alike(before[names[i]], next[names[i]], true, 0)) return true;
    return false;
  }

  function changedNames(before, next) {
    const names = ObjectKeys(next);
    const changed = [];
    for (let i = 0; i < names.length; i++) if (!alike(before[names[i]], next[names[i]], true, 0)) setOwn(changed, changed.length, names[i]);
    return changed;
  }

  function hasObjects(props) {
    const names = ObjectKeys(props);
    for (let i = 0; i < names.length; i++) if (isContainer(props[names[i]])) return true;
    return false;
  }

  function note(child) {
    if (child.isNew) append(effects, { __proto__: null, owner: child, act: mounted });
    else if (child.changed) append(effects, { __proto__: null, owner: child, act: updated });
    child.changed = false;
  }

  function mounted(child) {
    child.isNew = false;
    child.prevData = null;
    lifecycle(child, "didMount", []);
    lifecycle(child, "ready", []);
    giveRef(child);
    if (hasRelations(child)) kernel.lazy("relations").link(child);
  }

  function updated(child) {
    const before = child.prevData ?? child.instance.data;
    child.prevData = null;
    lifecycle(child, "didUpdate", [child.prevProps ?? child.instance.props, before]);
  }

  function hasRelations(child) {
    return ObjectKeys(child.definition.relations).length > 0;
  }

  // `ref="saveRef"`: the writer's method gets the instance, or what the component's own `ref` returns for it.
  function giveRef(child) {
    const ref = child.vnode.attrs?.ref;
    const take = typeof ref === "function" ? ref : typeof ref === "string" ? kernel.handlerOf(child.writer, ref) : undefined;
    if (typeof take !== "function") return;
    const { ref: own } = child.definition.members;
    const given = typeof own === "function" ? kernel.run(own, child.instance, []) : child.instance;
    kernel.run(take, child.writer.instance, [given]);
  }

  // Whoever stands in another place among those that stayed was moved.
  function noteMoved(owner, keys) {
    const stayed = list();
    for (let i = 0; i < keys.length; i++) if (owner.children[keys[i]].seen === pass && owner.children[keys[i]].before > 0) append(stayed, owner.children[keys[i]]);
    for (let i = 0; i < stayed.length; i++) {
      const { definition, before, order: now } = stayed[i];
      if (definition.lifecycles.moved === undefined) continue;
      let ahead = 0;
      let behind = 0;
      for (let j = 0; j < stayed.length; j++) {
        if (stayed[j].before < before) ahead++;
        if (stayed[j].order < now) behind++;
      }
      if (ahead !== behind) append(effects, { __proto__: null, owner: stayed[i], act: moved });
    }
  }

  function moved(child) {
    lifecycle(child, "moved", []);
  }

  // Whoever was not met in this pass is gone.
  function sweep(owner) {
    owner.loose = false;
    const keys = ObjectKeys(owner.children);
    if (owner.hasMovers === true) noteMoved(owner, keys);
    for (let i = 0; i < keys.length; i++) {
      const child = owner.children[keys[i]];
      if (child.seen === pass) sweep(child);
      else {
        delete owner.children[keys[i]];
        unmount(child);
      }
    }
  }

  function unmount(child) {
    if (child.gone) return;
    if (!child.isNew) {
      if (hasRelations(child)) kernel.lazy("relations").unlink(child);
      lifecycle(child, "didUnmount", []);
      lifecycle(child, "detached", []);
    }
    child.gone = true;
    unmountAll(child);
  }

  function unmountAll(owner) {
    const keys = ObjectKeys(owner.children);
    for (let i = 0; i < keys.length; i++) unmount(owner.children[keys[i]]);
    owner.children = { __proto__: null };
  }

  // Every component below an owner, in the order in which they stand on the page.
  function below(owner, found) {
    const keys = ObjectKeys(owner.children);
    for (let i = 0; i < keys.length; i++) {
      append(found, owner.children[keys[i]]);
      below(owner.children[keys[i]], found);
    }
    return found;
  }

  function pageEvent(page, name, args = []) {
    const components = below(page, list());
    for (let i = 0; i < components.length; i++) {
      const { [name]: act } = components[i].definition.pageEvents;
      if (typeof act === "function") kernel.run(act, components[i].instance, args);
    }
  }

  return { __proto__: null, below, pageEvent, renderTree, unmountAll, viewData };
})
