import { element } from './element.js';
import { highlight } from './highlight.js';
import type { IncidentView } from './messages.js';
import { t } from './t.js';

/** The original text with the deciding words marked. */
export function evidenceText({ text, evidence }: Pick<IncidentView, 'text' | 'evidence'>): HTMLElement {
  const quoted = text === null ? null : quote(text, evidence);
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'text-heading' } },
    element(
      'h2',
      { attributes: { id: 'text-heading' } },
      evidence.length === 0 ? t('The original text') : t('The original text, and what decided'),
    ),
    quoted ?? element('p', { class: 'muted' }, t('What went over the wire was kept in memory alone, and is gone.')),
  );
}

function quote(text: string, evidence: IncidentView['evidence']): HTMLElement {
  const pieces = highlight(
    text,
    evidence.map((item) => item.text),
  );
  const quoted = element(
    'pre',
    // It scrolls, so a keyboard must be able to reach it.
    { focusKey: 'text', attributes: { tabindex: '0', role: 'region', 'aria-label': t('Original text'), dir: 'auto' } },
    ...pieces.map((piece) => (piece.marked ? element('mark', {}, piece.text) : piece.text)),
  );
  requestAnimationFrame(() => revealMark(quoted));
  return quoted;
}

/** In a long text the deciding words may lie below the edge; only the text scrolls, not the page. Where a person has scrolled, it stays. */
function revealMark(quoted: HTMLElement): void {
  const mark = quoted.querySelector('mark');
  if (!mark || quoted.scrollTop > 0) return;
  const below = mark.getBoundingClientRect().bottom - quoted.getBoundingClientRect().bottom;
  if (below > 0) quoted.scrollTop = below + quoted.clientHeight / 2;
}
