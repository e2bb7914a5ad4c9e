// Elements are made of texts, never of markup: whatever stands in a feature or a recording stays a text.
const make = (name, given = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== ""));
  return element;
};

const SIGNS = {
  passed: "\u2713", failed: "\u2717", error: "!", skipped: "\u2013", "not run": "\u25cb",
  pending: "\u2026", undefined: "?", ambiguous: "\u2260", unknown: "?",
};

const badge = (status) =>
  make("span", { class: `badge is-${status.replace(" ", "-")}` },
    make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[status] ?? "?"), status);

const link = (to, words, given = {}) => make("a", { href: `#${to}`, ...given }, words);
const toScenario = (id) => `at=${encodeURIComponent(id)}`;
const toClause = (id) => `clause=${encodeURIComponent(id)}`;
const toSeen = (row, what) => `seen=${row}/${encodeURIComponent(what)}`;
const clauseLink = (id) => link(toClause(id), id, { class: "chip" });
const plural = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

const basisBadge = (basis) => make("span", { class: `basis ${basis === "assumed" ? "assumed" : "documented"}` }, basis);

// A table that scrolls by itself where the window is narrow; it can be reached by keyboard.
const table = (caption, head, rows, given = {}) =>
  make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
    make("table", given,
      make("caption", { class: "unseen" }, caption),
      make("thead", {}, make("tr", {}, head.map((title) => make("th", { scope: "col" }, title)))),
      make("tbody", {}, rows)));

const row = (first, ...cells) =>
  make("tr", {}, make("th", { scope: "row" }, first), cells.map((cell) => make("td", {}, cell)));

const lasting = (milliseconds) => {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${+seconds.toFixed(3)} s`;
  const parts = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  let rest = Math.round(seconds);
  const said = [];
  for (const [unit, name] of parts) {
    if (rest >= unit) said.push(`${Math.floor(rest / unit)} ${name}`);
    rest %= unit;
  }
  return said.join(" ");
};

const timeOfDay = (instant) => new Date(instant).toISOString().slice(11, 23);
const dayAndTime = (instant) => new Date(instant).toISOString().slice(0, 23).replace("T", " ");

// How each section is drawn, by its name: from its own data and the whole report.
const DRAWINGS = {};
