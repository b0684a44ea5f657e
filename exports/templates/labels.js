/* Labels on the picture: at most 60, none over another, the selected one always. */

const MOST_LABELS = 60;
const LABEL_SIZE = 12.5;
const LABEL_LENGTH = 30;
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif';

// Marks of direction would turn a label round, or the one after it.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u001f\u007f]/g;

/** A name as one short line for the canvas. */
const canvasWords = (text, length = LABEL_LENGTH) => clipped(text.replace(BIDI, " ").replace(/\s+/g, " ").trim(), length);

/**
 * Which labels fit: [{id, text, x, y, width, align, strong}] in screen pixels.
 * `candidates` are {id, text, x, y, radius, side} in order of importance, the first `forced` always shown.
 */
function fitLabels(candidates, forced, measure, width, height) {
  const taken = [];
  const fitted = [];
  for (const [position, mark] of candidates.entries()) {
    if (fitted.length >= MOST_LABELS) break;
    if (mark.x < -20 || mark.x > width + 20 || mark.y < -20 || mark.y > height + 20) continue;
    const text = position < forced ? canvasWords(mark.text, 60) : mark.text;
    if (!text) continue;
    const wide = measure(text);
    for (const side of mark.side === "left" ? ["left", "right"] : ["right", "left"]) {
      const start = side === "left" ? mark.x - mark.radius - 5 - wide : mark.x + mark.radius + 5;
      const box = { left: start - 3, right: start + wide + 3, top: mark.y - LABEL_SIZE * 0.72, bottom: mark.y + LABEL_SIZE * 0.72 };
      const outsideWindow = box.left < 0 || box.right > width;
      const clash = taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
      if (clash || (outsideWindow && position >= forced)) continue;
      taken.push(box);
      fitted.push({ id: mark.id, text, x: start, y: mark.y, width: wide, box, strong: position < forced });
      break;
    }
  }
  return fitted;
}

/** Draw fitted labels on a 2D context whose unit is the screen pixel. */
function drawLabels(context, fitted, colours) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.direction = "ltr";
  for (const label of fitted) {
    context.globalAlpha = 0.82;
    context.fillStyle = colours.ground;
    context.fillRect(label.box.left, label.box.top, label.box.right - label.box.left, label.box.bottom - label.box.top);
    context.globalAlpha = 1;
    context.fillStyle = label.faint ? colours.faint : colours.text;
    context.font = `${label.strong ? "600 " : ""}${LABEL_SIZE}px ${FONT}`;
    context.fillText(label.text, label.x, label.y);
  }
}

/** Headings of the bands, at the top edge whatever part is seen. */
function drawHeadings(context, headings, toScreen, width, colours) {
  context.textBaseline = "middle";
  context.textAlign = "center";
  let last = -Infinity;
  for (const heading of headings) {
    context.font = `600 12px ${FONT}`;
    const x = toScreen({ x: heading.x, y: 0 }).x;
    const narrow = width / headings.length < 150;
    const text = narrow ? heading.short : `${heading.text}`;
    const half = context.measureText(text).width / 2 + 8;
    const middle = Math.min(Math.max(x, half + 4), width - half - 4);
    if (x < -60 || x > width + 60 || middle - half < last) continue;
    last = middle + half;
    context.globalAlpha = 0.9;
    context.fillStyle = colours.ground;
    context.fillRect(middle - half, 6, half * 2, 36);
    context.globalAlpha = 1;
    context.fillStyle = colours.text;
    context.fillText(text, middle, 17);
    context.font = `12px ${FONT}`;
    context.fillStyle = colours.faint;
    context.fillText(number(heading.count), middle, 33);
  }
}
