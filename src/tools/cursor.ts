/**
 * Cursor. Closed; known by its users' reports and by programs that read its logs. Its layout is VS Code's, and the names of its
 * log files change between versions: each is a pattern, and one that finds nothing is said so.
 */
import * as z from 'zod/mini';
import type { LogRecord } from '../engine/records.js';
import { vscodeLog } from '../engine/formats.js';
import type { Observation } from '../engine/model.js';
import { parseJson } from './parseJson.js';
import { joinPath } from './path.js';
import type { Editor, Place, ReadRecord, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

const Structured = z.object({ level: z.string(), message: z.string(), metadata: z.optional(z.record(z.string(), z.unknown())) });

/** What people called off themselves, in every form that Cursor has for it: connect code 1 or `[canceled]`, and its own error names. */
const CANCEL = /ERROR_USER_ABORTED_REQUEST|\[(?:aborted|cancell?ed)\]|AbortError|"(?:outcome|status)":"cancell?ed"/;

/** One request's failure is told by several lines; of those with the same words, the first counts. */
const REMEMBERED = 64;

/** `{"level":"error","key":"transport","message":"…","metadata":{"error.message":"…","errorCode":"14","requestId":"…"}}` after the line's head. */
function openStructuredReader(): ReadRecord {
  const told: string[] = [];
  return ({ message }) => {
    const entry = parseJson(message, Structured);
    if (!entry || entry.level !== 'error' || CANCEL.test(message) || message.includes('decision=RETRY')) return null;
    const field = (name: string): string | null => {
      const value = entry.metadata?.[name];
      return typeof value === 'string' && value !== '' ? value : null;
    };
    const text = field('error.message');
    if (text === null || field('errorCode') === '1') return null;
    const request = field('originalRequestId') ?? field('requestId') ?? field('request_id');
    const key = `${request}\n${text}`;
    if (request !== null && told.includes(key)) return null;
    told.push(key);
    if (told.length > REMEMBERED) told.shift();
    return { raw: text, model: field('modelName'), headers: request === null ? null : { 'x-request-id': request } };
  };
}

/** `ConnectError: [unavailable] …`, and Cursor's own `{"error":"ERROR_…","details":{…}}`. */
function readConnectError({ level, message }: LogRecord): Observation | null {
  if (level !== null && level !== 'error') return null;
  if (CANCEL.test(message) || /"code":1[,}]/.test(message)) return null;
  return CONNECT_SIGNALS.some((signal) => message.includes(signal)) ? { raw: message } : null;
}

const STRUCTURED_SIGNALS = ['"level":"error"'];
const CONNECT_SIGNALS = ['ConnectError', 'ERROR_', '"provider_error"'];

const connectErrors = { kind: 'lines', format: vscodeLog, signals: CONNECT_SIGNALS, openReader: () => readConnectError } as const;

/** As the editor calls itself; a remote half too. */
const isCursor = ({ name }: Editor): boolean => name.startsWith('Cursor');

function placesBesideExtensions({ name, logs: root, exthosts }: Editor): Place[] {
  return exthosts.flatMap((exthost) => [
    {
      label: placeText('place.structuredLog', { editor: name }),
      root,
      segments: [...exthost, 'anysphere.cursor-always-local', 'Cursor Structured Logs*.log'],
      kind: 'lines',
      format: vscodeLog,
      signals: STRUCTURED_SIGNALS,
      openReader: openStructuredReader,
    },
    {
      ...connectErrors,
      label: placeText('place.agentLog', { editor: name }),
      root,
      segments: [...exthost, 'anysphere.cursor-agent-exec', 'Cursor Agent*.log'],
    },
  ]);
}

function placesOfWindow({ name, logs: root, windows }: Editor): Place[] {
  return windows === null
    ? []
    : [
        {
          ...connectErrors,
          label: placeText('place.windowLog', { editor: name }),
          root,
          segments: [...windows, 'renderer*.log'],
        },
      ];
}

export const cursor: Tool = {
  id: 'cursor',
  name: 'Cursor',
  isOutOfEndpointsWay: true,
  places: ({ environment, editors }) => [
    ...editors.filter(isCursor).flatMap(placesBesideExtensions),
    ...editors.filter(isCursor).flatMap(placesOfWindow),
    {
      ...connectErrors,
      label: placeText('place.homeLogs'),
      root: joinPath(environment.platform, environment.home, '.cursor', 'logs'),
      segments: ['*.log'],
    },
  ],
  outOfReach: ({ editors }) => [
    ...editors
      .filter((editor) => isCursor(editor) && editor.windows === null)
      .map(({ name }) => ({
        label: placeText('place.windowLog', { editor: name }),
        reason: placeText('reach.elsewhere'),
      })),
    ...(editors.some(isCursor)
      ? []
      : [
          {
            label: placeText('reach.cursorLogs'),
            reason: placeText('reach.otherEditor'),
          },
        ]),
    {
      label: placeText('reach.bubbles'),
      reason: placeText('reach.cursorDatabase'),
    },
  ],
};
