/* Stretches of an article with the evidence marked in them. */

/** The paragraphs [start, end) of the carried text that hold the spans, in order. */
function paragraphsWith(article, spans) {
  const found = new Map();
  for (const span of spans) {
    const piece = pieceAt(article, span[0]);
    if (!piece) continue;
    let start = span[0] - piece.start;
    let end = span[1] - piece.start;
    const size = lengthOf(piece);
    const at = (position) => charactersOf(piece, position, position + 1);
    while (start > 0 && at(start - 1) !== "\n") start -= 1;
    while (end < size && at(end) !== "\n") end += 1;
    found.set(start, { piece, start, end: Math.max(end, found.get(start)?.end ?? 0) });
  }
  return [...found.values()].sort(
    (one, other) => one.piece.start + one.start - other.piece.start - other.start,
  );
}

/** All paragraphs of the carried text, with `gap` before one that does not follow the last. */
function allParagraphs(article) {
  const found = [];
  let reached = 0;
  for (const piece of article.pieces) {
    const size = lengthOf(piece);
    let start = 0;
    let gap = piece.start > reached;
    while (start < size) {
      let end = start;
      while (end < size && charactersOf(piece, end, end + 1) !== "\n") end += 1;
      if (charactersOf(piece, start, end).trim()) {
        found.push({ piece, start, end, gap });
        gap = false;
      }
      start = end + 1;
    }
    reached = piece.start + size;
  }
  return found;
}

/** Marks of a claim: {start, end, look, claim}; looks are content, cue and source. */
function claimMarksIn(claim) {
  const looks = [
    ["content", claim.content],
    ["cue", claim.cue],
    ["source", claim.source],
  ];
  return looks.flatMap(([look, spans]) => spans.map(([start, end]) => ({ start, end, look, claim })));
}

/** Marks of a relation, for an article. */
const relationMarksIn = (relation) =>
  relation.evidence.map(([start, end]) => ({ start, end, look: "relation", relation }));

/** The id of the element where a claim or relation begins in its article. */
const placeInArticle = (thing) => `at-${thing.kind === "claim" ? "" : "relation-"}${thing.index}`;

/** One paragraph as an element; `press(thing)` makes marks open their claim or relation. */
function paragraph({ piece, start, end }, marks, press = null) {
  const from = piece.start + start;
  const to = piece.start + end;
  const inside = marks.filter((mark) => mark.start < to && mark.end > from);
  const cuts = [...new Set([from, to, ...inside.flatMap((mark) => [mark.start, mark.end])])]
    .filter((cut) => cut >= from && cut <= to)
    .sort((one, other) => one - other);
  const parts = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const over = inside.filter((mark) => mark.start <= cuts[i] && mark.end >= cuts[i + 1]);
    parts.push(
      segment(charactersOf(piece, cuts[i] - piece.start, cuts[i + 1] - piece.start), over, cuts[i], press),
    );
  }
  return el("p", { dir: "auto", class: "running" }, parts);
}

function segment(text, over, position, press) {
  if (!over.length) return document.createTextNode(text);
  const looks = [...new Set(over.map((mark) => mark.look))].join(" ");
  const [thing, first] = pressedAt(over);
  if (!thing || !press) return el("mark", { class: looks }, text);
  const start = position === first;
  return el(
    "mark",
    {
      class: `${looks} press`,
      id: start ? placeInArticle(thing) : null,
      role: "button",
      tabindex: start ? "0" : null,
      "aria-label": start ? `${thing.kind === "claim" ? "Claim" : "Relation"}: ${clipped(text, 80)}` : null,
      click: () => press(thing),
      keydown: (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          press(thing);
        }
      },
    },
    text,
  );
}

/** What a mark opens, and where that begins: the innermost claim, which a reader points at, else a relation. */
function pressedAt(over) {
  const claim = over
    .filter((mark) => mark.look === "content" && mark.claim)
    .sort((one, other) => one.end - one.start - (other.end - other.start))[0]?.claim;
  if (claim) return [claim, claim.content[0][0]];
  const relation = over.find((mark) => mark.relation)?.relation;
  return relation ? [relation, relation.evidence[0][0]] : [null, 0];
}

/** The evidence of a claim in its paragraphs, or a line that says why there is none. */
function claimEvidence(claim) {
  const spans = [...claim.content, ...claim.cue, ...claim.source];
  return evidence(claim.document, spans, claimMarksIn(claim));
}

/** The evidence of a relation: the words for both ends and for what joins them. */
function relationEvidence(relation) {
  const marks = relation.evidence.map(([start, end]) => ({ start, end, look: "content" }));
  return evidence(relation.document, relation.evidence, marks);
}

function evidence(article, spans, marks) {
  if (DATA.text === "none") return el("p", { class: "faint" }, "This file was made without article text.");
  return el(
    "blockquote",
    {},
    paragraphsWith(article, spans).map((where) => paragraph(where, marks)),
  );
}
