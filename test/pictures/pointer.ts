/** The pointer, which no screenshot holds: drawn where a person's hand would have it. */
import type { Bitmap } from './palette.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The arrow's corners, in pixels from its tip. */
const ARROW: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 0, y: 19 },
  { x: 4.5, y: 15 },
  { x: 7.5, y: 22 },
  { x: 10.5, y: 20.7 },
  { x: 7.6, y: 14 },
  { x: 13.5, y: 14 },
];
const EDGE = 1.2;

/** Whether a ray to the right crosses the outline an odd number of times. */
function isInside({ x, y }: Point): boolean {
  return ARROW.reduce((inside, one, index) => {
    const other = ARROW[(index + 1) % ARROW.length] ?? one;
    const crosses = one.y > y !== other.y > y && x < one.x + ((y - one.y) / (other.y - one.y)) * (other.x - one.x);
    return crosses ? !inside : inside;
  }, false);
}

const nearEdge = ({ x, y }: Point): boolean =>
  [-EDGE, 0, EDGE].some((dx) => [-EDGE, 0, EDGE].some((dy) => isInside({ x: x + dx, y: y + dy })));

/** White with a dark edge, so that it is seen on any ground. */
export function drawPointer({ width, height, data }: Bitmap, tip: Point): Bitmap {
  const drawn = Uint8Array.from(data);
  for (let y = -2; y < 25; y += 1) {
    for (let x = -2; x < 16; x += 1) {
      const at = { x: x + 0.5, y: y + 0.5 };
      const [column, row] = [Math.round(tip.x) + x, Math.round(tip.y) + y];
      if (!nearEdge(at) || column < 0 || row < 0 || column >= width || row >= height) continue;
      drawn.fill(isInside(at) ? 255 : 30, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
  return { width, height, data: drawn };
}
