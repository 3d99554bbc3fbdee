/** Zed: its own log, on every platform; the threads are in a database of compressed rows, which is not opened. */
import type { Observation } from '../engine/model.js';
import type { LogRecord, RecordFormat } from '../engine/records.js';
import { dataHome } from './dataHome.js';
import { isCalledOff } from './isCalledOff.js';
import { joinPath } from './path.js';
import { timeOf } from './timeOf.js';
import type { Environment, ReadRecord, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

/** `2026-04-29T13:19:14-07:00 ERROR [agent::thread] Turn execution failed: …`, the answer's body on the lines after it. */
const zedLog: RecordFormat = {
  name: 'zedLog',
  head: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (?<level>ERROR|WARN|INFO|DEBUG|TRACE) {1,2}/,
};

/** The parts of Zed that call models, by a module's path or a source file's. */
const SPEAKER = /^\[(?:crates\/)?(?:agent|language_model|edit_prediction)[^\]\n]{0,160}\] /;
const CALLED = /\bThread::send called with model: ([^\n]{1,120})/;

function openReader(): ReadRecord {
  let model: string | null = null;
  return (record) => {
    const called = CALLED.exec(record.message)?.[1];
    if (called !== undefined) model = called.trim();
    return readFailure(record, model);
  };
}

function readFailure({ level, text, message }: LogRecord, model: string | null): Observation | null {
  const speaker = SPEAKER.exec(message)?.[0];
  if (level !== 'error' || speaker === undefined) return null;
  const raw = message.slice(speaker.length).trim();
  // Said at each start of every provider that nobody has signed in to.
  if (raw === '' || raw.startsWith('Failed to authenticate provider: ') || isCalledOff(raw)) return null;
  // An edit prediction is asked of another model than the thread's.
  return { raw, model: speaker.includes('edit_prediction') ? null : model, at: timeOf(/^\S{1,40}/.exec(text)?.[0]) };
}

/** Flatpak keeps a program's data in a folder of the program's own. */
function findLogs({ platform, home, env }: Environment): string[] {
  if (platform === 'darwin') return [joinPath(platform, home, 'Library', 'Logs', 'Zed')];
  if (platform === 'win32') {
    return [joinPath(platform, env['LOCALAPPDATA'] || joinPath(platform, home, 'AppData', 'Local'), 'Zed', 'logs')];
  }
  const flatpak = joinPath(platform, home, '.var', 'app', 'dev.zed.Zed', 'data');
  return [dataHome({ platform, home, env }), flatpak].map((data) => joinPath(platform, data, 'zed', 'logs'));
}

export const zed: Tool = {
  id: 'zed',
  name: 'Zed',
  places: ({ environment }) =>
    findLogs(environment).map((root) => ({
      label: placeText('place.logOf', { tool: 'Zed' }),
      root,
      segments: ['Zed.log'],
      kind: 'lines',
      format: zedLog,
      signals: ['ERROR [', 'Thread::send called with model: '],
      openReader,
    })),
  outOfReach: () => [
    {
      label: placeText('reach.threads'),
      reason: placeText('reach.zedDatabase'),
    },
  ],
};
