/* What lies under the pointer, in a few words; and the short lines of claims that lead to nothing named here. */

/** One line about a drawn line: its ends, and how many claims or relations it stands for. */
function aboutLine({ from, to, type, evidence, items }) {
  if (type === "claim")
    return [words(from.name), " on ", words(to.name), `: ${count(items.length, "claim")}`];
  const sort = { claimed: "somebody’s claim, or not plain", over: "ended", register: "register" }[evidence];
  return [words(from.name), ` ${VERBS[type] ?? type} `, words(to.name), sort && ` (${sort})`];
}

function aboutMark(mark) {
  if (mark.thing.kind === "claim") return [words(clipped(quoteOf(mark.thing), 160))];
  const { name, type, says, about } = mark.thing;
  const parts = [STYLES[type].one];
  if (says.length) parts.push(`says ${count(says.length, "claim")}`);
  if (about.length) parts.push(`${count(about.length, "claim")} about it`);
  return [el("strong", {}, words(name)), ` ${parts.join(", ")}`];
}

/** Show the tip beside a point of the picture, or hide it. */
function tip(content, at) {
  const box = byId("tip");
  box.hidden = !content;
  if (!content) return;
  box.replaceChildren(...content.flat(Infinity).filter(Boolean));
  const { clientWidth, clientHeight } = byId("picture");
  const { width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(Math.min(at.x + 14, clientWidth - width - 6), 6)}px`;
  box.style.top = `${at.y + 18 + height > clientHeight ? at.y - height - 10 : at.y + 18}px`;
}

function startHover(network) {
  const point = ({ pointer, event }) => pointer?.DOM ?? { x: event.offsetX, y: event.offsetY };
  const enter = (id, content, event) => {
    picture.hovered = id;
    byId("picture").style.cursor = "pointer";
    tip(content, point(event));
    network.redraw();
  };
  const leave = () => {
    picture.hovered = null;
    byId("picture").style.cursor = "default";
    tip(null);
    network.redraw();
  };
  network.on("hoverNode", (event) => {
    const mark = picture.shown.get(event.node);
    if (mark) enter(mark.id, aboutMark(mark), event);
  });
  network.on("hoverEdge", (event) => {
    const line = picture.lines.get(lineKey(event.edge));
    if (line && !picture.hovered) enter(null, aboutLine(line), event);
  });
  network.on("blurNode", leave);
  network.on("blurEdge", leave);
  network.on("dragStart", () => tip(null));
  network.on("zoom", () => tip(null));
  byId("picture").addEventListener("pointerleave", leave);
}

/** The claims of a node that pass and are about nothing that has a mark of its own. */
const unaimed = (node) =>
  node.says.filter((claim) => !claim.targets.length && picture.passed.claims.has(claim));

/** Short lines beside the speakers of such claims, the wider the more; drawn in the picture's own coordinates; `only` has the ids to draw. */
function drawStubs(context, only = picture.aimless) {
  if (picture.lines.size > DENSE) return;
  const most = Math.max(...[...picture.lines.values()].map((line) => line.items.length), 16);
  context.save();
  context.lineCap = "butt";
  context.strokeStyle = context.fillStyle = colours().claim;
  for (const [id, amount] of picture.aimless) {
    const node = picture.network.body.nodes[id];
    const mark = picture.shown.get(id);
    if (!node || !mark || !only.has(id) || state.unfolded.has(`${id} -`)) continue;
    const end = node.x + mark.radius + STUB;
    const width = stubWidth(amount, most);
    context.globalAlpha = 0.7;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(node.x, node.y);
    context.lineTo(end, node.y);
    context.stroke();
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(end, node.y, Math.max(width / 2, 1.8), 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

const STUB = 13; // length beyond the mark
const stubWidth = (amount, most) => 1 + 5 * Math.sqrt(Math.max(amount - 0.7, 0) / most);
