import type { Wrapper } from './wrapper.js';

/** Codex: `unexpected status 403 Forbidden: …`, `exceeded retry limit, last status: 429 …`, `stream disconnected before completion: …`. */
export const codex: Wrapper = {
  id: 'codex',
  name: 'Codex',
  signals: ['unexpected status ', 'exceeded retry limit, last status: ', 'stream disconnected before completion: '],
  read: (text) => {
    const unexpected = /\bunexpected status (\d{3}) ?([^:]{0,60})(?:: )?/.exec(text);
    if (unexpected) return { end: unexpected.index + unexpected[0].length, status: Number(unexpected[1]) };
    const last = /\bexceeded retry limit, last status: (\d{3})/.exec(text);
    if (last) return { status: Number(last[1]) };
    const stream = /\bstream disconnected before completion: /.exec(text);
    return stream ? { end: stream.index + stream[0].length } : null;
  },
};
