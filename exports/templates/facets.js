/* The filters and the legend. */

const FACETS = [
  ["type", "Kind of actor or thing"],
  ["platform", "Platform spoken of"],
  ["owner", "Owned by"],
  ["jurisdiction", "Under the law of"],
  ["role", "Speaker’s role"],
  ["kind", "Kind of claim"],
  ["modality", "Modality"],
  ["outlet", "Outlet"],
  ["origin", "Known from"],
];
const ORIGINS = { text: "an article", register: "the register" };
const FEW = 7;
const opened = new Set(["type", "platform"]); // which groups stand open
const lengthy = new Set(); // which groups show all their values

const facetLabel = (key, value) =>
  value.kind === "node"
    ? value.name
    : key === "type"
      ? (STYLES[value]?.many ?? value)
      : key === "origin"
        ? (ORIGINS[value] ?? `merged dataset ${value}`)
        : value;

/** A new set of chosen values for a facet. */
function chooseValues(key, chosen) {
  const facets = new Map(state.facets);
  facets.set(key, chosen);
  change({ facets });
}

function toggled(set, value) {
  const next = new Set(set);
  next.has(value) ? next.delete(value) : next.add(value);
  return next;
}

function renderFilters() {
  const box = byId("filters");
  if (box.hidden) return;
  const active = document.activeElement?.id;
  const scroll = box.scrollTop;
  const counts = facetCounts();
  counts.set("type", typeCounts());
  box.replaceChildren(
    el(
      "div",
      { class: "bar" },
      el("h2", {}, "Filters"),
      el("button", { type: "button", id: "reset", click: reset, disabled: !anyFilter() }, "Reset"),
    ),
    state.words
      ? el(
          "p",
          {},
          "Speaks of “",
          words(state.words),
          "” ",
          el("button", { type: "button", class: "link", click: () => change({ words: "" }) }, "remove"),
        )
      : "",
    amountControl(),
    timeline(),
    confidenceControl(),
    ...FACETS.map(([key, label]) => facetGroup(key, label, counts.get(key))).filter(Boolean),
    checkLine("unconnected", "Show actors that are only mentioned", state.unconnected, () =>
      change({ unconnected: !state.unconnected }),
    ),
  );
  box.scrollTop = scroll;
  if (active && box.contains(byId(active))) byId(active).focus();
}

function typeCounts() {
  const counts = new Map();
  for (const node of nodes) counts.set(node.type, (counts.get(node.type) ?? 0) + 1);
  return counts;
}

function facetGroup(key, label, counts) {
  const chosen = state.facets.get(key);
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
  if (counts.size < 2 && !chosen.size) return null;
  const text = (value) => facetLabel(key, value);
  const values = [...counts.keys()].sort(
    (one, other) =>
      chosen.has(other) - chosen.has(one) ||
      counts.get(other) - counts.get(one) ||
      text(one).localeCompare(text(other), "en"),
  );
  const shown = lengthy.has(key) ? values : values.slice(0, Math.max(FEW, chosen.size));
  return el(
    "details",
    {
      open: opened.has(key) || chosen.size > 0,
      toggle: (event) => opened[event.target.open ? "add" : "delete"](key),
    },
    el(
      "summary",
      {},
      label,
      chosen.size > 0 && el("span", { class: "faint" }, ` ${number(chosen.size)} chosen`),
    ),
    el(
      "div",
      { class: "values" },
      shown.map((value) => {
        const line = [
          value.kind === "node" ? swatch(value.type, 13) : key === "type" ? swatch(value, 13) : null,
          words(text(value)),
          el("span", { class: "faint amount" }, number(counts.get(value))),
        ];
        return checkLine(`${key}-${facetWord(value)}`, line, chosen.has(value), () =>
          chooseValues(key, toggled(chosen, value)),
        );
      }),
    ),
    shown.length < values.length &&
      el(
        "button",
        {
          type: "button",
          class: "link",
          id: `all-${key}`,
          click: () => {
            lengthy.add(key);
            renderFilters();
          },
        },
        `Show all ${number(values.length)}`,
      ),
  );
}

const checkLine = (id, line, checked, press) =>
  el(
    "label",
    { class: "check" },
    el("input", { type: "checkbox", id: `filter-${id}`, checked, change: press }),
    line,
  );

/** How many of the nodes that pass are drawn. */
function amountControl() {
  const total = picture.passed?.nodes.size ?? nodes.length;
  const steps = [40, 100, 400, 1500].filter((step) => step < total);
  if (total <= readableMarks() && state.limit === null) return "";
  const select = el(
    "select",
    {
      id: "amount",
      change: (event) => change({ limit: event.target.value === "auto" ? null : Number(event.target.value) }),
    },
    el("option", { value: "auto" }, `as many as are readable (${number(Math.min(readableMarks(), total))})`),
    steps.map((step) =>
      el("option", { value: step, selected: state.limit === step }, `the ${number(step)} most linked`),
    ),
    el("option", { value: 1e9, selected: state.limit > 1e8 }, `all ${number(total)}`),
  );
  return el("p", {}, el("label", { for: "amount" }, "Draw "), select);
}

