/* The picture as SVG, and as PNG made from it: all that is drawn, with title, filters and legend. */

const escapeXml = (text) =>
  String(text)
    .replace(BIDI, " ")
    .replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g,
      "\ufffd",
    )
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const LEGEND_ROW = 22;
const BETWEEN = 22; // room around what is drawn
const WIDE_PNG = 2800; // pixels that a PNG is at least wide, up to four times the SVG's size
const MOST_PIXELS = 8000; // on a side: browsers draw nothing on much greater canvases

/** Entries of the legend for what is drawn: {type | line | stub | dash, text}. */
function legendEntries() {
  const add = (tally, key, amount = 1) => tally.set(key, (tally.get(key) ?? 0) + amount);
  const [types, lines, dashes] = [new Map(), new Map(), new Set()];
  for (const { thing } of picture.shown.values()) add(types, thing.kind === "claim" ? "claim" : thing.type);
  for (const { type, items, evidence } of picture.lines.values()) {
    add(lines, type, items.length);
    dashes.add(evidence);
  }
  const aimless = [...picture.aimless.values()].reduce((sum, amount) => sum + amount, 0);
  return [
    ...[...types].map(([type, amount]) => ({ type, text: `${STYLES[type].many} ${number(amount)}` })),
    ...[...lines].map(([line, amount]) => ({ line, text: `${VERBS[line] ?? line} ${number(amount)}` })),
    ...(aimless ? [{ stub: true, text: `${STUB_WORDS} ${number(aimless)}` }] : []),
    ...LOOKS.filter(([look]) => dashes.has(look)).map(([dash, text]) => ({ dash, text })),
  ];
}

/** The filters that are set, in words. */
function filterWords() {
  const parts = FACETS.filter(([key]) => state.facets.get(key).size).map(
    ([key, label]) =>
      `${label}: ${[...state.facets.get(key)].map((value) => facetLabel(key, value)).join(", ")}`,
  );
  if (state.from || state.to)
    parts.push(`Published: ${readableDate(state.from) || "…"} to ${readableDate(state.to) || "…"}`);
  if (state.confidence) parts.push(`Confidence from ${state.confidence}`);
  if (state.words) parts.push(`Speaks of “${state.words}”`);
  return parts.join(" · ");
}

/** What stands above the picture, broken into lines of a width: [{text, size, bold}]. */
function captionLines(wide) {
  const parts = [
    { text: DATA.title, size: 18, bold: true },
    { text: sentence(), size: 11.5 },
    { text: filterWords(), size: 11.5 },
  ];
  return parts.flatMap(({ text, ...look }) =>
    wrapped(canvasWords(text, 600), look, wide).map((line) => ({ text: line, ...look })),
  );
}

/** Words in lines no wider than `wide` pixels; a word that is wider is cut. */
function wrapped(text, { size, bold }, wide) {
  const context = measuring();
  context.save();
  context.font = `${bold ? "700 " : ""}${size}px ${FONT}`;
  const measure = (words_) => context.measureText(words_).width;
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer) <= wide) lines[lines.length - 1] = longer;
    else lines.push(cutToWidth(word, wide, measure));
  }
  context.restore();
  return lines;
}

/** A context to measure words with. */
const measuring = () => byId("picture").querySelector("canvas").getContext("2d");

/** The labels of all that is drawn, whatever part of it is on the screen. */
function allLabels() {
  const context = measuring();
  context.save();
  const far = 1e6; // fitLabels leaves out what is beyond a window; here nothing is
  const project = (mark) => ({ x: placeOf(mark).x + far, y: placeOf(mark).y + far });
  const { candidates, forced } = labelCandidates(context, 1, project);
  const labels = fitLabels(candidates, forced, obstaclesOf(1, project), far * 2, far * 2);
  context.restore();
  return labels.map((label) => ({
    ...label,
    x: label.x - far,
    y: label.y - far,
    left: label.box.left - far,
    right: label.box.right - far,
  }));
}

