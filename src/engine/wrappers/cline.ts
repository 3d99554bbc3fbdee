import type { Wrapper } from './wrapper.js';

/** Cline, Roo and Zoo: `OpenRouter API Error 429: …`, `OpenRouter Mid-Stream Error: …`, `OpenRouter completion error: …`. */
export const cline: Wrapper = {
  id: 'cline',
  name: 'Cline',
  signals: [
    'API Error',
    'Mid-Stream Error',
    'completion error: ',
    'Provider ended the request: ',
    'API Streaming Failed',
    'API Request Failed',
  ],
  read: (text) => {
    const own = /\b([A-Z][A-Za-z]{1,30}) (?:API Error:?|Mid-Stream Error:|completion error:) ?(?:(\d{3})(?::| -)? )?/.exec(text);
    if (own) {
      const status = own[2] === undefined ? undefined : Number(own[2]);
      return { end: own.index + own[0].length, provider: own[1], status };
    }
    const failed =
      /\b(?:API Streaming Failed|API Request Failed:?|Provider ended the request:)(?:\$[\d.]{1,10})? (?:(\d{3}) )?/.exec(text);
    return failed
      ? { end: failed.index + failed[0].length, status: failed[1] === undefined ? undefined : Number(failed[1]) }
      : null;
  },
};
