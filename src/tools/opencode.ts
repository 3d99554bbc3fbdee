/** opencode (`anomalyco/opencode`, `opencode-ai`), on the command line and behind its editors' extensions: one log for all. */
import { dataHome } from './dataHome.js';
import { logPlaces } from './opencode/log.js';
import { joinPath } from './path.js';
import type { Tool } from './tool.js';

export const opencode: Tool = {
  id: 'opencode',
  name: 'opencode',
  // Seen in runs of opencode 1.18: a 429 or 5xx is repeated without end, behind a spinner.
  client: { userAgent: 'opencode/', persistent: true },
  places: ({ environment }) => logPlaces('opencode', joinPath(environment.platform, dataHome(environment), 'opencode', 'log')),
  outOfReach: () => [
    {
      label: "the provider's own words",
      reason:
        'opencode logs only the outermost message of a call that was refused ("Provider returned error"). What breaks off in mid-stream it logs in full.',
    },
  ],
};