/** Legend entries broken into rows of a width, each with its x. */
function legendRows(wide) {
  const context = measuring();
  context.save();
  context.font = `12px ${FONT}`;
  const rows = [[]];
  let x = 0;
  for (const entry of legendEntries()) {
    const width = 48 + context.measureText(entry.text).width;
    if (x + width > wide && rows.at(-1).length) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1).push({ ...entry, x });
    x += width;
  }
  context.restore();
  return rows;
}

const svgText = (x, y, text, extra = "") =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${colours().text}" ${extra}>${escapeXml(text)}</text>`;

/** An SVG of all that is drawn, with its shapes, its labels as text, and a legend. */
function drawSvg() {
  const marks = [...picture.shown.values()];
  const quiet = picture.near.size > 0;
  const labels = allLabels();
  const at = (id) => placeOf(picture.shown.get(id));
  const xs = [...marks.flatMap(({ id, radius }) => [at(id).x - radius, at(id).x + radius])];
  const ys = marks.map(({ id }) => at(id).y);
  const left = Math.min(...xs, ...labels.map((label) => label.left), 0) - BETWEEN;
  const right = Math.max(...xs, ...labels.map((label) => label.right), left + 640) + BETWEEN;
  const [highest, lowest] = marks.length ? [Math.min(...ys), Math.max(...ys)] : [0, 40];
  const [wide, rows] = [right - left, legendRows(right - left - 2 * BETWEEN)];
  const caption = captionLines(wide - 2 * BETWEEN);
  const top = highest - 78 - caption.length * 20;
  const high = lowest + 56 + rows.length * LEGEND_ROW + BETWEEN - top;
  const lines = picture.edges.get().map((edge) => lineAsSvg(edge, at, quiet));
  const shapes = marks.map((mark) => {
    const style = STYLES[mark.thing.kind === "claim" ? "claim" : mark.thing.type];
    const name = mark.thing.kind === "claim" ? quoteOf(mark.thing) : mark.thing.name;
    const faint = quiet && !picture.near.has(mark.id) ? ' opacity="0.2"' : "";
    return `<path d="${shapePath(style.shape, at(mark.id).x, at(mark.id).y, mark.radius)}" fill="${style.fill}" stroke="${style.line}" stroke-width="1.5"${faint}><title>${escapeXml(name)}</title></path>`;
  });
  const rim = `paint-order="stroke" stroke="${colours().ground}" stroke-width="3.5" stroke-linejoin="round"`;
  const parts = [
    `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="${colours().ground}"/>`,
    ...lines,
    ...stubsAsSvg(at, quiet),
    ...shapes,
    ...labels.map(({ x, y, text, strong }) =>
      svgText(x, y + 4.4, text, strong ? `${rim} font-weight="600"` : rim),
    ),
    ...picture.headings.map(({ x, text }) =>
      svgText(x, highest - 36, text, 'text-anchor="middle" font-weight="600" font-size="12"'),
    ),
    ...caption.map(({ text, size, bold }, i) =>
      svgText(
        left + BETWEEN,
        top + 30 + i * 20,
        text,
        `font-size="${size}"${bold ? ' font-weight="700"' : ""}`,
      ),
    ),
    ...rows.flatMap((row, i) =>
      row.map((entry) => entryAsSvg(entry, left + BETWEEN + entry.x, lowest + 56 + i * LEGEND_ROW)),
    ),
  ];
  const font = FONT.replaceAll('"', "'");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${wide} ${high}" width="${wide}" height="${high}" font-family="${font}" font-size="${LABEL_SIZE}">${parts.join("")}</svg>\n`;
}

