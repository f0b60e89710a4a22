// What ran, and how often: the host made the code of files count in an array of each file's own, and asks for them in the
// end. Handlers that markup names are counted by who calls them.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayPrototypeJoin, ObjectKeys, ObjectSetPrototypeOf } = intrinsics;
  const tables = { __proto__: null }; // path -> counters
  const handlers = { __proto__: null }; // path -> { "line:column onTap": number of its counter }

  function zeros(count) {
    const counters = ObjectSetPrototypeOf([], null);
    for (let i = 0; i < count; i++) counters[i] = 0;
    return counters;
  }

  function copied(table) {
    const copy = { __proto__: null };
    const keys = ObjectKeys(table);
    for (let i = 0; i < keys.length; i++) copy[keys[i]] = table[keys[i]];
    return copy;
  }

  // The counters of a file that is loaded; one that is evaluated again goes on counting.
  function countersOf({ path, counters: count, handlers: named }) {
    if (named !== undefined) handlers[path] = copied(named);
    if (tables[path] === undefined || tables[path].length !== count) tables[path] = zeros(count);
    return tables[path];
  }

  kernel.countHandler = function ({ file, line, column }, name) {
    const { [file]: own } = handlers;
    if (own === undefined) return;
    const { [line + ":" + column + " " + name]: counter } = own;
    if (counter !== undefined) tables[file][counter]++;
  };

  // {path: [count, ...]}
  function told() {
    let text = "";
    for (const path in tables) text += (text === "" ? "" : ",") + kernel.quote(path) + ":[" + ArrayPrototypeJoin(tables[path], ",") + "]";
    return "{" + text + "}";
  }

  // The host asks by `invoke`; after a limit it cannot, so it is told.
  kernel.actions.coverage = () => kernel.asJSON(told());
  kernel.lastWords = () => kernel.post('{"type":"state","name":"coverage","value":' + told() + "}");

  return { __proto__: null, countersOf };
})
