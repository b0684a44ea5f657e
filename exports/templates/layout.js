/* Coordinates for what is visible: bands from left to right, as wide and high as the window allows.
   The order within a band was worked out beforehand; here it is only packed. */

const CLAIM_BAND = 1.5; // unfolded claims stand between who says them and what they are about
const ROW = 24; // least distance between two marks of a column, in screen pixels at scale 1
const ROOMY = 46; // the most that a short column is stretched to
const SUBCOLUMN = 30;
const NARROW = 116; // columns closer than this have their labels below the marks, not beside them
const SCALES = [1, 0.87, 0.76, 0.66, 0.57, 0.47, 0.38, 0.3, 0.24, 0.18, 0.13, 0.09, 0.06];
const READABLE = 0.57; // below it labels cannot stand in every row, so columns may double up

/** On which side of its marks a band is labelled, so that the lines of the claims stay free. */
const sideOf = (band) => (band < CLAIM_BAND ? "left" : "right");

/** Radius of a mark: its area grows with its claims and relations, `most` being those of the greatest mark. */
const radiusOf = (links, most) => 5 + 12 * Math.sqrt(links / Math.max(most, 12));

/** How much of the width a band's labels take, one gap with lines only being 1. */
const labelShare = (band) => (band === CLAIM_BAND ? 1.7 : 0.7);

/**
 * Places for marks {id, band, order, radius} in a window of width × height pixels:
 * {places: Map id → {x, y}, headings: [{band, x, count, labels: the room for labels beside it}],
 * below: whether labels stand below the marks, frame: {scale, x, y}: how the window looks at all of it}.
 */
function layout(marks, width, height) {
  const bands = new Map();
  for (const mark of marks) {
    if (!bands.has(mark.band)) bands.set(mark.band, []);
    bands.get(mark.band).push(mark);
  }
  const below = width / Math.max(bands.size, 3) < NARROW;
  const rowOf = (mark) => Math.max(ROW, 2 * mark.radius + 6) + (below ? 16 : 0);
  const columns = [...bands.keys()]
    .sort((one, other) => one - other)
    .map((band) => {
      const members = bands.get(band).sort((one, other) => one.order - other.order);
      return { band, members, height: members.reduce((sum, mark) => sum + rowOf(mark), 0) };
    });
  const [top, bottom] = [54, 22];
  for (const scale of SCALES) {
    const room = { width: width / scale, height: (height - top - bottom) / scale };
    for (const column of columns) {
      column.split = scale >= READABLE ? 1 : Math.max(Math.ceil(column.height / room.height), 1);
    }
    const subcolumns = columns.reduce((sum, column) => sum + (column.split - 1) * SUBCOLUMN, 0);
    const gap = Math.min(150, width / 4.4) / Math.sqrt(scale);
    const tallest = Math.max(...columns.map((column) => column.height / column.split), 0);
    const fits = subcolumns + columns.length * gap <= room.width && tallest <= room.height;
    if (fits || scale === SCALES.at(-1)) {
      const frame = { scale, x: room.width / 2, y: room.height / 2 - (top - bottom) / 2 / scale };
      const gaps = below ? evenGaps(columns.length) : labelledGaps(columns);
      return { ...placed(columns, gaps, room.width - subcolumns, room.height, rowOf, below), below, frame };
    }
  }
}

/** Weights of the gaps before, between and after columns whose labels stand below the marks. */
const evenGaps = (columns) => [0.5, ...Array(Math.max(columns - 1, 0)).fill(1), 0.5];

/** The same where labels stand beside them: a gap that holds labels gets more of the width. */
function labelledGaps(columns) {
  // The lines of the claims are what a reader came for: they get the most room.
  const gaps = columns.map(({ band }, i) => (i && columns[i - 1].band <= CLAIM_BAND && band > 1 ? 1 : 0.5));
  gaps[0] = gaps[columns.length] = 0.12;
  for (const [i, { band }] of columns.entries())
    gaps[sideOf(band) === "left" ? i : i + 1] += labelShare(band);
  return gaps;
}

function placed(columns, gaps, width, height, rowOf, below) {
  const unit = width / gaps.reduce((sum, gap) => sum + gap, 0);
  const places = new Map();
  const headings = [];
  let x = gaps[0] * unit;
  for (const [i, column] of columns.entries()) {
    const perColumn = Math.ceil(column.members.length / column.split);
    const left = x;
    for (let start = 0; start < column.members.length; start += perColumn) {
      stack(column.members.slice(start, start + perColumn), x, height, places, rowOf);
      x += SUBCOLUMN;
    }
    x -= SUBCOLUMN;
    const beside = gaps[sideOf(column.band) === "left" ? i : i + 1];
    const labels = unit * (below ? 1 : beside);
    headings.push({ band: column.band, x: (left + x) / 2, count: column.members.length, labels });
    x += gaps[i + 1] * unit;
  }
  return { places, headings };
}

/** One column of marks, spread over the height but never further apart than is easy to follow. */
function stack(members, x, height, places, rowOf) {
  const least = members.reduce((sum, mark) => sum + rowOf(mark), 0);
  const stretch = Math.max(Math.min(height / least, ROOMY / ROW), 1);
  let y = (height - least * stretch) / 2;
  for (const mark of members) {
    const row = rowOf(mark) * stretch;
    places.set(mark.id, { x: Math.round(x), y: Math.round(y + row / 2) });
    y += row;
  }
}
