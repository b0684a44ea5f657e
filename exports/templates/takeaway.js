/* What a reader takes along: pictures, tables, the question, the link. */

const RISKY = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A CSV cell; one that a spreadsheet would run gets an apostrophe. */
function cell(value) {
  const text = String(value ?? "");
  const guarded = RISKY.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

const csv = (header, rows) =>
  `\ufeff${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

/** CSV of what passes the filters, by table. */
const CSV = {
  claims: () =>
    csv(
      [
        "speaker",
        "role",
        "role_category",
        "kind",
        "modality",
        "quote",
        "about",
        "article",
        "outlet",
        "date",
        "url",
        "begin",
        "end",
        "confidence",
        "claim",
      ],
      [...picture.passed.claims].map((claim) => [
        claim.speaker?.name,
        claim.role,
        claim.category,
        claim.how,
        claim.modality.join("; "),
        quoteOf(claim),
        claim.targets.map((node) => node.name).join("; "),
        claim.document.title,
        claim.document.outlet,
        claim.document.date,
        claim.document.url,
        claim.content[0][0],
        claim.content.at(-1)[1],
        claim.confidence.toFixed(2),
        fullIri(claim.iri),
      ]),
    ),
  nodes: () =>
    csv(
      ["name", "type", "aliases", "roles", "claims_made", "claims_about", "origin", "wikidata", "iri"],
      [...picture.passed.nodes].map((node) => [
        node.name,
        node.type,
        node.aliases.join("; "),
        node.roles.join("; "),
        node.says.length,
        node.about.length,
        node.origin,
        node.wikidata,
        fullIri(node.iri),
      ]),
    ),
  relations: () =>
    csv(
      [
        "subject",
        "relation",
        "object",
        "since",
        "until",
        "share",
        "modality",
        "origin",
        "source",
        "article",
        "claim",
        "iri",
      ],
      [...picture.passed.relations].map((relation) => [
        relation.from.name,
        relation.type,
        relation.to.name,
        relation.since,
        relation.until,
        relation.share,
        relation.modality.join("; "),
        relation.origin,
        relation.source,
        relation.document?.title,
        relation.claim && fullIri(relation.claim.iri),
        fullIri(relation.iri),
      ]),
    ),
};

function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function showDialog(heading, ...children) {
  const dialog = byId("dialog");
  const close = el("button", { type: "button", id: "dialog-close", click: () => dialog.close() }, "Close");
  dialog.replaceChildren(
    el("div", { class: "bar" }, el("h2", { id: "dialog-title" }, heading), close),
    ...children.flat(),
  );
  if (!dialog.open) dialog.showModal();
}

function takeawayDialog() {
  const { claims: c, nodes: n, relations: r } = picture.passed;
  const action = (id, label, note, press) =>
    el(
      "li",
      {},
      el("button", { type: "button", id, click: press }, label),
      el("span", { class: "faint" }, ` ${note}`),
    );
  showDialog(
    "Take away",
    el(
      "ul",
      { class: "takeaway" },
      action("save-png", "PNG picture", "all that is drawn, with legend", async () =>
        save("claimgraph.png", await drawPng()),
      ),
      action("save-svg", "SVG picture", "the same, to edit or print at any size", () =>
        save("claimgraph.svg", drawSvg(), "image/svg+xml"),
      ),
      action("save-claims", "CSV of claims", `the ${number(c.size)} that pass the filters`, () =>
        save("claims.csv", CSV.claims(), "text/csv"),
      ),
      action("save-nodes", "CSV of actors", `the ${number(n.size)} that pass`, () =>
        save("actors.csv", CSV.nodes(), "text/csv"),
      ),
      action("save-relations", "CSV of relations", `the ${number(r.size)} that pass`, () =>
        save("relations.csv", CSV.relations(), "text/csv"),
      ),
      action("show-sparql", "SPARQL", "the question that gives the same rows", sparqlDialog),
      action("show-link", "Link", "to this very view of this file", () =>
        textDialog(
          "Link to this view",
          location.href,
          "In another copy of this file, put all from # on behind its address.",
        ),
      ),
    ),
  );
}

function textDialog(heading, text, note = "") {
  const area = el("textarea", {
    readonly: true,
    rows: 8,
    spellcheck: "false",
    "aria-label": heading,
    id: "dialog-text",
  });
  area.value = text;
  const copy = el(
    "button",
    {
      type: "button",
      click: async () => {
        area.select();
        // A page opened from a file may lack the clipboard; then the words are selected for copying by hand.
        const copied = await navigator.clipboard?.writeText(area.value).then(
          () => true,
          () => false,
        );
        copy.textContent = copied ? "Copied" : "Selected: copy with Ctrl+C";
      },
    },
    "Copy",
  );
  showDialog(heading, area, note && el("p", { class: "faint" }, note), copy);
}

function sparqlDialog() {
  const about = state.view === "table" && state.tab === "relations" ? relationsQuery() : claimsQuery();
  textDialog("The same rows in SPARQL", about);
}

function startTakeaway() {
  byId("takeaway-button").addEventListener("click", takeawayDialog);
  byId("theme-button").addEventListener("click", () =>
    change({ theme: colourScheme() === "dark" ? "light" : "dark" }),
  );
  byId("as-picture").addEventListener("click", () => change({ view: "picture" }));
  byId("as-table").addEventListener("click", () => change({ view: "table" }));
}
