// Draws one agent's desk from its picture.

const CHANNEL_LOOK = { "Ready": "ready", "Not Ready": "not-ready", "logged off": "off", "out of service": "out" };
const CALL_LOOK = { "connected": "ready", "on hold": "not-ready", "busy": "out", "over": "off", "no call": "off" };
const NO_CALL = ["no call", "over"];

/**
 * Draw a desk into `root`, or bring what is drawn up to date.
 *
 * picture: {screen, offers, ...}. Without `offers` there are no buttons. With `readonly` the buttons do nothing.
 * send: is given what the agent does: {kind: "perform", agent, action, on, details, ask}.
 */
function drawDesk(root, picture, { readonly = false, send = () => {} } = {}) {
  const content = prepare(root);
  root.deskUid ??= newUid();
  patch(content, [deskNode(picture, { readonly, send, uid: root.deskUid })]);
  refreshReason(root);
}

/** Ids on a page must be its only ones, however many desks it shows and however often this module is loaded. */
function newUid() {
  return `cbd${Math.random().toString(36).slice(2, 10)}`;
}

/** Describe a desk. */
function deskNode(picture, { readonly, send, uid }) {
  const { screen } = picture;
  const name = picture.name ?? screen.agent;
  const desk = { picture, screen, readonly, uid: `${uid}-${name.replace(/\W/g, "_")}`,
    perform: (action, on, details = {}, ask = 0) => readonly || send({ kind: "perform", agent: name, action, on, details, ask }) };
  const windows = screen.interactions.filter((shown) => !shown.notification);
  const toasts = screen.interactions.filter((shown) => shown.notification);
  return node("section", { class: "cbd-desk", key: `desk ${name}`, "data-agent": name, "aria-label": `The desk of ${screen.agent}` },
    deskHeader(desk),
    picture.answer?.text ? node("p", { class: "cbd-answer", role: "alert", key: "answer" }, picture.answer.text) : null,
    node("div", { class: "cbd-floor", key: "floor" },
      screen.interactions.length ? null : node("p", { class: "cbd-idle", key: "idle" }, icon("dial"), idleText(screen)),
      windows.map((shown) => windowNode(desk, shown))),
    node("div", { class: "cbd-toasts", key: "toasts" }, toasts.map((shown) => toastNode(desk, shown))));
}

function idleText(screen) {
  return { "Ready": "Waiting for a callback", "Not Ready": "Not Ready: no callback is offered",
    "out of service": "Interaction Server is not available" }[screen.channel] ?? "Not on the channel";
}

/** An action of the desk (`on` empty) or of a window; what is not offered stays there, with the reason. */
function actionButton(desk, action, on, { label = action, look = "", picture = null, go = null, details = () => ({}) } = {}) {
  const reason = desk.picture.offers?.[on]?.[action];
  if (reason === undefined) return [null, null];
  const id = `${desk.uid}-${on}-${action}`.replace(/\W/g, "_");
  const press = () => reason || desk.readonly || (go ? go() : desk.perform(action, on, details()));
  return [
    node("button", { type: "button", key: action, id, class: `cbd-button ${look}`, "data-action": action, "data-reason": reason || null,
      "aria-disabled": reason ? "true" : null, "aria-describedby": reason ? `${id}-why` : null, on: { click: press } },
      picture ? icon(picture) : null, label),
    reason ? node("span", { key: `${action} why`, id: `${id}-why`, class: "cbd-unseen" }, reason) : null,
  ];
}

function deskHeader(desk) {
  const { screen, picture } = desk;
  const reasons = picture.reasons;
  const chosen = () => document.getElementById(`${desk.uid}-reason`)?.value ?? "";
  return node("header", { class: "cbd-head", key: "head" },
    node("span", { class: "cbd-avatar", "aria-hidden": "true" }, [...screen.agent][0]),
    node("div", { class: "cbd-who" },
      node("strong", {}, screen.agent),
      node("span", { class: `cbd-pill cbd-is-${CHANNEL_LOOK[screen.channel] ?? "off"}`, "data-channel": screen.channel },
        screen.reason ? `${screen.channel}: ${reasons?.[screen.reason] ?? screen.reason}` : screen.channel),
      screen.voice_in_service ? null : node("span", { class: "cbd-pill cbd-is-off", key: "voice" }, "no voice")),
    node("div", { class: "cbd-row cbd-login", key: "login" },
      loggedIn(picture) ? null : actionButton(desk, "log in", "", { label: "Log in", look: "cbd-primary" }),
      loggedIn(picture) === false ? null : actionButton(desk, "log out", "", { label: "Log out", look: "cbd-quiet" })),
    picture.offers ? node("div", { class: "cbd-channel", key: "channel", role: "group", "aria-label": "Web Callback channel" },
      node("span", { class: "cbd-soft" }, "Web Callback"),
      actionButton(desk, "go Ready", "", { label: "Ready" }),
      node("span", { class: "cbd-joined" },
        actionButton(desk, "go Not Ready", "", { label: "Not Ready", details: () => (chosen() ? { reason: chosen() } : {}) }),
        reasons ? node("select", { id: `${desk.uid}-reason`, class: "cbd-reason", "aria-label": "Not Ready reason" },
          node("option", { value: "" }, "no reason"),
          Object.entries(reasons).map(([code, text]) => node("option", { key: code, value: code }, text))) : null),
      actionButton(desk, "log on to the channel", "", { label: "Log on" }),
      actionButton(desk, "log off the channel", "", { label: "Log off" })) : null);
}

