import type { Counts, HistoryRows } from './historyRows.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Of a row's bars, in pixels. */
const HEIGHT = 40;
/** One call among hundreds is seen all the same. */
const LEAST = 3;

/**
 * The bars of one row: filled for what came to nothing, and above it, hollow, what was recovered. Widths are shares of the whole, so that
 * they follow the page without a script. For the eye alone: the row says the same in words, and the table in numbers.
 */
export function historyBars(
  buckets: readonly Counts[],
  { most }: Pick<HistoryRows, 'most'>,
  marks: readonly number[],
  titleOf: (at: number) => string,
): SVGElement {
  const width = 100 / buckets.length;
  const picture = make('svg', { class: 'bars', width: '100%', height: String(HEIGHT + 1), 'aria-hidden': 'true' });
  for (const at of marks)
    picture.append(make('line', { class: 'grid', x1: share(at * width), x2: share(at * width), y1: '0', y2: '100%' }));
  picture.append(make('line', { class: 'base', x1: '0', x2: '100%', y1: String(HEIGHT + 0.5), y2: String(HEIGHT + 0.5) }));
  for (const [at, { failed, recovered }] of buckets.entries()) {
    if (failed + recovered === 0) continue;
    const place = { x: share(at * width + width * 0.14), width: share(width * 0.72) };
    const [low, high] = [scale(failed, most), scale(recovered, most)];
    const title = make('title', {});
    title.textContent = titleOf(at);
    const bar = make('g', { class: 'bar' });
    bar.append(title);
    // The pointer finds the whole height.
    bar.append(make('rect', { class: 'reach', x: share(at * width), width: share(width), y: '0', height: String(HEIGHT) }));
    if (failed > 0) bar.append(make('rect', { class: 'failed', ...place, y: String(HEIGHT - low), height: String(low) }));
    // Half a stroke is drawn outside of a shape.
    if (recovered > 0) {
      bar.append(
        make('rect', { class: 'recovered', ...place, y: String(HEIGHT - low - high + 0.5), height: String(high - 1.5) }),
      );
    }
    picture.append(bar);
  }
  return picture;
}

/** How large a part failed, as one bar. */
export function rateBar(part: number): SVGElement {
  const picture = make('svg', { class: 'rate', width: '100%', height: '8', 'aria-hidden': 'true' });
  picture.append(
    make('rect', { class: 'whole', x: '0', y: '0.5', width: '100%', height: '7' }),
    make('rect', { class: 'failed', x: '0', y: '0', width: share(part * 100), height: '8' }),
  );
  return picture;
}

/** What a bar means, drawn as in the rows. */
export function swatch(kind: 'failed' | 'recovered'): SVGElement {
  const picture = make('svg', { class: 'swatch', width: '10', height: '12', 'aria-hidden': 'true' });
  picture.append(make('rect', { class: kind, x: '0.5', y: '0.5', width: '9', height: '11' }));
  return picture;
}

function scale(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(LEAST, (count / most) * HEIGHT);
}

function share(percent: number): string {
  return `${percent.toFixed(2)}%`;
}

function make(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, tag);
  if (!(made instanceof SVGElement)) throw new TypeError(`${tag} is no element of SVG.`);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
