import { element } from './element.js';

/** The page's one heading of the first rank. It takes the focus when the page opens: a screen reader reads it, Tab goes on from it. */
export function pageHeading(text: string): HTMLElement {
  return element('h1', { focusKey: 'heading', attributes: { tabindex: '-1', dir: 'auto' } }, text);
}
