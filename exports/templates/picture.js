/* The picture: lines folded from what passes the filters, drawn by vis-network at our own places. */

const LINE_COLOURS = {
  light: {
    claim: "#B4481A",
    ownedBy: "#8F6300",
    operatedBy: "#8F6300",
    underJurisdiction: "#8E3D69",
    affiliatedWith: "#5B6570",
    other: "#2F6F8F",
    text: "#1d2329",
    faint: "#5b6570",
    ground: "#fbfaf7",
  },
  dark: {
    claim: "#F0935F",
    ownedBy: "#E9B64A",
    operatedBy: "#E9B64A",
    underJurisdiction: "#DE9CC3",
    affiliatedWith: "#A8B3BE",
    other: "#7CC4E8",
    text: "#eef1f4",
    faint: "#aab4be",
    ground: "#14181d",
  },
};
const DENSE = 900; // so many lines are drawn straight, thin and plain, to stay quick
const TOO_MANY = 6000; // these are hidden while the picture moves
const MANY = 300; // from here on lines are paler, so that a crowd does not hide the marks
const BAND_SHORT = ["Orgs", "Speakers", "Platforms", "Owners", "Law"];

const picture = {
  network: null,
  near: new Set(),
  strong: new Set(),
  nodes: null,
  edges: null,
  shown: new Map(),
  lines: new Map(),
  headings: [],
  passed: null,
  hovered: null,
  cursor: null,
  labels: [],
  hides: false,
};

const colourScheme = () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");
const colours = () => LINE_COLOURS[colourScheme()];

const DASHES = { text: false, claimed: [2, 4], register: [9, 4], merged: [9, 3, 2, 3] };

/** Draw anew what passes; cheap enough to be done after every change. */
function redraw(passed = picture.passed ?? passing(), refit = true) {
  picture.passed = passed;
  const { clientWidth, clientHeight } = byId("picture");
  if (clientWidth) picture.network.setSize("100%", "100%");
  picture.size = { width: clientWidth, height: clientHeight };
  const chosen = chooseNodes(passed);
  const lines = foldLines(passed, chosen);
  if (!state.unconnected) dropLoose(chosen, lines);
  const unfolded = [...lines.values()].filter(
    (line) => line.type === "claim" && state.unfolded.has(line.key),
  );
  const most = Math.max(...[...chosen].map((node) => node.links), 1);
  const marks = [...chosen].map((node) => ({
    id: node.iri,
    thing: node,
    band: node.band,
    order: node.order,
    radius: radiusOf(node.links, most),
  }));
  marks.push(...claimMarks([...unfolded, ...endlessLines(passed, chosen)]));
  const { places, headings, frame } = layout(marks, clientWidth || 800, clientHeight || 600);
  picture.frame = frame;
  picture.headings = headings.map((heading) => ({
    ...heading,
    text: heading.band === CLAIM_BAND ? "Claims" : DATA.bands[heading.band],
    short: heading.band === CLAIM_BAND ? "Claims" : BAND_SHORT[heading.band],
  }));
  picture.lines = lines;
  picture.shown = new Map(marks.map((mark) => [mark.id, { ...mark, ...places.get(mark.id) }]));
  replace(
    picture.nodes,
    marks.map((mark) => visNode(picture.shown.get(mark.id))),
  );
  replace(picture.edges, visEdges([...lines.values(), ...endlessLines(passed, chosen)]));
  byId("picture").dataset.marks = marks.length;
  hideWhileMoving(lines.size > TOO_MANY);
  highlight();
  if (refit) fit();
}

function visNode(mark) {
  const style = STYLES[mark.thing.kind === "claim" ? "claim" : mark.thing.type];
  const border = colourScheme() === "dark" ? "#f2f4f6" : style.line;
  const look = { background: style.fill, border };
  return {
    id: mark.id,
    x: mark.x,
    y: mark.y,
    size: mark.radius,
    shape: mark.thing.kind === "claim" ? "triangleDown" : style.shape,
    color: { ...look, highlight: look, hover: look },
    opacity: 1,
  };
}

