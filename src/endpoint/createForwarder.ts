/** The endpoint's data path. */
import { Call } from './call.js';
import { DeadlineClock } from './deadlineClock.js';
import { GivenUp } from './givenUp.js';
import type { ClientTrait, Forward, ForwarderOptions } from './forward.js';

/** More `User-Agent`s than any machine has tools. */
const REMEMBERED = 200;

export function createForwarder(options: ForwarderOptions): Forward {
  const shared = { options, givenUp: new GivenUp(), clock: new DeadlineClock(options.now) };
  const known = new Map<string, ClientTrait | null>();

  function recognise(userAgent: string | undefined): ClientTrait | null {
    if (userAgent === undefined) return null;
    const remembered = known.get(userAgent);
    if (remembered !== undefined) return remembered;
    const name = userAgent.toLowerCase();
    const trait = options.clients.find((client) => name.startsWith(client.userAgent)) ?? null;
    if (known.size < REMEMBERED) known.set(userAgent, trait);
    return trait;
  }

  return (request, response, target) => {
    new Call(shared, request, response, target, recognise(request.headers['user-agent'])).start();
  };
}
