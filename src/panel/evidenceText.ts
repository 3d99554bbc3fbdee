import { element } from './element.js';
import { highlight } from './highlight.js';
import type { IncidentView } from './messages.js';

/** The original text with the deciding words marked, and the rules that they met. */
export function evidenceText({ text, evidence }: Pick<IncidentView, 'text' | 'evidence'>): HTMLElement {
  const pieces = highlight(
    text,
    evidence.map((item) => item.text),
  );
  const rules = [...new Set(evidence.map(({ rule }) => rule))];
  const quoted = element(
    'pre',
    // It scrolls, so a keyboard must be able to reach it.
    { focusKey: 'text', attributes: { tabindex: '0', role: 'region', 'aria-label': 'Original text' } },
    ...pieces.map((piece) => (piece.marked ? element('mark', {}, piece.text) : piece.text)),
  );
  requestAnimationFrame(() => revealMark(quoted));
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'text-heading' } },
    element('h2', { attributes: { id: 'text-heading' } }, 'The text, and what decided'),
    quoted,
    rules.length === 0
      ? null
      : element(
          'p',
          { class: 'rules' },
          rules.length === 1 ? 'Decided by the rule ' : 'Decided by the rules ',
          ...rules.flatMap((rule, index) => [index === 0 ? '' : ', ', element('code', {}, rule)]),
          '.',
        ),
  );
}

/** In a long text the deciding words may lie below the edge; only the text scrolls, not the page. */
function revealMark(quoted: HTMLElement): void {
  const mark = quoted.querySelector('mark');
  if (!mark) return;
  const below = mark.getBoundingClientRect().bottom - quoted.getBoundingClientRect().bottom;
  if (below > 0) quoted.scrollTop = below + quoted.clientHeight / 2;
}
