/** opencode (`anomalyco/opencode`, `opencode-ai`), on the command line and behind its editors' extensions: one log for all. */
import { dataHome } from './dataHome.js';
import { logPlaces } from './opencode/log.js';
import { joinPath } from './path.js';
import type { Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

export const opencode: Tool = {
  id: 'opencode',
  name: 'opencode',
  // Seen in runs of opencode 1.18: a 429 or 5xx is repeated without end, behind a spinner.
  client: { userAgent: 'opencode/', persistent: true },
  places: ({ environment }) => logPlaces('opencode', joinPath(environment.platform, dataHome(environment), 'opencode', 'log')),
  outOfReach: () => [
    {
      label: placeText('reach.ownWords'),
      reason: placeText('reach.opencodeWords'),
    },
  ],
};
