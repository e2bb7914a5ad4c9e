// What is printed: all parts one after another, everything unfolded; of a single scenario, the scenario as it is shown.
// A page of paper has no links and no filters. Ladders stand in the page itself: hundreds of them nobody reads on paper.
const printed = (report) =>
  report.sections.map(([name, title]) => {
    const drawn = [DRAWINGS[name](report[name], report, { part: "print" })].flat(3).filter(Boolean);
    const part = make("section", { class: `part part-${name}` }, make("h2", {}, title), drawn);
    for (const each of part.querySelectorAll("form, [role=status]")) each.remove();
    for (const details of part.querySelectorAll("details")) {
      details.unfold();
      details.open = true;
    }
    return part;
  });

const printing = (report, main) => {
  let shown = null;
  addEventListener("beforeprint", () => {
    if (location.hash.startsWith("#at=") || shown) return;
    shown = [...main.childNodes];
    main.replaceChildren(...printed(report));
  });
  addEventListener("afterprint", () => {
    if (shown) main.replaceChildren(...shown);
    shown = null;
  });
};
