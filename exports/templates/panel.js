/* The panel beside the picture: what is selected, with its evidence; else where to begin. */

const trail = []; // what was open before, for the way back
let lastOpen = null;
let focusPanel = false;
let arriveAt = null; // the claim that an article is opened at

/** Open an article at a claim or relation. */
function openArticle(article, thing = null) {
  arriveAt = thing;
  open(article);
}

/** Open something and take the keyboard there. */
function openFor(thing) {
  focusPanel = true;
  open(thing);
}

function renderPanel() {
  const { selected } = state;
  if (selected !== lastOpen) {
    if (lastOpen && trail.at(-1) !== selected) trail.push(lastOpen);
    else if (trail.at(-1) === selected) trail.pop();
    lastOpen = selected;
  }
  if (!selected) trail.length = 0;
  document.body.classList.toggle("opened", Boolean(selected));
  const panel = byId("panel");
  const render = selected ? PANELS[selected.kind] : startPanel;
  panel.replaceChildren(el("div", { class: "inner" }, selected && panelBar(), render(selected)));
  panel.scrollTop = 0;
  if (selected?.kind === "document" && arriveAt) {
    byId(placeInArticle(arriveAt))?.scrollIntoView({ block: "center" });
    arriveAt = null;
  }
  if (focusPanel) panel.querySelector("h2")?.focus();
  focusPanel = false;
}

function panelBar() {
  const before = trail.at(-1);
  return el(
    "div",
    { class: "bar" },
    before && el("button", { type: "button", id: "back", click: () => openFor(before) }, "← Back"),
    el("button", { type: "button", id: "close", click: () => openFor(null) }, "Overview"),
  );
}

const title = (...children) => el("h2", { tabindex: "-1" }, ...children);
const section = (heading, ...children) => el("section", {}, el("h3", {}, heading), ...children);

const PANELS = {
  node: nodePanel,
  line: linePanel,
  claim: (claim) => [title("Claim"), markKey(), claimCard(claim), matchesOf(claim), claimsBeside(claim)],
  relation: (relation) => [title("Relation"), relationCard(relation)],
  document: articlePanel,
};

/** What the marks in a quote mean. */
const markKey = (relations = false) =>
  DATA.text !== "none" &&
  el(
    "p",
    { class: "key" },
    "Marked: ",
    el("mark", { class: "content" }, "what is said"),
    " ",
    el("mark", { class: "cue" }, "cue"),
    " ",
    el("mark", { class: "source" }, "speaker"),
    relations && [" ", el("mark", { class: "relation" }, "relation")],
  );

function claimsBeside(claim) {
  const others = claim.speaker ? claim.speaker.says.filter((other) => other !== claim) : [];
  return (
    others.length > 0 &&
    section(
      `${count(others.length, "other claim")} of this speaker`,
      lengthyList(others, claimCard, { step: 5 }),
    )
  );
}

function nodePanel(node) {
  const passes = picture.passed?.claims;
  const hidden = [...node.says, ...node.about].filter((claim) => passes && !passes.has(claim)).length;
  const outgoing = node.relations.filter((relation) => relation.from === node);
  const incoming = node.relations.filter((relation) => relation.from !== node);
  return [
    title(swatch(node.type, 20), " ", words(node.name)),
    el(
      "p",
      { class: "faint" },
      STYLES[node.type].one,
      node.category && ` · speaks as ${node.category}`,
      node.origin !== "text" && [
        " · known from the ",
        node.origin === "register" ? "register" : ["merged dataset ", words(node.origin)],
      ],
    ),
    node.aliases.length > 0 && el("p", {}, "Also called ", commaList(node.aliases)),
    node.roles.length > 0 && el("p", {}, "In the articles’ words: ", commaList(node.roles)),
    node.wikidata && el("p", {}, "Wikidata: ", outside(node.wikidata, node.wikidata.split("/").at(-1))),
    chainOf(node),
    el(
      "p",
      { class: "actions" },
      el(
        "button",
        { type: "button", "aria-pressed": String(state.only), click: () => change({ only: !state.only }) },
        "Only this and its neighbours",
      ),
      node.says.length + node.about.length > 0 &&
        el("button", { type: "button", click: () => toggleUnfold(linesOf(node)) }, unfoldWord(linesOf(node))),
    ),
    hidden > 0 && el("p", { class: "faint" }, `The filters hide ${count(hidden, "claim")} of these.`),
    node.says.length + node.about.length > 0 && markKey(),
    node.says.length > 0 &&
      section(`Says: ${count(node.says.length, "claim")}`, lengthyList(node.says, claimCard, { step: 15 })),
    node.about.length > 0 &&
      section(
        `Said about it: ${count(node.about.length, "claim")}`,
        lengthyList(node.about, claimCard, { step: 15 }),
      ),
    outgoing.length + incoming.length > 0 &&
      section(
        count(outgoing.length + incoming.length, "relation"),
        lengthyList([...outgoing, ...incoming], relationCard, { step: 8 }),
      ),
    matchesOf(node),
    node.links === 0 && el("p", {}, "Mentioned in the articles; no claim and no relation was read about it."),
  ];
}

