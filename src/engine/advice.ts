/** The single pieces of advice, each worded once. */
import type { Diagnosis, FixKind } from './model.js';
import type { Parties, Party } from './parties.js';
import { providers } from './providers/list.js';
import type { Links, Provider } from './providers/provider.js';
import { sayDuration } from './sayDuration.js';

export interface Advice {
  readonly kind: FixKind;
  /** Whether it gets the person going now, or mends the cause. */
  readonly when: 'now' | 'fix';
  /** Verb first, for a button or a list: `Wait 12 s, then retry`. */
  readonly title: string;
  /** One sentence: why, or how. */
  readonly detail: string;
  /** The provider's own page, https. */
  readonly link?: string;
  /** For `wait`: seconds from the sighting. */
  readonly seconds?: number;
}

export type Diagnosed = Omit<Diagnosis, 'fixes'>;

export function now(kind: FixKind, title: string, detail: string): Advice {
  return { kind, when: 'now', title, detail };
}

export function fix(kind: FixKind, title: string, detail: string, link?: string): Advice {
  return link === undefined ? { kind, when: 'fix', title, detail } : { kind, when: 'fix', title, detail, link };
}

export function wait({ retryAfterSeconds }: Diagnosed, why: string): Advice {
  if (retryAfterSeconds === null || retryAfterSeconds <= 0) return now('wait', 'Wait a few seconds, then retry', why);
  const seconds = Math.ceil(retryAfterSeconds);
  return { ...now('wait', `Wait ${sayDuration(seconds)}, then retry`, why), seconds };
}

/** None where the diagnosis says that the same request cannot succeed. */
export function waitOrRetry(diagnosis: Diagnosed, why: string): readonly Advice[] {
  if (diagnosis.retryable === false) return [];
  return [diagnosis.retryAfterSeconds === null ? now('retry', 'Retry', why) : wait(diagnosis, why)];
}

/** Above this a person with a deadline changes the model sooner than they wait. */
export const PATIENCE_SECONDS = 60;

/** A long wait comes after what helps at once. */
export function orderByPatience({ retryAfterSeconds }: Diagnosed, advice: readonly Advice[]): readonly Advice[] {
  if (retryAfterSeconds === null || retryAfterSeconds <= PATIENCE_SECONDS) return advice;
  return [...advice.filter(({ kind }) => kind !== 'wait'), ...advice.filter(({ kind }) => kind === 'wait')];
}

export function switchModel({ model }: Diagnosed, why: string): Advice {
  return now('switch-model', model === null ? 'Switch to another model' : `Switch from ${model} to another model`, why);
}

export function switchProvider(why: string): Advice {
  return now('switch-provider', 'Switch to another provider', why);
}

/** The ways around a provider that cannot answer at the moment. */
export function elsewhere(diagnosis: Diagnosed, parties: Parties, whyModel: string): readonly Advice[] {
  const { gateway, provider } = parties;
  const whyProvider = gateway
    ? `Let ${gateway.name} use another provider of this model, or call one directly.`
    : `The same model may be had from another provider${provider ? ` than ${provider.name}` : ''}, or through a gateway.`;
  return [switchModel(diagnosis, whyModel), switchProvider(whyProvider), fallback(parties)];
}

const fallingBack = providers.filter((some) => some.fallback !== undefined);
const everyFallingBack = nameAll(fallingBack);

function nameAll(some: readonly Provider[]): string {
  const names = some.map(({ name }) => name);
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** Ways to a second place that need nothing but the gateway in use, or one that can do so. */
export function fallback({ gateway, refuser }: Parties): Advice {
  const own = gateway?.known?.fallback;
  if (gateway && own !== undefined && refuser !== gateway) {
    return now(
      'fallback-endpoint',
      `Let ${gateway.name} fall back by itself`,
      `At ${gateway.name} ${own}. The local endpoint does so for any upstream.`,
    );
  }
  const known = refuser?.known;
  const able = known?.fallback === undefined ? everyFallingBack : nameAll(fallingBack.filter((some) => some !== known));
  return now(
    'fallback-endpoint',
    'Route through something that falls back',
    `The local endpoint repeats a failed call, or tries the next place by itself; so does a gateway: ${able}.`,
  );
}

/** None where nobody is known who could be down. */
export function checkStatus(parties: Parties): readonly Advice[] {
  const party = contact(parties);
  if (!party || runsLocally(party)) return [];
  const detail = 'If it is, only another model or provider helps until it is back.';
  return [fix('check-status', `Look whether ${party.name} is down`, detail, party.known?.links.status)];
}

interface Wording {
  /** The account is the person's own. */
  readonly own: (name: string) => readonly [title: string, detail: string];
  /** A provider refused behind a gateway: the account may be the gateway's. */
  readonly lent: (provider: string, gateway: string) => readonly [title: string, detail: string];
}

export function account(kind: FixKind, page: keyof Links, parties: Parties, { own, lent }: Wording): Advice {
  const { gateway, provider, behind } = parties;
  if (behind && gateway) {
    const [title, detail] = lent(provider?.name ?? 'the provider', gateway.name);
    return fix(kind, title, detail, gateway.known?.links.ownKeys);
  }
  const [title, detail] = own(nameOf(parties));
  return fix(kind, title, detail, linkOf(parties, page));
}

/** The one to turn to: who refused, else whoever is known. */
function contact({ refuser, provider, gateway }: Parties): Party | null {
  return refuser ?? gateway ?? provider;
}

export function nameOf(parties: Parties): string {
  return contact(parties)?.name ?? 'the provider';
}

export function linkOf(parties: Parties, page: keyof Links): string | undefined {
  return contact(parties)?.known?.links[page];
}

export function runsLocally(party: Party | null): boolean {
  return Object.values(party?.known?.baseUrls ?? {}).some((url: string) => url.startsWith('http://localhost:'));
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
