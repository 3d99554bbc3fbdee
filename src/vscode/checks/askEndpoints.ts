import { l10n } from 'vscode';
import * as z from 'zod/mini';
import { fetchJson, NoAnswer, type Fetch } from './fetchJson.js';

/** @see OpenRouter documentation, List all endpoints for a model */
const Endpoints = z.object({
  data: z.object({
    endpoints: z.array(
      z.object({
        provider_name: z.string(),
        context_length: z.optional(z.nullable(z.number())),
        /** Per cent. */
        uptime_last_30m: z.optional(z.nullable(z.number())),
        uptime_last_5m: z.optional(z.nullable(z.number())),
      }),
    ),
  }),
});

export interface ModelEndpoint {
  readonly provider: string;
  /** Per cent of the last minutes, thirty or five; null where it is not said. */
  readonly uptime: number | null;
}

const MOST = 30;

/**
 * Who serves a model behind a gateway, the best first.
 *
 * @param template the provider file's, with `{model}`
 * @throws {NoAnswer}
 */
export async function askEndpoints(fetch: Fetch, template: string, model: string): Promise<ModelEndpoint[]> {
  // `:free` and its kin are variants of one model.
  const id = model.split('/').map(encodeURIComponent).join('/');
  const url = template.replace('{model}', () => id);
  const answer = Endpoints.safeParse(await fetchJson(fetch, url));
  if (!answer.success)
    throw new NoAnswer(l10n.t('{host} tells nothing of who serves {model}', { host: new URL(url).host, model }));
  return answer.data.data.endpoints
    .slice(0, MOST)
    .map(({ provider_name: provider, uptime_last_30m: half, uptime_last_5m: five }) => ({
      provider: provider.slice(0, 80),
      uptime: half ?? five ?? null,
    }))
    .sort((one, other) => (other.uptime ?? -1) - (one.uptime ?? -1));
}
