/* The dataset: what Python wrote into the data blocks, as objects that point to each other. */

const readBlock = (id) => JSON.parse(byId(id).textContent);

const DATA = readBlock("data");
const STYLES = DATA.styles;
const VERBS = DATA.verbs;
const PLAIN = "plain statement";

/** Offsets [a, b, c, d] as [[a, b], [c, d]]. */
function pairs(flat) {
  const spans = [];
  for (let i = 0; i < flat.length; i += 2) spans.push([flat[i], flat[i + 1]]);
  return spans;
}

/** The full IRI of a short one. */
const fullIri = (short) => (short.startsWith("<") ? short.slice(1, -1) : DATA.base + short);

const documents = DATA.documents.map(
  ([iri, id, title, outlet, date, url, authors, pieces, length], index) => ({
    kind: "document",
    index,
    iri,
    id,
    title,
    outlet,
    date,
    url,
    authors,
    length,
    claims: [],
    relations: [],
    pieces: pieces.map(([start, text]) => ({ start, text })),
  }),
);

const nodes = readBlock("nodes").map((node) => ({
  ...node,
  kind: "node",
  index: node.id,
  name: node.label,
  type: node.group,
  says: [],
  about: [],
  relations: [],
}));

/** A claim. Its spans are unpacked when they are asked for: of 30,000 claims few are ever opened. */
class Claim {
  constructor(row, index) {
    [this.iri, , this.how, , , , , this.role, this.category, , this.modality, , this.confidence] = row;
    this.kind = "claim";
    this.index = index;
    this.row = row;
    this.document = documents[row[1]];
    this.speaker = row[6] === null ? null : nodes[row[6]];
    this.targets = [...new Set(row[9].map(([node]) => nodes[node]))];
    this.inner = [];
  }

  get content() {
    return (this.contentSpans ??= pairs(this.row[3]));
  }

  get cue() {
    return (this.cueSpans ??= pairs(this.row[4]));
  }

  get source() {
    return (this.sourceSpans ??= pairs(this.row[5]));
  }

  /** The claim that this one is part of, or null. */
  get outer() {
    return this.row[11] === null ? null : claims[this.row[11]];
  }
}

const claims = DATA.claims.map((row, index) => new Claim(row, index));

const relations = readBlock("edges").map((edge, index) => ({
  ...edge,
  kind: "relation",
  index,
  from: nodes[edge.from],
  to: nodes[edge.to],
  document: edge.document === null ? null : documents[edge.document],
  claim: edge.claim === null ? null : claims[edge.claim],
  evidence: pairs(edge.evidence),
}));

for (const claim of claims) {
  claim.document.claims.push(claim);
  claim.speaker?.says.push(claim);
  for (const node of claim.targets) node.about.push(claim);
  claim.outer?.inner.push(claim);
}
for (const relation of relations) {
  relation.document?.relations.push(relation);
  relation.from.relations.push(relation);
  if (relation.to !== relation.from) relation.to.relations.push(relation);
}
for (const node of nodes) node.links = node.says.length + node.about.length + node.relations.length;

const byIri = new Map([...documents, ...nodes, ...claims, ...relations].map((thing) => [thing.iri, thing]));

for (const [iri, dataset, how, theirs, name, facts] of DATA.matches) {
  const thing = byIri.get(iri);
  (thing.matches ??= []).push({ dataset, how, iri: theirs, name, facts });
}

/** Whether a relation is stated as a fact that holds now: not within a claim, not negated, not over. */
const holds = (relation) => !relation.claim && !relation.modality.length && !relation.until;

/** The words of a claim, joined as the graph joins them; empty where the file carries no text. */
function quoteOf(claim) {
  return claim.content
    .map((span) => wordsAt(claim.document, span))
    .filter(Boolean)
    .join(" … ");
}

/** The words at [start, end) of an article, if the file carries them. Offsets count code points. */
function wordsAt(article, [start, end]) {
  const piece = pieceAt(article, start);
  return piece ? charactersOf(piece, start - piece.start, end - piece.start) : "";
}

/** The piece of an article's text that holds a position, or undefined. */
function pieceAt(article, position) {
  let low = 0;
  let high = article.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (article.pieces[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  const piece = article.pieces[low];
  return piece && position >= piece.start && position <= piece.start + lengthOf(piece) ? piece : undefined;
}

/** Length of a piece in code points. A JavaScript string counts characters beyond U+FFFF twice. */
function lengthOf(piece) {
  if (piece.length === undefined) {
    piece.characters = /[\ud800-\udbff]/.test(piece.text) ? Array.from(piece.text) : null;
    piece.length = (piece.characters ?? piece.text).length;
  }
  return piece.length;
}

/** Part of a piece, in code points. */
function charactersOf(piece, start, end) {
  lengthOf(piece);
  return piece.characters ? piece.characters.slice(start, end).join("") : piece.text.slice(start, end);
}

/** All that a node is owned or operated by, itself first. */
function ownersOf(node) {
  if (!node.owners) {
    const found = new Set([node]);
    for (const owned of found) {
      for (const relation of owned.relations) {
        if (
          relation.from === owned &&
          holds(relation) &&
          (relation.type === "ownedBy" || relation.type === "operatedBy")
        ) {
          found.add(relation.to);
        }
      }
    }
    node.owners = [...found];
  }
  return node.owners;
}

/** The jurisdictions that a node, its operator or its owners fall under; a jurisdiction is its own. */
function jurisdictionsOf(node) {
  if (!node.jurisdictions) {
    const found = new Set(node.type === "jurisdiction" ? [node] : []);
    for (const owner of ownersOf(node)) {
      for (const relation of owner.relations) {
        if (relation.from === owner && relation.type === "underJurisdiction" && holds(relation))
          found.add(relation.to);
      }
    }
    node.jurisdictions = [...found];
  }
  return node.jurisdictions;
}
