// Text in columns, for inspect.js, whose rules hold here too: lists of many short entries, and console.table.
(function (intrinsics) {
  "use strict";
  const {
    ArrayIsArray, MapPrototypeForEach, MapPrototypeGetSize, MathFloor, MathMax, MathMin, MathRound, MathSqrt,
    ReflectOwnKeys, SetPrototypeForEach, SetPrototypeGetSize, StringPrototypeCodePointAt, StringPrototypeRepeat,
    StringPrototypeSlice, ObjectKeys,
  } = intrinsics;

  return (tools) => {
    const {
      newList, append, spaces, matches, isObject, descriptorOf, ownData, inspectWith,
    } = tools;

    // ---- Width on a terminal

    // Columns on a terminal: a Chinese character takes two.
    const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6fc}\u{1f90c}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
    const invisible = /[\0-\x1f\x7f-\x9f\u0300-\u036f\u200b-\u200f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]/;

    const widthOf = (character) => (matches(wide, character) ? 2 : matches(invisible, character) ? 0 : 1);

    const stringWidth = (text) => {
      if (!matches(/[^ -~]/, text)) return text.length;
      let width = 0;
      for (let i = 0, next; i < text.length; i = next) {
        next = i + (StringPrototypeCodePointAt(text, i) > 0xffff ? 2 : 1);
        width += widthOf(StringPrototypeSlice(text, i, next));
      }
      return width;
    };

    // ---- Lists in columns

    const columnCount = (ctx, count, total, longest) => {
      const cell = longest + 2;
      if (cell * 3 + ctx.indentation >= ctx.breakLength || (total / cell <= 5 && longest > 6)) return 1;
      const typical = MathMax(cell - 3 - MathSqrt(cell - total / count), 1);
      const square = MathRound(MathSqrt(2.5 * typical * count) / typical);
      return MathMin(square, MathFloor((ctx.breakLength - ctx.indentation) / cell), 12);
    };

    const inColumns = (entries, widths, columns, isRight) => {
      const rows = newList();
      const maxima = newList();
      for (let i = 0; i < widths.length; i++) {
        const column = i % columns;
        maxima[column] = i < columns ? widths[i] : MathMax(maxima[column], widths[i]);
      }
      for (let i = 0; i < widths.length; i++) {
        const column = i % columns;
        const isLast = column === columns - 1 || i === widths.length - 1;
        const pad = spaces(maxima[column] - widths[i]);
        const cell = entries[i] + (isLast ? "" : ", ");
        const text = isRight ? pad + cell : isLast ? cell : cell + pad;
        if (column === 0) append(rows, text);
        else rows[rows.length - 1] += text;
      }
      return rows;
    };

    const grouped = (ctx, output, isNumericList) => {
      const hasMore = output.length > ctx.maxArrayLength;
      const widths = newList();
      let total = 0;
      let longest = 0;
      for (let i = 0; i < output.length - (hasMore ? 1 : 0); i++) {
        append(widths, stringWidth(output[i]));
        total += widths[i] + 2;
        longest = MathMax(longest, widths[i]);
      }
      const columns = columnCount(ctx, output.length, total, longest);
      if (columns <= 1) return output;
      const rows = inColumns(output, widths, columns, isNumericList);
      if (hasMore) append(rows, output[output.length - 1]);
      return rows;
    };

    // ---- console.table

    const cellOf = (value) => {
      const isLarge = isObject(value) && !ArrayIsArray(value) && ObjectKeys(value).length > 2;
      return inspectWith({ depth: isLarge ? -1 : 0, maxArrayLength: 3, breakLength: 1 / 0 }, value);
    };

    const line = (left, middle, right, widths) => {
      let text = left;
      for (let i = 0; i < widths.length; i++) text += (i === 0 ? "" : middle) + StringPrototypeRepeat("─", widths[i] + 2);
      return text + right;
    };

    const rowText = (cells, widths) => {
      let text = "│";
      for (let i = 0; i < cells.length; i++) text += " " + cells[i] + spaces(widths[i] - stringWidth(cells[i])) + " │";
      return text;
    };

    // `columns` are lists whose first cell is the heading; a missing cell is empty.
    const draw = (columns, height) => {
      const rows = newList();
      const widths = newList();
      for (let y = 0; y <= height; y++) {
        const row = newList();
        for (let x = 0; x < columns.length; x++) {
          append(row, columns[x][y] ?? "");
          widths[x] = MathMax(widths[x] ?? 0, stringWidth(row[x]));
        }
        append(rows, row);
      }
      let text = line("┌", "┬", "┐", widths) + "\n" + rowText(rows[0], widths) + "\n" + line("├", "┼", "┤", widths) + "\n";
      for (let y = 1; y <= height; y++) text += rowText(rows[y], widths) + "\n";
      return text + line("└", "┴", "┘", widths);
    };

    const column = (heading) => {
      const cells = newList();
      append(cells, heading);
      return cells;
    };

    // A Map or a Set: one row for each entry.
    const collectionTable = (data, forEach, hasKeys) => {
      const indices = column("(iteration index)");
      const keys = column("Key");
      const values = column("Values");
      forEach(data, (value, key) => {
        append(indices, "" + (indices.length - 1));
        append(keys, cellOf(key));
        append(values, cellOf(value));
      });
      const columns = newList();
      append(columns, indices);
      if (hasKeys) append(columns, keys);
      append(columns, values);
      return draw(columns, indices.length - 1);
    };

    const propertyCell = (item, key) => {
      const descriptor = isObject(item) ? descriptorOf(item, key) : undefined;
      if (descriptor === undefined) return "";
      return descriptor.get || descriptor.set ? "[Getter]" : cellOf(descriptor.value);
    };

    const addRow = (named, item, y, chosen) => {
      const keys = chosen ?? ObjectKeys(item);
      for (let i = 0; i < keys.length; i++) (named[keys[i]] ??= column("" + keys[i]))[y] = propertyCell(item, keys[i]);
    };

    const rowsTable = (data, chosen) => {
      const indices = column("(index)");
      const values = column("Values");
      const named = { __proto__: null };
      const keys = ObjectKeys(data);
      for (let i = 0; i < keys.length; i++) {
        const item = ownData(data, keys[i]);
        append(indices, keys[i]);
        if (isObject(item) || chosen !== undefined) addRow(named, item, i + 1, chosen);
        else values[i + 1] = cellOf(item);
      }
      const columns = newList();
      append(columns, indices);
      const headings = ReflectOwnKeys(named);
      for (let i = 0; i < headings.length; i++) append(columns, named[headings[i]]);
      if (values.length > 1) append(columns, values);
      return draw(columns, keys.length);
    };

    const has = (sizeOf, data) => {
      try {
        return sizeOf(data) >= 0;
      } catch {
        return false;
      }
    };

    const table = (data, columns) => {
      if (typeof data === "string") return data;
      try {
        if (typeof data !== "object" || data === null) return inspectWith(undefined, data);
        if (has(MapPrototypeGetSize, data)) return collectionTable(data, MapPrototypeForEach, true);
        if (has(SetPrototypeGetSize, data)) return collectionTable(data, SetPrototypeForEach, false);
        return rowsTable(data, ArrayIsArray(columns) ? columns : undefined);
      } catch {
        return inspectWith(undefined, data); // a Proxy that throws
      }
    };

    return { grouped, table };
  };
})
