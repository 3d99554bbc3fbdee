import { element } from './element.js';

export interface ButtonProps {
  readonly label: string;
  readonly focusKey: string;
  readonly onClick: () => void;
  /** One a page. */
  readonly primary?: boolean;
}

/**
 * A button in VS Code's own look. It is the browser's own: a component drawn by a library takes the focus only after its first update,
 * and was two fifths of the panel's script.
 */
export function button({ label, focusKey, onClick, primary = false }: ButtonProps): HTMLElement {
  return element(
    'button',
    { class: primary ? 'button primary' : 'button', focusKey, onClick, attributes: { type: 'button' } },
    label,
  );
}
