/**
 * The log of opencode, and of Kilo Code 7, which is built on it. A failed call is an error record with the message `stream error`,
 * once an attempt; a turn that ends by an error leaves another one with the message `process`. Seen with opencode 1.18 and Kilo 7.7.
 */
import { keyValue, opencodeLog } from '../../engine/formats.js';
import type { Observation } from '../../engine/model.js';
import type { LogRecord } from '../../engine/records.js';
import { isCalledOff } from '../isCalledOff.js';
import { readApiCallError } from '../readApiCallError.js';
import type { Place, ReadRecord } from '../tool.js';
import { placeText } from '../texts/placeText.js';

/** `name=value` with the value bare or as JSON writes a string. */
const FIELD = /(?:^| )([\w.]{1,80})=("[^"\\]*(?:\\.[^"\\]*)*"|[^\s"]*)/g;

/** Of an error that is no text: what says why, and no more of it, for the request is part of it too. */
const TELLING =
  /^error\.(?:error\.)?(?:name|message|code|type|status|statusCode|responseBody|metadata\.raw|metadata\.provider_name)$/;

function readFields(message: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of message.matchAll(FIELD)) fields.set(name, unquote(value));
  return fields;
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}

/** An error's fields as the object that they were, or its text. */
function readError(fields: ReadonlyMap<string, string>): string {
  const text = fields.get('error.error') ?? fields.get('error');
  if (text !== undefined) return text;
  const error: Record<string, unknown> = {};
  const metadata: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (!TELLING.test(name)) continue;
    const [leaf = '', parent] = name.split('.').toReversed();
    if (parent === 'metadata') metadata[leaf] = value;
    else error[leaf] = /^\d{1,6}$/.test(value) ? Number(value) : value;
  }
  if (Object.keys(metadata).length > 0) error['metadata'] = metadata;
  return Object.keys(error).length === 0 ? '' : JSON.stringify({ error });
}

function openReader(): ReadRecord {
  /** By session, the text of the last failed call: the turn's own record repeats it. */
  const told = new Map<string, string>();
  return ({ message }) => {
    const fields = readFields(message);
    const what = fields.get('message');
    if (what !== 'stream error' && what !== 'process') return null;
    const raw = readError(fields);
    if (raw === '' || isCalledOff(raw)) return null;
    const session = fields.get('session.id') ?? '';
    if (what === 'process') return told.get(session)?.endsWith(raw) === true ? null : { raw };
    told.delete(session);
    told.set(session, raw);
    if (told.size > REMEMBERED) told.delete(told.keys().next().value ?? '');
    return { raw, provider: fields.get('providerID') ?? null, model: fields.get('modelID') ?? null };
  };
}

const REMEMBERED = 64;

/** `service=llm … error={"error":{…}} stream error`; of the other services' errors none is of a call, but that of a turn's end. */
function readOldRecord({ message }: LogRecord): Observation | null {
  const service = /^service=(llm|session\.processor) /.exec(message)?.[1];
  const errorAt = message.indexOf(' error=');
  if (service === undefined || errorAt === -1) return null;
  const named = readFields(message.slice(0, errorAt));
  const whose = { provider: named.get('providerID') ?? null, model: named.get('modelID') ?? null };
  const error = message.slice(errorAt + ' error='.length);
  if (error.startsWith('{')) {
    const call = readApiCallError(error);
    return call && { ...call, ...whose };
  }
  const raw = error.replace(/ stack=[\s\S]*$/, '').trim();
  return raw === '' || isCalledOff(raw) ? null : { raw, ...whose };
}

/** The two logs that a program of the family may keep in its folder of logs. */
export function logPlaces(name: string, root: string): Place[] {
  return [
    {
      label: placeText('place.logOf', { tool: name }),
      root,
      segments: ['opencode.log'],
      kind: 'lines',
      format: keyValue,
      signals: ['level=ERROR'],
      openReader,
    },
    // One a start, named by its time.
    {
      label: placeText('place.oldLogsOf', { tool: name }),
      root,
      segments: ['20*.log'],
      kind: 'lines',
      format: opencodeLog,
      signals: ['ERROR 20'],
      openReader: () => readOldRecord,
    },
  ];
}
