/* The picture: lines folded from what passes the filters, drawn by vis-network at our own places. */

// Colours of the canvas: those of the lines come with the data, the others are those of the style sheet.
const CANVAS_COLOURS = {
  light: { ...DATA.tones.light, other: "#2f6f8f", text: "#1d2329", faint: "#5b6570", ground: "#fbfaf7" },
  dark: { ...DATA.tones.dark, other: "#7cc4e8", text: "#eef1f4", faint: "#aab4be", ground: "#14181d" },
};
const DENSE = 900; // so many lines are drawn straight, thin and plain, to stay quick
const TOO_MANY = 6000; // these are hidden while the picture moves
const MANY = 300; // from here on lines are paler, so that a crowd does not hide the marks
const BAND_SHORT = ["Orgs", "People", "Platforms", "Owners", "Law"];

const picture = {
  network: null,
  near: new Set(),
  strong: new Set(),
  nodes: null,
  edges: null,
  chosen: new Set(),
  shown: new Map(),
  lines: new Map(),
  aimless: new Map(), // id of a mark → number of its claims about nothing that has a mark
  headings: [],
  passed: null,
  hovered: null,
  cursor: null,
  labels: [],
  hides: false,
  below: false, // whether labels stand below their marks
};

const colourScheme = () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");
const colours = () => CANVAS_COLOURS[colourScheme()];

const DASHES = { text: false, claimed: [2, 4], register: [9, 4], merged: [9, 3, 2, 3], over: [2, 6] };

/** Draw anew what passes; cheap enough to be done after every change. */
function redraw(passed = picture.passed ?? passing()) {
  picture.passed = passed;
  const before = whereabouts();
  const { clientWidth, clientHeight } = byId("picture");
  if (clientWidth) picture.network.setSize("100%", "100%");
  picture.size = { width: clientWidth, height: clientHeight };
  const chosen = chooseNodes(passed);
  picture.chosen = new Set(chosen);
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
  const { places, headings, frame, below } = layout(marks, clientWidth || 800, clientHeight || 600);
  Object.assign(picture, { frame, below });
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
  picture.aimless = new Map();
  for (const node of chosen) {
    const amount = unaimed(node).length;
    if (amount) picture.aimless.set(node.iri, amount);
  }
  byId("picture").dataset.marks = marks.length;
  hideWhileMoving(lines.size > TOO_MANY);
  highlight();
  fit();
  glideFrom(before);
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
  const pairs_ = new Map();
  for (const line of lines) {
    const pair = [line.from.iri, line.to.iri].sort().join(" ");
    const parallel = pairs_.get(pair) ?? 0;
    pairs_.set(pair, parallel + 1);
    const weight = Math.sqrt((line.items.length - 0.7) / most);
    if (line.type === "claim" && state.unfolded.has(line.key)) {
      for (const claim of line.items) {
        edges.push(visEdge(`${line.key} | ${claim.iri} a`, line.from.iri, claim.iri, line, 0.1, dense));
        if (line.to !== line.from || claim.targets.length)
          edges.push(visEdge(`${line.key} | ${claim.iri} b`, claim.iri, line.to.iri, line, 0.1, dense));
      }
    } else {
      edges.push(visEdge(line.key, line.from.iri, line.to.iri, line, weight, dense, parallel));
    }
  }
  return [...new Map(edges.map((edge) => [edge.id, edge])).values()];
}

/** One edge for vis; `weight` from 0 to 1 makes it wider and stronger, `parallel` counts those beside it. */
function visEdge(id, from, to, line, weight, dense, parallel = 0) {
  const tone = colours()[line.type] ?? colours().other;
  const one = picture.shown.get(from);
  const other = picture.shown.get(to);
  const upright = Math.abs(one.x - other.x) < SUBCOLUMN * 1.5;
  const smooth = dense
    ? false
    : upright || parallel
      ? {
          enabled: true,
          type: parallel % 2 ? "curvedCCW" : "curvedCW",
          roundness: (upright ? 0.35 : 0) + 0.09 * parallel,
        }
      : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 };
  // A line is to be seen at 3:1 on its ground; where hundreds cross, the whole is, and single ones less.
  const least = dense ? 0.12 : picture.lines.size > MANY ? 0.42 : 0.82;
  const opacity = (least + (0.9 - least) * weight);
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
  drawStubs(context, picture.near);
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
  const { candidates, forced } = labelCandidates(context, scale);
  picture.labels = fitLabels(candidates, forced, obstaclesOf(scale), width, height);
  if (picture.cursor && picture.shown.has(picture.cursor))
    drawRing(context, picture.shown.get(picture.cursor), scale);
  drawLabels(context, picture.labels, colours());
  drawHeadings(context, picture.headings, (point) => network.canvasToDOM(point), width, colours());
  context.restore();
}

function drawRing(context, mark, scale) {
  const at = picture.network.canvasToDOM(mark);
  context.strokeStyle = colours().text;
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(at.x, at.y, mark.radius * scale + 5, 0, 2 * Math.PI);
  context.stroke();
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
  network.on("beforeDrawing", (context) => drawStubs(context));
  startHover(network);
}
