import type { Wrapper } from './wrapper.js';

/** The OpenAI and Anthropic SDKs: Python's `Error code: 429 - {…}`, JavaScript's `429 {…}` and `429 status code (no body)`. */
export const openaiSdk: Wrapper = {
  id: 'openai-sdk',
  name: 'OpenAI SDK',
  signals: ['Error code: ', 'status code (no body)', 'openai.', 'OpenAIError', 'APIStatusError', 'OpenAI API'],
  read: (text) => {
    const python = /\bError code: (\d{3})\b(?: - )?/.exec(text);
    if (python) return { end: python.index + python[0].length, status: Number(python[1]), provider: sdkOf(text) };
    const bare = /\b(\d{3}) status code \(no body\)/.exec(text);
    if (bare) return { status: Number(bare[1]) };
    const named = /\bOpenAI (?:API )?error,? (?:status code: (\d{3}))?/i.exec(text);
    return named ? { provider: 'openai', status: named[1] === undefined ? undefined : Number(named[1]) } : null;
  },
};

/** `openai.RateLimitError` comes from every OpenAI-compatible server; `anthropic.` from Anthropic's protocol alone. */
function sdkOf(text: string): string | undefined {
  return /\banthropic\.[A-Z]/.test(text) ? 'anthropic' : undefined;
}
