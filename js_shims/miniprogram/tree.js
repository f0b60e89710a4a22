// The composed tree, components expanded and slots filled, as text for the host; and the numbers by which
// actions address its nodes until it is asked for again.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayIsArray, ArrayPrototypeIncludes, ArrayPrototypeJoin, JSONStringify, ObjectKeys, StringPrototypeSplit, StringPrototypeTrim,
  } = intrinsics;
  const { isContainer } = kernel.data;
  const { quote } = kernel;
  const HOLDING = { __proto__: null };
  const holding = ["input", "textarea", "checkbox", "radio", "switch", "slider", "picker", "picker-view", "swiper"];
  for (let i = 0; i < holding.length; i++) HOLDING[holding[i]] = true; // tags with a value that a person sets
  let page; // the page being written, its table, and its text
  let table;

  function text(owner) {
    kernel.renderPage(owner, true);
    page = owner;
    table = page.table = { __proto__: null, length: 0 };
    return '{"route":' + quote(owner.path) + ',"nodes":[' + nodesText(owner.vnodes, owner, owner, -1) + "]}";
  }

  // What `writer` wrote, standing in the markup of `host` below node number `parent`.
  function nodesText(nodes, writer, host, parent) {
    if (!ArrayIsArray(nodes)) return "";
    let written = "";
    for (let i = 0; i < nodes.length; i++) {
      const piece = nodeText(nodes[i], writer, host, parent);
      if (piece !== "") written += written === "" ? piece : "," + piece;
    }
    return written;
  }

  function nodeText(node, writer, host, parent) {
    if (typeof node === "string") return node === "" ? "" : quote(node);
    if (ArrayIsArray(node)) return nodesText(node, writer, host, parent);
    if (!isContainer(node)) return "";
    if (node.site.tag === "slot" && writer.kind === "component") return slotText(node, writer, host, parent);
    return elementText(node, writer, host, parent);
  }

  function slotText(vnode, owner, host, parent) {
    const content = vnode.filled ?? null; // by the pass that made the components in it
    if (content === null) return nodesText(vnode.children, owner, host, parent);
    return nodesText(content, owner.writer, owner, parent);
  }

  function elementText(vnode, writer, host, parent) {
    const { site, attrs } = vnode;
    const n = table.length++;
    const component = site.component ? componentAt(vnode, writer) : null;
    table[n] = { __proto__: null, vnode, owner: writer, parent, component };
    let written = '{"n":' + n + (site.text ??= siteText(site)) + ',"owner":' + writer.id;
    if (attrs !== null) written += ',"attrs":{' + attributesText(attrs, writer) + "}";
    if (component !== null) written += ',"component":' + quote(component.path) + ',"instance":' + component.id;
    const value = HOLDING[site.tag] === true ? kernel.lazy("controls").fieldValue(writer, vnode) : undefined;
    if (value !== undefined) written += ',"value":' + valueText(value);
    const below = component === null ? nodesText(vnode.children, writer, host, n) : nodesText(component.vnodes, component, component, n);
    return written + ',"children":[' + below + "]}";
  }

  function siteText(site) {
    return ',"tag":' + quote(site.tag) + ',"file":' + quote(site.file) + ',"line":' + site.line + ',"column":' + site.column;
  }

  // The instance that stands for a tag: the one whose last pass met this very vnode.
  function componentAt(vnode, writer) {
    if (writer.using[vnode.site.tag] === undefined) return null;
    const first = writer.children[vnode.key];
    if (first !== undefined && first.vnode === vnode && !isTaken(first)) return taken(first);
    const keys = ObjectKeys(writer.children);
    for (let i = 0; i < keys.length; i++) {
      const child = writer.children[keys[i]];
      if (child.vnode === vnode && !isTaken(child)) return taken(child);
    }
    return null;
  }

  function isTaken(child) {
    return child.shownIn === table;
  }

  function taken(child) {
    child.shownIn = table;
    return child;
  }

  // `externalClasses`: names in a component's own `class` stand for the classes that its user gives as attributes.
  function classesOf(text, { kind, definition, instance }) {
    const outside = kind === "component" ? definition.members.externalClasses : undefined;
    if (!ArrayIsArray(outside) || typeof text !== "string") return text;
    const names = StringPrototypeSplit(text, " ");
    for (let i = 0; i < names.length; i++) {
      if (ArrayPrototypeIncludes(outside, names[i])) names[i] = "" + (instance.props[names[i]] ?? "");
    }
    return StringPrototypeTrim(ArrayPrototypeJoin(names, " "));
  }

  function attributesText(attrs, writer) {
    const names = ObjectKeys(attrs);
    let written = "";
    for (let i = 0; i < names.length; i++) {
      const given = attrs[names[i]];
      const value = valueText(names[i] === "class" ? classesOf(given, writer) : given);
      if (value !== "") written += (written === "" ? "" : ",") + quote(names[i]) + ":" + value;
    }
    return written;
  }

  // A value that has no JSON (a cycle) is shown as null, a function by its name.
  function valueText(value) {
    if (value === undefined) return "";
    if (typeof value === "function") return '{"$function":' + quote(typeof value.name === "string" ? value.name : "") + "}";
    try {
      const json = JSONStringify(value);
      return typeof json === "string" ? json : "null";
    } catch {
      return "null";
    }
  }

  kernel.composed = (owner) => owner.table;
  return { __proto__: null, text };
})
