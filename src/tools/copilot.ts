/**
 * GitHub Copilot Chat, `GitHub.copilot-chat`. Its log channel holds the whole answer of a refused call (`Server error: 429 {…}`),
 * which the chat does not show, and a line a request with what became of it (`microsoft/vscode:extensions/copilot`).
 */
import { vscodeLog } from '../engine/formats.js';
import type { Observation } from '../engine/model.js';
import type { LogRecord } from '../engine/records.js';
import type { ReadRecord, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

const REQUEST_ID = /^Request ID for failed request: ([\w.:-]{1,120})/;
const ANSWER = /^Server error: (\d{3})\b/;
/** Of every request: `ccreq:07….copilotmd | failed | gpt-4o -> gpt-4o-2024-08-06 | 248ms | [panel/editAgent]`. */
const REQUEST = /^ccreq:[^|\n]{1,160}\| (\w{1,40}) \| ([^|\n]{1,120}) \|/;

/** What became of a request that no answer's record tells of. `failed` alone says too little, and the answer's own record says it better. */
const OUTCOMES: ReadonlySet<string> = new Set([
  'rateLimited',
  'quotaExceeded',
  'badRequest',
  'notFound',
  'networkError',
  'filtered',
  'promptFiltered',
  'agent_unauthorized',
  'agent_failed_dependency',
]);

/** Between an answer's record and the request's own line. */
const SAME_REQUEST_MS = 5_000;

function openReader(): ReadRecord {
  let requestId: string | null = null;
  let answeredAt: number | null = null;
  return (record) => {
    const named = REQUEST_ID.exec(record.message)?.[1];
    if (named !== undefined) requestId = named;
    const answer = readAnswer(record, requestId);
    if (answer) {
      requestId = null;
      answeredAt = record.at;
      return answer;
    }
    const answered = answeredAt !== null && record.at !== null && Math.abs(record.at - answeredAt) <= SAME_REQUEST_MS;
    const outcome = readOutcome(record);
    if (!outcome || !answered) return outcome;
    answeredAt = null;
    return null;
  };
}

function readAnswer({ level, message }: LogRecord, requestId: string | null): Observation | null {
  const status = level === 'error' ? ANSWER.exec(message)?.[1] : undefined;
  if (status === undefined) return null;
  return { raw: message, status: Number(status), headers: requestId === null ? null : { 'x-request-id': requestId } };
}

function readOutcome({ message }: LogRecord): Observation | null {
  const [, outcome = '', models = ''] = REQUEST.exec(message) ?? [];
  return OUTCOMES.has(outcome) ? { raw: message, model: models.split(' -> ').at(-1)?.trim() ?? null } : null;
}

export const copilot: Tool = {
  id: 'copilot',
  name: 'Copilot Chat',
  extension: { ids: ['GitHub.copilot-chat'] },
  places: ({ editors }) =>
    editors.flatMap(({ name, logs: root, exthosts }) =>
      exthosts.map((exthost) => ({
        label: placeText('place.copilotLog', { editor: name }),
        root,
        segments: [...exthost, 'GitHub.copilot-chat', 'GitHub Copilot Chat*.log'],
        kind: 'lines',
        format: vscodeLog,
        signals: ['Request ID for failed request: ', 'Server error: ', 'ccreq:'],
        openReader,
      })),
    ),
  outOfReach: () => [
    {
      label: placeText('reach.streams'),
      reason: placeText('reach.copilotStreams'),
    },
  ],
};
