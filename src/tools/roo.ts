/** Roo Code, `RooVeterinaryInc.roo-cline`. Its maker ended it in May 2026; many still run the last release, 3.52. */
import { extensionWithProfiles, liveErrors, movedTasks, taskPlaces } from './roo/define.js';
import type { Tool } from './tool.js';

export const roo: Tool = {
  id: 'roo',
  name: 'Roo Code',
  places: (scope) => taskPlaces(scope, 'rooveterinaryinc.roo-cline'),
  liveErrors: liveErrors('RooVeterinaryInc.roo-cline'),
  extension: extensionWithProfiles('RooVeterinaryInc.roo-cline'),
  outOfReach: () => [movedTasks('roo-cline.customStoragePath')],
};
