/* One claim, relation or article as a card of the panel. */

/** The mark of a type as a small picture, as in the legend. */
function swatch(type, size = 15) {
  const style = STYLES[type];
  const shape = svg("path", {
    d: shapePath(style.shape, 0, 0, 6.2),
    fill: style.fill,
    stroke: style.line,
    "stroke-width": 1.2,
  });
  return svg(
    "svg",
    { viewBox: "-8 -8 16 16", width: size, height: size, class: "swatch", "aria-hidden": "true" },
    shape,
  );
}

/** The outline of a vis-network shape around (x, y), as the path of an SVG. */
function shapePath(shape, x, y, r) {
  const polygon = (angles, radii) =>
    `M${angles.map((angle, i) => `${(x + radii[i % radii.length] * Math.cos(angle)).toFixed(2)} ${(y + radii[i % radii.length] * Math.sin(angle)).toFixed(2)}`).join("L")}Z`;
  const around = (corners, turn) =>
    Array.from({ length: corners }, (_, i) => turn + (2 * Math.PI * i) / corners);
  if (shape === "square") return `M${x - r} ${y - r}H${x + r}V${y + r}H${x - r}Z`;
  if (shape === "diamond") return polygon(around(4, 0), [r]);
  if (shape === "triangle") return polygon(around(3, -Math.PI / 2), [r * 1.15]);
  if (shape === "triangleDown") return polygon(around(3, Math.PI / 2), [r * 1.15]);
  if (shape === "hexagon") return polygon(around(6, 0), [r]);
  if (shape === "star") return polygon(around(10, -Math.PI / 2), [r * 1.25, r * 0.52]);
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

/** A node as something to press. */
const nodeChip = (node) =>
  el(
    "button",
    { type: "button", class: "chip", click: () => openFor(node), title: STYLES[node.type].one },
    swatch(node.type, 13),
    words(node.name),
  );

const badge = (text, look = "") => el("span", { class: `badge ${look}` }, text);

/** Where a claim or relation was read: title, outlet, date, address. */
function sourceLine(article, thing) {
  return el(
    "p",
    { class: "cite" },
    opener(article.title, () => openArticle(article, thing)),
    " ",
    article.outlet && el("span", {}, "· ", words(article.outlet), " "),
    article.date && el("span", {}, `· ${readableDate(article.date)} `),
    article.url && el("span", {}, "· ", outside(article.url, hostOf(article.url))),
  );
}

function hostOf(url) {
  try {
    return new URL(url).hostname || url;
  } catch {
    return url;
  }
}

const percent = (share) =>
  Number.isFinite(Number(share)) ? `${Math.round(Number(share) * 1000) / 10} %` : share;

/** Who says it, in which role, as a line. */
function speakerLine(claim) {
  const names = claim.source
    .map((span) => wordsAt(claim.document, span))
    .filter(Boolean)
    .join(" … ");
  if (!claim.speaker) {
    return el(
      "p",
      { class: "speaker" },
      "said by ",
      names ? ["“", words(names), "” (not resolved to anybody)"] : "nobody whom the text names",
    );
  }
  return el(
    "p",
    { class: "speaker" },
    "said by ",
    nodeChip(claim.speaker),
    claim.role && [" as “", words(claim.role, { class: "role" }), "”"],
  );
}

/** A claim with its quote in context. */
function claimCard(claim) {
  const chosen = state.selected === claim;
  return el(
    "article",
    { class: chosen ? "card chosen" : "card" },
    speakerLine(claim),
    claimEvidence(claim),
    el(
      "p",
      { class: "badges" },
      badge(claim.how),
      claim.modality.map((modality) => badge(modality, "warn")),
      claim.category && badge(claim.category),
      badge(`confidence ${claim.confidence.toFixed(2)}`, claim.confidence < 0.5 ? "warn" : ""),
    ),
    claim.targets.length > 0 &&
      el(
        "p",
        { class: "about" },
        "about ",
        claim.targets.map((node) => [nodeChip(node), " "]),
      ),
    claim.outer &&
      el(
        "p",
        { class: "nested" },
        "Within a claim of ",
        opener(claim.outer.speaker?.name ?? "an unnamed speaker", () => openFor(claim.outer)),
        ": the reporter does not say it, nor does the article.",
      ),
    claim.inner.length > 0 &&
      el(
        "p",
        { class: "nested" },
        "Holds ",
        claim.inner.map((inner) => [
          opener(`a claim of ${inner.speaker?.name ?? "an unnamed speaker"}`, () => openFor(inner)),
          " ",
        ]),
      ),
    sourceLine(claim.document, claim),
    !chosen && opener("Link to this claim", () => openFor(claim), { class: "link small" }),
  );
}

/** A relation with its evidence, or with where it is known from. */
function relationCard(relation) {
  const when = [
    relation.since && `since ${readableDate(relation.since)}`,
    relation.until && `until ${readableDate(relation.until)}`,
    relation.share && `share ${percent(relation.share)}`,
  ]
    .filter(Boolean)
    .join(", ");
  return el(
    "article",
    { class: state.selected === relation ? "card chosen" : "card" },
    el(
      "p",
      { class: "statement" },
      nodeChip(relation.from),
      ` ${VERBS[relation.type] ?? relation.type} `,
      nodeChip(relation.to),
      when && ` (${when})`,
    ),
    relation.document && relationEvidence(relation),
    el(
      "p",
      { class: "badges" },
      relation.modality.map((modality) => badge(modality, "warn")),
    ),
    according(relation),
  );
}

/** A register's source: a link where it is one, and cut where it is long, with the rest on demand. */
function recordWords(source) {
  if (/^https?:\/\/\S+$/.test(source)) return outside(source);
  if (source.length < 130) return words(source);
  return el("details", { class: "record" }, el("summary", {}, words(clipped(source, 90))), words(source));
}

const MATCH_WORDS = { exactMatch: "the same", sameAs: "the same", closeMatch: "close to" };

/** What a merged dataset says of the same thing. */
function matchCard({ dataset, how, iri, name, facts }) {
  return el(
    "article",
    { class: "card" },
    el(
      "p",
      {},
      "According to the merged dataset ",
      words(dataset),
      ": ",
      el("strong", {}, words(name ?? iri)),
      ` (${MATCH_WORDS[how] ?? how})`,
    ),
    lengthyList(
      facts,
      ([property, value]) => [el("span", { class: "faint" }, words(property), " "), valueWords(value)],
      {
        step: 8,
        tag: "ul",
        className: "facts",
      },
    ),
    el("p", { class: "cite" }, outside(iri)),
  );
}

/** A value of a merged dataset: a link where it is one. */
const valueWords = (value) => (/^https?:\/\/\S+$/.test(value) ? outside(value) : words(value));

/** What merged datasets say of a node or claim, as a section, or nothing. */
const matchesOf = (thing) =>
  thing.matches?.length > 0 &&
  section("In merged datasets", lengthyList(thing.matches, matchCard, { step: 5 }));

/** Whose word a relation is. */
function according(relation) {
  if (!relation.document) {
    const who =
      relation.origin === "register"
        ? "According to the register"
        : ["According to the merged dataset ", words(relation.origin)];
    return el("p", { class: "cite" }, who, relation.source && [": ", recordWords(relation.source)]);
  }
  return [
    relation.claim
      ? el(
          "p",
          { class: "speaker" },
          "said by ",
          relation.claim.speaker ? nodeChip(relation.claim.speaker) : "an unnamed speaker",
          ", not by the article: ",
          opener("the claim", () => openFor(relation.claim)),
        )
      : el("p", { class: "speaker" }, "The article says so in its own voice."),
    sourceLine(relation.document, relation),
  ];
}
