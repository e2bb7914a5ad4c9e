// What whoever signs off reads first: what failed, with its account; what has changed since an earlier report.
const drawRed = (scenario, report) => {
  const feature = report.features[scenario.feature];
  const [keyword, text, , , message] = scenario.steps.find(([, , , , said]) => said) ?? [];
  return make("li", { class: "red" },
    make("p", { class: "said" }, badge(scenario.outcome), link(toScenario(scenario.id), scenario.name, { class: "words" })),
    make("p", { class: "soft" }, [feature.name, scenario.rule].filter(Boolean).join(" \u203a ")),
    scenario.clauses.length ? make("p", { class: "chips" }, scenario.clauses.map(clauseLink)) : null,
    message
      ? [text === undefined ? null : make("p", {}, make("b", {}, report.texts[keyword]), " ", report.texts[text]),
          make("pre", { class: "message", tabindex: "0" }, message)]
      : null);
};

const drawFailures = (red, report) => {
  if (!report.ran) return make("p", {}, "This report is of the specification alone: nothing was run.");
  if (!red.length) return make("p", {}, report.scenarios.length ? "No scenario failed." : "No scenario was run.");
  return section("Failures", make("ol", { class: "reds" }, red.map((place) => drawRed(report.scenarios[place], report))));
};

const drawChange = ({ name, feature, before, now, id }) =>
  row(id ? link(toScenario(id), name) : name, make("code", {}, feature),
    before ? badge(before) : "\u2014", now ? badge(now) : "\u2014");

const drawChanges = ({ since, took, groups, still_red: stillRed }) =>
  section(`Since ${since}`,
    took ? make("p", {}, `How long it took: ${took}.`) : null,
    make("p", {}, groups.length
      ? `${groups.map(([title, changes]) => `${title}: ${changes.length}`).join(", ")}. Still red: ${stillRed}.`
      : `Every scenario ended as it did then. Still red: ${stillRed}.`),
    ...groups.map(([title, changes]) =>
      make("section", {}, make("h4", {}, title), table(title, ["Scenario", "Feature", "Then", "Now"], changes.map(drawChange), { class: "changes" }))));

DRAWINGS.summary = ({ red, changes }, report) => [
  drawRefused(report.refused),
  drawFailures(red, report),
  drawOpenFindings(report.configurations),
  changes ? drawChanges(changes) : null,
];
