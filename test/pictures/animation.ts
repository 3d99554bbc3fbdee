/** Screenshots and where the pointer goes between them, as a GIF that stays small: of each frame only what has changed is written. */
import * as gifenc from 'gifenc';
import { PNG } from 'pngjs';
import { makePalette, type Bitmap } from './palette.js';
import { drawPointer, type Point } from './pointer.js';

export interface Scene {
  readonly screenshot: Buffer;
  /** How long it stands, once the pointer has arrived. */
  readonly ms: number;
  /** Where the pointer goes while the scene is shown; without it, it stays where it was. */
  readonly pointer?: Point;
}

const STEPS = 8;
const STEP_MS = 40;
/** One place of the palette is for "as before". */
const COLOURS = 255;

interface Frame {
  readonly bitmap: Bitmap;
  readonly ms: number;
}

/** Slow at both ends, as a hand moves. */
const ease = (part: number): number => part * part * (3 - 2 * part);

function drawFrames(scenes: readonly Scene[], from: Point): Frame[] {
  let at = from;
  return scenes.flatMap(({ screenshot, ms, pointer = at }) => {
    const bitmap = PNG.sync.read(screenshot);
    const start = at;
    at = pointer;
    const isStill = start.x === pointer.x && start.y === pointer.y;
    const moves = Array.from({ length: isStill ? 0 : STEPS }, (_, step) => {
      const part = ease(step / STEPS);
      const between = { x: start.x + (pointer.x - start.x) * part, y: start.y + (pointer.y - start.y) * part };
      return { bitmap: drawPointer(bitmap, between), ms: STEP_MS };
    });
    return [...moves, { bitmap: drawPointer(bitmap, pointer), ms }];
  });
}

/** Milliseconds that it takes. */
export const durationOf = (scenes: readonly Scene[]): number =>
  scenes.reduce((sum, { ms, pointer }) => sum + ms + (pointer ? STEPS * STEP_MS : 0), 0);

/** @param from where the pointer is at first */
export function toGif(scenes: readonly Scene[], from: Point): Uint8Array {
  const frames = drawFrames(scenes, from);
  const { colours, indexesOf } = makePalette(
    scenes.map(({ screenshot }) => PNG.sync.read(screenshot)),
    COLOURS,
  );
  const unchanged = colours.length;
  const gif = gifenc.default.GIFEncoder();
  let before: Uint8Array | null = null;
  for (const { bitmap, ms } of frames) {
    const indexes = indexesOf(bitmap);
    const former = before;
    const written = former ? indexes.map((index, pixel) => (index === former[pixel] ? unchanged : index)) : indexes;
    const first = former
      ? {}
      : { palette: [...colours.map(([red, green, blue]) => [red, green, blue] as const), [0, 0, 0] as const], repeat: 0 };
    gif.writeFrame(written, bitmap.width, bitmap.height, {
      ...first,
      delay: ms,
      transparent: former !== null,
      transparentIndex: unchanged,
      dispose: 1,
    });
    before = indexes;
  }
  gif.finish();
  return gif.bytes();
}
