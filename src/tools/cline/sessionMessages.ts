/**
 * What Cline's SDK keeps of a session, `<id>.messages.json`: indented JSON, written anew with every message. A failed turn leaves a
 * message that is only for show. The conversation stands beside it and is not read. Seen with `cline` 3.0.65.
 */
import * as z from 'zod/mini';
import type { RecordFormat } from '../../engine/records.js';
import { isCalledOff } from '../isCalledOff.js';
import { parseJson } from '../parseJson.js';
import type { ReadRecord } from '../tool.js';

export const messagesFormat: RecordFormat = { name: 'clineSessionMessages', head: /^(?=\{)/ };

/** A message's first lines, at its depth in the file; a text's own line ends are escaped. */
export const messageStart = '\n    {\n      "id": "';
const MESSAGE_END = '\n    }';

export const messagesSignals: readonly string[] = ['"displayRole": "error"'];

const Message = z.object({
  ts: z.number(),
  content: z.array(z.object({ text: z.optional(z.string()) })),
  metadata: z.object({ displayRole: z.literal('error') }),
  modelInfo: z.optional(z.object({ id: z.optional(z.string()), provider: z.optional(z.string()) })),
});

/** Messages of one session that failed; the last of a file comes again, with other text behind it, when it is the last no more. */
const REMEMBERED = 64;

export function openMessagesReader(): ReadRecord {
  const told: number[] = [];
  return ({ text }) => {
    const end = text.indexOf(MESSAGE_END, messageStart.length);
    const message = end === -1 ? null : parseJson(text.slice(0, end + MESSAGE_END.length), Message);
    if (!message || told.includes(message.ts)) return null;
    told.push(message.ts);
    if (told.length > REMEMBERED) told.shift();
    const raw = message.content
      .map((part) => part.text ?? '')
      .join('\n')
      .trim();
    if (raw === '' || isCalledOff(raw)) return null;
    return { raw, provider: message.modelInfo?.provider ?? null, model: message.modelInfo?.id ?? null, at: message.ts };
  };
}
