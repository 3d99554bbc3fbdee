/** Makes or undoes a fix and dies at a given moment of it: `HOME FOLDER apply|undo STEP COUNT`. */
import { applyFix } from '../../src/fixes/applyFix.js';
import type { Desk } from '../../src/fixes/desk.js';
import { previewFix } from '../../src/fixes/previewFix.js';
import { undoFix } from '../../src/fixes/undoFix.js';
import { geminiCliSettings } from '../../src/tools/settings/geminiCli.js';
import { pointAt } from './intents.js';

const [home = '', folder = '', action, step, count] = process.argv.slice(2);
let left = Number(count);
const desk: Desk = {
  folder,
  now: Date.now,
  onMoment: (reached) => {
    if (reached === step && (left -= 1) === 0) process.kill(process.pid, 'SIGKILL');
  },
};
if (action === 'undo') await undoFix(null, desk);
else
  await applyFix(
    await previewFix(geminiCliSettings, pointAt(), {
      environment: { platform: 'linux', home, env: {} },
      project: null,
      userFolders: [],
    }),
    desk,
  );
