// The clauses, each with its sources and its scenarios.
const drawClause = (clause, report) => {
  const its = report.scenarios.filter((each) => each.clauses.includes(clause.id));
  const passed = its.filter((each) => each.outcome === "passed").length;
  const count = report.ran ? `${passed} of ${plural(its.length, "scenario")} passed` : plural(its.length, "scenario");
  const details = make("details", { class: "clause", id: `clause-${clause.id}` },
    make("summary", {}, make("h3", {}, clause.id), make("span", { class: "text" }, clause.text),
      clause.basis.map(basisBadge),
      its.length ? make("span", { class: "count" }, count) : make("span", { class: "hole" }, "no scenario")));
  details.unfold = () => {
    if (details.childElementCount > 1) return;
    const item = (each) => make("li", {}, badge(each.outcome), link(toScenario(each.id), each.name),
      make("span", { class: "soft" }, report.features[each.feature].name));
    details.append(make("p", { class: "soft" }, `Source: ${clause.sources.join("; ")}.`));
    details.append(its.length ? make("ul", { class: "scenarios" }, its.map(item)) : make("p", { class: "alone" }, "No scenario carries it."));
  };
  details.addEventListener("toggle", details.unfold);
  return details;
};

DRAWINGS.clauses = (clauses, report) => [
  make("p", { class: "soft" }, "What the channel must do. Documented: on the product's Web Callback page; documented elsewhere: "
    + "on another public page; assumed: nowhere public."),
  clauses.map((clause) => drawClause(clause, report)),
];

const openClause = (id) => {
  const details = document.getElementById(`clause-${id}`);
  if (!details) return;
  details.open = true;
  details.scrollIntoView({ block: "start" });
  details.querySelector("summary").focus({ preventScroll: true });
};
