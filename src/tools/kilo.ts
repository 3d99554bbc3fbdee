/**
 * Kilo Code, `kilocode.kilo-code`. Up to 5 it was Roo Code's code and keeps its messages; from 7 on it is opencode's, a program that
 * the extension starts and that logs to its own folder.
 */
import { dataHome } from './dataHome.js';
import { logPlaces } from './opencode/log.js';
import { joinPath } from './path.js';
import { extensionWithProfiles, liveErrors, movedTasks, taskPlaces } from './roo/define.js';
import type { Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

export const kilo: Tool = {
  id: 'kilo',
  name: 'Kilo Code',
  places: (scope) => {
    const { environment } = scope;
    return [
      ...logPlaces('Kilo Code 7', joinPath(environment.platform, dataHome(environment), 'kilo', 'log')),
      ...taskPlaces(scope, 'kilocode.kilo-code'),
    ];
  },
  liveErrors: liveErrors('kilocode.kilo-code'),
  // From 7 on it exports nothing, and its settings are files.
  extension: extensionWithProfiles('kilocode.kilo-code'),
  outOfReach: () => [
    {
      label: placeText('reach.ownWordsOf', { version: 'Kilo Code 7' }),
      reason: placeText('reach.kiloWords'),
    },
    movedTasks('kilo-code.customStoragePath'),
  ],
};
