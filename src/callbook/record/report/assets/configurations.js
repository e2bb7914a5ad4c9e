// The configurations: a row for each scenario that was decided on all of them; it opens, and says what decides.
const toDecided = ({ place }) => `configurations=${encodeURIComponent(place)}`;
const inRuns = ({ runs }) => `${runs} ${runs === "1" ? "run" : "runs"}`;

const LEGEND = [
  ["holds", "holds"], ["fails", "fails, as a clause or a reason says"],
  ["finding", "fails, and nobody has said why: an open finding"], ["open", "not decided"],
];

const drawLegend = () =>
  make("ul", { class: "legend", "aria-label": "What the bars show" },
    LEGEND.map(([kind, words]) => make("li", {}, make("span", { class: `share ${kind}`, "aria-hidden": "true" }), words)));

const drawShares = ({ outcomes, undecided, not_decided: notDecided }) => {
  const parts = outcomes.map(({ kind, share, words, outcome }) => [kind, share, `${words} ${outcome}`]);
  if (notDecided) parts.push(["open", undecided, `${notDecided} not decided`]);
  return make("div", { class: "shares", role: "img", "aria-label": parts.map(([, , said]) => said).join("; ") },
    parts.map(([kind, share, said]) => {
      const part = make("span", { class: `share ${kind}`, title: said });
      part.style.flexGrow = share;
      return part;
    }));
};

const conditionsOf = (conditions) =>
  conditions.flatMap((text, place) => [place ? make("span", { class: "soft" }, " and ") : "", text]);

const drawWhere = ({ always, rows }) => {
  if (!always.length && !rows.length) return make("p", {}, "on every configuration");
  return [
    make("p", {}, make("span", { class: "soft" }, "where "), ...conditionsOf(always), always.length && rows.length ? ", and" : ""),
    rows.length
      ? make("ul", { class: "rows" }, rows.map((conditions, place) => make("li", {}, place ? make("span", { class: "soft" }, "or ") : "", conditionsOf(conditions))))
      : null,
  ].filter(Boolean);
};

const drawOutcome = ({ kind, words, outcome, always, rows, clauses, example, finding, listed }, report) => {
  const known = (id) => report.clauses.some((clause) => clause.id === id);
  return make("li", { class: `outcome is-${kind}` },
    make("p", {}, make("b", {}, `${kind === "holds" ? "Holds" : "Fails"} in ${words}`), kind === "holds" ? "" : `: ${outcome}`),
    finding
      ? make("p", { class: listed ? "why" : "why open" }, make("b", {}, listed ? "Finding, listed: " : "Open finding: "),
          listed ? `${finding} (${listed})` : finding)
      : null,
    drawWhere({ always, rows }),
    make("p", { class: "soft" }, "For example: ", example),
    clauses.length
      ? make("p", { class: "chips" }, clauses.map((id) => (known(id) ? clauseLink(id) : make("span", { class: "chip" }, id))))
      : null);
};

const drawChanged = ([change, outcome, mends]) =>
  make("li", {}, make("b", {}, mends ? "Mended" : "Broken"), ` if ${change}`, mends ? "" : `: ${outcome}`);

const drawAsItIs = ({ as_it_is: asItIs, changes = [] }) =>
  asItIs
    ? [
        make("p", {}, make("b", {}, "The configuration as it is: "), `${asItIs}.`,
          changes.length ? " What a single change would do:" : " No single change that was played makes it otherwise."),
        changes.length ? make("ul", { class: "changed" }, changes.map(drawChanged)) : null,
      ].filter(Boolean)
    : [];

const drawDecision = (decided, report) => [
  make("p", { class: "soft" }, `${decided.configurations} configurations, ${inRuns(decided)}`,
    decided.not_decided ? `, ${decided.not_decided} not decided` : "", ".",
    decided.pinned ? ` The scenario sets ${decided.pinned.join(", ")} by itself.` : ""),
  make("ul", { class: "outcomes" }, decided.outcomes.map((each) => drawOutcome(each, report))),
  ...drawAsItIs(decided),
];

