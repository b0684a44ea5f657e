/* Which claims, relations and nodes pass the filters. Everything is asked, drawn or not. */

const NODE_FACETS = new Set(["platform", "owner", "jurisdiction"]);
const NO_OUTLET = "no outlet named";
const NO_ROLE = "no role stated";

const byName = (one, other) => one.name.localeCompare(other.name, "en") || one.index - other.index;
const isPlatform = (node) => node.type === "platform";

/** The values of one facet that a claim has. */
const CLAIM_VALUES = {
  type: () => [],
  platform: (claim) => claim.targets.filter(isPlatform),
  owner: (claim) => claim.targets.flatMap((node) => ownersOf(node).slice(isPlatform(node) ? 1 : 0)),
  jurisdiction: (claim) => claim.targets.flatMap(jurisdictionsOf),
  role: (claim) => [claim.category ?? NO_ROLE],
  kind: (claim) => [claim.how],
  modality: (claim) => (claim.modality.length ? claim.modality : [PLAIN]),
  outlet: (claim) => [claim.document.outlet ?? NO_OUTLET],
  origin: () => ["text"],
};

/** The same for a relation; null where the facet says nothing about relations. */
const RELATION_VALUES = {
  type: () => [],
  platform: (relation) =>
    isPlatform(relation.from) || isPlatform(relation.to)
      ? [relation.from, relation.to].filter(isPlatform)
      : null,
  owner: (relation) => [relation.from, relation.to].flatMap((node) => ownersOf(node)),
  jurisdiction: (relation) => [relation.from, relation.to].flatMap(jurisdictionsOf),
  role: () => null,
  kind: () => null,
  modality: (relation) =>
    relation.document ? (relation.modality.length ? relation.modality : [PLAIN]) : null,
  outlet: (relation) => (relation.document ? [relation.document.outlet ?? NO_OUTLET] : null),
  origin: (relation) => [relation.origin],
};

/** Values are worked out once for each claim and relation. */
function valuesOf(thing, key) {
  thing.values ??= {};
  return (thing.values[key] ??= {
    list: (thing.kind === "claim" ? CLAIM_VALUES : RELATION_VALUES)[key](thing),
  }).list;
}

/** Dates of unequal precision are compared as far as both are known. */
function dated(article, from, to) {
  if (!from && !to) return true;
  if (!article?.date) return false;
  const compare = (one, other) => {
    const length = Math.min(one.length, other.length);
    return one.slice(0, length).localeCompare(other.slice(0, length));
  };
  return (!from || compare(article.date, from) >= 0) && (!to || compare(article.date, to) <= 0);
}

/** Whether words of a search stand in a claim's quote or in the names of who and what it is about. */
function speaksOf(claim, needle) {
  return (
    foldedQuote(claim).includes(needle) ||
    [claim.speaker, ...claim.targets].some((node) => node && foldedNames(node).includes(needle))
  );
}

/** The one facet whose chosen values a claim lacks, "" if it lacks none, null if the claim is out in more ways. */
function lacking(claim) {
  let lacks = "";
  for (const [key, chosen] of state.facets) {
    if (!chosen.size || key === "type" || valuesOf(claim, key).some((value) => chosen.has(value))) continue;
    if (lacks) return null;
    lacks = key;
  }
  return lacks;
}

/** Whether what is not a facet lets a claim pass: confidence, words, dates. */
function within(claim, { dates = true } = {}) {
  if (claim.confidence < state.confidence) return false;
  if (dates && !dated(claim.document, state.from, state.to)) return false;
  return !state.words || speaksOf(claim, folded(state.words));
}

const claimPasses = (claim, dates = true) => lacking(claim) === "" && within(claim, { dates });

/** "yes", "no", or "maybe": a relation that no filter speaks of follows what it is joined to. */
function relationPasses(relation, without = null) {
  let verdict = "yes";
  for (const [key, chosen] of state.facets) {
    if (!chosen.size || key === without || key === "type") continue;
    const values = valuesOf(relation, key);
    if (values === null) verdict = "maybe";
    else if (!values.some((value) => chosen.has(value))) return "no";
  }
  if (state.from || state.to) {
    if (!relation.document) verdict = "maybe";
    else if (!dated(relation.document, state.from, state.to)) return "no";
  }
  return state.confidence || state.words ? "maybe" : verdict;
}

/**
 * What passes: {claims, relations, nodes}, sets of things. A node passes if something of it passes;
 * the unconnected pass where they are asked for. Types of nodes come last: they hide ends, and what
 * has lost its ends.
 */
function passing() {
  const passed = { claims: new Set(), relations: new Set(), nodes: new Set() };
  const reached = new Set();
  for (const claim of claims) {
    if (!claimPasses(claim)) continue;
    passed.claims.add(claim);
    if (claim.speaker) reached.add(claim.speaker);
    for (const node of claim.targets) reached.add(node);
  }
  const waiting = new Set();
  const take = (relation) => {
    passed.relations.add(relation);
    reached.add(relation.from).add(relation.to);
  };
  for (const relation of relations) {
    const verdict = relationPasses(relation);
    if (verdict === "yes") take(relation);
    else if (verdict === "maybe") waiting.add(relation);
  }
  // The set grows while it is walked: owners of owners are reached as well.
  for (const node of reached) {
    for (const relation of node.relations) {
      if (relation.from === node && waiting.delete(relation)) take(relation);
    }
  }
  passed.nodes = reached;
  if (state.unconnected && !narrowed()) for (const node of nodes) passed.nodes.add(node);
  return typed(passed);
}

function typed(passed) {
  const types = state.facets.get("type");
  if (!types.size) return passed;
  const fits = (node) => types.has(node.type);
  const keep = (set, test) => new Set([...set].filter(test));
  return {
    nodes: keep(passed.nodes, fits),
    claims: keep(
      passed.claims,
      ({ speaker, targets }) => (!speaker || fits(speaker)) && (!targets.length || targets.some(fits)),
    ),
    relations: keep(passed.relations, ({ from, to }) => fits(from) && fits(to)),
  };
}

/** Whether any filter but that on types is set. */
function narrowed() {
  return Boolean(
    state.from ||
    state.to ||
    state.confidence ||
    state.words ||
    [...state.facets].some(([key, chosen]) => key !== "type" && chosen.size),
  );
}

const anyFilter = () =>
  narrowed() || state.facets.get("type").size > 0 || state.unconnected || state.limit !== null || state.only;

/** For each facet a Map from value to the number of claims it would leave, the other filters kept. */
function facetCounts() {
  const counts = new Map(FACET_KEYS.map((key) => [key, new Map()]));
  const tally = (thing, key) => {
    const amounts = counts.get(key);
    for (const value of new Set(valuesOf(thing, key))) amounts.set(value, (amounts.get(value) ?? 0) + 1);
  };
  for (const claim of claims) {
    const lacks = lacking(claim);
    if (lacks === null || !within(claim)) continue;
    // A claim that lacks a chosen value still counts for the other values of that facet.
    for (const key of lacks ? [lacks] : FACET_KEYS) tally(claim, key);
  }
  for (const relation of relations)
    if (relationPasses(relation, "origin") !== "no") tally(relation, "origin");
  return counts;
}
