// The pictures on the buttons: plain strokes on a 24 by 24 grid, drawn for this project.

const ICONS = {
  accept: "M5 13l4 4L19 7",
  decline: "M6 6l12 12M18 6L6 18",
  dial: "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
  answer: "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
  release: "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
  hold: "M9 6v12M15 6v12",
  retrieve: "M8 5l11 7-11 7z",
  transfer: "M4 12h15M13 6l6 6-6 6",
  consult: "M4 8h13l-4-4M20 16H7l4 4",
  done: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6",
  reschedule: "M5 6h14v14H5zM5 10h14M9 3v5M15 3v5",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
  muted: "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4M3 3l18 18",
  run: "M8 5l11 7-11 7z",
  pause: "M9 6v12M15 6v12",
  step: "M7 5l8 7-8 7zM18 5v14",
  jump: "M4 5l7 7-7 7zM12 5l7 7-7 7zM21 5v14",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-5 4-7 8-7s8 2 8 7",
  back: "M15 5l-7 7 7 7",
  on: "M9 5l7 7-7 7",
};

/** Describe the icon of this name; it says nothing to screen readers. */
function icon(name) {
  return node(
    "svg",
    { class: `cbd-icon cbd-icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", key: `icon ${name}` },
    node("path", { d: ICONS[name] }),
  );
}
