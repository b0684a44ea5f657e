/* The picture as PNG and SVG, with title, legend and filters on it. */

const escapeXml = (text) =>
  String(text)
    .replace(BIDI, " ")
    .replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g,
      "\ufffd",
    )
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Entries of the legend for what is drawn: [type or line, text]. */
function legendEntries() {
  const types = new Map();
  for (const mark of picture.shown.values()) {
    const type = mark.thing.kind === "claim" ? "claim" : mark.thing.type;
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  const lines = new Map();
  for (const line of picture.lines.values())
    lines.set(line.type, (lines.get(line.type) ?? 0) + line.items.length);
  return [
    ...[...types].map(([type, amount]) => ({ type, text: `${STYLES[type].many} ${number(amount)}` })),
    ...[...lines].map(([line, amount]) => ({ line, text: `${VERBS[line] ?? line} ${number(amount)}` })),
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

/** What stands above and below the picture: [{text, size, bold}]. */
const captionLines = () => [
  { text: DATA.title, size: 20, bold: true },
  { text: sentence(), size: 12 },
  ...(filterWords() ? [{ text: filterWords(), size: 12 }] : []),
];

/** A PNG of what is on the screen, twice as fine, as a Blob. */
function drawPng() {
  const source = byId("picture").querySelector("canvas");
  const ratio = source.width / source.clientWidth;
  const wide = source.clientWidth;
  const [top, bottom] = [34 + captionLines().length * 18, 34 + legendRows(wide).length * 22];
  const canvas = el("canvas");
  canvas.width = wide * ratio;
  canvas.height = (source.clientHeight + top + bottom) * ratio;
  const context = canvas.getContext("2d");
  context.fillStyle = colours().ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, top * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = colours().text;
  context.textBaseline = "middle";
  captionLines().forEach((line, i) => {
    context.font = `${line.bold ? "700 " : ""}${line.size}px ${FONT}`;
    context.fillText(canvasWords(line.text, 240), 18, 24 + i * 20, wide - 36);
  });
  legendRows(wide).forEach((row, i) =>
    row.forEach((entry) => {
      const y = top + source.clientHeight + 20 + i * 22;
      drawEntry(context, entry, 18 + entry.x, y);
    }),
  );
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Legend entries broken into rows of a width, each with its x. */
function legendRows(wide) {
  const rows = [[]];
  let x = 0;
  for (const entry of legendEntries()) {
    const width = 34 + entry.text.length * 6.6;
    if (x + width > wide - 36 && rows.at(-1).length) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1).push({ ...entry, x });
    x += width;
  }
  return rows;
}

function drawEntry(context, { type, line, text }, x, y) {
  context.lineWidth = type ? 1.2 : 2.5;
  context.strokeStyle = type ? STYLES[type].line : (colours()[line] ?? colours().other);
  if (type) {
    const path = new Path2D(shapePath(STYLES[type].shape, x + 7, y, 6));
    context.fillStyle = STYLES[type].fill;
    context.fill(path);
    context.stroke(path);
  } else {
    context.stroke(new Path2D(`M${x} ${y}H${x + 16}`));
  }
  context.fillStyle = colours().text;
  context.font = `12px ${FONT}`;
  context.fillText(text, x + 22, y);
}

/** The path of a line as vis-network draws it. */
function linePath(edge, at) {
  const [one, other] = [at(edge.from), at(edge.to)];
  if (edge.from === edge.to) {
    const reach = picture.shown.get(edge.from).radius * 0.7;
    return shapePath("dot", one.x + reach + 6, one.y - reach - 6, 11);
  }
  const via = picture.network.body.edges[edge.id]?.edgeType.getViaNode?.();
  const point = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  if (Array.isArray(via)) return `M${point(one)}C${via.map(point).join(" ")} ${point(other)}`;
  if (edge.smooth && via?.x !== undefined) return `M${point(one)}Q${point(via)} ${point(other)}`;
  return `M${point(one)}L${point(other)}`;
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
      return `<g stroke="${tone}" fill="${tone}"${quiet && !picture.near.has(id) ? ' opacity="0.16"' : ""}><path d="M${x} ${y}H${end}" stroke-width="${width.toFixed(2)}" opacity="0.7"/><circle cx="${end}" cy="${y}" r="${Math.max(width / 2, 1.8).toFixed(2)}" stroke="none"/></g>`;
    });
}

/** An SVG of all that is drawn, with its shapes and all labels that fit, as text. */
function drawSvg() {
  const marks = [...picture.shown.values()];
  const positions = picture.network.getPositions();
  const at = (id) => positions[id] ?? picture.shown.get(id);
  const xs = marks.map((mark) => at(mark.id).x);
  const ys = marks.map((mark) => at(mark.id).y);
  const box = marks.length
    ? {
        left: Math.min(...xs) - 200,
        top: Math.min(...ys) - 90,
        right: Math.max(...xs) + 200,
        bottom: Math.max(...ys) + 50,
      }
    : { left: 0, top: 0, right: 400, bottom: 100 };
  const wide = box.right - box.left;
  const rows = legendRows(wide);
  const high = box.bottom - box.top + 60 + rows.length * 22;
  const { text, ground } = colours();
  const label = (x, y, words_, extra = "") =>
    `<text x="${x}" y="${y}" fill="${text}" ${extra}>${escapeXml(words_)}</text>`;
  const quiet = picture.near.size > 0;
  const strength = (edge) =>
    !quiet ? edge.color.opacity : picture.strong.has(lineKey(edge.id)) ? 0.9 : edge.color.opacity * 0.16;
  const lines = picture.edges
    .get()
    .map(
      (edge) =>
        `<path d="${linePath(edge, at)}" fill="none" stroke="${edge.color.color}" stroke-opacity="${strength(edge).toFixed(2)}" stroke-width="${edge.width.toFixed(2)}"${edge.dashes ? ` stroke-dasharray="${edge.dashes.join(" ")}"` : ""}/>`,
    );
  const stubs = stubsAsSvg(at, quiet);
  const shapes = marks.map((mark) => {
    const style = STYLES[mark.thing.kind === "claim" ? "claim" : mark.thing.type];
    const name = mark.thing.kind === "claim" ? quoteOf(mark.thing) : mark.thing.name;
    return `<path d="${shapePath(style.shape, at(mark.id).x, at(mark.id).y, mark.radius)}" fill="${style.fill}" stroke="${style.line}" stroke-width="1.5"${quiet && !picture.near.has(mark.id) ? ' opacity="0.2"' : ""}><title>${escapeXml(name)}</title></path>`;
  });
  const labels = picture.labels.map(({ id, text: words_, side }) => {
    const { x, y } = at(id);
    const away = picture.shown.get(id).radius + 5;
    return side === "below"
      ? label(x, y + away + 9, words_, 'text-anchor="middle"')
      : label(
          x + (side === "left" ? -away : away),
          y + 4,
          words_,
          `text-anchor="${side === "left" ? "end" : "start"}"`,
        );
  });
  const headings = picture.headings.map((heading) =>
    label(heading.x, box.top + 66, heading.text, 'text-anchor="middle" font-weight="600"'),
  );
  const legend = rows.flatMap((row, i) =>
    row.map((entry) => {
      const [x, y] = [box.left + 18 + entry.x, box.bottom + 40 + i * 22];
      const mark = entry.type
        ? `<path d="${shapePath(STYLES[entry.type].shape, x + 7, y, 6)}" fill="${STYLES[entry.type].fill}" stroke="${STYLES[entry.type].line}"/>`
        : `<path d="M${x} ${y}h16" stroke="${colours()[entry.line] ?? colours().other}" stroke-width="2.5"/>`;
      return mark + label(x + 22, y + 4, entry.text);
    }),
  );
  const caption = captionLines().map((line, i) =>
    label(
      box.left + 18,
      box.top + 20 + i * 18,
      canvasWords(line.text, 200),
      `font-size="${line.size * 0.9}"${line.bold ? ' font-weight="700"' : ""}`,
    ),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.left} ${box.top} ${wide} ${high}" width="${wide}" height="${high}" font-family="sans-serif" font-size="12.5">` +
    `<rect x="${box.left}" y="${box.top}" width="${wide}" height="${high}" fill="${ground}"/>${lines.join("")}${stubs.join("")}${shapes.join("")}${labels.join("")}${headings.join("")}${caption.join("")}${legend.join("")}</svg>\n`
  );
}
