/** Asks who serves on a port of this machine. */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import * as z from 'zod/mini';
import { isSame, prove } from './token.js';

const Health = z.object({
  name: z.literal('unwrap'),
  version: z.string(),
  pid: z.int(),
  status: z.enum(['serving', 'draining']),
  /** The challenge, signed with the token; null where none was put. */
  proof: z.nullable(z.string()),
});
export type Health = z.infer<typeof Health>;

const WAIT_MS = 2_000;
const MOST_BYTES = 4_096;

/** Null where nothing answers, or something else does. */
export async function askHealth(port: number, challenge: string | null = null): Promise<Health | null> {
  const text = await get(port, challenge === null ? '/-/health' : `/-/health?challenge=${challenge}`);
  try {
    const health = Health.safeParse(JSON.parse(text ?? ''));
    return health.success ? health.data : null;
  } catch {
    return null;
  }
}

/** As `askHealth`, of an endpoint that has this token: another program on a freed port would be handed it otherwise. */
export async function askOwnHealth(port: number, token: string): Promise<Health | null> {
  const challenge = randomBytes(16).toString('hex');
  const health = await askHealth(port, challenge);
  return health?.proof && isSame(prove(token, challenge), health.proof) ? health : null;
}

function get(port: number, path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, timeout: WAIT_MS }, (answer) => {
      let text = '';
      answer.setEncoding('latin1');
      answer.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST_BYTES) asked.destroy();
      });
      answer.on('end', () => resolve(answer.statusCode === 200 ? text : null));
      answer.on('close', () => resolve(null));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.end();
  });
}
