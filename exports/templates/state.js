/* What is shown now, as one object, and as the part of the address behind "#". */

const FACET_KEYS = [
  "type",
  "platform",
  "owner",
  "jurisdiction",
  "role",
  "kind",
  "modality",
  "outlet",
  "origin",
];

/** A line's key is "speaker target" for claims, "speaker -" for claims without a target, "from to type evidence" else. */
const freshState = () => ({
  facets: new Map(FACET_KEYS.map((key) => [key, new Set()])),
  from: "",
  to: "",
  confidence: 0,
  words: "",
  unconnected: false,
  limit: null, // how many nodes the overview shows; null: as many as are readable
  only: false, // only the selected node and its neighbours
  unfolded: new Set(), // keys of lines whose claims are drawn one by one
  selected: null, // a node, claim, relation or document, or {kind: "line", key}
  view: "picture",
  tab: "claims",
  theme: "",
});

let state = freshState();
const listeners = [];

/** Call `listener(changed)` after each change, with the names of what changed. */
const onChange = (listener) => listeners.push(listener);

/** Change the state, tell everyone, and keep the address in step. */
function change(changes, { remember = false } = {}) {
  Object.assign(state, changes);
  const names = new Set(Object.keys(changes));
  for (const listener of listeners) listener(names);
  writeAddress(remember);
}

/** Open something: select it and show its evidence. Nothing opens the overview. */
const open = (thing) => change({ selected: thing }, { remember: true });

/** Facet values are written as short IRIs for nodes, else as they are. */
const facetWord = (value) => (value && value.kind === "node" ? value.iri : value);

function address() {
  const query = new URLSearchParams();
  if (state.selected)
    query.set("open", state.selected.kind === "line" ? `line ${state.selected.key}` : state.selected.iri);
  for (const [key, values] of state.facets) for (const value of values) query.append(key, facetWord(value));
  for (const key of ["from", "to", "words", "theme"]) if (state[key]) query.set(key, state[key]);
  if (state.confidence) query.set("confidence", state.confidence);
  if (state.unconnected) query.set("unconnected", "shown");
  if (state.limit !== null) query.set("limit", state.limit);
  if (state.only) query.set("only", "neighbours");
  if (state.view !== "picture") query.set("view", `${state.view} ${state.tab}`);
  for (const key of state.unfolded) query.append("unfold", key);
  return query.toString();
}

function writeAddress(remember) {
  const next = `#${address()}`;
  if (next === location.hash || (next === "#" && !location.hash)) return;
  history[remember ? "pushState" : "replaceState"](null, "", next);
}

/** Read the state from the address; returns a message if it names what this file does not hold. */
function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const next = freshState();
  let message = "";
  for (const key of FACET_KEYS) {
    for (const word of query.getAll(key)) {
      const node = byIri.get(word);
      next.facets.get(key).add(NODE_FACETS.has(key) && node ? node : word);
    }
  }
  for (const key of ["from", "to", "words", "theme"]) next[key] = query.get(key) ?? "";
  next.confidence = Math.min(Math.max(Number(query.get("confidence")) || 0, 0), 1);
  next.unconnected = query.get("unconnected") === "shown";
  next.limit = query.has("limit") ? Math.max(Number(query.get("limit")) || 0, 1) : null;
  next.only = query.get("only") === "neighbours";
  next.unfolded = new Set(query.getAll("unfold"));
  const [view, tab] = (query.get("view") ?? "").split(" ");
  if (view === "table") Object.assign(next, { view, tab: tab in TABS ? tab : "claims" });
  const wanted = query.get("open");
  if (wanted?.startsWith("line ")) next.selected = lineOf(wanted.slice(5));
  else if (wanted) next.selected = byIri.get(wanted) ?? null;
  if (wanted && !next.selected)
    message = `The link leads to “${wanted}”, which is not in this file. It may come from another version of the dataset.`;
  state = next;
  return message;
}

/** A selection for a line's key, or null if its ends are not in this file. */
function lineOf(key) {
  const [from, to] = key.split(" ");
  return byIri.has(from) && byIri.has(to) ? { kind: "line", key } : null;
}
