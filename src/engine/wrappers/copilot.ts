import type { Wrapper } from './wrapper.js';

/** Copilot Chat: `Sorry, your request failed. … Reason: …`, `Server error: 502 …`, `CAPIError: 400 …`, `ccreq:… | failed | model |`. */
export const copilot: Wrapper = {
  id: 'copilot',
  name: 'GitHub Copilot',
  signals: ['Sorry, ', 'CAPIError', 'ccreq:', 'Copilot', 'Server error: ', 'CoPilot'],
  read: (text) => {
    const reason = /\bSorry, your request failed\. .{0,400}?\bReason: /.exec(text.slice(0, 2_000));
    if (reason) return { end: reason.index + reason[0].length };
    const capi = /\b(?:CAPIError|Server error): (\d{3}) ?/.exec(text);
    if (capi) return { end: capi.index + capi[0].length, status: Number(capi[1]) };
    const request = /\bccreq:[^|]{1,120}\| ([A-Za-z_]{3,40}) \| ([^|]{1,120}?) \|/.exec(text);
    if (request) return { provider: 'copilot', code: request[1], model: request[2]?.split(' -> ').at(-1) };
    return /\bCo[Pp]ilot\b/.test(text) && !/Copilot Request id/.test(text) ? { provider: 'copilot' } : null;
  },
};
