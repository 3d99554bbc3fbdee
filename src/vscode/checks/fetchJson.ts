import { l10n } from 'vscode';

/** One look at a public address, bounded in time and in bytes. Nothing of the person's goes along: no key, no cookie, no body. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const WAIT_MS = 10_000;
/** Lists of models are the longest: some thousand entries of some kilobytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Why nothing came of it, in words that can follow `because`. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** @throws {NoAnswer} */
export async function fetchJson(fetch: Fetch, url: string): Promise<unknown> {
  const { host } = new URL(url);
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      redirect: 'follow',
      signal: AbortSignal.timeout(WAIT_MS),
    });
  } catch (error) {
    throw new NoAnswer(l10n.t('{host} did not answer ({why})', { host, why: whyOf(error) }), { cause: error });
  }
  const text = await readText(response, host);
  if (response.status === 401 || response.status === 403) throw new NoAnswer(l10n.t('{host} answers only with a key', { host }));
  if (!response.ok) throw new NoAnswer(l10n.t('{host} answered {status}', { host, status: String(response.status) }));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NoAnswer(l10n.t('what {host} answered is no JSON', { host }), { cause: error });
  }
}

async function readText(response: Response, host: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) throw new NoAnswer(l10n.t('{host} answers more than can be read', { host }));
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer(l10n.t('the answer of {host} broke off ({why})', { host, why: whyOf(error) }), { cause: error });
  }
  return text + decoder.decode();
}

/** `fetch` says no more than that it failed; its cause says why. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return l10n.t('not within {seconds} s', { seconds: WAIT_MS / 1000 });
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
