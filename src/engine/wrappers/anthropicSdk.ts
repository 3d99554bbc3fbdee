import type { Wrapper } from './wrapper.js';

/** Anthropic's SDK, and the shape of its errors: `anthropic.BadRequestError: …`, `@anthropic-ai/sdk`, ids that begin `req_01`. */
export const anthropicSdk: Wrapper = {
  id: 'anthropic-sdk',
  name: 'Anthropic SDK',
  signals: ['anthropic.', '@anthropic-ai/', 'Anthropic'],
  read: (text) => {
    const named = /\banthropic\.(?:_exceptions\.)?[A-Z][A-Za-z]{2,40}Error\b(?:: )?/.exec(text);
    if (named) return { end: named.index + named[0].length, provider: 'anthropic' };
    if (text.includes('@anthropic-ai/') || /\bAnthropic(?:'s)? API\b/.test(text)) return { provider: 'anthropic' };
    return /\b(?:request to|from) Anthropic: /.test(text) ? { provider: 'anthropic' } : null;
  },
};