function visEdges(lines) {
  const dense = lines.length > DENSE;
  const most = Math.max(...lines.map((line) => line.items.length), 16);
  const edges = [];
  for (const line of lines) {
    const weight = Math.sqrt((line.items.length - 0.7) / most);
    if (line.type === "claim" && state.unfolded.has(line.key)) {
      for (const claim of line.items) {
        edges.push(visEdge(`${line.key} | ${claim.iri} a`, line.from.iri, claim.iri, line, 0.1, dense));
        if (line.to !== line.from || claim.targets.length)
          edges.push(visEdge(`${line.key} | ${claim.iri} b`, claim.iri, line.to.iri, line, 0.1, dense));
      }
    } else {
      edges.push(visEdge(line.key, line.from.iri, line.to.iri, line, weight, dense));
    }
  }
  return [...new Map(edges.map((edge) => [edge.id, edge])).values()];
}

/** One edge for vis; `weight` from 0 to 1 makes it wider and stronger. */
function visEdge(id, from, to, line, weight, dense) {
  const tone = colours()[line.type] ?? colours().other;
  const one = picture.shown.get(from);
  const other = picture.shown.get(to);
  const upright = Math.abs(one.x - other.x) < SUBCOLUMN * 1.5;
  const smooth = dense
    ? false
    : upright
      ? { enabled: true, type: "curvedCW", roundness: 0.35 }
      : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 };
  // A line is to be seen at 3:1 on its ground; where hundreds cross, the whole is, and single ones less.
  const least = dense ? 0.12 : picture.lines.size > MANY ? 0.42 : 0.68;
  const opacity = least + (0.9 - least) * weight;
  return {
    id,
    from,
    to,
    width: 1 + 8 * weight,
    smooth,
    dashes: dense ? false : DASHES[line.evidence],

    color: { color: tone, highlight: tone, hover: tone, opacity, inherit: false },
    arrows: { to: { enabled: !dense && line.type !== "claim", scaleFactor: 0.42 } },
  };
}

/** Thousands of lines are left out while the picture moves, so that it follows the hand. */
function hideWhileMoving(hide) {
  if (picture.hides === hide) return;
  picture.hides = hide;
  picture.network.setOptions({ interaction: { hideEdgesOnDrag: hide, hideEdgesOnZoom: hide } });
}

/** Make a vis DataSet hold these items: one message for what goes, one for what stays or comes. */
function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  if (items.length) set.update(items);
}

/** Note what is selected and what it is joined to: `near` marks and `strong` lines; the rest steps back. */
function highlight() {
  const focus = new Set([...focusNodes()].map((node) => node.iri));
  if (state.selected?.kind === "claim") focus.add(state.selected.iri);
  const pair = state.selected && ["claim", "relation", "line"].includes(state.selected.kind);
  const near = new Set(focus);
  const strong = new Set();
  for (const line of picture.lines.values()) {
    const hit = pair
      ? focus.has(line.from.iri) && focus.has(line.to.iri)
      : focus.has(line.from.iri) || focus.has(line.to.iri);
    if (!hit) continue;
    strong.add(line.key);
    if (!pair) near.add(line.from.iri).add(line.to.iri);
    if (state.unfolded.has(line.key)) for (const claim of line.items) near.add(claim.iri);
  }
  for (const node of focusNodes()) {
    if (!state.unfolded.has(`${node.iri} -`)) continue;
    strong.add(`${node.iri} -`);
    for (const claim of node.says) near.add(claim.iri);
  }
  const quiet = [...focus].some((iri) => picture.shown.has(iri));
  picture.near = quiet ? near : new Set();
  picture.strong = quiet ? strong : new Set();
  picture.network.redraw();
}

const lineKey = (edgeId) => edgeId.split(" | ")[0];

/**
 * Let everything step back behind a veil and draw what is near once more before it. Telling vis-network
 * a new look for each of hundreds of items takes longer than a reader should wait.
 */
function drawVeil(context) {
  if (!picture.near.size) return;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.84;
  context.fillStyle = colours().ground;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  const { nodes: visNodes, edges: visEdges_ } = picture.network.body;
  for (const [id, edge] of Object.entries(visEdges_)) {
    if (!picture.strong.has(lineKey(id)) || !edge.connected) continue;
    const plain = edge.options.color.opacity;
    edge.options.color.opacity = 0.9;
    edge.draw(context);
    edge.options.color.opacity = plain;
  }
  for (const id of picture.near) visNodes[id]?.draw(context);
}