function entryAsSvg({ type, line, stub, dash, text }, x, y) {
  const tone = (name) => colours()[name] ?? colours().other;
  const stroke = stub ? tone("claim") : dash ? colours().faint : tone(line);
  const dashes = dash ? ` stroke-dasharray="${DASHES[dash].join(" ")}"` : "";
  const mark = type
    ? `<path d="${shapePath(STYLES[type].shape, x + 9, y, 6)}" fill="${STYLES[type].fill}" stroke="${STYLES[type].line}"/>`
    : `<path d="M${x} ${y}h${stub ? 15 : 20}" stroke="${stroke}" stroke-width="${line === "claim" ? 3.5 : 2}"${dashes}/>`;
  const dot = stub ? `<circle cx="${x + 16}" cy="${y}" r="2.4" fill="${stroke}"/>` : "";
  return mark + dot + svgText(x + 26, y + 4, text, 'font-size="12"');
}

function lineAsSvg(edge, at, quiet) {
  const plain = edge.color.opacity;
  const strength = !quiet ? plain : picture.strong.has(lineKey(edge.id)) ? 0.9 : plain * 0.16;
  const { path, tip: end, before } = linePath(edge, at);
  const dashes = edge.dashes ? ` stroke-dasharray="${edge.dashes.join(" ")}"` : "";
  const head = edge.arrows.to.enabled && end ? arrowHead(end, before, picture.shown.get(edge.to).radius) : "";
  return `<g stroke="${edge.color.color}" fill="${edge.color.color}" opacity="${strength.toFixed(2)}"><path d="${path}" fill="none" stroke-width="${edge.width.toFixed(2)}"${dashes}/>${head}</g>`;
}

/** The path of a line as vis-network draws it, where it ends, and whence it comes there. */
function linePath(edge, at) {
  const [one, other] = [at(edge.from), at(edge.to)];
  if (edge.from === edge.to) {
    const reach = picture.shown.get(edge.from).radius * 0.7;
    return { path: shapePath("dot", one.x + reach + 6, one.y - reach - 6, 11) };
  }
  const via = picture.network.body.edges[edge.id]?.edgeType.getViaNode?.();
  const point = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  if (Array.isArray(via))
    return {
      path: `M${point(one)}C${via.map(point).join(" ")} ${point(other)}`,
      tip: other,
      before: via.at(-1),
    };
  if (edge.smooth && via?.x !== undefined)
    return { path: `M${point(one)}Q${point(via)} ${point(other)}`, tip: other, before: via };
  return { path: `M${point(one)}L${point(other)}`, tip: other, before: one };
}

/** The head of an arrow at the rim of the mark that it points to. */
function arrowHead(end, before, radius) {
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const back = (far, aside) =>
    `${(end.x - far * Math.cos(angle) - aside * Math.sin(angle)).toFixed(1)} ${(end.y - far * Math.sin(angle) + aside * Math.cos(angle)).toFixed(1)}`;
  return `<path d="M${back(radius + 1, 0)}L${back(radius + 9, 3.2)}L${back(radius + 9, -3.2)}Z" stroke="none"/>`;
}

/** The short lines of claims that are about nothing that has a mark. */
function stubsAsSvg(at, quiet) {
  const most = Math.max(...[...picture.lines.values()].map((line) => line.items.length), 16);
  const tone = colours().claim;
  return [...picture.aimless]
    .filter(([id]) => picture.shown.has(id) && !state.unfolded.has(`${id} -`))
    .map(([id, amount]) => {
      const { x, y } = at(id);
      const end = x + picture.shown.get(id).radius + STUB;
      const width = stubWidth(amount, most);
      const faint = quiet && !picture.near.has(id) ? ' opacity="0.16"' : "";
      return `<g stroke="${tone}" fill="${tone}"${faint}><path d="M${x} ${y}H${end}" stroke-width="${width.toFixed(2)}" opacity="0.7"/><circle cx="${end}" cy="${y}" r="${Math.max(width / 2, 1.8).toFixed(2)}" stroke="none"/></g>`;
    });
}

/** The same as a PNG, fine enough to print, as a Blob. */
async function drawPng() {
  const url = URL.createObjectURL(new Blob([drawSvg()], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const [width, height] = [image.naturalWidth, image.naturalHeight];
    const scale = Math.min(Math.max(WIDE_PNG / width, 1), 4, MOST_PIXELS / Math.max(width, height));
    const canvas = el("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}
