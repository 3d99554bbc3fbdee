import { l10n } from 'vscode';
import type { EndpointAddress } from '../../tools/fix.js';
import type { FixWork } from '../fixWork.js';
import type { RunningEndpoint } from '../openEndpoint.js';
import { isTrusted } from './pendingChange.js';
import { say } from './say.js';

const START = l10n.t('Start Endpoint');

/** The endpoint that serves; null where none does or may. */
export async function findRunning({ openEndpoint }: FixWork): Promise<RunningEndpoint | null> {
  const link = await openEndpoint();
  return (await link?.attach()) ?? null;
}

/** The endpoint that serves; where none does, the person is asked whether it is to be started. */
export async function needEndpoint(work: FixWork): Promise<RunningEndpoint | null> {
  if (!(await isTrusted())) return null;
  const link = await work.openEndpoint();
  if (!link) return null;
  const running = await link.attach();
  if (running) return running;
  if ((await say(l10n.t('The endpoint is not running, and a tool that is pointed at it needs it.'), START)) !== START)
    return null;
  try {
    return await link.start();
  } catch {
    // A second try tells the person why it cannot be.
    await work.startEndpoint();
    return link.attach();
  }
}

export async function addressOfEndpoint({ endpoint, attachment }: RunningEndpoint): Promise<EndpointAddress> {
  const { upstreams } = await attachment.config();
  return { origin: endpoint.url, upstreams: upstreams.map(({ name, prefixUrl }) => ({ name, prefixUrl })) };
}

/** The upstream that a base URL leads to through the endpoint, `http://127.0.0.1:4141/openrouter/api/v1`; null where it leads elsewhere. */
export function upstreamBehind({ endpoint }: RunningEndpoint, baseUrl: string | null): string | null {
  if (baseUrl === null || !URL.canParse(baseUrl)) return null;
  const { hostname, port, pathname } = new URL(baseUrl);
  const isOwn = Number(port) === endpoint.port && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const [first, second] = pathname.split('/').filter((part) => part !== '');
  return isOwn ? ((first?.startsWith('~') ? second : first) ?? null) : null;
}
