/** The single pieces of advice, each worded once. */
import { durationText } from './durationText.js';
import type { Diagnosis, FixKind } from './model.js';
import type { Parties, Party } from './parties.js';
import { providers } from './providers/list.js';
import type { Links, Provider } from './providers/provider.js';
import { textsOf, type Arg, type Text } from './text.js';
import type { engineTexts } from './texts/engineTexts.js';

const text = textsOf<typeof engineTexts>();

export interface Advice {
  readonly kind: FixKind;
  /** Whether it gets the person going now, or mends the cause. */
  readonly when: 'now' | 'fix';
  /** Verb first, for a button or a list: `Wait 12 s, then retry`. */
  readonly title: Text;
  /** One sentence: why, or how. */
  readonly detail: Text;
  /** The provider's own page, https. */
  readonly link?: string;
  /** For `wait`: seconds from the sighting. */
  readonly seconds?: number;
}

export type Diagnosed = Omit<Diagnosis, 'fixes'>;

export function now(kind: FixKind, title: Text, detail: Text): Advice {
  return { kind, when: 'now', title, detail };
}

export function fix(kind: FixKind, title: Text, detail: Text, link?: string): Advice {
  return link === undefined ? { kind, when: 'fix', title, detail } : { kind, when: 'fix', title, detail, link };
}

export function wait({ retryAfterSeconds }: Diagnosed, why: Text): Advice {
  if (retryAfterSeconds === null || retryAfterSeconds <= 0) return now('wait', text('do.waitABit'), why);
  const seconds = Math.ceil(retryAfterSeconds);
  return { ...now('wait', text('do.wait', { wait: durationText(seconds) }), why), seconds };
}

/** None where the diagnosis says that the same request cannot succeed. */
export function waitOrRetry(diagnosis: Diagnosed, why: Text): readonly Advice[] {
  if (diagnosis.retryable === false) return [];
  return [diagnosis.retryAfterSeconds === null ? now('retry', text('do.retry'), why) : wait(diagnosis, why)];
}

/** Above this a person with a deadline changes the model sooner than they wait. */
export const PATIENCE_SECONDS = 60;

/** A long wait comes after what helps at once. */
export function orderByPatience({ retryAfterSeconds }: Diagnosed, advice: readonly Advice[]): readonly Advice[] {
  if (retryAfterSeconds === null || retryAfterSeconds <= PATIENCE_SECONDS) return advice;
  return [...advice.filter(({ kind }) => kind !== 'wait'), ...advice.filter(({ kind }) => kind === 'wait')];
}

export function switchModel({ model }: Diagnosed, why: Text): Advice {
  return now('switch-model', model === null ? text('do.switchModel') : text('do.switchFrom', { model }), why);
}

export function switchProvider(why: Text): Advice {
  return now('switch-provider', text('do.switchProvider'), why);
}

/** The ways around a provider that cannot answer at the moment. */
export function elsewhere(diagnosis: Diagnosed, parties: Parties, whyModel: Text): readonly Advice[] {
  const { gateway, provider } = parties;
  const whyProvider = gateway
    ? text('how.otherOfGateway', { gateway: gateway.name })
    : provider
      ? text('how.otherThan', { name: provider.name })
      : text('how.other');
  return [switchModel(diagnosis, whyModel), switchProvider(whyProvider), fallback(parties)];
}

const fallingBack = providers.filter((some) => some.fallback !== undefined);
const everyFallingBack = nameAll(fallingBack);

function nameAll(some: readonly Provider[]): Arg {
  const names = some.map(({ name }) => name);
  const all = names
    .slice(0, -1)
    .reduce<Arg>((before, next) => (before === '' ? next : text('list.comma', { some: before, next })), '');
  return text('list.or', { some: all, last: names.at(-1) ?? '' });
}

/** Ways to a second place that need nothing but the gateway in use, or one that can do so. */
export function fallback({ gateway, refuser }: Parties): Advice {
  const own = gateway?.known?.fallback;
  if (gateway && own !== undefined && refuser !== gateway) {
    return now(
      'fallback-endpoint',
      text('do.fallBack', { gateway: gateway.name }),
      text('how.fallBack', { gateway: gateway.name, way: text(own) }),
    );
  }
  const known = refuser?.known;
  const able = known?.fallback === undefined ? everyFallingBack : nameAll(fallingBack.filter((some) => some !== known));
  return now('fallback-endpoint', text('do.route'), text('how.route', { gateways: able }));
}

/** None where nobody is known who could be down. */
export function checkStatus(parties: Parties): readonly Advice[] {
  const party = contact(parties);
  if (!party || runsLocally(party)) return [];
  return [fix('check-status', text('do.status', { name: party.name }), text('how.down'), party.known?.links.status)];
}

interface Wording {
  /** The account is the person's own. */
  readonly own: (name: Arg) => readonly [title: Text, detail: Text];
  /** A provider refused behind a gateway: the account may be the gateway's. */
  readonly lent: (name: Arg, gateway: string) => readonly [title: Text, detail: Text];
}

export function account(kind: FixKind, page: keyof Links, parties: Parties, { own, lent }: Wording): Advice {
  const { gateway, provider, behind } = parties;
  if (behind && gateway) {
    const [title, detail] = lent(provider?.name ?? text('who.theProvider'), gateway.name);
    return fix(kind, title, detail, gateway.known?.links.ownKeys);
  }
  const [title, detail] = own(nameOf(parties));
  return fix(kind, title, detail, linkOf(parties, page));
}

/** The one to turn to: who refused, else whoever is known. */
function contact({ refuser, provider, gateway }: Parties): Party | null {
  return refuser ?? gateway ?? provider;
}

export function nameOf(parties: Parties): Arg {
  return contact(parties)?.name ?? text('who.theProvider');
}

export function linkOf(parties: Parties, page: keyof Links): string | undefined {
  return contact(parties)?.known?.links[page];
}

export function runsLocally(party: Party | null): boolean {
  return Object.values(party?.known?.baseUrls ?? {}).some((url: string) => url.startsWith('http://localhost:'));
}

export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
