import type { Wrapper } from './wrapper.js';

/** What the local endpoint tells a tool in place of a failed answer (`endpoint/failureText.ts`): the cause, then what was said. */
export const unwrapEndpoint: Wrapper = {
  id: 'unwrap-endpoint',
  name: 'Unwrap',
  signals: [' Original message: ', ' Seen by Unwrap: '],
  read: (text) => {
    const refused = text.indexOf(' Refused by: the ');
    const said = refused === -1 ? null : / (?:Original message|Seen by Unwrap): /.exec(text.slice(refused));
    if (!said) return null;
    const by = /^ Refused by: the (provider|gateway), ([^.]{1,60})\. /.exec(text.slice(refused));
    return {
      end: refused + said.index + said[0].length,
      provider: by?.[1] === 'provider' ? by[2] : undefined,
      gateway: by?.[1] === 'gateway' ? by[2] : undefined,
    };
  },
};
