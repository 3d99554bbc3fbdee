import type { Wrapper } from './wrapper.js';

/** Claude Code: `API Error: 529 …`, `API Error: Request rejected (429) · …`, `Failed to authenticate. API Error: 403 …`. */
export const claudeCode: Wrapper = {
  id: 'claude-code',
  name: 'Claude Code',
  signals: ['API Error: '],
  read: (text) => {
    const own = /\bAPI Error: (?:Request rejected \((\d{3})\) · |(\d{3}) )?/.exec(text);
    if (!own) return null;
    const status = own[1] ?? own[2];
    return { end: own.index + own[0].length, status: status === undefined ? undefined : Number(status) };
  },
};
