// `test.each`: rows of arguments, and titles that are made of them.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, Error } = intrinsics;

  // `add(title, body, timeout, given)` for every row. A row that is no array is one argument.
  const each = (add) =>
    function (table, ...values) {
      const rows = isTemplate(table) ? rowsOf(table, values) : table;
      if (!ArrayIsArray(rows)) throw new Error("each needs an array of rows, or a table between backticks");
      if (rows.length === 0) throw new Error("each was given a table without rows");
      return (title, body, timeout) => {
        for (let i = 0; i < rows.length; i++) {
          const given = ArrayIsArray(rows[i]) ? rows[i] : [rows[i]];
          add(titleOf(String(typeof title === "function" ? title.name : title), given, i), body, timeout, given);
        }
      };
    };

  const isTemplate = (table) => ArrayIsArray(table) && ArrayIsArray(table.raw);

  // Headings in the first line, values between the bars: one object a row.
  function rowsOf(strings, values) {
    const heading = strings[0].trim().split("\n")[0];
    const names = heading.split("|").map((name) => name.trim());
    if (values.length % names.length !== 0) {
      throw new Error("each: " + values.length + " values do not fill rows of " + names.length + " (" + names.join(", ") + ")");
    }
    const rows = [];
    for (let from = 0; from < values.length; from += names.length) {
      const row = {};
      names.forEach((name, i) => (row[name] = values[from + i]));
      rows.push([row]);
    }
    return rows;
  }

  const printed = (value) => kernel.lazy("printing").format(value, { min: true });
  const shown = (value) => (typeof value === "string" ? value : printed(value));

  const FORMATS = {
    __proto__: null,
    s: (value) => (typeof value === "string" ? value : typeof value === "object" && value !== null ? printed(value) : String(value)),
    d: (value) => String(Number(value)),
    i: (value) => String(Math.trunc(Number(value))),
    f: (value) => String(parseFloat(value)),
    j: (value) => JSON.stringify(value) ?? "undefined",
    o: printed,
    O: printed,
    p: (value) => kernel.lazy("printing").format(value, { min: true, maxDepth: 1 }),
    c: () => "",
  };

  function titleOf(title, given, index) {
    const isObject = given.length === 1 && typeof given[0] === "object" && given[0] !== null;
    const named = isObject ? interpolated(title, given[0], index) : title.replace(/\$#/g, index);
    let next = 0;
    return named.replace(/%([sdifjoOpc#$%])/g, (whole, kind) => {
      if (kind === "%") return "%";
      if (kind === "#") return String(index);
      if (kind === "$") return String(index + 1);
      return next < given.length ? FORMATS[kind](given[next++]) : whole;
    });
  }

  // `$name` and `$name.inner`; what the row has not stays as it is.
  function interpolated(title, row, index) {
    return title.replace(/\$(#|[A-Za-z_$][\w$]*(?:\.[\w$]+)*)/g, (whole, path) => {
      if (path === "#") return String(index);
      const [first, ...rest] = path.split(".");
      if (!(first in row)) return whole;
      let value = row[first];
      for (const name of rest) value = value?.[name];
      return shown(value);
    });
  }

  return { __proto__: null, each };
})
