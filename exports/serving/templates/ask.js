/* The page that asks: an editor, the presets, a table of the answer, earlier queries. It asks this server alone. */
"use strict";

const byId = (id) => document.getElementById(id);
const SHOWN = 1000;
const KEPT = 30;
const STORED = "claimgraph-queries";
const JSON_TYPE = "application/sparql-results+json";
let last = "";

async function ask(query, accept) {
  return fetch("/sparql", {
    method: "POST",
    headers: { "content-type": "application/sparql-query", accept },
    body: query,
  });
}

async function run() {
  const query = byId("query").value;
  say("asking …");
  byId("run").disabled = true;
  const began = performance.now();
  try {
    const answer = await ask(query, `${JSON_TYPE}, text/turtle`);
    const text = await answer.text();
    if (!answer.ok) return say(text, true);
    last = query;
    remember(query);
    show(answer.headers.get("content-type"), text, Math.round(performance.now() - began));
  } catch (error) {
    say(`the server does not answer (${error.message})`, true);
  } finally {
    byId("run").disabled = false;
  }
}

function show(type, text, took) {
  byId("answer").hidden = false;
  const json = type.startsWith(JSON_TYPE);
  for (const button of document.querySelectorAll("[data-type]"))
    button.hidden = json === (button.dataset.ending === "ttl");
  byId("rows").replaceChildren();
  byId("plain").textContent = "";
  const found = json ? JSON.parse(text) : null;
  if (!found || "boolean" in found) {
    byId("plain").textContent = found ? String(found.boolean) : text;
    return say(`answered in ${took} ms`);
  }
  const rows = found.results.bindings;
  table(found.head.vars, rows);
  const more = rows.length > SHOWN ? `, the first ${SHOWN} are shown` : "";
  say(`${rows.length} rows in ${took} ms${more}`);
}

function table(names, rows) {
  const head = document.createElement("tr");
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.dataset.column = name;
    cell.textContent = name;
    cell.addEventListener("click", () => table(names, sorted(rows, name)));
    head.append(cell);
  }
  const lines = rows.slice(0, SHOWN).map((row) => {
    const line = document.createElement("tr");
    for (const name of names) line.append(cellOf(row[name]));
    return line;
  });
  byId("rows").replaceChildren(head, ...lines);
}

function sorted(rows, name) {
  const order = new Intl.Collator(undefined, { numeric: true });
  return [...rows].sort((one, other) => order.compare(one[name]?.value ?? "", other[name]?.value ?? ""));
}

function cellOf(term) {
  const cell = document.createElement("td");
  if (!term) return cell;
  const article = term.type === "uri" && /\/id\/doc-([0-9a-z]+)$/.exec(term.value);
  if (article) {
    const link = document.createElement("a");
    link.href = `/articles/${article[1]}`;
    link.textContent = term.value;
    cell.append(link);
  } else cell.textContent = term.value;
  return cell;
}

async function save(button) {
  const answer = await ask(last, button.dataset.type);
  if (!answer.ok) return say(await answer.text(), true);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `answer.${button.dataset.ending}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function say(text, wrong = false) {
  byId("status").textContent = text.trim();
  byId("status").classList.toggle("error", wrong);
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? [];
  } catch {
    return [];
  }
}

function remember(query) {
  const kept = [query, ...stored().filter((earlier) => earlier !== query)].slice(0, KEPT);
  try {
    localStorage.setItem(STORED, JSON.stringify(kept));
  } catch {
    /* a browser that stores nothing still asks */
  }
  list(kept);
}

function list(queries) {
  const options = queries.map((query) => new Option(query.replace(/\s+/g, " ").slice(0, 80), query));
  byId("history").replaceChildren(new Option("choose", ""), ...options);
}

byId("run").addEventListener("click", run);
byId("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
byId("history").addEventListener("change", (event) => {
  if (event.target.value) byId("query").value = event.target.value;
});
for (const form of document.querySelectorAll("form.preset"))
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = new URLSearchParams(new FormData(form));
    const answer = await fetch(`/presets/${form.dataset.name}?${values}`);
    const text = await answer.text();
    if (!answer.ok) return say(text, true);
    byId("query").value = text;
    run();
  });
for (const button of document.querySelectorAll("[data-type]"))
  button.addEventListener("click", () => save(button));
list(stored());
