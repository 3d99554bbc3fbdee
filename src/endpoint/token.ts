/** The endpoint's token: how it is borne, recognised in constant time, and taken off a request before that goes on. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Headers in which tools send keys; any of them may hold the token instead. */
const BEARERS = new Set(['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'x-unwrap-token']);

const BYTES = 32;

export function createToken(): string {
  return `unwrap-${randomBytes(BYTES).toString('base64url')}`;
}

/** Proves to who asks with a challenge that the answer comes from one who has the token, without sending it. */
export function prove(token: string, challenge: string): string {
  return createHmac('sha256', token).update(challenge).digest('hex');
}

/** In constant time for texts of the token's length; that length is no secret. */
export function isSame(token: string, text: string): boolean {
  if (text.length !== token.length) return false;
  const [a, b] = [Buffer.from(token), Buffer.from(text)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether a header of the request holds the token. Each that does is taken off. */
export function takeToken(token: string, request: IncomingMessage): boolean {
  const { rawHeaders, headers } = request;
  let found = false;
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    const value = rawHeaders[index + 1] ?? '';
    // Most headers are shorter.
    if (value.length < token.length) continue;
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!BEARERS.has(name) || !isSame(token, withoutScheme(value))) continue;
    rawHeaders.splice(index, 2);
    delete headers[name];
    found = true;
  }
  return found;
}

function withoutScheme(value: string): string {
  return /^bearer /i.test(value) ? value.slice('bearer '.length).trim() : value.trim();
}