function loggedIn(picture) {
  return picture.offers ? picture.offers[""]["log in"] !== "" : undefined;
}

function who(shown) {
  return String(shown.case.contact_name ?? shown.phone_number ?? "");
}

function toastNode(desk, shown) {
  const total = desk.picture.countdowns?.[shown.id];
  const counting = shown.state === "counting down";
  return node("article", { class: "cbd-toast", key: `toast ${shown.id}`, "data-interaction": shown.id, "aria-label": `Callback of ${who(shown)}` },
    node("div", { class: "cbd-row" },
      node("span", { class: `cbd-bell ${shown.bell ? "cbd-rings" : ""}`, role: "img", "aria-label": shown.bell ? `The bell rings: ${shown.bell}` : "The bell is silent", title: shown.bell || "silent" }, icon(shown.bell ? "bell" : "muted")),
      node("div", { class: "cbd-grow" },
        node("span", { class: "cbd-soft" }, "Web callback"),
        node("strong", { class: "cbd-name" }, who(shown)),
        node("span", {}, shown.phone_number))),
    shown.case.reason ? node("p", { class: "cbd-why", key: "why" }, String(shown.case.reason)) : null,
    counting ? node("div", { class: "cbd-countdown", key: "countdown" },
      node("span", {}, `Accepted by itself in ${shown.seconds_left} s`),
      total ? node("progress", { max: total, value: shown.seconds_left, "aria-label": "Seconds left" }) : null) : null,
    trouble(shown),
    caseDetails(shown, zoneOf(desk)),
    desk.picture.offers ? node("div", { class: "cbd-row cbd-end", key: "actions" },
      actionButton(desk, "decline", shown.id, { label: "Decline", picture: "decline", look: "cbd-no" }),
      actionButton(desk, "accept", shown.id, { label: "Accept", picture: "accept", look: "cbd-yes" })) : null);
}

function windowNode(desk, shown) {
  const voiceOnly = shown.state === "no callback";
  return node("article", { class: "cbd-window", key: `window ${shown.id}`, "data-interaction": shown.id, "aria-label": `Interaction with ${who(shown)}` },
    node("div", { class: "cbd-row cbd-title" },
      node("strong", { class: "cbd-name" }, who(shown)),
      node("span", { class: "cbd-pill cbd-is-off" }, voiceOnly ? "voice call" : shown.state),
      shown.reschedule ? node("span", { class: "cbd-pill cbd-is-not-ready", key: "rescheduled" }, "rescheduled") : null),
    shown.information ? informationNode(shown.information, zoneOf(desk)) : null,
    callNode(desk, shown, voiceOnly),
    voiceOnly ? null : wrapUpNode(desk, shown),
    trouble(shown),
    caseDetails(shown, zoneOf(desk)));
}

function trouble(shown) {
  return shown.trouble ? node("p", { class: "cbd-trouble", key: "trouble" }, shown.trouble) : null;
}

function caseDetails(shown, zone) {
  const entries = Object.entries(shown.case);
  return node("details", { class: "cbd-case", key: "case" },
    node("summary", {}, `Case data (${entries.length})`),
    node("dl", {}, entries.map(([name, value]) => term(name, read(String(value), zone)))));
}

function term(name, value) {
  return [node("dt", { key: `name ${name}` }, worded(name)), node("dd", { key: `value ${name}` }, String(value) || "–")];
}

