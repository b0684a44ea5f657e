/* Labels on the picture: at most 60, none over another, the selected one always. */

const MOST_LABELS = 60;
const LABEL_SIZE = 12.5;
const LABEL_LENGTH = 30;
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif';

// Marks of direction would turn a label round, or the one after it.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u001f\u007f]/g;

/** A name as one short line for the canvas. */
const canvasWords = (text, length = LABEL_LENGTH) =>
  clipped(text.replace(BIDI, " ").replace(/\s+/g, " ").trim(), length);

/**
 * Which labels fit: [{id, text, x, y, width, align, strong}] in screen pixels.
 * `candidates` are {id, text, x, y, radius, side} in order of importance, the first `forced` always shown.
 */
function fitLabels(candidates, forced, measure, width, height) {
  const taken = [];
  const fitted = [];
  for (const [position, mark] of candidates.entries()) {
    if (fitted.length >= MOST_LABELS) break;
    if (!mark.text || mark.x < -20 || mark.x > width + 20 || mark.y < -20 || mark.y > height + 20) continue;
    const wide = measure(mark.text);
    // Only what has to be shown may move to the other side; a mix of sides is hard to read.
    const sides = position < forced ? [mark.side, mark.side === "left" ? "right" : "left"] : [mark.side];
    for (const side of sides) {
      const start = side === "left" ? mark.x - mark.radius - 5 - wide : mark.x + mark.radius + 5;
      const box = {
        left: start - 3,
        right: start + wide + 3,
        top: mark.y - LABEL_SIZE * 0.6,
        bottom: mark.y + LABEL_SIZE * 0.6,
      };
      const beyond = box.left < 0 || box.right > width;
      const clash = taken.some(
        (other) =>
          box.left < other.right &&
          box.right > other.left &&
          box.top < other.bottom &&
          box.bottom > other.top,
      );
      if (clash || (beyond && (position >= forced || side !== sides.at(-1)))) continue;
      taken.push(box);
      fitted.push({
        id: mark.id,
        text: mark.text,
        x: start,
        y: mark.y,
        width: wide,
        box,
        strong: position < forced,
      });
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
    context.fillRect(
      label.box.left,
      label.box.top,
      label.box.right - label.box.left,
      label.box.bottom - label.box.top,
    );
    context.globalAlpha = 1;
    context.fillStyle = colours.text;
    context.font = `${label.strong ? "600 " : ""}${LABEL_SIZE}px ${FONT}`;
    context.fillText(label.text, label.x, label.y);
  }
}

/** Headings of the bands, at the top edge whatever part is seen; short ones where the long do not fit. */
function drawHeadings(context, headings, toScreen, width, colours) {
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.font = `600 12px ${FONT}`;
  const seen = headings
    .map((heading) => ({ ...heading, at: toScreen({ x: heading.x, y: 0 }).x }))
    .filter(({ at }) => at > -60 && at < width + 60);
  const placed = (name) =>
    seen.map((heading) => {
      const half = context.measureText(heading[name]).width / 2 + 7;
      return {
        ...heading,
        words: heading[name],
        half,
        at: Math.min(Math.max(heading.at, half + 2), width - half - 2),
      };
    });
  const overlap = (list) =>
    list.some((heading, i) => i > 0 && heading.at - heading.half < list[i - 1].at + list[i - 1].half);
  const long = placed("text");
  for (const heading of overlap(long) ? placed("short") : long) {
    context.globalAlpha = 0.9;
    context.fillStyle = colours.ground;
    context.fillRect(heading.at - heading.half, 4, heading.half * 2, 38);
    context.globalAlpha = 1;
    context.fillStyle = colours.text;
    context.font = `600 12px ${FONT}`;
    context.fillText(heading.words, heading.at, 16);
    context.font = `12px ${FONT}`;
    context.fillStyle = colours.faint;
    context.fillText(number(heading.count), heading.at, 32);
  }
}
