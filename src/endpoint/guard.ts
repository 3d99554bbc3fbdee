/** Who may ask at all: programs on this machine that mean this endpoint, and no page in a browser. */
import type { IncomingMessage } from 'node:http';

/** How a person or a tool calls this machine. Another name that leads here is a rebound DNS entry. */
const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why a request is refused; null where it is not.
 *
 * @see "DNS rebinding attacks explained", GitHub Blog
 */
export function findIntruder({ headers, rawHeaders }: IncomingMessage, port: number): string | null {
  if (headers.origin !== undefined) return 'it comes from a page in a browser (it carries an Origin)';
  const host = headers.host?.toLowerCase();
  const named = host !== undefined && NAMES.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
  if (!named || countOf('host', rawHeaders) > 1)
    return `its Host is not this endpoint: use 127.0.0.1:${port} or localhost:${port}`;
  return null;
}

function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) if (rawHeaders[index]?.toLowerCase() === name) count++;
  return count;
}
