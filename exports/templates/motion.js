/* Marks glide to new places, so that a reader's eye can follow them. */

const GLIDE = 320; // milliseconds
const MOST_GLIDING = 300; // marks; more than these move at once

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
let gliding = 0; // the animation frame that is asked for

/** Where every mark stands now, and how the window looks at them; null where nothing is drawn yet. */
function whereabouts() {
  if (!picture.shown.size) return null;
  const places = new Map([...picture.shown.values()].map((mark) => [mark.id, { ...xy(placeOf(mark)) }]));
  return { places, scale: picture.network.getScale(), position: picture.network.getViewPosition() };
}

const xy = ({ x, y }) => ({ x, y });
const between = (one, other, part) => one + (other - one) * part;

/** Move the marks from where they were to where they are to be; new ones stand there at once. */
function glideFrom(before) {
  cancelAnimationFrame(gliding);
  const moves = before ? [...picture.shown.values()].filter((mark) => before.places.has(mark.id)) : [];
  if (!moves.length || picture.shown.size > MOST_GLIDING || reducedMotion.matches || document.hidden) return;
  const { scale, x, y } = picture.frame;
  const begun = performance.now();
  const step = (now) => {
    const time = Math.min(Math.max((now - begun) / GLIDE, 0), 1);
    const part = 1 - (1 - time) ** 3;
    for (const mark of moves) {
      const node = picture.network.body.nodes[mark.id];
      const from = before.places.get(mark.id);
      if (!node) continue;
      node.x = between(from.x, mark.x, part);
      node.y = between(from.y, mark.y, part);
    }
    picture.network.moveTo({
      scale: between(before.scale, scale, part),
      position: { x: between(before.position.x, x, part), y: between(before.position.y, y, part) },
    });
    if (time < 1) gliding = requestAnimationFrame(step);
  };
  step(begun);
}