const commaList = (items) =>
  items
    .slice(0, 12)
    .flatMap((item, i) => [i ? ", " : "", words(item)])
    .concat(items.length > 12 ? [` and ${items.length - 12} more`] : []);

/** Keys of the claim lines at a node. */
const linesOf = (node) => [
  ...new Set([
    ...(node.says.some((claim) => !claim.targets.length) ? [`${node.iri} -`] : []),
    ...node.says.flatMap((claim) => claim.targets.map((target) => `${node.iri} ${target.iri}`)),
    ...node.about.filter((claim) => claim.speaker).map((claim) => `${claim.speaker.iri} ${node.iri}`),
  ]),
];
const unfoldWord = (keys) =>
  keys.length && keys.every((key) => state.unfolded.has(key)) ? "Fold claims into lines" : "Unfold claims";

function toggleUnfold(keys) {
  const unfolded = new Set(state.unfolded);
  const all = keys.every((key) => unfolded.has(key));
  for (const key of keys) all ? unfolded.delete(key) : unfolded.add(key);
  change({ unfolded });
}

function linePanel({ key }) {
  const [from, to, type] = key.split(" ");
  const [one, other] = [byIri.get(from), byIri.get(to)];
  const ends = [nodeChip(one), ` ${type ? (VERBS[type] ?? type) : "on"} `, nodeChip(other)];
  const line = picture.lines.get(key);
  if (type) {
    const items = line
      ? line.items
      : one.relations.filter(
          (relation) => relation.from === one && relation.to === other && relation.type === type,
        );
    return [title(ends), section(count(items.length, "relation"), lengthyList(items, relationCard))];
  }
  const all = one.says.filter((claim) => claim.targets.includes(other));
  const items = line ? line.items : all;
  return [
    title(ends),
    el(
      "p",
      { class: "actions" },
      el("button", { type: "button", click: () => toggleUnfold([key]) }, unfoldWord([key])),
    ),
    items.length < all.length &&
      el(
        "p",
        { class: "faint" },
        `The filters hide ${count(all.length - items.length, "claim")} of this line.`,
      ),
    markKey(),
    section(count(items.length, "claim"), lengthyList(items, claimCard)),
  ];
}

function articlePanel(article) {
  const marks = [...article.claims.flatMap(claimMarksIn), ...article.relations.flatMap(relationMarksIn)];
  return [
    title(words(article.title)),
    el(
      "p",
      { class: "cite" },
      article.authors.length > 0 && ["By ", commaList(article.authors), " · "],
      article.outlet && [words(article.outlet), " · "],
      article.date && [readableDate(article.date), " · "],
      article.url ? outside(article.url) : words(article.id),
    ),
    el(
      "p",
      { class: "faint" },
      `${count(article.claims.length, "claim")}, ${count(article.relations.length, "relation")} read from this article. `,
      {
        full: "Press what is marked to open it.",
        quotes:
          "Press what is marked to open it. This file carries only the sentences that hold evidence; […] stands for the rest.",
        none: "This file was made without article text.",
      }[DATA.text],
    ),
    markKey(article.relations.length > 0),
    el(
      "div",
      { class: "article" },
      allParagraphs(article).map((where) => [
        where.gap && el("p", { class: "gap" }, "[…]"),
        paragraph(where, marks, openFor),
      ]),
    ),
  ];
}

/** The nodes with the most claims, of those that pass the filters. */
function ranking(heading, tally) {
  const top = [...tally]
    .sort(([one, a], [other, b]) => b - a || byName(one, other))
    .slice(0, 6)
    .map(([node, amount]) =>
      el("li", {}, nodeChip(node), el("span", { class: "faint" }, count(amount, "claim"))),
    );
  return top.length > 0 && section(heading, el("ol", { class: "ranking" }, top));
}

/** Where to begin: what there is most of, as things to press. */
function startPanel() {
  const said = new Map();
  const about = new Map();
  const add = (tally, node) => tally.set(node, (tally.get(node) ?? 0) + 1);
  for (const claim of picture.passed.claims) {
    if (claim.speaker) add(said, claim.speaker);
    for (const node of claim.targets) add(about, node);
  }
  return [
    title("Start here"),
    el(
      "p",
      {},
      "Read from left to right: who speaks, about which platform, who owns it, and under whose law that falls. ",
      "A line from a speaker holds all claims about one thing; the wider, the more. Press a mark or a line to see the words it comes from.",
    ),
    el(
      "p",
      {},
      "Nothing here is a fact because somebody said it: each card names whose word it is. ",
      "Of the register, this file holds what the articles lead to.",
    ),
    ranking("Most quoted", said),
    ranking("Most spoken of", about),
    section(
      count(documents.length, "article"),
      lengthyList(
        documents,
        (article) =>
          el(
            "p",
            { class: "cite" },
            opener(article.title, () => openArticle(article)),
            " ",
            el(
              "span",
              { class: "faint" },
              [article.outlet, readableDate(article.date), count(article.claims.length, "claim")]
                .filter(Boolean)
                .join(" · "),
            ),
          ),
        { step: 12, className: "articles" },
      ),
    ),
  ];
}
