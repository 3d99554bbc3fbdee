import { l10n } from 'vscode';
import * as z from 'zod/mini';
import { fetchJson, NoAnswer, type Fetch } from './fetchJson.js';

/** @see Atlassian Statuspage, Status API; incident.io and others answer alike. */
const Status = z.object({
  page: z.object({ name: z.string(), updated_at: z.optional(z.nullable(z.string())) }),
  status: z.object({ indicator: z.string(), description: z.string() }),
});

export interface ProviderStatus {
  readonly isGood: boolean;
  /** The provider's own words. */
  readonly description: string;
}

/**
 * What a provider's public status page says.
 *
 * @param page its address, https
 * @throws {NoAnswer}
 */
export async function askStatus(fetch: Fetch, page: string): Promise<ProviderStatus> {
  const answer = Status.safeParse(await fetchJson(fetch, new URL('/api/v2/status.json', page).href));
  if (!answer.success) throw new NoAnswer(l10n.t('{host} tells programs nothing of its status', { host: new URL(page).host }));
  const { indicator, description } = answer.data.status;
  return { isGood: indicator === 'none', description: description.slice(0, 300) };
}
