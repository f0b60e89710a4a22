// The composed tree, components expanded and slots filled, as text for the host; and the numbers by which
// actions address its nodes until it is asked for again.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayIsArray, ArrayPrototypeIncludes, ArrayPrototypeJoin, JSONStringify, ObjectKeys, ObjectSetPrototypeOf,
    StringPrototypeCharCodeAt, StringPrototypeSplit, StringPrototypeTrim,
  } = intrinsics;
  const { isContainer } = kernel.data;
  const { quote } = kernel;
  const DEEPEST = 150;
  const HOLDING = { __proto__: null };
  const holding = ["input", "textarea", "checkbox", "radio", "switch", "slider", "picker", "picker-view", "swiper"];
  for (let i = 0; i < holding.length; i++) HOLDING[holding[i]] = true; // tags with a value that a person sets
  let table; // of the page being written
  let isShallow; // whether values nested deeper than frames may be are left out
  let pieces; // its nodes as JSON, in the order of the document: an element says how many came before the one around it
  let count;

  function text(page, shallow) {
    kernel.renderPage(page, true);
    isShallow = shallow;
    table = page.table = { __proto__: null, length: 0 };
    pieces = ObjectSetPrototypeOf([], null);
    count = 0;
    writeNodes(page.vnodes, page, page, -1);
    return '{"nodes":[' + ArrayPrototypeJoin(pieces, ",") + "]}";
  }

  // What `writer` wrote, standing in the markup of `host` below node number `parent`.
  function writeNodes(nodes, writer, host, parent) {
    if (!ArrayIsArray(nodes)) return;
    for (let i = 0; i < nodes.length; i++) writeNode(nodes[i], writer, host, parent);
  }

  function writeNode(node, writer, host, parent) {
    if (typeof node === "string") {
      if (node !== "") pieces[count++] = "[" + parent + "," + quote(node) + "]";
    } else if (ArrayIsArray(node)) writeNodes(node, writer, host, parent);
    else if (!isContainer(node)) return;
    else if (node.site.tag === "slot" && writer.kind === "component") writeSlot(node, writer, host, parent);
    else writeElement(node, writer, host, parent);
  }

  function writeSlot(vnode, owner, host, parent) {
    const content = vnode.filled ?? null; // by the pass that made the components in it
    if (content === null) writeNodes(vnode.children, owner, host, parent);
    else writeNodes(content, owner.writer, owner, parent);
  }

  function writeElement(vnode, writer, host, parent) {
    const { site, attrs } = vnode;
    const n = table.length++;
    const component = site.component ? componentAt(vnode, writer) : null;
    table[n] = { __proto__: null, vnode, owner: writer, parent, component };
    if (site.text === "") site.text = siteText(site);
    let written = '{"up":' + parent + site.text + ',"owner":' + writer.id;
    if (attrs !== null) written += ',"attrs":' + (attrs === site.attrs ? constantText(site, writer) : attributesText(attrs, writer));
    if (component !== null) written += ',"component":' + quote(component.path) + ',"instance":' + component.id;
    const value = HOLDING[site.tag] === true ? kernel.lazy("controls").fieldValue(writer, vnode) : undefined;
    if (value !== undefined) written += ',"value":' + valueText(value);
    pieces[count++] = written + "}";
    if (component === null) writeNodes(vnode.children, writer, host, n);
    else writeNodes(component.vnodes, component, component, n);
  }

  function siteText(site) {
    return ',"tag":' + quote(site.tag) + ',"file":' + quote(site.file) + ',"line":' + site.line + ',"column":' + site.column;
  }

  function constantText(site, writer) {
    if (outsideClasses(writer) !== undefined) return attributesText(site.attrs, writer);
    if (site.attrsText === "") site.attrsText = attributesText(site.attrs, writer);
    return site.attrsText;
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

  function outsideClasses({ kind, definition }) {
    return kind === "component" ? definition.members.externalClasses : undefined;
  }

  // `externalClasses`: names in a component's own `class` stand for the classes that its user gives as attributes.
  function classesOf(text, writer) {
    const outside = outsideClasses(writer);
    if (!ArrayIsArray(outside) || typeof text !== "string") return text;
    const { instance } = writer;
    const names = StringPrototypeSplit(text, " ");
    for (let i = 0; i < names.length; i++) {
      if (ArrayPrototypeIncludes(outside, names[i])) names[i] = "" + (instance.props[names[i]] ?? "");
    }
    return StringPrototypeTrim(ArrayPrototypeJoin(names, " "));
  }

  const quotedNames = { __proto__: null }; // programs have few names of attributes, each many times

  function quotedName(name) {
    return (quotedNames[name] ??= quote(name) + ":");
  }

  function attributesText(attrs, writer) {
    const names = ObjectKeys(attrs);
    let all = "{";
    for (let i = 0; i < names.length; i++) {
      const given = attrs[names[i]];
      const value = valueText(names[i] === "class" ? classesOf(given, writer) : given);
      if (value !== "") all += (all === "{" ? "" : ",") + quotedName(names[i]) + value;
    }
    return all + "}";
  }

  // A value that has no JSON (a cycle), or too deep a one, is shown as null, a function by its name.
  function valueText(value) {
    if (typeof value === "string") return quote(value);
    if (value === undefined) return "";
    if (typeof value === "function") return '{"$function":' + quote(typeof value.name === "string" ? value.name : "") + "}";
    try {
      const json = JSONStringify(value);
      return typeof json === "string" && !(isShallow && isDeep(json)) ? json : "null";
    } catch {
      return "null";
    }
  }

  // Brackets in texts count too: then a little less is shown.
  function isDeep(json) {
    let depth = 0;
    for (let i = 0; i < json.length && depth < DEEPEST; i++) {
      const code = StringPrototypeCharCodeAt(json, i);
      if (code === 91 || code === 123) depth++;
      else if (code === 93 || code === 125) depth--;
    }
    return depth >= DEEPEST;
  }

  kernel.composed = (owner) => owner.table;
  return { __proto__: null, text };
})
