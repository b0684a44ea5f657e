/* What is drawn: which nodes of those that pass, and the lines that their claims and relations fold into. */

/** What a line is drawn like by where it is from: article, within a claim or not plain, over, register, merged. */
function evidenceOf(relation) {
  if (relation.until && !relation.claim) return "over";
  if (!relation.document) return relation.origin === "register" ? "register" : "merged";
  return relation.claim || relation.modality.length ? "claimed" : "text";
}

/** Lines between shown nodes: all claims of one speaker about one thing are one, so are equal relations. */
function foldLines(passed, shown) {
  const lines = new Map();
  const add = (key, from, to, type, evidence, item) => {
    const line = lines.get(key);
    if (line) line.items.push(item);
    else lines.set(key, { kind: "line", key, from, to, type, evidence, items: [item] });
  };
  for (const claim of passed.claims) {
    if (!claim.speaker || !shown.has(claim.speaker)) continue;
    for (const node of claim.targets) {
      if (shown.has(node))
        add(`${claim.speaker.iri} ${node.iri}`, claim.speaker, node, "claim", "text", claim);
    }
  }
  for (const relation of passed.relations) {
    if (!shown.has(relation.from) || !shown.has(relation.to)) continue;
    const evidence = evidenceOf(relation);
    add(
      `${relation.from.iri} ${relation.to.iri} ${relation.type} ${evidence}`,
      relation.from,
      relation.to,
      relation.type,
      evidence,
      relation,
    );
  }
  return lines;
}

/** How many marks can be read in the room there is: each has to have its label. */
function readableMarks() {
  const { clientWidth, clientHeight } = byId("picture");
  return Math.round(Math.min(Math.max((clientWidth * clientHeight) / 9000, 35), MOST_LABELS) / 5) * 5;
}

const MOST_NEIGHBOURS = 40; // of what is selected; the panel has all

/** Nodes to draw: all that pass if they are few, else the first by rank, and always what is selected. */
function chooseNodes(passed) {
  const focus = focusNodes();
  passed.ranked ??= [...passed.nodes].sort((one, other) => one.rank - other.rank);
  let chosen = passed.ranked;
  if (state.only && focus.size) {
    const near = new Set([...focus].flatMap((node) => [node, ...neighboursOf(node)]));
    chosen = chosen.filter((node) => near.has(node));
  }
  const limit = state.limit ?? (chosen.length <= readableMarks() * 1.15 ? Infinity : readableMarks());
  const shown = new Set(chosen.slice(0, limit));
  for (const node of focus) shown.add(node);
  for (const node of state.selected?.kind === "node" ? focus : []) {
    const near = neighboursOf(node).filter((other) => passed.nodes.has(other));
    for (const other of near.slice(0, MOST_NEIGHBOURS)) shown.add(other);
  }
  return shown;
}

/** Whether the nodes to draw now are others than those that are drawn. */
function drawsOthers(passed) {
  const chosen = chooseNodes(passed);
  const before = picture.chosen;
  return chosen.size !== before.size || [...chosen].some((node) => !before.has(node));
}

/** The nodes at the ends of what is selected. */
function focusNodes() {
  const { selected } = state;
  if (!selected) return new Set();
  if (selected.kind === "node") return new Set([selected]);
  if (selected.kind === "claim") return new Set([selected.speaker, ...selected.targets].filter(Boolean));
  if (selected.kind === "relation") return new Set([selected.from, selected.to]);
  if (selected.kind === "line")
    return new Set(
      selected.key
        .split(" ")
        .slice(0, 2)
        .map((iri) => byIri.get(iri))
        .filter(Boolean),
    );
  return new Set();
}

/** Neighbours of a node over claims and relations, most linked first. */
function neighboursOf(node) {
  node.neighbours ??= [
    ...new Set([
      ...node.says.flatMap((claim) => claim.targets),
      ...node.about.map((claim) => claim.speaker).filter(Boolean),
      ...node.relations.flatMap((relation) => [relation.from, relation.to]),
    ]),
  ]
    .filter((other) => other !== node)
    .sort((one, other) => one.rank - other.rank);
  return node.neighbours;
}

function dropLoose(chosen, lines) {
  const joined = new Set([...lines.values()].flatMap((line) => [line.from, line.to]));
  const focus = focusNodes();
  for (const node of chosen)
    if (!joined.has(node) && !focus.has(node) && !node.says.length) chosen.delete(node);
}

/** What a shown speaker says about nothing that is known, as a line without an end, if it is unfolded. */
function endlessLines(passed, chosen) {
  return [...chosen]
    .filter((node) => state.unfolded.has(`${node.iri} -`))
    .map((node) => ({
      key: `${node.iri} -`,
      from: node,
      to: node,
      type: "claim",
      evidence: "text",
      items: node.says.filter((claim) => !claim.targets.length && passed.claims.has(claim)),
    }));
}

/** Unfolded claims as marks of their own, in the order of their speakers. */
function claimMarks(lines) {
  const found = new Map();
  for (const line of lines) for (const claim of line.items) found.set(claim, line);
  const ordered = [...found].sort(
    ([one, a], [other, b]) =>
      a.from.order - b.from.order || a.to.order - b.to.order || one.index - other.index,
  );
  return ordered.map(([claim], order) => ({
    id: claim.iri,
    thing: claim,
    band: CLAIM_BAND,
    order,
    radius: 6,
  }));
}
