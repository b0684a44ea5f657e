/* Labels on the picture: at most 60, none over another, the selected one always. */

const MOST_LABELS = 60;
const LABEL_SIZE = 12.5;
const LABEL_LENGTH = 60;
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif';

// Marks of direction would turn a label round, or the one after it.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u001f\u007f]/g;

/** A name as one short line for the canvas. */
const canvasWords = (text, length = LABEL_LENGTH) =>
  clipped(text.replace(BIDI, " ").replace(/\s+/g, " ").trim(), length);

/** The words, cut until they are no wider than `room` pixels. */
function cutToWidth(text, room, measure) {
  if (measure(text) <= room) return text;
  const characters = Array.from(text.replace(/…$/, ""));
  let [low, high] = [1, characters.length];
  const cut = (length) => `${characters.slice(0, length).join("").trimEnd()}…`;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(cut(middle)) <= room) low = middle;
    else high = middle - 1;
  }
  return cut(low);
}

const RIM = 3;

/** The box of a label of a width, on one side of its mark. */
function labelBox(mark, side, wide) {
  const middle = side === "below" ? mark.y + mark.radius + 9 : mark.y;
  const start =
    side === "left"
      ? mark.x - mark.radius - 5 - wide
      : side === "right"
        ? mark.x + mark.radius + 5
        : mark.x - wide / 2;
  return {
    start,
    middle,
    left: start - RIM,
    right: start + wide + RIM,
    top: middle - LABEL_SIZE * 0.6,
    bottom: middle + LABEL_SIZE * 0.6,
  };
}

const overlaps = (one, other) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/**
 * Which labels fit: [{id, text, x, y, side, box, strong}] in screen pixels.
 * `candidates` are {id, text, wide, x, y, radius, side} in order of importance, the first `forced`
 * shown before all others; `obstacles` are boxes that other labels may not cover.
 */
function fitLabels(candidates, forced, obstacles, width, height) {
  const taken = [];
  const fitted = [];
  for (const [position, mark] of candidates.entries()) {
    if (fitted.length >= MOST_LABELS) break;
    if (!mark.text || mark.x < -20 || mark.x > width + 20 || mark.y < -20 || mark.y > height + 20) continue;
    const strong = position < forced;
    // Only what has to be shown may move to the other side; a mix of sides is hard to read.
    const sides = strong ? [...new Set([mark.side, "left", "right"])] : [mark.side];
    for (const side of sides) {
      const box = labelBox(mark, side, mark.wide);
      const beyond = box.left < 0 || box.right > width;
      if (beyond && (!strong || side !== sides.at(-1))) continue;
      if (taken.some((other) => overlaps(box, other))) continue;
      if (!strong && obstacles.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      fitted.push({ id: mark.id, text: mark.text, x: box.start, y: box.middle, side, box, strong });
      break;
    }
  }
  return fitted;
}

/** Draw fitted labels, each with a rim of the ground's colour, on a 2D context whose unit is the screen pixel. */
function drawLabels(context, fitted, { text, ground }) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.direction = "ltr";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = ground;
  context.fillStyle = text;
  for (const label of fitted) {
    context.font = labelFont(label.strong);
    context.globalAlpha = 0.85;
    context.strokeText(label.text, label.x, label.y);
    context.globalAlpha = 1;
    context.fillText(label.text, label.x, label.y);
  }
}

const labelFont = (strong) => `${strong ? "600 " : ""}${LABEL_SIZE}px ${FONT}`;

/** Headings of the bands, at the top edge whatever part is seen; short ones where the long do not fit. */
function drawHeadings(context, headings, toScreen, width, colours) {
  context.textBaseline = "middle";
  context.textAlign = "center";
  const seen = headings
    .map((heading) => ({ ...heading, at: toScreen({ x: heading.x, y: 0 }).x }))
    .filter(({ at }) => at > -60 && at < width + 60);
  const ways = [
    ["text", 12],
    ["short", 12],
    ["short", 10.5],
  ].map(([name, size]) => placedHeadings(context, seen, name, size, width));
  const chosen = ways.find((way) => way.apart) ?? ways.at(-1);
  context.globalAlpha = 0.92;
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, 40);
  context.globalAlpha = 1;
  for (const heading of chosen.list) {
    context.fillStyle = colours.text;
    context.font = `600 ${chosen.size}px ${FONT}`;
    context.fillText(heading.words, heading.at, 15);
    context.font = `${chosen.size - 0.5}px ${FONT}`;
    context.fillStyle = colours.faint;
    context.fillText(number(heading.count), heading.at, 31);
  }
}

