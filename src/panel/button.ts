import '@vscode-elements/elements/dist/vscode-button/index.js';
import { element } from './element.js';

export interface ButtonProps {
  readonly label: string;
  readonly focusKey: string;
  readonly onClick: () => void;
  /** One a page. */
  readonly primary?: boolean;
}

/** A button in VS Code's own look. */
export function button({ label, focusKey, onClick, primary = false }: ButtonProps): HTMLElement {
  // The component makes itself focusable only after its first update, which is too late for a focus that is to be kept.
  const attributes = { role: 'button', tabindex: '0', ...(primary ? {} : { secondary: '' }) };
  return element('vscode-button', { focusKey, onClick, attributes }, label);
}
