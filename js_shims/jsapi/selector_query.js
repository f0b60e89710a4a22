// my.createSelectorQuery(): a chain of questions about what stands where, asked together by exec(). The host
// answers them with one call; its rows are the documented objects already, but for canvases and contexts.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, ObjectHasOwn, ObjectSetPrototypeOf, ReflectDefineProperty, String } = intrinsics;
  const { quote, run } = kernel;
  const api = { __proto__: null, name: "$measure", label: quote("$measure"), aliases: null, abortable: false, unread: "" };
  const FLAGS = ObjectSetPrototypeOf(["id", "dataset", "rect", "size", "scrollOffset", "context", "node"], null);

  const isObject = (value) => typeof value === "object" && value !== null;
  const list = () => ObjectSetPrototypeOf([], null);

  const textOf = (value) => {
    try {
      return String(value);
    } catch {
      return "";
    }
  };

  // The page or component that an instance of the program's is; undefined for anything else.
  const ownerOf = (instance) => (kernel.owners === undefined ? undefined : kernel.owners.ownerOf(instance));

  const textsOf = (given) => {
    const texts = list();
    for (let i = 0; ArrayIsArray(given) && i < given.length; i++) texts[i] = textOf(given[i]);
    return texts;
  };

  // What the program asks for, read once; a getter that throws asks for nothing more.
  const fieldsOf = (given) => {
    const fields = { __proto__: null };
    try {
      for (let i = 0; isObject(given) && i < FLAGS.length; i++) if (given[FLAGS[i]]) fields[FLAGS[i]] = true;
      if (isObject(given) && given.computedStyle) fields.computedStyle = textsOf(given.computedStyle);
    } catch {
      // as far as it could be read
    }
    return fields;
  };

  // A row's `node` and `context` say which; the program gets the things themselves.
  const furnish = (row) => {
    if (!isObject(row)) return row;
    if (ArrayIsArray(row)) {
      for (let i = 0; i < row.length; i++) furnish(row[i]);
      return row;
    }
    const drawing = () => kernel.lazy("drawing");
    if (ObjectHasOwn(row, "node")) row.node = drawing().canvasOf(row.node);
    if (ObjectHasOwn(row, "context")) row.context = drawing().contextOf(row.context);
    return row;
  };

  // A callback that JSON does not come upon: it would ask it for a toJSON.
  const unseen = (options, name, value) => ReflectDefineProperty(options, name, { __proto__: null, value, enumerable: false });

  // Asks the host; `then` gets the rows. Without an answer everything is "not found".
  const measure = (queries, page, then) => {
    const options = { __proto__: null, queries, page };
    unseen(options, "success", ({ rows }) => then(rows));
    unseen(options, "fail", () => then([]));
    kernel.call(api, options, undefined);
  };

  const queryOf = (kind, selector, fields, component) => ({ __proto__: null, kind, selector, fields, component });

  const define = (target, name, value) =>
    ReflectDefineProperty(target, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });

  class SelectorQuery {
    #items = list(); // {kind, selector, fields, action}
    #kind = "selectViewport";
    #selector = "";
    #component = null;
    #page = null;

    constructor(options) {
      define(this, "actions", []); // which a cross-platform runtime reads, and adds callbacks to (observed)
      const owner = isObject(options) ? ownerOf(options.page) : undefined;
      if (owner !== undefined && owner.page !== undefined) this.#page = owner.page.number;
    }

    #choose(kind, selector) {
      this.#kind = kind;
      this.#selector = textOf(selector);
      return this;
    }

    #ask(fields, callback) {
      const items = this.#items;
      const callbacks = typeof callback === "function" ? [callback] : [];
      const action = { _$callbacks: callbacks };
      items[items.length] = { __proto__: null, kind: this.#kind, selector: this.#selector, fields, callbacks };
      define(this.actions, items.length - 1, action);
      return this;
    }

    in(component) {
      const owner = ownerOf(component);
      if (owner !== undefined) {
        this.#component = owner.kind === "component" ? owner.id : null;
        if (owner.page !== undefined) this.#page = owner.page.number;
      }
      return this;
    }

    select(selector) {
      return this.#choose("select", selector);
    }

    selectAll(selector) {
      return this.#choose("selectAll", selector);
    }

    selectViewport() {
      return this.#choose("selectViewport", "");
    }

    boundingClientRect(callback) {
      return this.#ask({ __proto__: null, bounds: true }, callback);
    }

    scrollOffset(callback) {
      return this.#ask({ __proto__: null, scrollOffset: true }, callback);
    }

    fields(options, callback) {
      return this.#ask(fieldsOf(options), callback);
    }

    context(callback) {
      return this.#ask({ __proto__: null, context: true }, callback);
    }

    node(callback) {
      return this.#ask({ __proto__: null, node: true }, callback);
    }

    // The callbacks of single questions come first, in order, then the one given here.
    exec(callback) {
      const items = list();
      const queries = list();
      for (let i = 0; i < this.#items.length; i++) {
        const item = (items[i] = this.#items[i]);
        queries[i] = queryOf(item.kind, item.selector, item.fields, this.#component);
      }
      measure(queries, this.#page, (rows) => {
        for (let i = 0; i < items.length; i++) {
          const row = furnish(rows[i] ?? null);
          const { callbacks } = items[i];
          for (let j = 0; j < callbacks.length; j++) if (typeof callbacks[j] === "function") run(callbacks[j], undefined, [row]);
        }
        if (typeof callback === "function") run(callback, undefined, [rows]);
      });
    }
  }

  const createSelectorQuery = (options) => new SelectorQuery(options);
  return { __proto__: null, createSelectorQuery, list, measure, ownerOf, queryOf, textOf };
})
