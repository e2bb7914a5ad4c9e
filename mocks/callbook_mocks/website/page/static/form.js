// The page works without this script. With it, the browser's zone is chosen, times are told in words before they
// are sent, and a form is sent once. The time is the website's own, which stands in the form: a test's clock is not ours.
"use strict";

const DAY = 24 * 60 * 60 * 1000;
const home = Intl.DateTimeFormat().resolvedOptions().timeZone;

// What the clocks of a zone show at an instant, as milliseconds: comparable, no instant itself.
const shownAt = (instant, zone) => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", calendar: "gregory", numberingSystem: "latn",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
};

// The instants at which the clocks of a zone show this: none in a gap, two in the hour that comes twice.
const instantsOf = (shown, zone) => {
  const offsets = new Set([shown - DAY, shown + DAY].map((near) => shownAt(near, zone) - near));
  return [...offsets].map((offset) => shown - offset).filter((at) => shownAt(at, zone) === shown).sort((a, b) => a - b);
};

const inWords = (instant, zone, more = {}) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", weekday: "long", day: "numeric", month: "long", year: "numeric",
    hour: "2-digit", minute: "2-digit", ...more,
  }).format(instant).replace("GMT", "UTC");

const isKnown = (zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en-GB", { timeZone: zone })) && zone !== "";
  } catch {
    return false;
  }
};

const elsewhere = (instant, zone) =>
  !home || shownAt(instant, zone) === shownAt(instant, home) ? "" : `That is ${inWords(instant, home)} in the time zone of this device (${home}).`;

const chooseZone = (select) => {
  if (select.value || !home) return;
  if (![...select.options].some((option) => option.value === home)) select.options[0].after(new Option(home, home));
  select.value = home;
};

const limit = (day, clock, zone, form) => {
  const [first, last] = [form.dataset.now, form.dataset.latest].map((at) => new Date(shownAt(Date.parse(at), zone)).toISOString());
  day.min = first.slice(0, 10);
  day.max = last.slice(0, 10);
  clock.min = day.value === day.min ? first.slice(11, 16) : "";
};

const follow = (form) => {
  const field = (name) => form.elements[name];
  const [zone, day, clock, which] = ["time_zone", "wished_date", "wished_clock", "wished_occurrence"].map(field);
  const preview = document.getElementById("wished_preview");
  const limited = [[day, clock], [field("latest_date"), field("latest_clock")]].filter(([date]) => date);

  const tell = (text, warning = false) => {
    if (preview.textContent !== text) preview.textContent = text;
    preview.classList.toggle("is-warning", warning);
  };

  const tellMoment = (instant, twice) => {
    const moment = `${inWords(instant, zone.value, twice ? { timeZoneName: "shortOffset" } : {})} in ${zone.value}`;
    const now = Date.parse(form.dataset.now);
    if (instant < now - (now % 60000)) tell(`${moment} is past: it is ${inWords(now, zone.value)} there. Choose a later time.`, true);
    else tell([`${moment}.`, elsewhere(instant, zone.value)].filter(Boolean).join(" "));
  };

  const look = () => {
    const usable = isKnown(zone.value);
    if (usable) limited.forEach(([date, time]) => limit(date, time, zone.value, form));
    const shown = usable ? Date.parse(`${day.value}T${clock.value}Z`) : NaN;
    const instants = Number.isNaN(shown) ? [] : instantsOf(shown, zone.value);
    which.parentElement.hidden = instants.length < 2;
    if (instants.length < 2) which.value = "first";
    if (Number.isNaN(shown)) tell("");
    else if (instants.length) tellMoment(instants[which.value === "second" ? 1 : 0], instants.length > 1);
    else tell(`The clocks in ${zone.value} are put forward then: ${clock.value} does not exist on that day. Choose another time.`, true);
  };

  chooseZone(zone);
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  look();
};

// A form that is on its way is not sent a second time; one that comes back from the browser's memory can be sent again.
const sendOnce = (form) => {
  const button = form.querySelector("button[type=submit]");
  const words = button.textContent;
  let sent = false;
  const mark = (now) => {
    sent = now;
    button.setAttribute("aria-disabled", String(now));
    button.textContent = now ? button.dataset.busy : words;
  };
  form.addEventListener("submit", (event) => (sent ? event.preventDefault() : mark(true)));
  window.addEventListener("pageshow", (event) => event.persisted && mark(false));
};

const tellElsewhere = (time) => {
  const words = isKnown(time.dataset.zone) ? elsewhere(Date.parse(time.dateTime), time.dataset.zone) : "";
  if (!words) return;
  const note = document.createElement("p");
  note.className = "soft elsewhere";
  note.textContent = words;
  time.closest("dd").append(note);
};

document.querySelectorAll("form[data-now]").forEach(follow);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
document.querySelectorAll("time[data-zone]").forEach(tellElsewhere);
document.querySelector("[autofocus]")?.focus();
