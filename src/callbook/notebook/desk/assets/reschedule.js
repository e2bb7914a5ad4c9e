// The reschedule dialog: a calendar for the keyboard and the mouse, a time, a time zone, perhaps a new number.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

let asked = 0;

/** Open the dialog; `dialog.deskAttributes.data` holds what can be chosen, who asks, and how to send it. */
function openReschedule(dialog) {
  const { start } = dialog.deskAttributes.data;
  dialog.draft = { date: start.date, time: start.time, zone: start.zone, other: false, phone_number: "", ask: 0, trouble: "" };
  dialog.deskRefresh = () => hearAnswer(dialog);
  drawReschedule(dialog);
  dialog.showModal();
  dialog.querySelector("[aria-selected=true]")?.focus();
}

function hearAnswer(dialog) {
  const { answer } = dialog.deskAttributes.data;
  const { draft } = dialog;
  if (!dialog.open || !draft.ask || answer?.ask !== draft.ask) return;
  draft.ask = 0;
  draft.trouble = answer.text;
  if (answer.text) drawReschedule(dialog);
  else dialog.close();
}

function drawReschedule(dialog) {
  const { start, name, uid, newNumber } = dialog.deskAttributes.data;
  const { draft } = dialog;
  const redraw = (changes) => {
    Object.assign(draft, changes);
    drawReschedule(dialog);
  };
  const typed = (field) => (event) => {
    draft[field] = event.target.value;
  };
  patch(dialog, [
    node("h3", { id: `${uid}-title` }, "Reschedule the callback"),
    node("p", { class: "cbd-soft" }, `When shall ${name} be called? The new time counts once the callback is marked done.`),
    calendar(draft, today(start, draft.zone), redraw, dialog),
    node("div", { class: "cbd-fields" },
      field("Time", `${uid}-time`, node("input", { id: `${uid}-time`, type: "time", value: start.time, class: "cbd-time", on: { input: typed("time") } })),
      field("Time zone", `${uid}-zone`,
        node("select", { id: `${uid}-zone`, class: "cbd-zone", value: start.zone, on: { change: (event) => redraw({ zone: event.target.value }) } },
          start.zones.map((zone) => node("option", { key: zone.name, value: zone.name }, zone.name === start.zone ? `${zone.name} (contact)` : zone.name)))),
    ),
    node("label", { class: "cbd-check", "data-reason": newNumber },
      node("input", { type: "checkbox", class: "cbd-other", "aria-disabled": newNumber ? "true" : null, "aria-describedby": newNumber ? `${uid}-why` : null, checked: draft.other,
        on: { click: (event) => (newNumber ? event.preventDefault() : redraw({ other: event.target.checked })) } }),
      ` Call another number than ${start.phone_number}`),
    newNumber ? node("span", { key: "why", id: `${uid}-why`, class: "cbd-unseen" }, newNumber) : null,
    draft.other ? field("New number, with the country code", `${uid}-number`, node("input", { id: `${uid}-number`, type: "tel", class: "cbd-number", placeholder: "+44 20 7946 0000", on: { input: typed("phone_number") } })) : null,
    node("p", { class: "cbd-trouble", role: "alert" }, draft.trouble),
    node("div", { class: "cbd-row cbd-end" },
      node("button", { type: "button", class: "cbd-button", key: "cancel", on: { click: () => dialog.close() } }, "Cancel"),
      node("button", { type: "button", class: "cbd-button cbd-primary", key: "go", on: { click: () => sendReschedule(dialog) } }, icon("reschedule"), "Reschedule")),
  ]);
}

function sendReschedule(dialog) {
  const { draft } = dialog;
  draft.ask = ++asked;
  const details = { date: draft.date, time: draft.time, zone: draft.zone };
  if (draft.other) details.phone_number = draft.phone_number;
  dialog.deskAttributes.data.perform("reschedule", details, draft.ask);
}

function today(start, zone) {
  return start.zones.find((each) => each.name === zone).today;
}

function calendar(draft, earliest, redraw, dialog) {
  const [year, month] = draft.date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1, 1));
  const lead = (first.getUTCDay() + 6) % 7;
  const weeks = Math.ceil((lead + new Date(Date.UTC(year, month, 0)).getUTCDate()) / 7);
  const choose = (date) => {
    if (date < earliest) date = earliest;
    redraw({ date });
    dialog.querySelector("[aria-selected=true]").focus();
  };
  const turn = (months) => {
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    const day = Math.min(Number(draft.date.slice(8)), last);
    const date = iso(new Date(Date.UTC(year, month - 1 + months, day)));
    return date < earliest ? earliest : date;
  };
  const keys = (event) => {
    const days = STEPS[event.key];
    const date = days ? moved(draft.date, days) : event.key === "PageUp" ? turn(-1) : event.key === "PageDown" ? turn(1) : null;
    if (date === null) return;
    event.preventDefault();
    choose(date);
  };
  return node("div", { class: "cbd-calendar", key: "calendar" },
    node("div", { class: "cbd-row cbd-month" },
      node("button", { type: "button", class: "cbd-button cbd-round", "aria-label": "Previous month", on: { click: () => redraw({ date: turn(-1) }) } }, icon("back")),
      node("strong", { "aria-live": "polite" }, `${MONTHS[month - 1]} ${year}`),
      node("button", { type: "button", class: "cbd-button cbd-round", "aria-label": "Next month", on: { click: () => redraw({ date: turn(1) }) } }, icon("on"))),
    node("table", { role: "grid", "aria-label": `${MONTHS[month - 1]} ${year}`, on: { keydown: keys } },
      node("thead", {}, node("tr", {}, DAYS.map((day) => node("th", { scope: "col", abbr: day, key: day }, day.slice(0, 2))))),
      node("tbody", {}, Array.from({ length: weeks }, (_, week) =>
        node("tr", { key: week }, DAYS.map((name, place) => {
          const date = moved(iso(first), week * 7 + place - lead);
          return dayCell(date, name, { month, earliest, chosen: draft.date, choose });
        }))))));
}

function dayCell(date, name, { month, earliest, chosen, choose }) {
  const [year, itsMonth, day] = date.split("-").map(Number);
  if (itsMonth !== month) return node("td", { key: date });
  const past = date < earliest;
  return node("td", {
    key: date, role: "gridcell", tabindex: date === chosen ? "0" : "-1", "data-date": date, class: "cbd-day",
    "aria-selected": String(date === chosen), "aria-disabled": past ? "true" : null, "aria-current": date === earliest ? "date" : null,
    "aria-label": `${name} ${day} ${MONTHS[month - 1]} ${year}`,
    on: { click: () => past || choose(date) },
  }, String(day));
}

function moved(date, days) {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return iso(moment);
}

function iso(moment) {
  return moment.toISOString().slice(0, 10);
}

function field(label, id, control) {
  return node("div", { class: "cbd-field", key: id }, node("label", { for: id }, label), control);
}
