/**
 * At most 256 colours for pictures of a user interface: those that cover most of them, exactly. Averaging, as for photographs, would
 * make one of a theme's neighbouring greys.
 */

/** Pixels as `PNG.sync.read` gives them: four bytes each. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export interface Palette {
  readonly colours: readonly Colour[];
  /** One index a pixel. */
  readonly indexesOf: (bitmap: Bitmap) => Uint8Array;
}

/** Colours nearer than this to one that is taken are taken last: steps of a letter's edge. */
const APART = 10;

const keyOf = ([r, g, b, a]: Colour): number => r * 0x1_00_00_00 + g * 0x1_00_00 + b * 0x1_00 + a;
const keyAt = (data: Uint8Array, at: number): number =>
  keyOf([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0]);
const colourOf = (key: number): Colour => [key >>> 24, (key >>> 16) & 0xff, (key >>> 8) & 0xff, key & 0xff];
const distance = ([r, g, b, a]: Colour, [r2, g2, b2, a2]: Colour): number =>
  Math.abs(r - r2) + Math.abs(g - g2) + Math.abs(b - b2) + Math.abs(a - a2);

/** @param size how many colours at most */
export function makePalette(bitmaps: readonly Bitmap[], size = 256): Palette {
  const counts = new Map<number, number>();
  for (const { data } of bitmaps) {
    for (let at = 0; at < data.length; at += 4) {
      const key = keyAt(data, at);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const byCount = [...counts].toSorted(([key, count], [otherKey, other]) => other - count || key - otherKey);
  // Wide areas keep their colour whatever is near; of the rest, those that are unlike the others come first.
  const areas = byCount.slice(0, size / 4).map(([key]) => colourOf(key));
  const chosen = [...areas];
  const late: Colour[] = [];
  for (const [key] of byCount.slice(areas.length)) {
    if (chosen.length === size) break;
    const colour = colourOf(key);
    if (chosen.some((other) => distance(other, colour) < APART)) late.push(colour);
    else chosen.push(colour);
  }
  chosen.push(...late.slice(0, size - chosen.length));

  const known = new Map(chosen.map((colour, index) => [keyOf(colour), index]));
  const nearest = (key: number): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const colour = colourOf(key);
    let best = 0;
    let least = Infinity;
    for (const [index, other] of chosen.entries()) {
      const apart = distance(colour, other);
      if (apart < least) [best, least] = [index, apart];
    }
    known.set(key, best);
    return best;
  };
  return {
    colours: chosen,
    indexesOf: ({ data, width, height }) => {
      const indexes = new Uint8Array(width * height);
      for (let pixel = 0; pixel < indexes.length; pixel += 1) indexes[pixel] = nearest(keyAt(data, pixel * 4));
      return indexes;
    },
  };
}
