/* Search over names, other names and quotes: a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */

const MOST_NAMES = 8;
const MOST_QUOTES = 12;

/** Words as they are compared: without case and without marks over letters. */
const folded = (text) =>
  (/[^\x00-\x7f\u2010-\u2026]/.test(text)
    ? text.normalize("NFKD").replace(/\p{M}/gu, "")
    : text
  ).toLowerCase();
const foldedNames = (node) => (node.folded ??= folded([node.name, ...node.aliases].join("\n")));
const foldedQuote = (claim) => (claim.folded ??= folded(quoteOf(claim)));

const search = { hits: [], at: -1 };

/** All nodes and claims that hold the words: {nodes, claims}. Names that begin with them come first. */
function find(text) {
  const needle = folded(text.trim());
  if (!needle) return { nodes: [], claims: [] };
  const begins = (node) =>
    foldedNames(node)
      .split("\n")
      .some((name) => name.startsWith(needle));
  return {
    nodes: nodes
      .filter((node) => foldedNames(node).includes(needle))
      .sort((one, other) => begins(other) - begins(one) || one.rank - other.rank),
    claims: claims.filter((claim) => foldedQuote(claim).includes(needle)),
  };
}

function renderHits() {
  const input = byId("search");
  const box = byId("hits");
  const found = find(input.value);
  search.hits = [...found.nodes.slice(0, MOST_NAMES), ...found.claims.slice(0, MOST_QUOTES)];
  search.at = -1;
  const total = found.nodes.length + found.claims.length;
  const options = search.hits.map((hit, i) =>
    el(
      "div",
      { role: "option", id: `hit-${i}`, "aria-selected": "false", click: () => choose(i) },
      hitLine(hit),
    ),
  );
  const text = input.value.trim();
  if (text) {
    search.hits.push({ narrow: text });
    const message = total
      ? `Show only what speaks of “${clipped(text, 40)}”`
      : `Nothing found for “${clipped(text, 40)}”`;
    options.push(
      el(
        "div",
        {
          role: "option",
          id: `hit-${options.length}`,
          "aria-selected": "false",
          class: "narrow",
          click: () => choose(search.hits.length - 1),
        },
        words(message),
      ),
    );
  }
  box.replaceChildren(...options);
  box.hidden = !text;
  input.setAttribute("aria-expanded", String(Boolean(text)));
  input.removeAttribute("aria-activedescendant");
  if (text)
    say(
      `${count(found.nodes.length, "name")} and ${count(found.claims.length, "quote")} found, ${search.hits.length - 1} listed`,
    );
}

function hitLine(hit) {
  if (hit.kind === "node") {
    return [
      swatch(hit.type),
      words(hit.name),
      el("span", { class: "faint" }, ` ${STYLES[hit.type].one}, ${count(hit.links, "link")}`),
    ];
  }
  return [
    swatch("claim"),
    words(clipped(quoteOf(hit), 110), { class: "said" }),
    el("span", { class: "faint" }, " ", words(hit.speaker?.name ?? "nobody named")),
  ];
}

function choose(position) {
  const hit = search.hits[position];
  if (!hit) return;
  closeHits();
  if (hit.narrow) change({ words: hit.narrow });
  else openFor(hit);
}

function closeHits() {
  if (!byId("hits").hidden) say(statusLine(picture.passed));
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function moveInHits(step) {
  const options = byId("hits").children;
  if (!options.length) return;
  options[search.at]?.setAttribute("aria-selected", "false");
  search.at = (search.at + step + options.length) % options.length;
  options[search.at].setAttribute("aria-selected", "true");
  options[search.at].scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", options[search.at].id);
}

function startSearch() {
  const input = byId("search");
  input.addEventListener("input", renderHits);
  input.addEventListener("focus", () => input.value && renderHits());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      moveInHits(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(Math.max(search.at, 0));
    } else if (event.key === "Escape") {
      closeHits();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(".search")) closeHits();
  });
  foldAhead(0);
}

/** Folding all quotes takes longer than a key press may; it is done in small parts while nobody waits. */
function foldAhead(position) {
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  later(() => {
    claims.slice(position, position + 500).forEach(foldedQuote);
    if (position + 500 < claims.length) foldAhead(position + 500);
  });
}