const findingsOf = ({ findings = 0, open = 0 }) => {
  const listed = findings - open;
  return [
    open ? make("span", { class: "hole" }, make("span", { "aria-hidden": "true" }, "! "), `${open} open`) : null,
    open && listed ? ", " : null,
    listed ? `${listed} listed` : null,
    findings ? null : make("span", { class: "soft" }, "none"),
  ].filter(Boolean);
};

// A row and what it opens are a body of the table each. On paper those with a finding are open: nobody reads all of them.
const drawDecided = (decided, report, isPaper) => {
  const scenario = report.scenarios[decided.scenario];
  const inside = make("td", { colspan: "6" });
  const below = make("tr", { class: "opened", hidden: true }, inside);
  const opener = make("button", { type: "button", class: "opens", "aria-expanded": "false", "aria-label": `Outcomes of ${decided.name}` });
  const unfold = (isOpen) => {
    if (isOpen && !inside.childElementCount) inside.append(...drawDecision(decided, report));
    opener.setAttribute("aria-expanded", String(isOpen));
    below.hidden = !isOpen;
  };
  const place = make("span", { class: "soft" }, make("code", {}, decided.place), scenario ? "" : ", not in this report");
  const words = make("span", { class: "which" }, scenario ? link(toScenario(scenario.id), decided.name) : make("span", {}, decided.name), place);
  const cell = (name, ...children) => make("td", {}, make("span", { class: "column", "aria-hidden": "true" }, `${name} `), ...children);
  const toggle = ({ target }) => {
    if (!target.closest("a") && !getSelection().toString()) unfold(below.hidden);
  };
  const body = make("tbody", { id: `decided-${decided.place}` },
    make("tr", { class: "decided", onclick: toggle },
      make("th", { scope: "row" }, make("div", {}, isPaper ? null : opener, words)),
      make("td", {}, drawShares(decided)),
      cell("Holds in", decided.holds), cell("Decided", decided.decided), cell("Runs", decided.runs),
      cell("Findings", findingsOf(decided))),
    below);
  body.unfold = () => unfold(true);
  if (isPaper ? decided.findings : decided.open) unfold(true);
  return body;
};

DRAWINGS.configurations = ({ summary, interrupted, decided }, report, { part }) => {
  const isPaper = part === "print";
  return [
    make("p", {}, summary),
    interrupted ? make("p", {}, make("b", {}, "Interrupted"), ": what was decided by then stands here.") : null,
    drawLegend(),
    isPaper ? make("p", { class: "soft" }, "What decides the scenarios without a finding stands in the page itself.") : null,
    make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Scenarios on every configuration" },
      make("table", { class: "map" },
        make("caption", { class: "unseen" }, "Scenarios on every configuration"),
        make("thead", {}, make("tr", {},
          ["Scenario", "Shares", "Holds in", "Decided", "Runs", "Findings"].map((title) => make("th", { scope: "col" }, title)))),
        decided.map((each) => drawDecided(each, report, isPaper)))),
  ];
};

const openDecided = (place) => {
  const body = document.getElementById(`decided-${place}`);
  if (!body) return;
  body.unfold();
  body.scrollIntoView({ block: "start" });
  body.querySelector("button").focus({ preventScroll: true });
};

// Beside a single scenario, and at the top of all.
const drawEverywhere = (place, report) => {
  const decided = report.configurations?.decided.find((each) => each.scenario === place);
  if (!decided) return [];
  const missing = decided.not_decided ? `; ${decided.not_decided} not decided` : "";
  return [
    make("p", {}, "On every configuration: holds in ", make("b", {}, decided.holds), `, decided by ${inRuns(decided)}${missing}. `,
      link(toDecided(decided), decided.open ? `${plural(decided.open, "open finding")}: what decides` : "What decides")),
    drawShares(decided),
  ];
};

const drawOpenFindings = (configurations) =>
  configurations
    ? make("p", {}, "On every configuration: ", plural(configurations.decided.length, "scenario"), ", ",
        configurations.open ? make("span", { class: "hole" }, plural(configurations.open, "open finding")) : "no open finding",
        ". ", link("configurations", "Where they hold"))
    : null;
