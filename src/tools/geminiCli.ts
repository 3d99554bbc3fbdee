/**
 * Gemini CLI (`google-gemini/gemini-cli:packages/core/src/utils/errorReporting.ts`): of a call that it gave up it writes a report
 * among the temporary files. The conversation is part of it, behind the error, and is not read.
 */
import * as z from 'zod/mini';
import type { LogRecord, RecordFormat } from '../engine/records.js';
import type { Observation } from '../engine/model.js';
import { isCalledOff } from './isCalledOff.js';
import { parseJson } from './parseJson.js';
import { joinPath } from './path.js';
import type { Environment, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

/** A file is one record: indented, so that only its first brace begins a line. */
const report: RecordFormat = { name: 'geminiReport', head: /^(?=\{)/ };

const MESSAGE = /^\{\s{1,6}"error": \{\s{1,10}"message": ("[^"\\]*(?:\\.[^"\\]*)*")/;

function readReport({ text }: LogRecord): Observation | null {
  const raw = parseJson(MESSAGE.exec(text)?.[1] ?? '', z.string());
  return raw === null || raw === '' || isCalledOff(raw) ? null : { raw };
}

/** As Node's `os.tmpdir()` finds it. */
function findTemporary({ platform, env }: Environment): string {
  if (platform !== 'win32') return (env['TMPDIR'] || env['TMP'] || env['TEMP'] || '/tmp').replace(/(?!^)\/$/, '');
  return env['TEMP'] || env['TMP'] || joinPath(platform, env['SystemRoot'] || env['windir'] || 'C:\\Windows', 'temp');
}

export const geminiCli: Tool = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  places: ({ environment }) => [
    {
      label: placeText('place.reports'),
      root: findTemporary(environment),
      segments: ['gemini-client-error-*.json'],
      kind: 'lines',
      format: report,
      signals: ['"error": {'],
      openReader: () => readReport,
    },
  ],
  outOfReach: () => [
    {
      label: placeText('reach.repeats'),
      reason: placeText('reach.geminiRepeats'),
    },
  ],
};
