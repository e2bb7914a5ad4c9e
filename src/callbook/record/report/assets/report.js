// The report: unpacks its data, shows what the address asks for.
const unpack = async () => {
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};

// What is shown of a section that is not called by its name.
const WITHIN = { at: "scenarios", seen: "scenarios", clause: "clauses" };
// Within these an address names one of many: that is opened where it stands.
const OPENING = { clause: openClause, configurations: openDecided };

const start = (report) => {
  const nav = document.getElementById("nav");
  const main = document.getElementById("main");
  const titleOfPage = document.title;

  const notFound = (what) => [make("h2", { tabindex: "-1" }, "Not in this report"), make("p", {}, what)];

  const render = () => {
    const [part, value] = location.hash.slice(1).split("=").map(decodeURIComponent);
    const scenario = part === "at" ? report.scenarios.find((each) => each.id === value) : null;
    const [name, title] = report.sections.find(([name]) => name === (WITHIN[part] ?? part)) ?? report.sections[0];
    const drawn = () => [make("h2", { tabindex: "-1" }, title), DRAWINGS[name](report[name], report, { part, value, render })];
    const content = part !== "at" ? drawn() : scenario ? drawScenario(scenario, report) : notFound(value);
    nav.replaceChildren(make("ul", {}, report.sections.map(([to, words]) =>
      make("li", {}, link(to, words, { "aria-current": to === name ? "page" : null })))));
    main.replaceChildren(...content.flat(3).filter(Boolean));
    const heading = main.querySelector("h2");
    document.title = `${heading.textContent} \u2013 ${titleOfPage}`;
    return { part, value, heading };
  };

  addEventListener("hashchange", () => {
    const { part, value, heading } = render();
    if (value && OPENING[part]) OPENING[part](value);
    else {
      scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
  });
  const { part, value } = render();
  if (value) OPENING[part]?.(value);
  printing(report, main);
};

unpack().then(start);
