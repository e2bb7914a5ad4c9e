// The ladder: a list of what happened, laid over the lifelines of those who talk to each other.
const GLYPHS = {
  action: "\u25b8", refusal: "\u2717", fault: "!", timer: "\u25f7", note: "\u2709", configuration: "\u25c6",
  step: "", failure: "\u2717",
};

const drawLadder = (events, texts) => {
  const rungs = events.rungs.map(([at, sender, receiver, label, kind]) => ({
    at: events.at + at, sender: texts[sender], receiver: texts[receiver], label: texts[label], kind: texts[kind],
  }));
  const lanes = [];
  const ofTelephones = ({ kind }) => kind.startsWith("SIP");
  for (const { sender, receiver } of [...rungs.filter((rung) => !ofTelephones(rung)), ...rungs.filter(ofTelephones)]) {
    if (receiver) for (const who of [sender, receiver]) if (!lanes.includes(who)) lanes.push(who);
  }
  const place = (element, from, to) => {
    element.style.gridColumn = `${from} / ${to}`;
    return element;
  };
  const onLanes = (element) => {
    element.style.gridTemplateColumns = `var(--time) repeat(${Math.max(2 * lanes.length, 2)}, minmax(0, 1fr))`;
    return element;
  };
  // Each lane is two columns wide, its lifeline between them; column 1 holds the time.
  const middle = (lane) => 3 + 2 * lane;
  const lines = lanes.map((_, lane) => place(make("span", { class: "lifeline", "aria-hidden": "true" }), middle(lane), middle(lane)));
  const message = ({ sender, receiver, label, kind }) => {
    const [from, to] = [lanes.indexOf(sender), lanes.indexOf(receiver)];
    const words = [make("span", { class: "unseen" }, `${sender} to ${receiver}: `), label];
    if (from === to) return place(make("span", { class: "rung itself" }, words), middle(from) - 1, middle(from) + 1);
    const way = from < to ? "to-right" : "to-left";
    const wire = kind.startsWith("SIP") ? "sip" : kind.startsWith("T-Library") ? "t-library" : "open-media";
    return place(make("span", { class: `rung arrow ${way} ${wire}` }, words), middle(Math.min(from, to)), middle(Math.max(from, to)));
  };
  const box = ({ sender, label, kind }) => {
    const element = make("span", { class: `rung box ${kind}` },
      GLYPHS[kind] ? make("span", { class: "glyph", "aria-hidden": "true" }, GLYPHS[kind]) : null, label);
    const lane = lanes.indexOf(sender);
    const last = 2 + Math.max(2 * lanes.length, 2);
    if (lane < 0 || kind === "step" || kind === "failure") return place(element, 2, last);
    return place(element, Math.max(2, middle(lane) - 3), Math.min(last, middle(lane) + 3));
  };
  let before = "";
  const drawn = rungs.map((rung) => {
    const time = timeOfDay(rung.at);
    const shown = time === before ? "" : time;
    before = time;
    const item = make("li", { class: rung.kind === "step" ? "begins" : null },
      make("span", { class: "time" }, shown),
      lines.map((line) => line.cloneNode()),
      rung.receiver ? message(rung) : box(rung));
    return onLanes(item);
  });
  const heads = onLanes(make("div", { class: "heads", "aria-hidden": "true" },
    make("span", { class: "time" }, "UTC"),
    lanes.map((name, lane) => place(make("span", { class: "lane" }, name), middle(lane) - 1, middle(lane) + 1))));
  const frame = make("div", { class: "ladder" }, heads, make("ol", {}, drawn));
  frame.style.setProperty("--lanes", String(Math.max(lanes.length, 1)));
  return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Ladder" }, frame);
};
