// Draws the player: where it stands in a recording, and how everything stood then. It knows no way but `host.go`.
//
// host: outline {title, count, steps, states, failure, note}; picture() the moment; page() its page of the ladder;
// go(position); drawDesk(root, picture, options).
const drawPlayer = (() => {
  const KEYS = { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last", f: "failure", n: "next", p: "previous" };
  const BUTTONS = [ // the ways, each with the outline of its sign
    ["first", "M3 3v10M13 3 6 8l7 5z", "To the beginning (Home)"], ["previous", "M8 3 2 8l6 5zM14 3 8 8l6 5z", "To the step before (p)"],
    ["back", "M11 3 4 8l7 5z", "One moment back (left arrow)"], ["forward", "M5 3l7 5-7 5z", "One moment on (right arrow)"],
    ["next", "M8 3l6 5-6 5zM2 3l6 5-6 5z", "To the next step (n)"], ["last", "M13 3v10M3 3l7 5-7 5z", "To the end (End)"],
  ];
  const MARGIN = 1;
  const SVG = "http://www.w3.org/2000/svg";

  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function sign(outlined) {
    const svg = mark("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
    svg.append(mark("path", { d: outlined, fill: "currentColor", stroke: "currentColor", "stroke-width": 1.5, "stroke-linejoin": "round" }));
    return svg;
  }

  function build(root, host) {
    const { outline } = host;
    const parts = skeleton(outline);
    const ways = () => waysFrom(outline, host.picture());
    const take = (way) => { const to = ways()[way]; if (to) host.go(to); };
    for (const [way, button] of Object.entries(parts.buttons)) button.addEventListener("click", () => take(way));
    parts.slider.addEventListener("input", () => host.go(Number(parts.slider.value)));
    parts.steps.addEventListener("change", () => parts.steps.value && host.go(Number(parts.steps.value)));
    parts.states.addEventListener("change", () => {
      if (parts.states.value !== "") host.go(nextPlace(outline.states[Number(parts.states.value)].positions, host.picture().position));
      parts.states.value = "";
    });
    parts.player.addEventListener("keydown", (event) => {
      const way = KEYS[event.key];
      const typing = event.target.matches("select, input");
      if (!way || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      take(way);
    });
    root.replaceChildren(parts.player);
    let shownPage = null;
    return function draw() {
      const picture = host.picture();
      tell(parts, outline, picture, ways());
      const page = host.page();
      if (page.number === picture.page && page.svg !== shownPage) {
        parts.ladder.replaceChildren(ladder(page.svg));
        shownPage = page.svg;
      }
      showUpTo(parts.ladder, picture.entry);
      drawDesks(parts.desks, picture.desks, host.drawDesk);
    };
  }

  function waysFrom(outline, { position, next, previous }) {
    return {
      first: position > 1 ? 1 : null, back: position > 1 ? position - 1 : null, previous,
      forward: position < outline.count ? position + 1 : null, last: position < outline.count ? outline.count : null, next,
      failure: outline.failure,
    };
  }

  function nextPlace(positions, position) {
    return positions.find((place) => place > position) ?? positions[0];
  }

  function skeleton(outline) {
    const buttons = Object.fromEntries(BUTTONS.map(([way, outlined, words]) =>
      [way, make("button", { type: "button", title: words, "aria-label": words, "data-way": way }, sign(outlined))]));
    buttons.failure = make("button", { type: "button", title: "To the step that failed (f)", "data-way": "failure", class: "failure" }, "✗ failure");
    buttons.failure.hidden = !outline.failure;
    const slider = make("input", { type: "range", min: Math.min(1, outline.count), max: outline.count, step: 1, "aria-label": "Moment" });
    const steps = choice("Step …", outline.steps.map(({ position, text }) => [position, text]), "Go to a step");
    const states = choice("State …", outline.states.map(({ name }, index) => [index, name]), "Go to the next time this state is entered");
    const where = make("span", { class: "where" });
    const sentence = make("p", { class: "sentence", "aria-live": "polite" });
    const step = make("p", { class: "step" });
    const parts = {
      buttons, slider, steps, states, where, sentence, step,
      ladder: make("div", { class: "ladder", tabindex: "0", "aria-label": "Ladder so far" }),
      desks: make("div", { class: "desks" }),
      facts: make("div", { class: "facts" }),
      offers: make("div", { class: "offers" }),
    };
    const note = outline.note ? [make("p", { class: "note" }, outline.note)] : [];
    parts.player = make("section", { class: "callbook-player", tabindex: "0", role: "group", "aria-label": `Player: ${outline.title}`, "data-lm-suppress-shortcuts": "true" },
      make("header", {}, make("strong", {}, outline.title), where), ...note,
      make("div", { class: "controls" }, ...BUTTONS.map(([way]) => buttons[way]), buttons.failure, steps, states),
      slider, step, sentence,
      make("div", { class: "stage" }, make("div", { class: "side" }, parts.ladder, parts.facts), parts.desks), parts.offers);
    return parts;
  }

  function choice(title, options, label) {
    const list = make("select", { "aria-label": label, title: label }, make("option", { value: "" }, title),
      ...options.map(([value, words]) => make("option", { value }, words)));
    list.hidden = !options.length;
    return list;
  }

  function tell(parts, outline, picture, ways) {
    for (const [way, button] of Object.entries(parts.buttons)) button.disabled = !ways[way];
    parts.slider.value = picture.position;
    parts.slider.setAttribute("aria-valuetext", picture.sentence);
    parts.where.textContent = `moment ${picture.position} of ${outline.count}${picture.day ? ` · ${picture.day}` : ""}`;
    parts.step.textContent = picture.sentence.endsWith(picture.step) ? "" : picture.step; // said once is enough
    parts.sentence.textContent = picture.sentence;
    const at = outline.steps.filter(({ position }) => position <= picture.position).at(-1);
    parts.steps.value = at ? String(at.position) : "";
    parts.facts.replaceChildren(
      list("Where callbacks are", picture.places, "nowhere: there is none"),
      list("Timers", picture.timers, "none runs"),
      list("Because of", picture.causes, "it came from outside"));
    parts.offers.replaceChildren(...picture.desks.filter((desk) => desk.offers).map(why));
  }

  function list(title, items, nothing) {
    const lines = items.length ? items.map((item) => make("li", {}, item)) : [make("li", { class: "soft" }, nothing)];
    return make("div", {}, make("h5", {}, title), make("ul", {}, ...lines));
  }

  function why({ screen, offers }) {
    const rows = Object.entries(offers).flatMap(([window, actions]) => Object.entries(actions).map(([action, reason]) =>
      make("tr", { class: reason ? "refused" : "offered" }, make("td", {}, window || "desk"), make("td", {}, action), make("td", {}, reason || "offered"))));
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...["where", "action", "why"].map((word) => make("th", {}, word)))), make("tbody", {}, ...rows));
    const open = why.open.has(screen.agent);
    const details = make("details", open ? { open: "" } : {}, make("summary", {}, `What ${screen.agent} may do now, and why not`), table);
    details.addEventListener("toggle", () => why.open[details.open ? "add" : "delete"](screen.agent));
    return details;
  }
  why.open = new Set();

  function ladder(text) {
    return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  }

  /** Mark the rung of `entry`, and cut the ladder off below it. */
  function showUpTo(box, entry) {
    const svg = box.querySelector("svg");
    const here = svg?.querySelector(`[data-entry="${Number(entry)}"]`);
    svg?.querySelectorAll(".callbook-here").forEach((mark) => mark.remove());
    if (!here) return;
    const { y, height } = here.getBBox();
    const [left, top, width] = svg.getAttribute("viewBox").split(" ").map(Number);
    if (!height) return;
    here.querySelector("title").after(mark("rect", { class: "cb-here callbook-here", x: 1, y: y - 2, width: width - 2, height: height + 4, rx: 3 }));
    here.append(Object.assign(mark("text", { class: "cb-sign callbook-here", x: 6, y: y + Math.min(16, height) }), { textContent: "▶" }));
    svg.setAttribute("viewBox", `${left} ${top} ${width} ${y + height + MARGIN}`);
    box.scrollTop = box.scrollHeight;
  }

  function mark(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function drawDesks(box, pictures, drawDesk) {
    while (box.children.length > pictures.length) box.lastChild.remove();
    while (box.children.length < pictures.length) box.append(make("div"));
    pictures.forEach((picture, index) => drawDesk(box.children[index], picture, { readonly: true, send: () => {} }));
  }

  return build;
})();