/** Show everything that is drawn, as the layout meant it for this window. */
function fit() {
  const { scale, x, y } = picture.frame;
  picture.network.moveTo({ scale, position: { x, y } });
}

/** What is drawn over the marks, once a frame: labels that fit, headings, the keyboard's ring. */
function drawOver(context) {
  drawVeil(context);
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const width = context.canvas.clientWidth;
  const height = context.canvas.clientHeight;
  const { network } = picture;
  const scale = network.getScale();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `600 ${LABEL_SIZE}px ${FONT}`;
  const { candidates, forced } = labelCandidates(scale);
  picture.labels = fitLabels(candidates, forced, (text) => widthOf(context, text), width, height);
  if (picture.cursor && picture.shown.has(picture.cursor))
    drawRing(context, picture.shown.get(picture.cursor), scale);
  drawLabels(context, picture.labels, colours());
  drawHeadings(context, picture.headings, (point) => network.canvasToDOM(point), width, colours());
  context.restore();
}

/** Widths of labels, measured once: measuring takes most of a frame otherwise. */
const widths = new Map();
function widthOf(context, text) {
  let width = widths.get(text);
  if (width === undefined) widths.set(text, (width = context.measureText(text).width));
  return width;
}

function drawRing(context, mark, scale) {
  const at = picture.network.canvasToDOM(mark);
  context.strokeStyle = colours().text;
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(at.x, at.y, mark.radius * scale + 5, 0, 2 * Math.PI);
  context.stroke();
}

/** All marks as candidates for a label, the most important first; beside a selection only what it joins. */
function labelCandidates(scale) {
  const focus = new Set([...focusNodes()].map((node) => node.iri));
  if (state.selected?.kind === "claim") focus.add(state.selected.iri);
  const chosen = (mark) => mark.id === picture.hovered || mark.id === picture.cursor || focus.has(mark.id);
  const weight = (mark) =>
    (chosen(mark) ? 3e9 : picture.near.has(mark.id) ? 2e9 : 0) + (mark.thing.links ?? 0);
  const marks = [...picture.shown.values()]
    .filter((mark) => !picture.near.size || picture.near.has(mark.id) || chosen(mark))
    .map((mark) => ({ mark, weight: weight(mark) }))
    .sort((one, other) => other.weight - one.weight);
  const room = new Map(picture.headings.map((heading) => [heading.band, heading.labels * scale]));
  const positions = picture.network.getPositions();
  const candidates = marks.map(({ mark, weight: heavy }) => {
    const at = picture.network.canvasToDOM(positions[mark.id] ?? mark);
    const radius = mark.radius * scale;
    const length =
      heavy >= 3e9 ? 60 : Math.min(Math.floor((room.get(mark.band) - radius - 22) / 6.6), LABEL_LENGTH + 10);
    return {
      id: mark.id,
      text: labelOf(mark, Math.max(length, 6)),
      x: at.x,
      y: at.y,
      radius,
      side: sideOf(mark.band),
    };
  });
  return { candidates, forced: marks.filter((entry) => entry.weight >= 3e9).length };
}

/** The label of a mark, cut to a length; kept, since it is asked for in every frame. */
function labelOf(mark, length) {
  if (mark.labelLength !== length) {
    mark.labelLength = length;
    mark.label = canvasWords(mark.thing.kind === "claim" ? quoteOf(mark.thing) : mark.thing.name, length);
  }
  return mark.label;
}

/** Start vis-network and answer its events. */
function startPicture() {
  picture.nodes = new vis.DataSet([]);
  picture.edges = new vis.DataSet([]);
  picture.network = new vis.Network(
    byId("picture"),
    { nodes: picture.nodes, edges: picture.edges },
    readBlock("options"),
  );
  const { network } = picture;
  network.on("afterDrawing", drawOver);
  network.on("click", ({ nodes: hit, edges: lines }) => {
    if (hit.length) open(byIri.get(hit[0]));
    else if (lines.length) open({ kind: "line", key: lines[0].split(" | ")[0] });
    else if (state.selected) open(null);
  });
  const hover = (id) => {
    picture.hovered = id;
    byId("picture").style.cursor = id ? "pointer" : "default";
    network.redraw();
  };
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", () => {
    byId("picture").style.cursor = "pointer";
  });
  network.on("blurEdge", () => {
    byId("picture").style.cursor = "default";
  });
}
