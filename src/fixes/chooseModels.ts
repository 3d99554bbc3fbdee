/** The models to offer for a switch. */
import { makerOfModel } from '../engine/modelMakers.js';
import type { Category, Diagnosis } from '../engine/model.js';
import { findProvider } from '../engine/providers/lookup.js';
import type { Configured } from '../tools/fix.js';

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

export type FailedCall = Pick<Diagnosis, 'category' | 'origin' | 'model' | 'provider' | 'gateway'>;

/** They hang on the account or the place, whichever of its models is asked. */
const OF_THE_PLACE: ReadonlySet<Category> = new Set<Category>([
  'billing',
  'quota_exhausted',
  'authentication',
  'permission',
  'region_restricted',
  'overloaded',
  'rate_limit',
  'bad_gateway',
  'server_error',
  'timeout',
  'network',
]);

/**
 * What the tool has configured, then what the provider serves; those that fit the cause before those that do not, and among them, for
 * `context_length`, the longest first. The model that failed is left out: where nothing names it, the one in use.
 */
export function chooseModels(
  { models, ...inUse }: Pick<Configured, 'models' | 'model' | 'provider'>,
  served: readonly ServedModel[],
  failed: FailedCall,
): ModelChoice[] {
  const all: Offered[] = [
    ...models.map(({ id, name, provider, contextLength }) => {
      const same = served.find((each) => isSame(each.id, id));
      return { id, name, provider, from: 'configured' as const, contextLength: contextLength ?? same?.contextLength ?? null };
    }),
    ...served.map(({ id, name, contextLength }) => ({ id, name, contextLength, from: 'served' as const, provider: null })),
  ];
  const call: Call = {
    ...failed,
    model: failed.model ?? inUse.model,
    inUse: inUse.provider,
    isOfInUse: failed.model === null || inUse.model === null || isSame(inUse.model, failed.model),
  };
  const failedLength = all.find(({ id }) => call.model !== null && isSame(id, call.model))?.contextLength ?? null;
  const known: string[] = call.model === null ? [] : [call.model];
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
      fits: fits(each, call, failedLength),
    });
  }
  const byLength = call.category === 'context_length';
  return choices.toSorted(
    (a, b) => Number(b.fits) - Number(a.fits) || (byLength && a.fits ? (b.contextLength ?? 0) - (a.contextLength ?? 0) : 0),
  );
}

type Offered = Omit<ModelChoice, 'fits'>;

interface Call extends FailedCall {
  /** The provider that the tool has in use, as the tool writes it; null where it does not say. */
  readonly inUse: string | null;
  /** Whether it is the model in use that failed, as far as is known. */
  readonly isOfInUse: boolean;
}

/** A tool may put its provider's name before the id. */
function isSame(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

function fits(offered: Offered, call: Call, failedLength: number | null): boolean {
  const { id, contextLength } = offered;
  const { category, model } = call;
  if (category === 'context_length') return contextLength !== null && (failedLength === null || contextLength > failedLength);
  if (category === 'billing' && id.endsWith(':free')) return true;
  if (OF_THE_PLACE.has(category)) return isElsewhere(offered, call);
  // A filter is its maker's.
  return category !== 'content_filter' || model === null || makerOf(id) !== makerOf(model);
}

/** Whether a model is asked of another place than the one that refused. */
function isElsewhere({ id, provider }: Offered, { category, origin, model, isOfInUse, inUse, ...parties }: Call): boolean {
  const gateway = placeOf(parties.gateway);
  const served = placeOf(parties.provider);
  const own = placeOf(inUse);
  // By the failure's own names: a tool calls whatever speaks its protocol `openai`.
  const asked = provider === null || provider === inUse ? (isOfInUse ? (gateway ?? served ?? own) : own) : placeOf(provider);
  // Where a gateway handed the call on, its other models lie with other providers: those of other makers, as far as ids tell. But the
  // account may be the gateway's own.
  const isBehind = gateway !== null && category !== 'billing' && (origin === 'upstream' || category === 'region_restricted');
  if (isBehind && asked === gateway) {
    const maker = placeOf(makerOf(id));
    return maker !== served && (model === null || maker !== placeOf(makerOf(model)));
  }
  const refused = isBehind ? (served ?? gateway) : (gateway ?? served ?? own);
  return refused === null ? category !== 'billing' : asked !== refused;
}

function placeOf(name: string | null): string | null {
  return name === null ? null : (findProvider(name)?.id ?? name.toLowerCase());
}

/** `anthropic/claude-sonnet-5` → `anthropic`; of several names before it, the last. */
function makerOf(id: string): string | null {
  const parts = id.split('/');
  return makerOfModel(parts.at(-1) ?? id) ?? parts.at(-2) ?? null;
}