function worded(name) {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The zone in which times are shown: the contact centre's, as the agent's clock has it. */
function zoneOf(desk) {
  return desk.picture.zone ?? "UTC";
}

/** An instant as people read it; any other text stays as it is. */
function read(value, zone) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return value;
  const said = new Date(value).toLocaleString("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
  return `${said} (${zone})`;
}

function informationNode(information, zone) {
  const { frame_color: frame, header_foreground_color: header } = information;
  return node("section", { class: "cbd-information", key: "information", "aria-label": "Callback Information",
    style: { "--cbd-frame": colour(frame), "--cbd-header": colour(header) } },
    node("h4", {}, "Callback Information"),
    node("dl", {}, information.fields.map(([name, value]) => term(name, read(String(value), zone)))));
}

function colour({ red, green, blue, alpha }) {
  return `rgb(${Number(red)} ${Number(green)} ${Number(blue)} / ${Number(alpha) / 255})`;
}

function callNode(desk, shown, voiceOnly) {
  const at = shown.id;
  const { targets, offers } = desk.picture;
  const picked = () => ({ target: document.getElementById(`${desk.uid}-${at}-target`)?.value ?? "" });
  const ended = shown.call === "over" && shown.call_result ? `over: ${shown.call_result}` : shown.call;
  return node("section", { class: "cbd-call", key: "call", "aria-label": "Call" },
    node("div", { class: "cbd-row cbd-line" },
      icon("dial"), node("span", { class: "cbd-phone" }, shown.phone_number),
      node("span", { class: `cbd-pill cbd-is-${CALL_LOOK[shown.call] ?? "busy"}`, "data-call": shown.call }, ended),
      NO_CALL.includes(shown.consult) ? null : node("span", { class: "cbd-pill cbd-is-busy", key: "consult" }, `consult: ${shown.consult}`)),
    offers ? node("div", { class: "cbd-row cbd-controls", key: "controls", role: "group", "aria-label": "Call controls" },
      voiceOnly
        ? actionButton(desk, "answer", at, { label: "Answer", picture: "answer", look: "cbd-yes" })
        : actionButton(desk, "dial", at, { label: "Dial", picture: "dial", look: "cbd-yes" }),
      actionButton(desk, "release", at, { label: "Hang up", picture: "release", look: "cbd-no" }),
      actionButton(desk, "hold", at, { label: "Hold", picture: "hold" }),
      actionButton(desk, "retrieve", at, { label: "Retrieve", picture: "retrieve" })) : null,
    offers ? node("div", { class: "cbd-row cbd-controls", key: "transfer", role: "group", "aria-label": "Transfer" },
      targets ? node("select", { id: `${desk.uid}-${at}-target`, class: "cbd-target", "aria-label": "Transfer to" },
        Object.entries(targets).map(([dn, name]) => node("option", { key: dn, value: dn }, `${name} (${dn})`))) : null,
      actionButton(desk, "transfer in one step", at, { label: "Transfer", picture: "transfer", details: picked }),
      actionButton(desk, "start a two-step transfer", at, { label: "Consult", picture: "consult", details: picked }),
      NO_CALL.includes(shown.consult) ? null : [
        actionButton(desk, "complete the transfer", at, { label: "Complete", picture: "accept" }),
        actionButton(desk, "cancel the transfer", at, { label: "Cancel", picture: "decline" })]) : null);
}

function wrapUpNode(desk, shown) {
  const at = shown.id;
  const { picture, uid } = desk;
  const codes = picture.dispositions?.[at] ?? [];
  const start = picture.reschedule?.[at];
  const why = picture.offers?.[at]?.["set the disposition"];
  const agreed = start?.agreed || shown.reschedule;
  const dialogId = `${uid}-${at}-dialog`;
  const choose = (event) => {
    const code = event.target.value;
    event.target.value = shown.disposition;
    if (!why && code) desk.perform("set the disposition", at, { code });
  };
  return node("section", { class: "cbd-wrap-up", key: "wrap-up", "aria-label": "Wrap-up" },
    why === undefined || desk.readonly
      ? node("p", { key: "disposition" }, node("span", { class: "cbd-soft" }, "Disposition: "), shown.disposition || "none")
      : field("Disposition", `${uid}-${at}-disposition`, [
          node("select", { key: "codes", id: `${uid}-${at}-disposition`, class: "cbd-disposition", value: shown.disposition, "data-reason": why || null,
            "aria-disabled": why ? "true" : null, "aria-describedby": why ? `${uid}-${at}-disposition-why` : null,
            on: { change: choose, mousedown: (event) => why && event.preventDefault(), keydown: (event) => why && event.key !== "Tab" && event.preventDefault() } },
            node("option", { value: "" }, "none yet"),
            codes.map((code) => node("option", { key: code, value: code }, code))),
          why ? node("span", { key: "why", id: `${uid}-${at}-disposition-why`, class: "cbd-unseen" }, why) : null]),
    agreed ? node("p", { class: "cbd-agreed", key: "agreed" }, icon("reschedule"), `New time: ${agreed}. It counts once the callback is marked done.`) : null,
    picture.offers ? node("div", { class: "cbd-row cbd-controls", key: "actions" },
      actionButton(desk, "reschedule", at, { label: "Reschedule …", picture: "reschedule", go: () => openReschedule(document.getElementById(dialogId)) }),
      shown.reschedule ? actionButton(desk, "take the reschedule back", at, { label: "Take back" }) : null,
      node("span", { class: "cbd-grow" }),
      actionButton(desk, "mark done", at, { label: shown.reschedule ? "Done: reschedule" : "Mark Done", picture: "done", look: "cbd-primary" })) : null,
    start && !desk.readonly ? node("dialog", { class: "cbd-dialog", key: "dialog", id: dialogId, opaque: true, "aria-labelledby": `${dialogId}-title`,
      data: { start, name: who(shown), uid: dialogId, newNumber: picture.offers?.[at]?.["new number"] || null, answer: picture.answer,
        perform: (action, details, ask) => desk.perform(action, at, details, ask) } }) : null);
}
