import { l10n } from 'vscode';
import { explain } from '../../engine/explain.js';
import { sight } from '../../engine/sight.js';
import type { Protocol } from '../../endpoint/upstream.js';
import { sayText } from '../sayText.js';
import { NoAnswer, whyOf, type Fetch } from './fetchJson.js';

export interface TestTarget {
  /** A base URL of the endpoint; may hold its token. */
  readonly base: string;
  readonly protocol: Protocol;
  readonly model: string;
  /** The upstream's, by its id. */
  readonly provider: string | null;
}

export interface TestResult {
  readonly isGood: boolean;
  readonly text: string;
}

/** The endpoint may repeat and fall back meanwhile. */
const WAIT_MS = 60_000;
const MESSAGES = [{ role: 'user', content: 'Hi' }];

/**
 * Asks a model for one token, through the endpoint, and diagnoses the answer.
 *
 * @throws {NoAnswer}
 */
export async function sendTest(fetch: Fetch, target: TestTarget): Promise<TestResult> {
  const startedAt = Date.now();
  let answer = await send(fetch, target, 'max_tokens');
  // OpenAI's newer models take it by another name alone.
  if (answer.status === 400 && answer.text.includes('max_completion_tokens'))
    answer = await send(fetch, target, 'max_completion_tokens');
  const { status, headers, text } = answer;
  const at = Date.now();
  if (status < 300) {
    const seconds = ((at - startedAt) / 1000).toFixed(1);
    return { isGood: true, text: l10n.t('It answered within {seconds} s.', { seconds }) };
  }
  const seen = { id: 'test', tool: null, source: 'input', at };
  const sighting = sight({ raw: text, status, headers, provider: target.provider, model: target.model, at }, seen);
  return {
    isGood: false,
    text: sighting
      ? l10n.t('It failed as well. {cause}', { cause: sayText(explain(sighting.diagnosis).cause) })
      : l10n.t('It was answered with {status}.', { status: String(status) }),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

async function send(fetch: Fetch, { base, protocol, model }: TestTarget, limit: string): Promise<Answer> {
  const url = protocol === 'openai' ? `${base}/chat/completions` : `${base}/v1/messages`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'unwrap-test', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({ model, messages: MESSAGES, [limit]: 1 }),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    const text = (await response.text()).slice(0, 64_000);
    return { status: response.status, headers: Object.fromEntries(response.headers), text };
  } catch (error) {
    throw new NoAnswer(l10n.t('the endpoint did not answer ({why})', { why: whyOf(error) }), { cause: error });
  }
}