/** Headings of one size in their places, and whether they are apart from each other. */
function placedHeadings(context, headings, name, size, width) {
  context.font = `600 ${size}px ${FONT}`;
  const list = headings.map((heading) => {
    const half = context.measureText(heading[name]).width / 2 + 5;
    const at = Math.min(Math.max(heading.at, half + 2), width - half - 2);
    return { ...heading, words: heading[name], half, at };
  });
  const apart = list.every(
    (heading, i) => !i || heading.at - heading.half >= list[i - 1].at + list[i - 1].half,
  );
  return { list, size, apart };
}

/** All marks as candidates for a label, the most important first; beside a selection only what it joins. */
function labelCandidates(context, scale, project = onScreen) {
  const focus = new Set([...focusNodes()].map((node) => node.iri));
  if (state.selected?.kind === "claim") focus.add(state.selected.iri);
  const chosen = (mark) => mark.id === picture.hovered || mark.id === picture.cursor || focus.has(mark.id);
  const weight = (mark) =>
    (mark.thing === state.selected ? 4e9 : chosen(mark) ? 3e9 : picture.near.has(mark.id) ? 2e9 : 0) +
    (mark.thing.links ?? 0);
  const marks = [...picture.shown.values()]
    .filter((mark) => !picture.near.size || picture.near.has(mark.id) || chosen(mark))
    .map((mark) => ({ mark, weight: weight(mark) }))
    .sort((one, other) => other.weight - one.weight);
  const room = new Map(picture.headings.map((heading) => [heading.band, heading.labels * scale]));
  const candidates = marks.map(({ mark, weight: heavy }) => {
    const at = project(mark);
    const radius = mark.radius * scale;
    const strong = heavy >= 3e9;
    const free = strong ? 380 : room.get(mark.band) - (picture.below ? 8 : 2 * radius + 24);
    const { text, wide } = labelOf(mark, Math.round(Math.max(free, 34)), strong, context);
    return { id: mark.id, text, wide, x: at.x, y: at.y, radius, side: labelSide(mark) };
  });
  return { candidates, forced: marks.filter((entry) => entry.weight >= 3e9).length };
}

const labelSide = (mark) => (picture.below ? "below" : sideOf(mark.band));

const onScreen = (mark) => picture.network.canvasToDOM(placeOf(mark));

/** Where a mark stands now: readers may have dragged it. */
const placeOf = (mark) => picture.network.body.nodes[mark.id] ?? mark;

/** The label of a mark, cut to a width, and its width; kept, since it is asked for in every frame. */
function labelOf(mark, room, strong, context) {
  mark.cuts ??= new Map();
  const key = strong ? -room : room;
  if (!mark.cuts.has(key)) {
    context.font = labelFont(strong);
    const measure = (words_) => context.measureText(words_).width;
    const text = cutToWidth(nameOnPicture(mark), room, measure);
    mark.cuts.set(key, { text, wide: measure(text) });
  }
  return mark.cuts.get(key);
}

const nameOnPicture = (mark) =>
  canvasWords(mark.thing.kind === "claim" ? quoteOf(mark.thing) : mark.thing.name);

const boxOf = ({ x, y }, radius) => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
});

const MOST_OBSTACLES = 400;

/**
 * The marks as boxes that labels keep off: those beside a selection, else all, unless they are a crowd
 * that nothing can be kept off. `project` gives where a mark stands, `scale` how large it is there.
 */
function obstaclesOf(scale, project = onScreen) {
  const marks = [...picture.shown.values()].filter((mark) => !picture.near.size || picture.near.has(mark.id));
  return marks.length > MOST_OBSTACLES ? [] : marks.map((mark) => boxOf(project(mark), mark.radius * scale));
}
