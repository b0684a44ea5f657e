/* The keyboard: search from anywhere, the picture by arrow keys. */

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** The mark that an arrow key leads to: the next in the column, or the nearest in the next column. */
function neighbourMark(from, [across, down]) {
  const ahead = (mark) =>
    across ? (mark.x - from.x) * across > 4 : Math.abs(mark.x - from.x) <= 4 && (mark.y - from.y) * down > 0;
  const away = (mark) =>
    across ? Math.abs(mark.x - from.x) * 3 + Math.abs(mark.y - from.y) : Math.abs(mark.y - from.y);
  return [...picture.shown.values()]
    .filter((mark) => mark.id !== from.id && ahead(mark))
    .sort((one, other) => away(one) - away(other))[0];
}

function describe(mark) {
  if (mark.thing.kind === "claim") return `Claim: ${clipped(quoteOf(mark.thing), 160)}`;
  const { name, type, says, about, relations: linked } = mark.thing;
  return `${name}, ${STYLES[type].one}: says ${count(says.length, "claim")}, ${count(about.length, "claim")} about it, ${count(linked.length, "relation")}`;
}

function moveCursor(step) {
  const first = [...picture.shown.values()].sort(
    (one, other) => (other.thing.links ?? 0) - (one.thing.links ?? 0),
  )[0];
  const here = picture.shown.get(picture.cursor);
  const next = here ? neighbourMark(here, step) : (picture.shown.get([...focusNodes()][0]?.iri) ?? first);
  if (!next) return;
  picture.cursor = next.id;
  say(describe(next));
  keepInSight(next);
  picture.network.redraw();
}

function keepInSight(mark) {
  const at = picture.network.canvasToDOM(mark);
  const { clientWidth, clientHeight } = byId("picture");
  if (at.x < 30 || at.y < 50 || at.x > clientWidth - 30 || at.y > clientHeight - 30) {
    picture.network.moveTo({ position: { x: mark.x, y: mark.y } });
  }
}

const zoom = (factor) =>
  picture.network.moveTo({ scale: Math.min(Math.max(picture.network.getScale() * factor, 0.03), 6) });

function pictureKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (ARROWS[event.key]) moveCursor(ARROWS[event.key]);
  else if (event.key === "Enter" && picture.cursor) openFor(byIri.get(picture.cursor));
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

function startKeys() {
  const box = byId("picture");
  box.addEventListener("keydown", pictureKey);
  box.addEventListener("blur", () => {
    picture.cursor = null;
    picture.network.redraw();
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", fit);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox], [type=range]), textarea, select");
    if (event.key === "/" && !typing && !byId("dialog").open) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape" && !typing && !byId("dialog").open && state.selected) {
      open(null);
      box.focus();
    }
  });
}
