import type { Ask } from './actions.js';
import { button } from './button.js';
import type { ActionView } from './messages.js';

/** Has the host do what Unwrap can do about an incident. */
export function fixButton({ action, label }: ActionView, incident: string, primary: boolean, ask: Ask): HTMLElement {
  return button({ label, focusKey: `fix-${action}`, primary, onClick: () => ask({ request: 'fix', incident, action }) });
}
