// Files that the host loaded: a script is run at once, a module when it is first required (requiring.js).
(function (kernel) {
  "use strict";
  const { construct } = Reflect;
  const sjsDate = Date;
  const sjsRegExp = RegExp;
  const files = { __proto__: null };
  const paths = { __proto__: null, count: 0 }; // the same files by number, for a look at all of them

  function getDate(...parts) {
    return construct(sjsDate, parts);
  }

  function getRegExp(pattern, flags) {
    return new sjsRegExp(pattern, flags);
  }

  kernel.loaded = { __proto__: null, files, paths, getDate, getRegExp };
  kernel.requiring = null; // the path of the module that is being evaluated

  kernel.receivers.load = function ({ files: loaded }) {
    for (let i = 0; i < loaded.length; i++) {
      const { path, source, lines, wide, kind, requires, missing, head, headLines, shifts, refusal, counters } = loaded[i];
      if (files[path] === undefined) paths[paths.count++] = path;
      files[path] = { __proto__: null, path, source, lines, wide: wide ? source : null, kind, requires, missing, head, headLines, shifts, refusal, counters: null };
      if (counters !== undefined) files[path].counters = kernel.lazy("coverage").countersOf(loaded[i]); // only in tests
    }
  };

  // What was loaded as `path`: {path, source, lines, wide, kind, requires, missing, ...}, or null.
  kernel.file = function (path) {
    return files[path] ?? null;
  };

  kernel.actions.script = function ({ path }) {
    return kernel.evaluateFile(files[path], "", "");
  };

  kernel.require = function (path) {
    return kernel.lazy("requiring").require(path);
  };

  kernel.actions.require = function ({ path }) {
    kernel.require(path);
  };

  // The line of the import that the code at a column of a module's head belongs to; 0 if there is none.
  kernel.importLine = function (headLines, column) {
    return kernel.lazy("requiring").importLine(headLines, column);
  };

  // The column in a file as it was written, where it was rewritten since.
  kernel.writtenColumn = function (shifts, line, column) {
    return kernel.lazy("requiring").writtenColumn(shifts, line, column);
  };
})
