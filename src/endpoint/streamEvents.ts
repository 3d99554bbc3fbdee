/**
 * What one event of a stream means, in each protocol that the endpoint speaks. Only the stream's head is read this way, and what
 * may report a failure.
 */
import * as z from 'zod/mini';
import { unreachable } from '../engine/unreachable.js';
import type { Operation } from './operation.js';

/** `content` is a first text, reasoning or tool delta, or an orderly end; `life` is what announces one. */
export type EventMeaning = 'content' | 'life' | 'error' | 'broken';

type Fields = Record<string, unknown>;
const Fields = z.record(z.string(), z.unknown());

/** `data` and `name` as an event-stream parser gives them. */
export function readEvent(stream: Operation['stream'], name: string | undefined, data: string): EventMeaning {
  if (data === '[DONE]') return 'life';
  if (name === 'error') return 'error';
  const fields = parse(data);
  if (fields === null) return name === 'ping' || data === '' ? 'life' : 'broken';
  if (isGiven(fields['error'])) return 'error';
  switch (stream) {
    case 'chat':
      return readChat(fields);
    case 'responses':
      return readResponses(fields);
    case 'messages':
      return readMessages(fields);
    case 'none':
      return 'content';
    default:
      return unreachable(stream);
  }
}

/** Whether the object itself, not what it holds, has an error in it. `data` as of one event in a stream that stands. */
export function reportsFailure(data: string): boolean {
  return Fields.safeParse(parse(data)?.['error']).success;
}

function parse(data: string): Fields | null {
  try {
    const parsed = Fields.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function isGiven(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)
  );
}

function fieldsOf(value: unknown): Fields {
  const parsed = Fields.safeParse(value);
  return parsed.success ? parsed.data : {};
}

/** What a role-only delta holds. */
const WITHOUT_CONTENT: ReadonlySet<string> = new Set([
  'role',
  'index',
  'finish_reason',
  'delta',
  'logprobs',
  'native_finish_reason',
]);

function readChat(fields: Fields): EventMeaning {
  const choices = fields['choices'];
  if (!Array.isArray(choices)) return 'life';
  let meaning: EventMeaning = 'life';
  for (const one of choices) {
    const choice = fieldsOf(one);
    if (choice['finish_reason'] === 'error' || isGiven(choice['error'])) return 'error';
    if (isGiven(choice['finish_reason']) || isGiven(choice['text'])) meaning = 'content';
    for (const [key, value] of Object.entries(fieldsOf(choice['delta'] ?? choice['message']))) {
      if (!WITHOUT_CONTENT.has(key) && isGiven(value)) meaning = 'content';
    }
  }
  return meaning;
}

function readResponses(fields: Fields): EventMeaning {
  const type = fields['type'];
  if (typeof type !== 'string') return 'life';
  if (type === 'error' || type === 'response.failed') return 'error';
  if (type.endsWith('.delta') || type.endsWith('.done')) return 'content';
  return type === 'response.completed' || type === 'response.incomplete' ? 'content' : 'life';
}

function readMessages(fields: Fields): EventMeaning {
  switch (fields['type']) {
    case 'error':
      return 'error';
    case 'content_block_delta':
    case 'message_stop':
      return 'content';
    case 'content_block_start': {
      const block = fieldsOf(fields['content_block']);
      const empty =
        block['type'] === 'text' ? !isGiven(block['text']) : block['type'] === 'thinking' && !isGiven(block['thinking']);
      return empty ? 'life' : 'content';
    }
    case 'message_delta':
      return isGiven(fieldsOf(fields['delta'])['stop_reason']) ? 'content' : 'life';
    default:
      return 'life';
  }
}
