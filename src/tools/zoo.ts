/** Zoo Code, `ZooCodeOrganization.zoo-code`: goes on where Roo Code ended, with the same files and the same API. */
import { extensionWithProfiles, liveErrors, movedTasks, taskPlaces } from './roo/define.js';
import type { Tool } from './tool.js';

export const zoo: Tool = {
  id: 'zoo',
  name: 'Zoo Code',
  places: (scope) => taskPlaces(scope, 'zoocodeorganization.zoo-code'),
  liveErrors: liveErrors('ZooCodeOrganization.zoo-code'),
  extension: extensionWithProfiles('ZooCodeOrganization.zoo-code'),
  outOfReach: () => [movedTasks('zoo-code.customStoragePath')],
};
