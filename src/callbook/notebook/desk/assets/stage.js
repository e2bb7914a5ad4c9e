// Draws the whole session: the clock, the desks side by side, what just happened, and the contacts.

const HABITS = { "answers": "answers", "busy": "is busy", "does not answer": "does not answer", "answering machine": "has an answering machine",
  "rejects the call": "rejects the call", "number does not exist": "has a number that does not exist" };

/** Draw the session's `state` into `root`, or bring what is drawn up to date. */
function drawStage(root, state, send) {
  const content = prepare(root);
  root.deskUid ??= newUid();
  const uid = root.deskUid;
  patch(content, [
    clockNode(state, send),
    notesNode(state.notes),
    state.said ? node("p", { class: "cbd-answer", role: "alert", key: "said" }, state.said) : null,
    node("div", { class: "cbd-desks", key: "desks" }, state.desks.map((picture) => deskNode(picture, { readonly: false, send, uid }))),
    contactsNode(state, send, uid),
  ]);
  refreshReason(root);
}

function clockNode({ clock, muted }, send) {
  const control = (what, more = {}) => () => send({ kind: "clock", do: what, ...more });
  return node("section", { class: "cbd-clock", key: "clock", "aria-label": "Clock" },
    node("div", { class: "cbd-now" },
      node("time", { class: "cbd-time-of-day", role: "timer" }, clock.time),
      node("div", { class: "cbd-when" },
        node("p", { class: "cbd-soft" }, `${clock.date} · ${clock.zone}`),
        node("p", { class: "cbd-next cbd-soft" }, clock.next ? `Next ${clock.next}` : "Nothing is due"))),
    node("div", { class: "cbd-row cbd-controls", role: "group", "aria-label": "Clock controls" },
      node("button", { type: "button", class: "cbd-button cbd-primary cbd-run", "data-clock": "run", "data-runs": String(!clock.paused),
        on: { click: control(clock.paused ? "run" : "pause") } }, icon(clock.paused ? "run" : "pause"), clock.paused ? "Run" : "Pause"),
      node("button", { type: "button", class: "cbd-button", "data-clock": "step", on: { click: control("step") } }, icon("step"), "1 s"),
      node("button", { type: "button", class: "cbd-button", "data-clock": "jump", on: { click: control("jump") } }, icon("jump"), "Next event"),
      node("span", { class: "cbd-joined", role: "group", "aria-label": "Speed" },
        clock.speeds.map((speed) => node("button", { type: "button", key: speed, class: "cbd-button", "data-speed": speed,
          "aria-pressed": String(speed === clock.speed), on: { click: control("speed", { speed }) } }, `×${speed}`))),
      node("button", { type: "button", class: "cbd-button cbd-round", "data-mute": "", "aria-pressed": String(muted),
        "aria-label": muted ? "The bell is muted" : "Mute the bell", on: { click: () => send({ kind: "bell", muted: !muted }) } }, icon(muted ? "muted" : "bell"))));
}

function notesNode(notes) {
  return node("section", { class: "cbd-notes", key: "notes", "aria-label": "What just happened", tabindex: "0" },
    notes.length ? null : node("p", { class: "cbd-soft", key: "none" }, "Nothing yet. Let the clock run, or let a contact schedule a callback."),
    node("ol", { key: "list", "aria-live": "polite", "aria-relevant": "additions" }, notes.map((note) =>
      node("li", { key: note.number },
        node("span", { class: "cbd-at" }, note.at),
        node("span", {}, note.text, note.clause ? node("span", { class: "cbd-clause" }, ` [${note.clause}]`) : null)))));
}

function contactsNode(state, send, uid) {
  const play = (what, more = {}) => send({ kind: "contact", do: what, ...more });
  const value = (name) => document.getElementById(`${uid}-${name}`).value;
  const schedule = (event) => {
    event.preventDefault();
    play("schedule", { name: value("name"), wished_time: value("wished") || "now", behaviour: value("habit") });
    document.getElementById(`${uid}-name`).value = "";
  };
  const habits = () => state.kinds.map((kind) => node("option", { key: kind, value: kind }, HABITS[kind] ?? kind));
  return node("section", { class: "cbd-panel cbd-contacts", key: "contacts", "aria-label": "Contacts" },
    node("div", { class: "cbd-row" },
      node("h3", { class: "cbd-grow" }, "Contacts"),
      node("label", { class: "cbd-check" },
        node("input", { type: "checkbox", checked: state.by_themselves, "data-contacts": "by themselves",
          on: { change: (event) => play("by themselves", { wanted: event.target.checked }) } }), " call in by themselves")),
    node("form", { class: "cbd-row cbd-form", on: { submit: schedule } },
      field("Name", `${uid}-name`, node("input", { id: `${uid}-name`, class: "cbd-contact-name", placeholder: "anybody", maxlength: 100, autocomplete: "off" })),
      field("wants to be called", `${uid}-wished`, node("input", { id: `${uid}-wished`, class: "cbd-wished", value: "now", list: `${uid}-times`, autocomplete: "off" })),
      field("and then", `${uid}-habit`, node("select", { id: `${uid}-habit`, class: "cbd-habit" }, habits())),
      node("datalist", { id: `${uid}-times` }, ["now", "in 10 minutes", "in 2 hours", "tomorrow at 09:30"].map((text) => node("option", { key: text, value: text }))),
      node("button", { type: "submit", class: "cbd-button cbd-primary", "data-contacts": "schedule" }, "Schedule a callback")),
    node("ul", {}, state.contacts.map((contact) => contactNode(contact, play, habits, state.clock.zone))));
}

function contactNode(contact, play, habits, zone) {
  const on = contact.id;
  const silent = contact.talking ? "" : `${contact.name} is not on the phone.`;
  return node("li", { key: on, "data-contact": on },
    node("div", { class: "cbd-grow" },
      node("strong", { class: "cbd-name" }, contact.name),
      node("span", { class: "cbd-soft" }, `${contact.phone_number} · ${contact.where}${contact.due ? ` · due ${read(contact.due, zone)}` : ""}`)),
    node("select", { "aria-label": `When called, ${contact.name}`, value: contact.behaviour,
      on: { change: (event) => play("behave", { on, behaviour: event.target.value }) } }, habits()),
    node("button", { type: "button", key: "hang up", class: "cbd-button", "data-contacts": "hang up", "data-reason": silent || null, "aria-disabled": silent ? "true" : null,
      "aria-describedby": silent ? `${on}-silent` : null, on: { click: () => silent || play("hang up", { on }) } }, "Hangs up"),
    silent ? node("span", { key: "silent", id: `${on}-silent`, class: "cbd-unseen" }, silent) : null,
    node("button", { type: "button", key: "cancel", class: "cbd-button", "data-contacts": "cancel", on: { click: () => play("cancel", { on }) } }, "Cancels"));
}
