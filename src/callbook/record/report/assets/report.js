// The report: unpacks its data, shows what the address asks for.
const unpack = async () => {
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};

const PARTS = [["scenarios", "Scenarios"], ["coverage", "Coverage"], ["clauses", "Clauses"]];

const start = (report) => {
  const nav = document.getElementById("nav");
  const main = document.getElementById("main");
  const title = document.title;
  const nothing = { text: "", status: "", tag: "", clause: "", seen: null };
  const asked = { ...nothing };
  const words = new Map();

  const wordsOf = (scenario) => {
    if (!words.has(scenario)) {
      const said = scenario.steps.map(([keyword, text]) => `${report.texts[keyword]} ${report.texts[text]}`);
      const { name, uri } = report.features[scenario.feature];
      words.set(scenario, [scenario.name, scenario.rule, name, uri, ...scenario.tags.map((tag) => `@${tag}`), ...said].join("\n").toLowerCase());
    }
    return words.get(scenario);
  };

  const fits = (scenario) =>
    (!asked.status || scenario.outcome === asked.status)
    && (!asked.tag || scenario.tags.includes(asked.tag))
    && (!asked.clause || scenario.clauses.includes(asked.clause))
    && (!asked.seen || asked.seen.places.has(scenario))
    && asked.text.toLowerCase().split(/\s+/).every((word) => wordsOf(scenario).includes(word));

  const choice = (name, label, values, show) =>
    make("label", {}, label,
      make("select", { name, onchange: (event) => { asked[name] = event.target.value; show(); } },
        make("option", { value: "" }, "all"),
        values.map((value) => make("option", { value, selected: asked[name] === value }, value))));

  const drawScenarios = () => {
    const found = make("div", {});
    const counted = make("p", { role: "status", class: "found" });
    const show = () => {
      const fitting = report.scenarios.filter(fits);
      const all = fitting.length === report.scenarios.length;
      counted.replaceChildren(all ? `${plural(fitting.length, "scenario")}.` : `${fitting.length} of ${plural(report.scenarios.length, "scenario")}.`);
      found.replaceChildren(...drawTree(fitting, report, !all && fitting.length <= 60));
    };
    const inOrder = (texts) => [...new Set(texts)].sort();
    const used = new Set(report.scenarios.flatMap((each) => each.clauses));
    const tags = inOrder(report.scenarios.flatMap((each) => each.tags)).filter((tag) => !used.has(tag));
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
      choice("status", "Status", inOrder(report.scenarios.map((each) => each.outcome)), show),
      choice("clause", "Clause", clauses, show),
      choice("tag", "Tag", tags, show),
      make("button", { type: "button", onclick: reset }, "Reset"));
    show();
    const seen = asked.seen ? make("p", { class: "seen" }, `Those that have shown ${asked.seen.words}. Reset shows all.`) : null;
    return [make("h2", { tabindex: "-1" }, "Scenarios"), drawRefused(report.refused), form, seen, counted, found];
  };

  const seenIn = (value) => {
    const [place, what] = value.split("/");
    const row = report.coverage[place];
    const its = row?.seen[what];
    return its ? { words: `${row.name}: ${what}`, places: new Set(its.map((each) => report.scenarios[each])) } : null;
  };

  const openClause = (id) => {
    const details = document.getElementById(`clause-${id}`);
    if (!details) return;
    details.open = true;
    details.scrollIntoView({ block: "start" });
    details.querySelector("summary").focus({ preventScroll: true });
  };

  const notFound = (what) => [make("h2", { tabindex: "-1" }, "Not in this report"), make("p", {}, what)];

  const render = () => {
    const [part, value] = location.hash.slice(1).split("=").map(decodeURIComponent);
    let here = part || "scenarios";
    let content;
    if (part === "at") {
      const scenario = report.scenarios.find((each) => each.id === value);
      content = scenario ? drawScenario(scenario, report) : notFound(value);
      here = "scenarios";
    } else if (part === "coverage") content = drawCoverage(report);
    else if (part === "clauses" || part === "clause") {
      content = drawClauses(report);
      here = "clauses";
    } else {
      if (part === "seen") Object.assign(asked, nothing, { seen: seenIn(value) });
      content = drawScenarios();
      here = "scenarios";
    }
    nav.replaceChildren(make("ul", {}, PARTS.map(([to, name]) =>
      make("li", {}, link(to, name, { "aria-current": to === here ? "page" : null })))));
    main.replaceChildren(...content.flat(3).filter(Boolean));
    const heading = main.querySelector("h2");
    document.title = `${heading.textContent} \u2013 ${title}`;
    return { part, value, heading };
  };

  addEventListener("hashchange", () => {
    const { part, value, heading } = render();
    if (part === "clause") openClause(value);
    else {
      scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
  });
  const { part, value } = render();
  if (part === "clause") openClause(value);
};

unpack().then(start);
