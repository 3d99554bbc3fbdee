import type { Ask } from './actions.js';
import { button } from './button.js';
import type { IncidentView } from './messages.js';
import { t } from './t.js';

/** Starts the endpoint; where it runs, gives the address that a tool's calls go through it by. */
export function endpointButton(
  endpoint: NonNullable<IncidentView['endpoint']>,
  incident: string,
  focusKey: string,
  primary: boolean,
  ask: Ask,
): HTMLElement {
  return endpoint === 'running'
    ? button({
        label: t('Copy the endpoint’s base URL…'),
        focusKey,
        primary,
        onClick: () => ask({ request: 'copy-base-url', incident }),
      })
    : button({ label: t('Start the endpoint'), focusKey, primary, onClick: () => ask({ request: 'start-endpoint' }) });
}
