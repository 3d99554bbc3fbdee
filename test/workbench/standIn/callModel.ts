/** One call as an assistant makes it: what came back, before the assistant has made words of it. */
import type { Scenario } from '../scenarios.js';

export type Outcome =
  | { readonly kind: 'http'; readonly status: number; readonly body: string }
  | { readonly kind: 'stream'; readonly events: readonly string[] }
  | { readonly kind: 'network'; readonly error: Error };

/** `provider` is the failing provider's address. */
export async function callModel(provider: string, scenario: Scenario): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(`${provider}/${scenario.id}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk-stand-in-0000000000000000' },
      body: JSON.stringify({ model: scenario.model, stream: true, messages: [{ role: 'user', content: 'Say hello.' }] }),
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
