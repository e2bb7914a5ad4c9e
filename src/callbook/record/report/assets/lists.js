// The lists: scenarios in their tree, the coverage, the clauses.
const worstOf = (scenarios) =>
  ["error", "failed", "skipped", "not run", "passed"].find((outcome) => scenarios.some((each) => each.outcome === outcome));

const listItem = (scenario) =>
  make("li", {}, badge(scenario.outcome), link(toScenario(scenario.id), scenario.name),
    scenario.clauses.length ? make("span", { class: "chips" }, scenario.clauses.map(clauseLink)) : null);

const byRule = (scenarios) => {
  const rules = new Map();
  for (const scenario of scenarios) rules.set(scenario.rule, [...(rules.get(scenario.rule) ?? []), scenario]);
  return [...rules].map(([rule, of]) => [
    rule ? make("h4", {}, rule) : null,
    make("ul", { class: "scenarios" }, of.map(listItem)),
  ]);
};

const drawFeature = (feature, scenarios, open) => {
  const worst = worstOf(scenarios);
  const passed = scenarios.filter((each) => each.outcome === "passed").length;
  const count = worst === "not run" ? plural(scenarios.length, "scenario") : `${passed} of ${scenarios.length} passed`;
  const inside = () => [feature.description ? make("p", { class: "soft" }, feature.description) : null, byRule(scenarios)];
  const details = make("details", { class: "feature", open },
    make("summary", {}, make("h3", {}, feature.name), badge(worst), make("span", { class: "count" }, count)));
  const fill = () => {
    if (details.childElementCount === 1) details.append(...inside().flat(3).filter(Boolean));
  };
  if (open) fill();
  details.addEventListener("toggle", fill);
  return details;
};

const drawTree = (scenarios, report, open) => {
  const of = new Map();
  for (const scenario of scenarios) of.set(scenario.feature, [...(of.get(scenario.feature) ?? []), scenario]);
  return [...of].map(([feature, its]) =>
    drawFeature(report.features[feature], its, open || its.some(({ outcome }) => outcome === "failed" || outcome === "error")));
};

const drawRefused = (refused) =>
  refused.length
    ? section("Feature files that could not be run",
        make("ul", {}, refused.map(([uri, why]) =>
          make("li", {}, make("code", {}, uri), make("pre", { class: "message", tabindex: "0" }, why)))))
    : null;

const seenCell = (row, place, what) => {
  if (!(what in row.seen)) return make("span", { class: "unseen" }, "does not apply");
  const count = row.seen[what].length;
  if (!count) return make("span", { class: "hole" }, make("span", { "aria-hidden": "true" }, "\u25cb "), "hole");
  const words = [String(count), make("span", { class: "word" }, count === 1 ? " scenario" : " scenarios")];
  return link(toSeen(place, what), words, { class: "filled", "aria-label": `${row.name}, ${what}: ${plural(count, "scenario")}` });
};

const matrix = (title, first, report, kind) => {
  const rows = report.coverage.filter((each) => each.kind === kind);
  const columns = [...new Set(rows.flatMap((each) => Object.keys(each.seen)))];
  const holes = rows.flatMap((each) => Object.values(each.seen)).filter((its) => !its.length).length;
  return section(title,
    make("p", {}, holes ? `${plural(holes, "hole")} in ${plural(rows.length, "row")}.` : `No holes in ${plural(rows.length, "row")}.`),
    table(title, [first, "Clause", ...columns, "Assumed"],
      rows.map((each) =>
        row(each.name, clauseLink(each.clause), ...columns.map((what) => seenCell(each, report.coverage.indexOf(each), what)),
          each.assumed.length ? make("span", { class: "basis assumed" }, each.assumed.join(", ")) : "")),
      { class: "matrix" }));
};

const drawCoverage = (report) => {
  if (!report.ran) {
    return [make("h2", { tabindex: "-1" }, "Coverage"),
      make("p", {}, "This report is of the specification alone: nothing was run, so nothing was seen.")];
  }
  return [
    make("h2", { tabindex: "-1" }, "Coverage"),
    make("p", { class: "soft" }, "How many scenarios that passed, and carry the clause, have seen the privilege granted or "
      + "withheld, and the option at its default, at another valid value, at an invalid one, or overridden by a strategy."),
    matrix("Privileges", "Privilege", report, "privilege"),
    matrix("Options", "Option", report, "option"),
  ];
};

const drawClause = (clause, report) => {
  const its = report.scenarios.filter((each) => each.clauses.includes(clause.id));
  const passed = its.filter((each) => each.outcome === "passed").length;
  const count = report.ran ? `${passed} of ${plural(its.length, "scenario")} passed` : plural(its.length, "scenario");
  const details = make("details", { class: "clause", id: `clause-${clause.id}` },
    make("summary", {}, make("h3", {}, clause.id), make("span", { class: "text" }, clause.text),
      clause.basis.map(basisBadge),
      its.length ? make("span", { class: "count" }, count) : make("span", { class: "hole" }, "no scenario")));
  details.addEventListener("toggle", () => {
    if (details.childElementCount > 1) return;
    const item = (each) => make("li", {}, badge(each.outcome), link(toScenario(each.id), each.name),
      make("span", { class: "soft" }, report.features[each.feature].name));
    details.append(make("p", { class: "soft" }, `Source: ${clause.sources.join("; ")}.`));
    details.append(its.length ? make("ul", { class: "scenarios" }, its.map(item)) : make("p", {}, "No scenario carries it."));
  });
  return details;
};

const drawClauses = (report) => [
  make("h2", { tabindex: "-1" }, "Clauses"),
  make("p", { class: "soft" }, "What the channel must do. Documented: on the product's Web Callback page; documented elsewhere: "
    + "on another public page; assumed: nowhere public."),
  report.clauses.map((clause) => drawClause(clause, report)),
];
