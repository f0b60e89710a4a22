// Stands in for the framework: a composed tree built from JSON, owners whose instances are written in JavaScript.
(function (kernel) {
  "use strict";
  const evaluate = eval;
  const owners = { __proto__: null };
  const page = { table: null };
  kernel.pages = { __proto__: null, 1: page };
  kernel.composed = (owner) => owner.table;
  kernel.handlerOf = (owner, name) => owner.instance[name];
  kernel.missingHandler = (owner, site, attribute, name) =>
    site.file + ":" + site.line + ":" + site.column + ": " + attribute + '="' + name + '": ' + owner.path + " has no method of that name";
  kernel.navigate = (kind, url, delta) => console.log("navigate " + kind + " " + url + " " + delta);

  kernel.actions.owner = function ({ id, kind, path, source }) {
    owners[id] = { __proto__: null, id, kind, path, instance: evaluate("(" + source + ")"), fields: null };
  };

  function valueOf(value) {
    return typeof value === "string" && value.slice(0, 4) === "$js:" ? evaluate("(" + value.slice(4) + ")") : value;
  }

  function add(node, parent, table) {
    const n = table.length++;
    const attrs = node.attrs === undefined ? null : {};
    for (const name in node.attrs) attrs[name] = valueOf(node.attrs[name]);
    const site = { tag: node.tag, file: node.file, line: node.line, column: node.column, component: node.component !== undefined };
    const component = node.component === undefined ? null : owners[node.instance];
    table[n] = { __proto__: null, vnode: { site, attrs, children: null, key: node.key }, owner: owners[node.owner], parent, component };
    for (const child of node.children) if (typeof child !== "string") add(child, n, table);
  }

  kernel.actions.render = function ({ nodes }) {
    page.table = { __proto__: null, length: 0 };
    for (const node of nodes) if (typeof node !== "string") add(node, -1, page.table);
  };

  kernel.actions.value = ({ node }) => kernel.lazy("controls").fieldValue(page.table[node].owner, page.table[node].vnode) ?? null;
  kernel.actions.fire = (given) => kernel.lazy("events").fire(given);
})
