/* When the claims were published: bars to press, and two lists for the same by keyboard. */

const MOST_BARS = 48;

/** Dates cut to a length at which there are not too many: days, months or years. */
function precision(dates) {
  for (const length of [10, 7, 4]) {
    const cut = dates.map((date) => date.slice(0, length));
    if (length === 4 || (cut.every((date) => date.length === length) && new Set(cut).size <= MOST_BARS))
      return length;
  }
  return 4;
}

const nextPeriod = (period) => {
  const [year, month, day] = period.split("-").map(Number);
  if (day) return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
  if (month) return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
  return String(year + 1);
};

/** All periods from the first to the last, empty ones too, unless they are too many to draw. */
function periodsOf(dates, length) {
  const found = [...new Set(dates.map((date) => date.slice(0, length)))].sort();
  const all = [];
  for (
    let period = found[0];
    period <= found.at(-1) && all.length <= MOST_BARS * 2;
    period = nextPeriod(period)
  )
    all.push(period);
  return all.length && all.length <= MOST_BARS * 2 ? all : found;
}

/** The timeline as an element, or nothing where fewer than two dates are known. */
function timeline() {
  const dates = documents.map((article) => article.date).filter((date) => /^\d{4}/.test(date ?? ""));
  const length = precision(dates);
  const periods = dates.length ? periodsOf(dates, length) : [];
  if (periods.length < 2) return "";
  const amounts = new Map(periods.map((period) => [period, 0]));
  for (const claim of claims) {
    const period = claim.document.date?.slice(0, length);
    if (amounts.has(period) && claimPasses(claim, false)) amounts.set(period, amounts.get(period) + 1);
  }
  const undated = documents.filter((article) => !article.date).length;
  return el(
    "fieldset",
    { class: "timeline" },
    el("legend", {}, "Published"),
    bars(periods, amounts),
    el("div", { class: "range" }, periodList("from", "from", periods), periodList("to", "to", periods)),
    undated > 0 &&
      el(
        "p",
        { class: "faint" },
        `${count(undated, "article")} without a date ${state.from || state.to ? "are left out" : ""}`,
      ),
  );
}

function bars(periods, amounts) {
  const height = 44;
  const most = Math.max(...amounts.values(), 1);
  const wide = 240 / periods.length;
  const inside = (period) =>
    (!state.from || period >= state.from.slice(0, period.length)) &&
    (!state.to || period <= state.to.slice(0, period.length));
  const picture_ = svg("svg", {
    viewBox: `0 0 240 ${height}`,
    class: "bars",
    "aria-hidden": "true",
    preserveAspectRatio: "none",
  });
  let begun = null;
  for (const [i, period] of periods.entries()) {
    const tall = amounts.get(period) ? Math.max((amounts.get(period) / most) * height, 2) : 0;
    const column = svg(
      "g",
      {},
      svg("rect", { x: i * wide, y: 0, width: wide, height, class: "catch" }),
      svg("rect", {
        x: i * wide + wide * 0.1,
        y: height - tall,
        width: wide * 0.8,
        height: tall,
        class: inside(period) ? "bar in" : "bar",
      }),
      svg("title", {}, `${readableDate(period)}: ${count(amounts.get(period), "claim")}`),
    );
    column.addEventListener("pointerdown", (event) => {
      begun = period;
      event.preventDefault();
    });
    column.addEventListener("pointerup", () => {
      const [from, to] = [begun ?? period, period].sort();
      const same = state.from === from && state.to === to;
      change(same ? { from: "", to: "" } : { from, to });
    });
    picture_.append(column);
  }
  return picture_;
}

function periodList(id, label, periods) {
  const options = periods.map((period) =>
    el("option", { value: period, selected: state[id] === period }, readableDate(period)),
  );
  if (state[id] && !periods.includes(state[id]))
    options.unshift(el("option", { value: state[id], selected: true }, readableDate(state[id])));
  return el(
    "label",
    {},
    `${label} `,
    el(
      "select",
      { id: `date-${id}`, change: (event) => change({ [id]: event.target.value }) },
      el("option", { value: "" }, id === "from" ? "the first" : "the last"),
      options,
    ),
  );
}
