import { categoryName } from './categoryName.js';
import { disclosure } from './disclosure.js';
import { element } from './element.js';
import type { IncidentView, MomentView } from './messages.js';
import type { PageTools } from './pageTools.js';
import { t } from './t.js';
import { instant } from './time.js';

const SVG = 'http://www.w3.org/2000/svg';
/** In per cent of the line's width: dots at its ends are not to be cut. */
const [LEFT, RIGHT] = [4, 96];

/**
 * When its calls failed, and what the endpoint tried: a line for each place that saw them, on one scale. The picture says nothing that
 * the list below it does not.
 */
export function momentLine(moments: IncidentView['moments'], { now, memory }: PageTools): HTMLElement | null {
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || moments.length === 1) return null;
  const lanes = new Map<string, MomentView[]>();
  for (const moment of moments) lanes.set(placeOf(moment), [...(lanes.get(placeOf(moment)) ?? []), moment]);
  const place = (at: number): string =>
    `${last.at === first.at ? (LEFT + RIGHT) / 2 : LEFT + ((at - first.at) / (last.at - first.at)) * (RIGHT - LEFT)}%`;
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'moments-heading' } },
    element('h2', { attributes: { id: 'moments-heading' } }, t('When it failed')),
    element(
      'div',
      { class: 'lanes', attributes: { 'aria-hidden': 'true' } },
      ...[...lanes].flatMap(([name, own]) => [element('span', { class: 'lane-name' }, name), lane(own, place)]),
      element('span'),
      element(
        'p',
        { class: 'scale muted' },
        element('span', {}, instant(first.at, now)),
        first.at === last.at ? null : element('span', {}, instant(last.at, now)),
      ),
    ),
    disclosure(
      'moments',
      t('As a list'),
      memory,
      element('ol', { class: 'moments' }, ...moments.map((moment) => momentItem(moment, now))),
    ),
  );
}

function lane(moments: readonly MomentView[], place: (at: number) => string): SVGElement {
  const picture = svg('svg', { class: 'lane', width: '100%', height: '20' });
  picture.append(svg('line', { x1: '0', x2: '100%', y1: '10', y2: '10' }));
  for (const { at, category } of moments) {
    picture.append(svg('circle', { class: category === null ? 'answered' : 'failed', cx: place(at), cy: '10', r: '5' }));
  }
  return picture;
}

function momentItem(moment: MomentView, now: number): HTMLElement {
  const { at, status, category } = moment;
  const outcome = category === null ? t('Answered') : categoryName(category);
  return element(
    'li',
    {},
    element('span', { class: 'muted' }, instant(at, now)),
    element('span', {}, placeOf(moment)),
    element('span', {}, status === null ? outcome : t('{outcome} (HTTP {status})', { outcome, status })),
  );
}

function placeOf({ seen, by }: MomentView): string {
  switch (seen) {
    case 'endpoint':
      return by === null ? t('Endpoint') : t('Endpoint to {upstream}', { upstream: by });
    case 'wire':
      return by === null ? t('Wire tap') : t('Wire tap, {tool}', { tool: by });
    case 'log':
      return by === null ? t('Log') : t('Log of {tool}', { tool: by });
    case 'given':
      break;
  }
  return t('Text that you gave');
}

function svg(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
