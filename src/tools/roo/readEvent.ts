/** What Roo Code's API hands to a listener of its event `message` (`RooCodeInc/Roo-Code:packages/types/src/events.ts`), whatever shape it may come in. */
import * as z from 'zod/mini';
import type { Observation } from '../../engine/model.js';
import { Message, openMessageReader } from './message.js';

const Event = z.object({ taskId: z.optional(z.string()), message: Message });

/** A task's messages change with every piece of an answer: what cannot be a failure is passed over before it is looked at closely. */
const TELLING: ReadonlySet<unknown> = new Set(['api_req_failed', 'api_req_retry_delayed', 'api_req_started', 'error']);

export function openEventReader(): (event: unknown) => Observation | null {
  const read = openMessageReader();
  return (event) => {
    const parsed = Event.safeParse(event);
    if (!parsed.success) return null;
    const { message } = parsed.data;
    const failure = message.ask !== undefined || TELLING.has(message.say) ? read(message) : null;
    return failure && { ...failure, at: message.ts };
  };
}
