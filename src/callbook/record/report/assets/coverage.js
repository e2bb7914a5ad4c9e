// The coverage: which scenarios have seen each privilege and each option, and how.
const seenCell = (row, place, what) => {
  if (!(what in row.seen)) return make("span", { class: "unseen" }, "does not apply");
  const count = row.seen[what].length;
  if (!count) return make("span", { class: "hole" }, make("span", { "aria-hidden": "true" }, "\u25cb "), "hole");
  const words = [String(count), make("span", { class: "word" }, count === 1 ? " scenario" : " scenarios")];
  return link(toSeen(place, what), words, { class: "filled", "aria-label": `${row.name}, ${what}: ${plural(count, "scenario")}` });
};

const matrix = (title, first, coverage, kind) => {
  const rows = coverage.filter((each) => each.kind === kind);
  const columns = [...new Set(rows.flatMap((each) => Object.keys(each.seen)))];
  const holes = rows.flatMap((each) => Object.values(each.seen)).filter((its) => !its.length).length;
  return section(title,
    make("p", {}, holes ? `${plural(holes, "hole")} in ${plural(rows.length, "row")}.` : `No holes in ${plural(rows.length, "row")}.`),
    table(title, [first, "Clause", ...columns, "Assumed"],
      rows.map((each) =>
        row(each.name, clauseLink(each.clause), ...columns.map((what) => seenCell(each, coverage.indexOf(each), what)),
          each.assumed.length ? make("span", { class: "basis assumed" }, each.assumed.join(", ")) : "")),
      { class: "matrix" }));
};

DRAWINGS.coverage = (coverage, report) => {
  if (!report.ran) {
    return [make("p", {}, "This report is of the specification alone: nothing was run, so nothing was seen.")];
  }
  return [
    make("p", { class: "soft" }, "How many scenarios that passed, and carry the clause, have seen the privilege granted or "
      + "withheld, and the option at its default, at another valid value, at an invalid one, or overridden by a strategy."),
    matrix("Privileges", "Privilege", coverage, "privilege"),
    matrix("Options", "Option", coverage, "option"),
  ];
};

