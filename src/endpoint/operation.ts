/** Which call of which API a request is, by its method and the end of its path. */
import type { Protocol } from './upstream.js';

export interface Operation {
  readonly protocol: Protocol;
  /** What its streams speak; `none` where it has no streams. */
  readonly stream: 'chat' | 'responses' | 'messages' | 'none';
  /** What an SDK appends to its base URL. */
  readonly suffix: string;
}

/** Longer ends first. */
const OPERATIONS: readonly Operation[] = [
  { protocol: 'openai', stream: 'chat', suffix: '/chat/completions' },
  { protocol: 'openai', stream: 'chat', suffix: '/fim/completions' },
  { protocol: 'openai', stream: 'chat', suffix: '/completions' },
  { protocol: 'openai', stream: 'responses', suffix: '/responses' },
  { protocol: 'openai', stream: 'none', suffix: '/embeddings' },
  { protocol: 'anthropic', stream: 'messages', suffix: '/v1/messages' },
  { protocol: 'anthropic', stream: 'none', suffix: '/v1/messages/count_tokens' },
];

/** Null for what passes through untouched. */
export function readOperation(method: string, path: string): Operation | null {
  if (method !== 'POST') return null;
  for (const operation of OPERATIONS) if (path.endsWith(operation.suffix)) return operation;
  return null;
}

/** The shape of an error answer for a path, whatever it asks for. */
export function protocolOf(path: string): Protocol {
  return path.includes('/v1/messages') || path.startsWith('/anthropic') ? 'anthropic' : 'openai';
}
