/** The models to offer for a switch. */
import { makerOfModel } from '../engine/modelMakers.js';
import type { Diagnosis } from '../engine/model.js';
import type { ConfiguredModel } from '../tools/fix.js';

/** What a provider's `/models` says. */
export interface ServedModel {
  readonly id: string;
  readonly name: string | null;
  /** Tokens; null where it is not said. */
  readonly contextLength: number | null;
}

export interface ModelChoice extends ServedModel {
  readonly from: 'configured' | 'served';
  /** As the tool writes it; null for one that is served by the provider in use. */
  readonly provider: string | null;
  /** Whether it can be expected to get past the cause. */
  readonly fits: boolean;
}

/**
 * What the tool has configured, then what the provider serves; those that fit the cause before those that do not, and among them, for
 * `context_length`, the longest first. The model that failed is left out.
 */
export function chooseModels(
  configured: readonly ConfiguredModel[],
  served: readonly ServedModel[],
  cause: Pick<Diagnosis, 'category' | 'model'>,
): ModelChoice[] {
  const all: Omit<ModelChoice, 'fits'>[] = [
    ...configured.map(({ id, name, provider, contextLength }) => {
      const same = served.find((each) => isSame(each.id, id));
      return { id, name, provider, from: 'configured' as const, contextLength: contextLength ?? same?.contextLength ?? null };
    }),
    ...served.map(({ id, name, contextLength }) => ({ id, name, contextLength, from: 'served' as const, provider: null })),
  ];
  const failedLength = all.find(({ id }) => cause.model !== null && isSame(id, cause.model))?.contextLength ?? null;
  const known: string[] = cause.model === null ? [] : [cause.model];
  const choices: ModelChoice[] = [];
  for (const each of all) {
    if (known.some((id) => isSame(id, each.id))) continue;
    known.push(each.id);
    choices.push({
      id: each.id,
      name: each.name,
      contextLength: each.contextLength,
      from: each.from,
      provider: each.provider,
      fits: fits(each, cause, failedLength),
    });
  }
  const byLength = cause.category === 'context_length';
  return choices.toSorted(
    (a, b) => Number(b.fits) - Number(a.fits) || (byLength && a.fits ? (b.contextLength ?? 0) - (a.contextLength ?? 0) : 0),
  );
}

/** A tool may put its provider's name before the id. */
function isSame(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

function fits(
  { id, contextLength }: Omit<ModelChoice, 'fits'>,
  { category, model }: Pick<Diagnosis, 'category' | 'model'>,
  failedLength: number | null,
): boolean {
  if (category === 'context_length') return contextLength !== null && (failedLength === null || contextLength > failedLength);
  if (category === 'billing') return id.endsWith(':free');
  // Filters and regions are their maker's.
  const isMakers = category === 'content_filter' || category === 'region_restricted';
  return !isMakers || model === null || makerOf(id) !== makerOf(model);
}

/** `anthropic/claude-sonnet-5` → `anthropic`; of several names before it, the last. */
function makerOf(id: string): string | null {
  const parts = id.split('/');
  return makerOfModel(parts.at(-1) ?? id) ?? parts.at(-2) ?? null;
}
