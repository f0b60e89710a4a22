// my.createIntersectionObserver(): tells when an element comes into an area, or leaves it. The host measures; here it
// is noticed that a threshold was crossed. `refresh` is called when scrolling or rendering may have moved something.
(function (intrinsics, kernel) {
  "use strict";
  const { ArrayIsArray, MathMax, MathMin, Number } = intrinsics;
  const { list, measure, ownerOf, queryOf, textOf } = kernel.lazy("selector_query");
  const TARGET = { __proto__: null, bounds: true, id: true, dataset: true, clip: true };
  const AREA = { __proto__: null, bounds: true };
  let first = null; // a chain of {watcher, next}: those that were not disconnected

  const isObject = (value) => typeof value === "object" && value !== null;

  const optionsOf = (given) => {
    const options = { __proto__: null, thresholds: list(), initialRatio: 0, all: false };
    const { thresholds, initialRatio, selectAll, observeAll } = isObject(given) ? given : { __proto__: null };
    for (let i = 0; ArrayIsArray(thresholds) && i < thresholds.length; i++) options.thresholds[i] = Number(thresholds[i]) || 0;
    if (options.thresholds.length === 0) options.thresholds[0] = 0;
    options.initialRatio = Number(initialRatio) || 0;
    options.all = !!(selectAll || observeAll);
    return options;
  };

  const marginOf = (margins, side) => (isObject(margins) ? Number(margins[side]) || 0 : 0);

  // How many thresholds a ratio has reached; 0 is reached when anything at all is seen.
  const levelOf = (ratio, thresholds) => {
    let level = 0;
    for (let i = 0; i < thresholds.length; i++) if (thresholds[i] > 0 ? ratio >= thresholds[i] : ratio > 0) level++;
    return level;
  };

  const rectOf = (left, top, right, bottom) =>
    right > left && bottom > top
      ? { left, top, right, bottom, width: right - left, height: bottom - top }
      : { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };

  const common = (a, b) =>
    rectOf(MathMax(a.left, b.left), MathMax(a.top, b.top), MathMin(a.right, b.right), MathMin(a.bottom, b.bottom));

  const widened = (area, margins) =>
    rectOf(
      area.left - marginOf(margins, "left"),
      area.top - marginOf(margins, "top"),
      area.right + marginOf(margins, "right"),
      area.bottom + marginOf(margins, "bottom"),
    );

  // The area that counts: what all reference areas have in common, the screen if none was named.
  const areaOf = (references, rows) => {
    const screen = { left: 0, top: 0, right: rows[1].width, bottom: rows[1].height };
    let area = references.length === 0 ? rectOf(0, 0, screen.right, screen.bottom) : null;
    for (let i = 0; i < references.length; i++) {
      const { selector, margins } = references[i];
      const row = selector === null ? screen : rows[i + 2];
      const one = isObject(row) ? widened(row, margins) : rectOf(0, 0, 0, 0);
      area = area === null ? one : common(area, one);
    }
    return area;
  };

  const ratioOf = (seen, { width, height }) => (width * height > 0 ? (seen.width * seen.height) / (width * height) : 0);

  // Tells the program of one target, if a threshold lies between what it was told last and now.
  const compare = (watcher, index, row, area) => {
    const { thresholds } = watcher.options;
    const bounds = rectOf(row.left, row.top, row.right, row.bottom);
    const seen = common(common(bounds, row.clip), area);
    const ratio = ratioOf(seen, bounds);
    const before = watcher.ratios[index] ?? watcher.options.initialRatio;
    watcher.ratios[index] = ratio;
    if (levelOf(before, thresholds) === levelOf(ratio, thresholds)) return;
    const told = {
      intersectionRatio: ratio,
      intersectionRect: seen,
      boundingClientRect: bounds,
      relativeRect: area,
      time: kernel.now(),
      id: row.id,
      dataset: row.dataset,
    };
    kernel.run(watcher.callback, undefined, [told]);
  };

  const look = (watcher) => {
    if (watcher.asking) {
      watcher.again = true;
      return;
    }
    const { options, references, selector, component } = watcher;
    const queries = list();
    queries[0] = queryOf(options.all ? "selectAll" : "select", selector, TARGET, component);
    queries[1] = queryOf("selectViewport", "", AREA, null);
    for (let i = 0; i < references.length; i++) queries[i + 2] = queryOf("select", references[i].selector ?? "", AREA, component);
    watcher.asking = true;
    measure(queries, watcher.page, (rows) => {
      watcher.asking = false;
      if (watcher.gone || !isObject(rows[1])) return;
      const area = areaOf(references, rows);
      const targets = ArrayIsArray(rows[0]) ? rows[0] : rows[0] ? [rows[0]] : [];
      for (let i = 0; i < targets.length && !watcher.gone; i++) compare(watcher, i, targets[i], area);
      if (watcher.again) {
        watcher.again = false;
        look(watcher);
      }
    });
  };

  class IntersectionObserver {
    #options;
    #references = list();
    #watchers = list();
    #component = null;
    #page = null;

    constructor(options) {
      this.#options = options;
    }

    in(component) {
      const owner = ownerOf(component);
      if (owner === undefined) return this;
      this.#component = owner.kind === "component" ? owner.id : null;
      if (owner.page !== undefined) this.#page = owner.page.number;
      return this;
    }

    relativeTo(selector, margins) {
      this.#references[this.#references.length] = { __proto__: null, selector: textOf(selector), margins };
      return this;
    }

    relativeToViewport(margins) {
      this.#references[this.#references.length] = { __proto__: null, selector: null, margins };
      return this;
    }

    observe(selector, callback) {
      if (typeof callback !== "function") return;
      const watcher = {
        __proto__: null, selector: textOf(selector), callback, options: this.#options, references: this.#references,
        component: this.#component, page: this.#page, ratios: { __proto__: null }, asking: false, again: false, gone: false,
      };
      this.#watchers[this.#watchers.length] = watcher;
      first = { __proto__: null, watcher, next: first };
      kernel.isObserving = true;
      look(watcher);
    }

    disconnect() {
      for (let i = 0; i < this.#watchers.length; i++) this.#watchers[i].gone = true;
      this.#watchers = list();
      forget();
    }
  }

  const forget = () => {
    let kept = null;
    for (let link = first; link !== null; link = link.next) {
      if (!link.watcher.gone) kept = { __proto__: null, watcher: link.watcher, next: kept };
    }
    first = null;
    for (let link = kept; link !== null; link = link.next) first = { __proto__: null, watcher: link.watcher, next: first };
    kernel.isObserving = first !== null;
  };

  // The first argument may be the component, as on other platforms.
  const createIntersectionObserver = (given, more) => {
    const observer = new IntersectionObserver(optionsOf(ownerOf(given) === undefined ? given : more));
    return observer.in(given);
  };

  const refresh = () => {
    for (let link = first; link !== null; link = link.next) if (!link.watcher.gone) look(link.watcher);
  };

  return { __proto__: null, createIntersectionObserver, refresh };
})
