/* The question in SPARQL that gives the same rows as the tables, from a graph of the same build. */

const PREFIXES = `PREFIX cg: <https://w3id.org/claimgraph#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
`;

const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };
const literal = (text) => `"${text.replace(/["\\\n\r\t\b\f]/g, (character) => ESCAPES[character])}"`;
const iriTerm = (short) =>
  `<${fullIri(short).replace(/[\u0000-\u0020<>"{}|^`\\]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`)}>`;
const nodeTerms = (list) => list.map((node) => iriTerm(node.iri)).join(" ");

/** The claims that pass now. What the page reasoned (owners, jurisdictions, folding of letters) is listed by name. */
function claimsQuery() {
  const rules = [];
  const facet = (key) => [...state.facets.get(key)];
  for (const key of ["platform", "owner", "jurisdiction"]) {
    if (!facet(key).length) continue;
    const fitting = key === "platform" ? facet(key) : targetsWith(key, new Set(facet(key)));
    rules.push(`  FILTER EXISTS { VALUES ?${key} { ${nodeTerms(fitting)} } ?claim cg:about ?${key} }`);
  }
  if (facet("kind").length)
    rules.push(`  FILTER(STRAFTER(STR(?kindIri), "#") IN (${facet("kind").map(literal).join(", ")}))`);
  if (facet("role").length)
    rules.push(
      `  FILTER(COALESCE(STRAFTER(STR(?category), "#"), ${literal(NO_ROLE)}) IN (${facet("role").map(literal).join(", ")}))`,
    );
  if (facet("modality").length) rules.push(`  FILTER(${facet("modality").map(modalityRule).join(" || ")})`);
  if (facet("outlet").length)
    rules.push(
      `  FILTER(COALESCE(STR(?outlet), ${literal(NO_OUTLET)}) IN (${facet("outlet").map(literal).join(", ")}))`,
    );
  if (facet("origin").length && !facet("origin").includes("text"))
    rules.push("  FILTER(false)  # claims come from articles only");
  if (facet("type").length) rules.push(...typeRules(facet("type")));
  if (state.confidence) rules.push(`  FILTER(COALESCE(?confidence, 1) >= ${state.confidence})`);
  if (state.from) rules.push(`  FILTER(BOUND(?date) && ${datedRule(">=", state.from)})`);
  if (state.to) rules.push(`  FILTER(BOUND(?date) && ${datedRule("<=", state.to)})`);
  if (state.words)
    rules.push(
      `  VALUES ?claim { ${[...picture.passed.claims].map((claim) => iriTerm(claim.iri)).join(" ")} }  # “${state.words.replace(/[\n\r]/g, " ")}” without regard to accents`,
    );
  return `${PREFIXES}SELECT DISTINCT ?claim ?speaker ?role ?quote ?kind ?article ?outlet ?date WHERE {
  ?claim a cg:Claim ; cg:quote ?quote ; cg:kind ?kindIri ; cg:reportedBy ?document .
  ?document dcterms:identifier ?id .
  BIND(STRAFTER(STR(?kindIri), "#") AS ?kind)
  OPTIONAL { ?document schema:headline ?headline }
  BIND(COALESCE(?headline, ?id) AS ?article)
  OPTIONAL { ?document schema:publisher ?outlet }
  OPTIONAL { ?document schema:datePublished ?date }
  OPTIONAL { ?claim cg:confidence ?confidence }
  OPTIONAL { ?claim cg:speakerRole ?said . ?said rdfs:label ?role OPTIONAL { ?said cg:category ?category } }
  OPTIONAL { ?actor cg:asserts ?claim ; rdfs:label ?speaker }
${rules.map((rule) => `${rule}\n`).join("")}}
ORDER BY ?date ?article ?claim`;
}

const modalityRule = (value) =>
  value === PLAIN
    ? "NOT EXISTS { ?claim cg:modality ?any }"
    : `EXISTS { ?claim cg:modality <https://w3id.org/claimgraph#${encodeURIComponent(value)}> }`;
const datedRule = (sign, date) =>
  `SUBSTR(STR(?date), 1, ${date.length}) ${sign} SUBSTR(${literal(date)}, 1, STRLEN(STR(?date)))`;

function targetsWith(key, chosen) {
  const found = new Set();
  for (const claim of claims) {
    for (const node of claim.targets) {
      const values = key === "owner" ? ownersOf(node).slice(isPlatform(node) ? 1 : 0) : jurisdictionsOf(node);
      if (values.some((value) => chosen.has(value))) found.add(node);
    }
  }
  return [...found];
}

function typeRules(types) {
  const classes = types.map((type) => `cg:${type[0].toUpperCase()}${type.slice(1)}`).join(" ");
  return [
    `  FILTER(NOT EXISTS { ?anybody cg:asserts ?claim } || EXISTS { VALUES ?class { ${classes} } ?somebody cg:asserts ?claim ; a ?class })`,
    `  FILTER(NOT EXISTS { ?claim cg:about ?anything } || EXISTS { VALUES ?class { ${classes} } ?claim cg:about ?something . ?something a ?class })`,
  ];
}

/** The relations that pass now, by IRI: what the page follows from node to node has no short question. */
function relationsQuery() {
  return `${PREFIXES}SELECT DISTINCT ?relation ?type ?from ?to ?since ?until ?share ?source WHERE {
  VALUES ?relation { ${[...picture.passed.relations].map((relation) => iriTerm(relation.iri)).join("\n    ")} }
  ?relation a ?class ; cg:subject ?subject ; cg:object ?object .
  VALUES ?class { cg:Ownership cg:Operation cg:Affiliation cg:JurisdictionRelation cg:Naming cg:Imposition cg:Targeting }
  BIND(STRAFTER(STR(?class), "#") AS ?type)
  OPTIONAL { ?subject cg:identifiedAs ?subjectNode } OPTIONAL { ?object cg:identifiedAs ?objectNode }
  BIND(COALESCE(?subjectNode, ?subject) AS ?one) BIND(COALESCE(?objectNode, ?object) AS ?other)
  ?one rdfs:label ?from . ?other rdfs:label ?to .
  OPTIONAL { ?relation cg:since ?since } OPTIONAL { ?relation cg:until ?until } OPTIONAL { ?relation cg:share ?share }
  OPTIONAL { ?relation cg:statedBy/dcterms:identifier ?article } OPTIONAL { ?relation dcterms:source ?record }
  BIND(COALESCE(?article, ?record) AS ?source)
}
ORDER BY ?from ?type ?to`;
}
