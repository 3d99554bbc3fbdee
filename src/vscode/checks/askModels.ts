import { l10n } from 'vscode';
import * as z from 'zod/mini';
import type { ServedModel } from '../../fixes/chooseModels.js';
import { fetchJson, NoAnswer, type Fetch } from './fetchJson.js';

/** What one gateway writes so, another writes otherwise: a field that is of no use is as good as absent. */
const Loose = z.optional(z.unknown());

/** One of OpenAI's list, with what gateways add: a name, and the context's length by one of three names. */
const Model = z.object({
  id: z.string(),
  name: Loose,
  display_name: Loose,
  context_length: Loose,
  max_model_len: Loose,
  context_window: Loose,
});
/** OpenAI's, Together's, and Ollama's own. */
const Models = z.union([
  z.object({ data: z.array(z.unknown()) }),
  z.object({ models: z.array(z.unknown()) }),
  z.array(z.unknown()),
]);

const LONGEST_ID = 200;

/**
 * What a provider serves, from its public list.
 *
 * @param baseUrl as an SDK of OpenAI's protocol is given it
 * @throws {NoAnswer}
 */
export async function askModels(fetch: Fetch, baseUrl: string): Promise<ServedModel[]> {
  const url = modelsUrl(baseUrl);
  const answer = Models.safeParse(await fetchJson(fetch, url));
  if (!answer.success) throw new NoAnswer(l10n.t('{host} answered no list of models', { host: new URL(url).host }));
  const list = Array.isArray(answer.data) ? answer.data : 'data' in answer.data ? answer.data.data : answer.data.models;
  return list.flatMap((each) => {
    const model = Model.safeParse(each);
    if (!model.success || model.data.id.length > LONGEST_ID) return [];
    const { id, name, display_name, context_length, max_model_len, context_window } = model.data;
    return [
      {
        id,
        name: firstOf([name, display_name], isText),
        contextLength: firstOf([context_length, max_model_len, context_window], isCount),
      },
    ];
  });
}

/** Where the list is; throws where the address could carry a secret. */
function modelsUrl(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) throw new NoAnswer(l10n.t('the base URL is no address'));
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new NoAnswer(l10n.t('the base URL is no web address'));
  if (url.username !== '' || url.password !== '' || url.search !== '') throw new NoAnswer(l10n.t('the base URL may hold a key'));
  return `${url.origin}${url.pathname.replace(/\/$/, '')}/models`;
}

function firstOf<T>(values: readonly unknown[], isOne: (value: unknown) => value is T): T | null {
  return values.find(isOne) ?? null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}
