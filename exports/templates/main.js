/* Start: read the address, draw, answer changes. */

/** Say something to screen readers, and show it under the picture. */
function say(text) {
  byId("status").textContent = text;
}

/** What is shown of what there is; every limit is named here. */
function statusLine(passed) {
  const shown = [...picture.shown.values()].filter((mark) => mark.thing.kind === "node").length;
  const drawn = new Set([...picture.lines.values()].flatMap((line) => line.items));
  let drawnClaims = 0;
  for (const item of drawn) if (item.kind === "claim") drawnClaims += 1;
  for (const amount of picture.aimless.values()) drawnClaims += amount;
  const parts = [
    `${number(passed.claims.size)} of ${count(claims.length, "claim")}`,
    `${number(passed.relations.size)} of ${count(relations.length, "relation")}`,
    `${number(passed.nodes.size)} of ${count(nodes.length, "actor or thing", "actors and things")}`,
  ];
  let limits = ` Drawn: ${number(shown)} marks with ${count(drawnClaims, "claim")}`;
  if (shown < passed.nodes.size && !state.only) limits += ", the most spoken of first";
  limits += ".";
  let [nobody, aimless] = [0, 0];
  for (const claim of passed.claims) {
    if (!claim.speaker) nobody += 1;
    else if (!claim.targets.length) aimless += 1;
  }
  if (aimless)
    limits += ` ${count(aimless, "claim is", "claims are")} about nothing that has a mark: short lines.`;
  if (nobody) limits += ` ${count(nobody, "claim has", "claims have")} no known speaker: see the table.`;
  return `${parts.join(", ")} ${narrowed() || state.facets.get("type").size ? "pass the filters" : ""}.${limits}`.replace(
    " .",
    ".",
  );
}

function sentence() {
  const dates = documents
    .map((article) => article.date)
    .filter(Boolean)
    .sort();
  const span = dates.length
    ? readableDate(dates[0]) === readableDate(dates.at(-1))
      ? `, ${readableDate(dates[0])}`
      : `, ${readableDate(dates[0])} to ${readableDate(dates.at(-1))}`
    : "";
  const outlets = [...new Set(documents.map((article) => article.outlet).filter(Boolean))];
  const from =
    outlets.length > 3
      ? ` from ${number(outlets.length)} outlets`
      : outlets.length
        ? ` from ${outlets.map((outlet) => clipped(outlet, 60)).join(", ")}`
        : "";
  const speakers = nodes.filter((node) => node.says.length).length;
  const platforms = nodes.filter(isPlatform).length;
  const merged = [
    ...new Set([...DATA.matches.map(([, dataset]) => dataset), ...relations.map(({ origin }) => origin)]),
  ].filter((origin) => !(origin in ORIGINS));
  const others = merged.length
    ? `, register and ${merged.length > 3 ? count(merged.length, "merged dataset") : merged.map((name) => clipped(name, 40)).join(", ")}`
    : " and register";
  const which = DATA.of ? `The newest ${number(documents.length)} of ${count(DATA.of, "article")}` : count(documents.length, "article");
  return (
    `${which}${from}${span}: ${count(claims.length, "claim")} by ${count(speakers, "named speaker")}, ` +
    `${count(platforms, "platform")}, ${count(relations.length, "relation")} from articles${others}. Made with claimgraph ${DATA.version}.`
  );
}

function setTheme() {
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

const REDRAWS = [
  "facets",
  "from",
  "to",
  "confidence",
  "words",
  "unconnected",
  "limit",
  "only",
  "unfolded",
  "theme",
];
const REFILTERS = ["facets", "from", "to", "confidence", "words", "unconnected"];

/** Work that may wait until the reader sees what has changed: the words come first, then the picture. */
const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));

/** Draw what is selected, with its neighbours; what is drawn already only steps forward. */
function showSelected() {
  if (!drawsOthers(picture.passed)) return highlight();
  redraw(picture.passed);
  renderLegend();
  say(statusLine(picture.passed));
}

function answer(changed) {
  const has = (names) => names.some((name) => changed.has(name));
  if (changed.has("theme")) setTheme();
  if (has(REFILTERS)) picture.passed = passing();
  if (has(REDRAWS)) redraw(picture.passed);
  else if (changed.has("selected")) afterPaint(showSelected);
  if (has(["selected", ...REDRAWS])) renderPanel();
  if (has(["view", "tab", ...REFILTERS])) renderTable();
  if (changed.has("view") && state.view === "picture") redraw(picture.passed);
  if (has(REFILTERS)) renderFilters();
  renderLegend();
  say(statusLine(picture.passed));
}

function openAddress() {
  const message = readAddress();
  byId("notice").hidden = !message;
  byId("notice").textContent = message;
  setTheme();
  picture.passed = passing();
  // The legend takes its room first, so that the picture is laid out for what is left.
  renderLegend();
  say(statusLine(picture.passed));
  redraw(picture.passed);
  renderPanel();
  renderTable();
  renderFilters();
  renderLegend();
  say(statusLine(picture.passed));
}

/** Lay out anew when the picture's own room changes: window, filters, zoom of the browser. */
function watchSize() {
  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = byId("picture");
    const { width, height } = picture.size;
    // A phone's address bar changes the height a little; that is no reason to move everything.
    const steady = clientWidth === width && Math.abs(clientHeight - height) < (innerWidth < 900 ? 80 : 2);
    if (!clientWidth || steady) return;
    redraw(picture.passed);
    say(statusLine(picture.passed));
  }).observe(byId("picture"));
}

function start() {
  document.querySelector("h1").replaceChildren(DATA.title);
  byId("sentence").append(words(sentence()));
  startPicture();
  startSearch();
  startFilters();
  startTakeaway();
  startKeys();
  onChange(answer);
  openAddress();
  window.addEventListener("hashchange", openAddress);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => change({ theme: state.theme }));
  watchSize();
  document.documentElement.dataset.ready = "yes";
}

start();
