/* Coordinates for what is visible: bands from left to right, as wide and high as the window allows.
   The order within a band was worked out beforehand; here it is only packed. */

const CLAIM_BAND = 1.5; // unfolded claims stand between who says them and what they are about
const ROW = 24; // least distance between two marks of a column, in screen pixels at scale 1
const ROOMY = 46; // the most that a short column is stretched to
const SUBCOLUMN = 30;
const SCALES = [1, 0.87, 0.76, 0.66, 0.57, 0.47, 0.38, 0.3, 0.24, 0.18, 0.13, 0.09, 0.06];
const READABLE = 0.57; // below it labels cannot stand in every row, so columns may double up

/** On which side of its marks a band is labelled, so that the lines of the claims stay free. */
const sideOf = (band) => (band < CLAIM_BAND ? "left" : "right");

/** Radius of a mark: its area grows with its claims and relations, `most` being those of the greatest mark. */
const radiusOf = (links, most) => 5 + 13 * Math.sqrt(links / Math.max(most, 12));

/**
 * Places for marks {id, band, order, radius} in a window of width × height pixels:
 * {places: Map id → {x, y}, headings: [{band, x, count, labels: the room for labels beside it}],
 * frame: {scale, x, y}: how the window looks at all of it}.
 */
function layout(marks, width, height) {
  const bands = new Map();
  for (const mark of marks) {
    if (!bands.has(mark.band)) bands.set(mark.band, []);
    bands.get(mark.band).push(mark);
  }
  const columns = [...bands.keys()]
    .sort((one, other) => one - other)
    .map((band) => {
      const members = bands.get(band).sort((one, other) => one.order - other.order);
      return { band, members, height: members.reduce((sum, mark) => sum + rowOf(mark), 0) };
    });
  const margin = { side: Math.min(132, width * 0.15), top: 54, bottom: 22 };
  for (const scale of SCALES) {
    const room = { width: width / scale, height: (height - margin.top - margin.bottom) / scale };
    for (const column of columns) {
      column.split = scale >= READABLE ? 1 : Math.max(Math.ceil(column.height / room.height), 1);
    }
    const gap = Math.min(150, width / 4.4) / Math.sqrt(scale);
    const needed =
      columns.reduce((sum, column) => sum + (column.split - 1) * SUBCOLUMN, 0) +
      Math.max(columns.length - 1, 0) * gap +
      (2 * margin.side) / scale;
    const tallest = Math.max(...columns.map((column) => column.height / column.split), 0);
    if ((needed <= room.width && tallest <= room.height) || scale === SCALES.at(-1)) {
      const frame = {
        scale,
        x: room.width / 2,
        y: room.height / 2 - (margin.top - margin.bottom) / 2 / scale,
      };
      return { ...placed(columns, room, margin.side / scale), frame };
    }
  }
}

const rowOf = (mark) => Math.max(ROW, 2 * mark.radius + 6);

function placed(columns, room, side) {
  const subcolumns = columns.reduce((sum, column) => sum + (column.split - 1) * SUBCOLUMN, 0);
  const free = room.width - 2 * side - subcolumns;
  // A gap that holds labels gets more of the width than one that holds lines only.
  const weights = columns
    .slice(1)
    .map((column, i) => (sideOf(columns[i].band) === "right" || sideOf(column.band) === "left" ? 1.2 : 1));
  const share =
    free /
    Math.max(
      weights.reduce((sum, weight) => sum + weight, 0),
      1,
    );
  const gaps = weights.map((weight) => Math.max(share * weight, 40));
  const places = new Map();
  const headings = [];
  let x = columns.length > 1 ? side : room.width / 2;
  for (const [i, column] of columns.entries()) {
    const perColumn = Math.ceil(column.members.length / column.split);
    const left = x;
    for (let start = 0; start < column.members.length; start += perColumn) {
      stack(column.members.slice(start, start + perColumn), x, room.height, places);
      x += SUBCOLUMN;
    }
    x -= SUBCOLUMN;
    const labels = (sideOf(column.band) === "left" ? gaps[i - 1] : gaps[i]) ?? side;
    headings.push({ band: column.band, x: (left + x) / 2, count: column.members.length, labels });
    x += gaps[i] ?? 0;
  }
  return { places, headings };
}

/** One column of marks, spread over the height but never further apart than is easy to follow. */
function stack(members, x, height, places) {
  const least = members.reduce((sum, mark) => sum + rowOf(mark), 0);
  const stretch = Math.max(Math.min(height / least, ROOMY / ROW), 1);
  let y = (height - least * stretch) / 2;
  for (const mark of members) {
    const row = rowOf(mark) * stretch;
    places.set(mark.id, { x: Math.round(x), y: Math.round(y + row / 2) });
    y += row;
  }
}
