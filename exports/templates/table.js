/* The table: all that passes the filters, drawn or not. */

const PAGE = 100;
const sorting = { column: -1, down: false }; // -1: as the articles have it
let page = 0;

/** For each tab: its label, the things that pass, and its columns as [heading, value, cell]. */
const TABS = {
  claims: {
    label: "Claims",
    rows: (passed) => [...passed.claims],
    columns: [
      [
        "Speaker",
        (claim) => claim.speaker?.name ?? "",
        (claim) => (claim.speaker ? nodeChip(claim.speaker) : el("span", { class: "faint" }, "nobody named")),
      ],
      [
        "Says",
        quoteOf,
        (claim) => opener(quoteOf(claim) || "(words not in this file)", () => openFor(claim)),
      ],
      [
        "About",
        (claim) => claim.targets.map((node) => node.name).join(", "),
        (claim) => claim.targets.map((node) => [nodeChip(node), " "]),
      ],
      ["As", (claim) => claim.role ?? "", (claim) => words(claim.role ?? "")],
      ["Kind", (claim) => [claim.how, ...claim.modality].join(", ")],
      ["Confidence", (claim) => claim.confidence.toFixed(2)],
      [
        "Article",
        (claim) => claim.document.title,
        (claim) => opener(claim.document.title, () => openArticle(claim.document, claim)),
      ],
      ["Outlet", (claim) => claim.document.outlet ?? ""],
      ["Date", (claim) => claim.document.date ?? ""],
    ],
  },
  nodes: {
    label: "Actors and things",
    rows: (passed) => [...passed.nodes],
    columns: [
      ["Name", (node) => node.name, (node) => nodeChip(node)],
      ["Type", (node) => STYLES[node.type].one],
      ["Also called", (node) => node.aliases.join(", "), (node) => words(node.aliases.join(", "))],
      ["Roles", (node) => node.roles.join("; "), (node) => words(node.roles.join("; "))],
      ["Claims made", (node) => node.says.length],
      ["Claims about it", (node) => node.about.length],
      ["Relations", (node) => node.relations.length],
      ["Known from", (node) => facetLabel("origin", node.origin)],
    ],
  },
  relations: {
    label: "Relations",
    rows: (passed) => [...passed.relations],
    columns: [
      ["From", (relation) => relation.from.name, (relation) => nodeChip(relation.from)],
      [
        "Relation",
        (relation) => VERBS[relation.type] ?? relation.type,
        (relation) => opener(VERBS[relation.type] ?? relation.type, () => openFor(relation)),
      ],
      ["To", (relation) => relation.to.name, (relation) => nodeChip(relation.to)],
      ["Since", (relation) => relation.since ?? ""],
      ["Until", (relation) => relation.until ?? ""],
      ["Share", (relation) => (relation.share ? percent(relation.share) : "")],
      ["Modality", (relation) => relation.modality.join(", ")],
      [
        "Whose word",
        (relation) =>
          relation.document
            ? relation.claim
              ? (relation.claim.speaker?.name ?? "an unnamed speaker")
              : "the article"
            : facetLabel("origin", relation.origin),
      ],
      ["Source", (relation) => relation.document?.title ?? relation.source ?? ""],
    ],
  },
  articles: {
    label: "Articles",
    rows: (passed) => [
      ...new Set([...passed.claims, ...passed.relations].map((thing) => thing.document).filter(Boolean)),
    ],
    columns: [
      ["Title", (article) => article.title, (article) => opener(article.title, () => openArticle(article))],
      ["Outlet", (article) => article.outlet ?? ""],
      ["Date", (article) => article.date ?? ""],
      ["Authors", (article) => article.authors.join(", ")],
      ["Claims", (article) => article.claims.length],
      [
        "Address",
        (article) => article.url ?? "",
        (article) => (article.url ? outside(article.url, hostOf(article.url)) : ""),
      ],
    ],
  },
};

/** The rows of a tab as they are sorted now. */
function sortedRows(tab) {
  const { rows, columns } = TABS[tab];
  const all = rows(picture.passed);
  if (sorting.column < 0) return all;
  const value = columns[sorting.column][1];
  const keyed = all.map((row) => [value(row), row]);
  const numeric = keyed.every(([key]) => key === "" || Number.isFinite(Number(key)));
  keyed.sort(([one], [other]) =>
    numeric
      ? Number(one) - Number(other)
      : String(one) < String(other)
        ? -1
        : Number(String(one) > String(other)),
  );
  if (sorting.down) keyed.reverse();
  return keyed.map(([, row]) => row);
}

function renderTable() {
  const asTable = state.view === "table";
  byId("table").hidden = !asTable;
  document.body.classList.toggle("tabling", asTable);
  byId("picture").hidden = asTable;
  document.querySelector(".zoom").hidden = asTable;
  byId("as-picture").setAttribute("aria-pressed", String(!asTable));
  byId("as-table").setAttribute("aria-pressed", String(asTable));
  if (!asTable) return;
  const { columns } = TABS[state.tab];
  const rows = sortedRows(state.tab);
  page = Math.min(page, Math.max(Math.ceil(rows.length / PAGE) - 1, 0));
  const start = page * PAGE;
  byId("table").replaceChildren(
    el(
      "div",
      { class: "tabs", role: "tablist", "aria-label": "Tables" },
      Object.entries(TABS).map(([tab, { label, rows: all }]) =>
        el(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${tab}`,
            "aria-selected": String(tab === state.tab),
            "aria-controls": "rows",
            click: () => showTab(tab),
          },
          `${label} ${number(all(picture.passed).length)}`,
        ),
      ),
    ),
    el(
      "div",
      { id: "rows", class: "rows", role: "tabpanel", "aria-labelledby": `tab-${state.tab}`, tabindex: "0" },
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            columns.map(([heading], i) =>
              el(
                "th",
                {
                  scope: "col",
                  "aria-sort": sorting.column === i ? (sorting.down ? "descending" : "ascending") : "none",
                },
                el(
                  "button",
                  { type: "button", id: `sort-${i}`, click: () => sortBy(i) },
                  heading,
                  sorting.column === i && el("span", { "aria-hidden": "true" }, sorting.down ? " ▾" : " ▴"),
                ),
              ),
            ),
          ),
        ),
        el(
          "tbody",
          {},
          rows.slice(start, start + PAGE).map((row) =>
            el(
              "tr",
              {},
              columns.map(([, value, cell]) => el("td", {}, cell ? cell(row) : words(value(row)))),
            ),
          ),
        ),
      ),
    ),
    el(
      "p",
      { class: "pages" },
      el(
        "button",
        { type: "button", id: "page-before", disabled: page === 0, click: () => turn(-1) },
        "← Before",
      ),
      ` ${rows.length ? `${number(start + 1)} to ${number(Math.min(start + PAGE, rows.length))}` : "none"} of ${number(rows.length)} `,
      el(
        "button",
        { type: "button", id: "page-after", disabled: start + PAGE >= rows.length, click: () => turn(1) },
        "After →",
      ),
    ),
  );
}

/** Render anew and keep the keyboard where it was. */
function again(id) {
  renderTable();
  byId(id)?.focus();
}

function showTab(tab) {
  sorting.column = -1;
  sorting.down = false;
  page = 0;
  change({ tab });
  byId(`tab-${tab}`)?.focus();
}

function sortBy(column) {
  sorting.down = sorting.column === column && !sorting.down;
  sorting.column = column;
  again(`sort-${column}`);
}

function turn(step) {
  page += step;
  again(step < 0 ? "page-before" : "page-after");
}
