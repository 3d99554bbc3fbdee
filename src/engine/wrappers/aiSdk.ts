import type { Wrapper } from './wrapper.js';

/** Vercel's AI SDK: `AI_APICallError: …`, `RetryError [AI_RetryError]: Failed after 3 attempts. Last error: …`. */
export const aiSdk: Wrapper = {
  id: 'ai-sdk',
  name: 'Vercel AI SDK',
  signals: ['AI_', 'Last error: ', 'Gateway'],
  read: (text) => {
    const last = /\bFailed after \d{1,3} attempts?(?: with non-retryable error)?[.:] (?:Last error: |')?/.exec(text);
    if (last) return { end: last.index + last[0].length };
    if (/\bGateway[A-Z][A-Za-z]{3,40}Error\b/.test(text)) return { gateway: 'vercel' };
    const named = /\bAI_[A-Z][A-Za-z]{2,40}Error\b\]?(?:: )?/.exec(text);
    return named ? { end: named.index + named[0].length } : null;
  },
};
