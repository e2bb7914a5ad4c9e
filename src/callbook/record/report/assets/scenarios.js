// The scenarios in their tree, and a form that chooses among them.
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
  details.unfold = fill;
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

const nothing = { text: "", status: "", tag: "", clause: "", seen: null };
const asked = { ...nothing };
const words = new Map();

const wordsOf = (scenario, report) => {
  if (!words.has(scenario)) {
    const said = scenario.steps.map(([keyword, text]) => `${report.texts[keyword]} ${report.texts[text]}`);
    const { name, uri } = report.features[scenario.feature];
    words.set(scenario, [scenario.name, scenario.rule, name, uri, ...scenario.tags.map((tag) => `@${tag}`), ...said].join("\n").toLowerCase());
  }
  return words.get(scenario);
};

const fits = (scenario, report) =>
  (!asked.status || scenario.outcome === asked.status)
  && (!asked.tag || scenario.tags.includes(asked.tag))
  && (!asked.clause || scenario.clauses.includes(asked.clause))
  && (!asked.seen || asked.seen.places.has(scenario))
  && asked.text.toLowerCase().split(/\s+/).every((word) => wordsOf(scenario, report).includes(word));

const choice = (name, label, values, show) =>
  make("label", {}, label,
    make("select", { name, onchange: (event) => { asked[name] = event.target.value; show(); } },
      make("option", { value: "" }, "all"),
      values.map((value) => make("option", { value, selected: asked[name] === value }, value))));

const seenIn = (value, report) => {
  const [place, what] = value.split("/");
  const row = report.coverage[place];
  const its = row?.seen[what];
  return its ? { words: `${row.name}: ${what}`, places: new Set(its.map((each) => report.scenarios[each])) } : null;
};

DRAWINGS.scenarios = (scenarios, report, { part, value, render }) => {
  if (part === "print") return drawTree(scenarios, report, true);
  if (part === "seen") Object.assign(asked, nothing, { seen: seenIn(value, report) });
  const found = make("div", {});
  const counted = make("p", { role: "status", class: "found" });
  const show = () => {
    const fitting = scenarios.filter((each) => fits(each, report));
    const all = fitting.length === scenarios.length;
    counted.replaceChildren(all ? `${plural(fitting.length, "scenario")}.` : `${fitting.length} of ${plural(scenarios.length, "scenario")}.`);
    found.replaceChildren(...drawTree(fitting, report, !all && fitting.length <= 60));
  };
  const inOrder = (texts) => [...new Set(texts)].sort();
  const used = new Set(scenarios.flatMap((each) => each.clauses));
  const tags = inOrder(scenarios.flatMap((each) => each.tags)).filter((tag) => !used.has(tag));
  const clauses = report.clauses.map((clause) => clause.id).filter((id) => used.has(id));
  const search = make("input", { type: "search", name: "text", value: asked.text, placeholder: "words in names, steps, tags",
    oninput: (event) => { asked.text = event.target.value; show(); } });
  const reset = () => {
    Object.assign(asked, nothing);
    if (location.hash.startsWith("#seen=")) location.hash = "scenarios";
    else render();
  };
  const form = make("form", { role: "search", class: "filter", onsubmit: (event) => event.preventDefault() },
    make("label", { class: "grow" }, "Search", search),
    choice("status", "Status", inOrder(scenarios.map((each) => each.outcome)), show),
    choice("clause", "Clause", clauses, show),
    choice("tag", "Tag", tags, show),
    make("button", { type: "button", onclick: reset }, "Reset"));
  show();
  const seen = asked.seen ? make("p", { class: "seen" }, `Those that have shown ${asked.seen.words}. Reset shows all.`) : null;
  return [drawRefused(report.refused), form, seen, counted, found];
};
