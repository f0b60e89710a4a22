// The report works without this: it adds sorting, a filter, a theme, and keys.
"use strict";
(() => {
  const root = document.documentElement;
  const remembered = {
    get() {
      try {
        return localStorage.getItem("coverage-theme");
      } catch {
        return null; // pages that are opened from a disk may have no storage
      }
    },
    set(theme) {
      try {
        localStorage.setItem("coverage-theme", theme);
      } catch {
        return;
      }
    },
  };

  function show(theme) {
    root.dataset.theme = theme;
  }

  function changeTheme() {
    show(root.dataset.theme === "dark" ? "light" : "dark");
    remembered.set(root.dataset.theme);
  }

  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  show(remembered.get() ?? (prefersDark.matches ? "dark" : "light"));
  prefersDark.addEventListener("change", ({ matches }) => remembered.get() === null && show(matches ? "dark" : "light"));

  // ---- The table of files

  function sortBy(header) {
    const table = header.closest("table");
    const column = [...header.parentNode.children].indexOf(header);
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of header.parentNode.children) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const value = (row) => row.children[column].dataset.value;
    const isNumber = column > 0;
    const rows = [...table.tBodies[0].rows].sort((a, b) => (isNumber ? value(a) - value(b) : value(a).localeCompare(value(b))));
    if (!ascending) rows.reverse();
    table.tBodies[0].append(...rows);
  }

  function filterBy(text) {
    const wanted = text.trim().toLowerCase();
    for (const row of document.querySelectorAll("table.files tbody tr")) {
      row.hidden = !row.children[0].dataset.value.toLowerCase().includes(wanted);
    }
  }

  // ---- A file's source

  const stops = () => [...document.querySelectorAll(".source tr[data-stop]")];
  let current = -1;

  function goTo(step) {
    const all = stops();
    if (all.length === 0) return;
    all[current]?.classList.remove("current");
    current = current < 0 && step < 0 ? all.length - 1 : (current + step + all.length) % all.length;
    const row = all[current];
    row.classList.add("current");
    row.scrollIntoView({ block: "center" });
    row.querySelector("a").focus({ preventScroll: true });
  }

  const actions = {
    next: () => goTo(1),
    previous: () => goTo(-1),
    theme: changeTheme,
    filter: () => document.querySelector("#filter")?.focus(),
    up: () => document.querySelector("#up")?.click(),
  };
  const keys = { n: "next", j: "next", p: "previous", k: "previous", t: "theme", "/": "filter", u: "up" };

  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[keys[event.key]];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-action]")) {
      button.addEventListener("click", () => actions[button.dataset.action]());
    }
    for (const button of document.querySelectorAll("table.files th button")) {
      button.addEventListener("click", () => sortBy(button.closest("th")));
    }
    document.querySelector("#filter")?.addEventListener("input", (event) => filterBy(event.target.value));
  });
})();
