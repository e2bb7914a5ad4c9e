// One scenario: its steps, what happened, what it left behind.
const STATUSES = ["passed", "failed", "skipped", "pending", "undefined", "ambiguous", "unknown", "not run"];
const KEYWORDLESS = { "set-up": "Set-up", "clean-up": "Clean-up" };

const argumentOf = (argument) => {
  if (!argument) return null;
  if (typeof argument === "string") return make("pre", { class: "doc" }, argument);
  return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Data table of the step" },
    make("table", { class: "data" }, make("tbody", {},
      argument.map((cells) => make("tr", {}, cells.map((cell) => make("td", {}, cell)))))));
};

const sizeOf = (bytes) => (bytes < 1000 ? plural(bytes, "byte") : `${+(bytes / 1000).toPrecision(3)} kB`);

// A picture is no part of the page, whatever stands in it; a file is saved, and not opened.
const ATTACHED = {
  text: ({ body, name }) => make("pre", { tabindex: "0", "aria-label": name }, body),
  picture: ({ body, name, mediaType }) => make("img", { src: `data:${mediaType};base64,${body}`, alt: name }),
  file: ({ body, name }) => make("a", { href: `data:application/octet-stream;base64,${body}`, download: name }, "Save"),
};

const drawAttached = ([kind, name, mediaType, size, body]) =>
  make("figure", { class: "attached" },
    make("figcaption", {}, name, make("span", { class: "soft" }, ` ${sizeOf(size)}`)),
    ATTACHED[kind]({ name, mediaType, body }));

const drawStep = ([keyword, text, status, milliseconds, message, argument, attached], texts) => {
  const words = texts[text];
  const name = texts[keyword]
    ? [make("b", {}, texts[keyword]), " ", words]
    : [make("b", {}, KEYWORDLESS[words] ?? words)];
  return make("li", { class: `step is-${STATUSES[status].replace(" ", "-")}` },
    make("div", { class: "said" },
      badge(STATUSES[status]),
      make("span", { class: "words" }, name),
      milliseconds ? make("span", { class: "lasted" }, lasting(milliseconds)) : null),
    argumentOf(argument),
    message ? make("pre", { class: "message", tabindex: "0" }, message) : null,
    attached.map(drawAttached));
};

const section = (title, ...children) => make("section", {}, make("h3", {}, title), children);

const drawStates = ({ states }, texts) =>
  table("State before and after", ["What", "Of", "Before", "After"],
    states.map(([machine, subject, first, last]) =>
      row(texts[machine], texts[subject], texts[first] || "\u2014", make("b", {}, texts[last] || "\u2014"))));

const drawTimers = ({ at, timers }, texts) =>
  table("Timers", ["Timer", "Set at (UTC)", "Ran out at"],
    timers.map(([name, set, ranOut]) => row(texts[name], dayAndTime(at + set), dayAndTime(at + ranOut))));

const drawRefusals = ({ at, refusals }, texts) =>
  table("Refusals", ["At (UTC)", "Who", "What", "Why not"],
    refusals.map(([when, who, what, why]) => row(timeOfDay(at + when), texts[who], texts[what], texts[why])));

const drawEvents = (events, texts) => {
  if (!events) return [];
  return [
    section("Ladder", make("p", { class: "soft" },
      `Begins at ${dayAndTime(events.at)} UTC by the virtual clock. Full lines are Open Media, dashed ones T-Library${
        events.rungs.some((rung) => texts[rung[4]].startsWith("SIP")) ? ", dotted ones SIP" : ""}.`),
      drawLadder(events, texts)),
    events.states.length ? section("State before and after", drawStates(events, texts)) : null,
    events.timers.length ? section("Timers", drawTimers(events, texts)) : null,
    events.refusals.length ? section("Refusals", drawRefusals(events, texts)) : null,
  ];
};

const drawScenario = (scenario, report) => {
  const feature = report.features[scenario.feature];
  const clause = (id) => {
    const { text, basis } = report.clauses.find((each) => each.id === id);
    return make("li", {}, clauseLink(id), " ", text, " ", basis.map(basisBadge));
  };
  const others = scenario.tags.filter((tag) => !scenario.clauses.includes(tag));
  const place = report.scenarios.indexOf(scenario);
  const [earlier, later] = [report.scenarios[place - 1], report.scenarios[place + 1]];
  return [
    make("p", { class: "crumbs" }, link("scenarios", "Scenarios"), ` \u203a ${feature.name}`,
      scenario.rule ? ` \u203a ${scenario.rule}` : ""),
    make("h2", { tabindex: "-1" }, scenario.name),
    make("p", { class: "facts" }, badge(scenario.outcome), make("code", {}, scenario.id),
      others.map((tag) => make("span", { class: "tag" }, `@${tag}`))),
    drawEverywhere(place, report),
    scenario.clauses.length ? make("ul", { class: "clauses", "aria-label": "Clauses" }, scenario.clauses.map(clause)) : null,
    section("Steps", make("ol", { class: "steps" }, scenario.steps.map((step) => drawStep(step, report.texts)))),
    drawEvents(scenario.happened, report.texts),
    scenario.trace
      ? section("Recording", make("p", {}, "In the folder of the run: ", make("code", {}, scenario.trace)))
      : null,
    make("p", { class: "further" },
      earlier ? link(toScenario(earlier.id), "\u2190 previous scenario", { rel: "prev" }) : "",
      later ? link(toScenario(later.id), "next scenario \u2192", { rel: "next" }) : ""),
  ];
};
