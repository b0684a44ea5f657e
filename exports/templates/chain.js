/* Who is behind a platform: its owners and operators, theirs in turn, and whose law each falls under. */

const OWNING = new Set(["ownedBy", "operatedBy"]);
const DEEPEST = 6;

/** Relations of some types that lead on from a node and hold now, one for each type and end. */
function leadsOn(node, test) {
  const found = new Map();
  for (const relation of node.relations) {
    if (relation.from !== node || relation.to === node || !test(relation)) continue;
    const key = `${relation.type} ${relation.to.iri}`;
    const known = found.get(key);
    if (known) known.items.push(relation);
    else found.set(key, { type: relation.type, to: relation.to, items: [relation] });
  }
  return [...found.values()].sort((one, other) => byName(one.to, other.to));
}

const owning = (node) => leadsOn(node, (relation) => OWNING.has(relation.type) && holds(relation));
const owned = (node) =>
  leadsOn(node, (relation) => OWNING.has(relation.type) && relation.until && !relation.claim);
const ruled = (node) => leadsOn(node, (relation) => relation.type === "underJurisdiction" && holds(relation));

/** Shares and dates of what is joined, as far as they are known: "since 2021, 60 %". */
function termsOf({ items }) {
  const first = (name) => items.map((relation) => relation[name]).find(Boolean);
  const [since, until, share] = ["since", "until", "share"].map(first);
  return [
    since && `since ${readableDate(since)}`,
    until && `until ${readableDate(until)}`,
    share && percent(share),
  ]
    .filter(Boolean)
    .join(", ");
}

/** The chain as a list in a list, or nothing where nothing is known. */
function chainOf(node) {
  if (node.type === "jurisdiction") return null;
  const past = owned(node);
  const list = chainLevel(node, new Set([node]), 1);
  if (!list && !past.length) return null;
  return section(
    "Who is behind it",
    list,
    past.length > 0 &&
      el(
        "p",
        { class: "faint" },
        "Before: ",
        past.map((step, i) => [
          i ? "; " : "",
          `${VERBS[step.type]} `,
          nodeChip(step.to),
          ` (${termsOf(step)})`,
        ]),
      ),
  );
}

function chainLevel(node, seen, depth) {
  const steps = owning(node).filter((step) => !seen.has(step.to));
  const laws = ruled(node);
  if (!steps.length && !laws.length) return null;
  for (const step of steps) seen.add(step.to);
  return el(
    "ul",
    { class: "chain" },
    laws.length > 0 &&
      el(
        "li",
        {},
        `${VERBS.underJurisdiction} `,
        laws.map((step, i) => [i ? ", " : "", nodeChip(step.to)]),
      ),
    steps.map((step) => {
      const terms = termsOf(step);
      return el(
        "li",
        {},
        `${VERBS[step.type]} `,
        nodeChip(step.to),
        terms && el("span", { class: "faint" }, ` ${terms}`),
        depth < DEEPEST && chainLevel(step.to, seen, depth + 1),
      );
    }),
  );
}
