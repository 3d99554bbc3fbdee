/** One call as an assistant makes it: what came back, before the assistant has made words of it. */
import { request } from 'node:http';
import OpenAI, { APIError } from 'openai';
import type { Scenario } from '../scenarios.js';

export type Outcome =
  | { readonly kind: 'http'; readonly status: number; readonly body: string }
  | { readonly kind: 'stream'; readonly events: readonly string[] }
  | { readonly kind: 'network'; readonly error: Error };

const KEY = 'sk-stand-in-0000000000000000';
const MESSAGES = [{ role: 'user' as const, content: 'Say hello.' }];

/** True for a stream that brought some text. */
export function isAnswer(outcome: Outcome): boolean {
  return outcome.kind === 'stream' && outcome.events.some((event) => /"content":"[^"]/u.test(event));
}

/** `provider` is the failing provider's address, or what leads to it. */
export async function callModel(provider: string, scenario: Scenario): Promise<Outcome> {
  const base = `${provider}/${scenario.id}/v1`;
  if (scenario.client === 'openai') return callByPackage(base, scenario);
  return scenario.client === 'node:http' ? callByNode(base, scenario) : callByFetch(base, scenario);
}

async function callByFetch(base: string, { model }: Scenario): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(`${base}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ model, stream: true, messages: MESSAGES }),
    });
  } catch (error) {
    if (error instanceof Error) return { kind: 'network', error };
    throw error;
  }
  const body = await response.text();
  if (!response.ok) return { kind: 'http', status: response.status, body };
  const events = body
    .split('\n')
    .filter((line) => line.startsWith('data: ') && line !== 'data: [DONE]')
    .map((line) => line.slice('data: '.length));
  return { kind: 'stream', events };
}

async function callByPackage(baseURL: string, { model }: Scenario): Promise<Outcome> {
  const client = new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0 });
  try {
    await client.chat.completions.create({ model, messages: MESSAGES });
  } catch (error) {
    if (error instanceof APIError && typeof error.status === 'number') {
      return { kind: 'http', status: error.status, body: JSON.stringify({ error: error.error }) };
    }
    if (error instanceof Error) return { kind: 'network', error };
    throw error;
  }
  return { kind: 'stream', events: [] };
}

function callByNode(base: string, { model }: Scenario): Promise<Outcome> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ kind: 'network', error });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };
    const call = request(`${base}/chat/completions`, { method: 'POST', headers }, (response) => {
      let body = '';
      response
        .setEncoding('utf8')
        .on('error', fail)
        .on('data', (piece) => (body += String(piece)));
      response.on('end', () => resolve({ kind: 'http', status: response.statusCode ?? 0, body }));
    });
    call.on('error', fail).end(JSON.stringify({ model, messages: MESSAGES }));
  });
}
