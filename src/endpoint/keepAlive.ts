/** A sign of life for a client that waits for a stream: in its protocol, and no content. */
import type { Operation } from './operation.js';

export const streamHeaders: readonly string[] = ['content-type', 'text/event-stream; charset=utf-8', 'cache-control', 'no-cache'];

/** Anthropic's streams have an event for it; elsewhere a comment is what the event-stream format itself provides. */
export function signOfLife(stream: Operation['stream']): string {
  return stream === 'messages' ? 'event: ping\ndata: {"type": "ping"}\n\n' : ': waiting for an answer\n\n';
}
