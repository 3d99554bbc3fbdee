/**
 * Windsurf, since 2026 Devin. Closed; known by its users' reports (`Exafunction/codeium` issues). Its layout is VS Code's, what it
 * writes is free text, and its own settings are binary.
 */
import { vscodeLog } from '../engine/formats.js';
import type { Observation } from '../engine/model.js';
import type { LogRecord } from '../engine/records.js';
import { isCalledOff } from './isCalledOff.js';
import type { Editor, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

/** What its failed calls have in common: the words of its server, of the model's provider behind it, and of Connect. */
const SIGNALS = [
  'odel provider',
  'api server wire error',
  'Cascade has encountered',
  'Cascade error',
  'unknown model UID',
  '[resource_exhausted]',
  '[permission_denied]',
];

/** It passes its language server's output on, head included: `I0530 19:29:26.018607 10124 file.go:381] text`, the level first. */
const GLOG = /^(?:\[[^\]\n]{1,60}\] ){0,2}([IWEF])\d{4} [\d:.]{8,20} +\d{1,9} [^\]\n]{1,80}\] /;

function readFailure({ level, message }: LogRecord): Observation | null {
  const head = GLOG.exec(message);
  if (head?.[1] === 'I' || level === 'debug' || level === 'trace') return null;
  const raw = message.slice(head?.[0].length ?? 0).trim();
  return isCalledOff(raw) || raw.includes('[canceled]') || !SIGNALS.some((signal) => raw.includes(signal)) ? null : { raw };
}

/** As the editor calls itself; a remote half too. */
const isWindsurf = ({ name }: Editor): boolean => name.startsWith('Windsurf') || name.startsWith('Devin');

export const windsurf: Tool = {
  id: 'windsurf',
  name: 'Windsurf',
  isOutOfEndpointsWay: true,
  places: ({ editors }) =>
    editors.filter(isWindsurf).flatMap(({ name, logs: root, exthosts }) =>
      exthosts.map((exthost) => ({
        label: placeText('place.extensionLog', { editor: name }),
        root,
        segments: [...exthost, 'codeium.windsurf', '*.log'],
        kind: 'lines',
        format: vscodeLog,
        signals: SIGNALS,
        openReader: () => readFailure,
      })),
    ),
  outOfReach: () => [{ label: placeText('reach.conversations'), reason: placeText('reach.windsurfForm') }],
};
