// For tests: renders a loaded view. Scoped slots are called with the scopes given, functions shown as text.
(function (kernel) {
  "use strict";
  const { isArray } = Array;
  const from = Array.from.bind(Array);
  const { keys } = Object;
  const plain = (scope) => {
    const shown = (node) => {
      if (typeof node === "string") return node;
      if (isArray(node)) return from({ length: node.length }, (_, i) => shown(node[i]));
      const { site, attrs, children, key } = node;
      const inner = typeof children === "function" ? children(scope, "p;") : children;
      return { tag: site.tag, line: site.line, column: site.column, component: site.component, attrs, children: inner && shown(inner), key };
    };
    return shown;
  };
  kernel.actions.render = ({ path, data, prefix, scope }) => plain(scope)(kernel.view(path).render(data, prefix));
  kernel.actions.view = ({ path }) => {
    const { hasComponents, templates } = kernel.view(path);
    return { hasComponents, templates: keys(templates) };
  };
  kernel.actions.time = ({ path, data, turns }) => {
    const { render } = kernel.view(path);
    for (let i = 0; i < turns; i++) render(data);
  };
})