function confidenceControl() {
  const output = el("output", { for: "confidence" }, state.confidence.toFixed(2));
  return el(
    "p",
    {},
    el("label", { for: "confidence" }, "Confidence from "),
    output,
    el("input", {
      type: "range",
      id: "confidence",
      min: 0,
      max: 1,
      step: 0.05,
      value: state.confidence,
      input: (event) => {
        output.textContent = Number(event.target.value).toFixed(2);
      },
      change: (event) => change({ confidence: Number(event.target.value) }),
    }),
  );
}

/** Back to everything; what is open stays open. */
function reset() {
  const { facets, from, to, confidence, words: none, unconnected, limit, only, unfolded } = freshState();
  change({ facets, from, to, confidence, words: none, unconnected, limit, only, unfolded });
  byId("filters-button").focus();
}

function startFilters() {
  const button = byId("filters-button");
  const show = (visible) => {
    byId("filters").hidden = !visible;
    button.setAttribute("aria-expanded", String(visible));
    document.body.classList.toggle("filtering", visible);
    if (visible) renderFilters();
  };
  button.addEventListener("click", () => show(byId("filters").hidden));
  if (innerWidth >= 1500) show(true);
}

/** Every type and every sort of line with its mark and its number; pressing a type hides or shows it. */
function renderLegend() {
  const chosen = state.facets.get("type");
  const passed = picture.passed;
  const here = new Map();
  for (const node of passed.nodes) here.set(node.type, (here.get(node.type) ?? 0) + 1);
  const types = [...typeCounts().keys()].sort(
    (one, other) => Object.keys(STYLES).indexOf(one) - Object.keys(STYLES).indexOf(other),
  );
  const every = new Set(types);
  const items = types.map((type) => {
    const visible = !chosen.size || chosen.has(type);
    const press = () => {
      const next = toggled(chosen.size ? chosen : every, type);
      chooseValues("type", next.size === types.length ? new Set() : next);
    };
    return el(
      "button",
      { type: "button", id: `legend-${type}`, class: "item", "aria-pressed": String(visible), click: press },
      swatch(type),
      `${STYLES[type].many} ${number(here.get(type) ?? 0)}`,
    );
  });
  const sorts = new Map();
  let aimless = 0;
  for (const claim of passed.claims) {
    if (!claim.speaker) continue;
    if (claim.targets.length) sorts.set("claim", (sorts.get("claim") ?? 0) + 1);
    else aimless += 1;
  }
  for (const relation of passed.relations) sorts.set(relation.type, (sorts.get(relation.type) ?? 0) + 1);
  const lines = [...sorts].map(([type, amount]) =>
    type === "claim"
      ? claimItem(amount)
      : el(
          "span",
          { class: "item" },
          lineSample(colours()[type] ?? colours().other, 1.8),
          `${VERBS[type] ?? type} ${number(amount)}`,
        ),
  );
  const dashes = LOOKS.filter(([look]) =>
    [...passed.relations].some((relation) => evidenceOf(relation) === look),
  ).map(([look, text]) =>
    el("span", { class: "item" }, lineSample(colours().faint, 1.8, DASHES[look].join(" ")), text),
  );
  const focused = document.activeElement?.id;
  if (aimless) lines.splice(sorts.has("claim") ? 1 : 0, 0, stubItem(aimless));
  byId("legend").replaceChildren(...items, ...lines, ...dashes);
  if (focused?.startsWith("legend-")) byId(focused)?.focus();
}

const MOST_UNFOLDED = 250;

/** The legend's entry for claims: pressing it unfolds all that are drawn, unless they are too many to read. */
function claimItem(amount) {
  const drawn = [...picture.lines.values()].filter((line) => line.type === "claim");
  const keys = drawn.map((line) => line.key);
  const many = drawn.reduce((sum, line) => sum + line.items.length, 0) > MOST_UNFOLDED;
  return el(
    "button",
    {
      type: "button",
      id: "legend-claims",
      class: "item",
      disabled: many || !keys.length,
      "aria-pressed": null,
      title: many
        ? `More than ${MOST_UNFOLDED} claims are drawn: narrow them down to unfold them`
        : "Unfold or fold the claims that are drawn",
      click: () => toggleUnfold(keys),
    },
    lineSample(colours().claim, 3.5),
    `\u00a0${VERBS.claim} ${number(amount)}`,
  );
}

/** What dashes say of where a line is from. */
const LOOKS = [
  ["register", "known from the register"],
  ["merged", "known from a merged dataset"],
  ["claimed", "somebody’s claim, or not plain"],
  ["over", "ended"],
];

const STUB_WORDS = "says about nothing that has a mark";

const stubItem = (amount) =>
  el(
    "span",
    { class: "item" },
    svg(
      "svg",
      { viewBox: "0 0 24 8", width: 24, height: 8, "aria-hidden": "true" },
      svg("path", { d: "M4 4H19", stroke: colours().claim, "stroke-width": 2.5, opacity: 0.7 }),
      svg("circle", { cx: 19, cy: 4, r: 2.4, fill: colours().claim }),
    ),
    `${STUB_WORDS} ${number(amount)}`,
  );

const lineSample = (stroke, width, dashes = "") =>
  svg(
    "svg",
    { viewBox: "0 0 24 8", width: 24, height: 8, "aria-hidden": "true" },
    svg("path", { d: "M1 4H23", stroke, "stroke-width": width, "stroke-dasharray": dashes, fill: "none" }),
  );
