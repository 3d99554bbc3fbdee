/** Diagnosis → ordered fixes, as data: what to do now, then what to fix. */
import {
  account,
  capitalize,
  checkStatus,
  elsewhere,
  fallback,
  fix,
  linkOf,
  nameOf,
  now,
  orderByPatience,
  PATIENCE_SECONDS,
  runsLocally,
  switchModel,
  switchProvider,
  wait,
  waitOrRetry,
  type Advice,
  type Diagnosed,
} from './advice.js';
import { asksForTooMuch } from './asksForTooMuch.js';
import type { FixKind } from './model.js';
import { findParties, type Parties } from './parties.js';
import { textsOf } from './text.js';
import type { engineTexts } from './texts/engineTexts.js';
import { unreachable } from './unreachable.js';

export type { Advice } from './advice.js';
export type Advise = (diagnosis: Diagnosed) => readonly Advice[];

const text = textsOf<typeof engineTexts>();

export const advise: Advise = (diagnosis) => {
  const advice = list(diagnosis, findParties(diagnosis));
  return [...advice.filter(({ when }) => when === 'now'), ...advice.filter(({ when }) => when === 'fix')];
};

/** What is advised, each kind once, in order. */
export function adviseKinds(diagnosis: Diagnosed): readonly FixKind[] {
  const key = whatKindsHangOn(diagnosis);
  const known = kindsKnown.get(key);
  if (known) return known;
  const kinds = [...new Set(advise(diagnosis).map(({ kind }) => kind))];
  if (kindsKnown.size >= MOST_KNOWN) kindsKnown.clear();
  kindsKnown.set(key, kinds);
  return kinds;
}

/** A log holds few kinds of failures, each many times. */
const kindsKnown = new Map<string, readonly FixKind[]>();
const MOST_KNOWN = 500;

function whatKindsHangOn({ category, origin, retryable, retryAfterSeconds, provider, gateway }: Diagnosed): string {
  const patience = retryAfterSeconds === null ? '' : retryAfterSeconds > PATIENCE_SECONDS;
  return `${category} ${origin} ${retryable} ${patience} ${provider}\n${gateway}`;
}

/** In order within `now` and within `fix`. */
function list(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  switch (diagnosis.category) {
    case 'rate_limit':
      return adviseRateLimit(diagnosis, parties);
    case 'quota_exhausted':
      return adviseQuota(diagnosis, parties);
    case 'billing':
      return [
        switchProvider(text('how.untilCredit', { name: nameOf(parties) })),
        account('open-billing', 'billing', parties, {
          own: (name) => [
            text('do.addCredit', { name }),
            asksForTooMuch(diagnosis) ? text('how.creditOrLess') : text('how.credit'),
          ],
          lent: (name, gateway) => [text('do.whoseAccount', { name }), text('how.whoseCredit', { gateway, name })],
        }),
      ];
    case 'authentication':
      return adviseKey(diagnosis, parties);
    case 'permission':
      return [
        switchModel(diagnosis, text('how.openModel')),
        account('check-key', 'keys', parties, {
          own: (name) => [text('do.mayKey', { name }), text('how.mayKey')],
          lent: (name, gateway) => [text('do.mayGateway', { gateway, name }), text('how.mayGateway', { name, gateway })],
        }),
      ];
    case 'region_restricted':
      return [
        switchProvider(text('how.elsewhere')),
        switchModel(diagnosis, text('how.otherMakers')),
        fix('check-network', text('do.country'), text('how.country')),
      ];
    case 'model_not_found':
      return [
        switchModel(diagnosis, text('how.listed')),
        fix(
          'check-model-id',
          diagnosis.model === null ? text('do.checkId') : text('do.checkIdOf', { model: diagnosis.model }),
          text('how.checkId', { name: nameOf(parties) }),
          linkOf(parties, 'models'),
        ),
      ];
    case 'routing':
      return adviseRouting(diagnosis, parties);
    case 'context_length':
      return [switchModel(diagnosis, text('how.larger')), fix('reduce-context', text('do.shorten'), text('how.shorten'))];
    case 'content_filter':
      return [
        switchModel(diagnosis, text('how.filters')),
        fix('change-prompt', text('do.changePrompt'), text('how.changePrompt')),
      ];
    case 'invalid_request':
      return [
        switchModel(diagnosis, text('how.supports')),
        fix('change-request', text('do.changeRequest'), text('how.changeRequest'), linkOf(parties, 'docs')),
      ];
    case 'overloaded':
      return [
        ...waitOrRetry(diagnosis, text('how.noRoom')),
        ...elsewhere(diagnosis, parties, text('how.oftenFree')),
        ...checkStatus(parties),
      ];
    case 'server_error':
      return [
        ...waitOrRetry(diagnosis, text('how.passes')),
        ...elsewhere(diagnosis, parties, text('how.otherMachines')),
        ...checkStatus(parties),
      ];
    case 'bad_gateway':
      return [
        ...waitOrRetry(diagnosis, text('how.otherMachine')),
        ...elsewhere(diagnosis, parties, text('how.otherServer')),
        ...checkStatus(parties),
      ];
    case 'timeout':
      return [
        ...waitOrRetry(diagnosis, text('how.quicker')),
        ...elsewhere(diagnosis, parties, text('how.smaller')),
        fix('change-request', text('do.moreTime'), text('how.moreTime')),
        ...checkStatus(parties),
      ];
    case 'network':
      return adviseNetwork(diagnosis, parties);
    case 'stream_interrupted':
      return [
        ...waitOrRetry(diagnosis, text('how.notWrong')),
        ...elsewhere(diagnosis, parties, text('how.breaksAgain')),
        ...checkStatus(parties),
      ];
    case 'cancelled':
      return [now('retry', text('do.resend'), text('how.calledOff'))];
    case 'unknown':
      return adviseUnknown(diagnosis, parties);
    case 'not_an_error':
      return [];
    default:
      return unreachable(diagnosis.category);
  }
}

function adviseRateLimit(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const { gateway, provider, behind } = parties;
  const limits = linkOf(parties, 'limits');
  if (diagnosis.origin === 'gateway') {
    const name = nameOf(parties);
    return orderByPatience(diagnosis, [
      wait(diagnosis, text('how.limitGateway', { name })),
      switchModel(diagnosis, text('how.countApart')),
      switchProvider(text('how.callDirectly', { name })),
      fix('raise-limits', text('do.raiseYours', { name }), text('how.moreCredit'), limits),
    ]);
  }
  if (behind && gateway) {
    const name = provider?.name ?? text('who.theProvider');
    const refused = provider ? capitalize(provider.name) : text('who.TheProvider');
    const why = text('how.limitBehind', { name: refused, gateway: gateway.name });
    return orderByPatience(diagnosis, [
      wait(diagnosis, why),
      ...elsewhere(diagnosis, parties, text('how.eachModel')),
      gateway.known?.links.ownKeys === undefined
        ? fix('raise-limits', text('do.raise', { name }), text('how.limitOfAccount', { gateway: gateway.name }), limits)
        : fix(
            'raise-limits',
            text('do.ownKey', { name }),
            text('how.ownLimits', { gateway: gateway.name }),
            gateway.known.links.ownKeys,
          ),
    ]);
  }
  return orderByPatience(diagnosis, [
    wait(diagnosis, text('how.limitMinute')),
    ...elsewhere(diagnosis, parties, text('how.eachModel')),
    fix('raise-limits', text('do.raise', { name: nameOf(parties) }), text('how.higherTier'), limits),
  ]);
}

function adviseQuota(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const name = nameOf(parties);
  const until = diagnosis.retryAfterSeconds;
  return [
    switchModel(diagnosis, text('how.oneModel')),
    switchProvider(text('how.otherAccount', { name })),
    fallback(parties),
    ...(until === null ? [] : [wait(diagnosis, text('how.renewed'))]),
    account('raise-limits', 'limits', parties, {
      own: () => [text('do.allowance', { name }), text('how.allowance')],
      lent: (provider, gateway) => [text('do.ownKey', { name: provider }), text('how.ownAllowance', { gateway, name: provider })],
    }),
    ...(parties.behind ? [] : [fix('open-billing', text('do.buy', { name }), text('how.buy'), linkOf(parties, 'billing'))]),
  ];
}

function adviseKey(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const other = switchProvider(text('how.meantime'));
  if (diagnosis.origin === 'client') {
    return [other, fix('check-key', text('do.enterKey'), text('how.enterKey'), linkOf(parties, 'keys'))];
  }
  return [
    other,
    account('check-key', 'keys', parties, {
      own: (name) => [text('do.checkKey', { name }), text('how.key')],
      lent: (name, gateway) => [text('do.checkKeyAt', { name, gateway }), text('how.keyAt', { name, gateway })],
    }),
  ];
}

function adviseRouting(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  // It is the gateway that routes, whoever the text names as the one who refused.
  const links = parties.gateway?.known?.links ?? parties.refuser?.known?.links;
  const privacy = links?.privacy;
  return [
    switchModel(diagnosis, text('how.moreServe')),
    ...(privacy === undefined ? [] : [fix('privacy-settings', text('do.privacy'), text('how.privacy'), privacy)]),
    fix('change-request', text('do.askLess'), text('how.askLess'), links?.docs),
  ];
}

function adviseNetwork(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const local = runsLocally(parties.provider) ? parties.provider : null;
  const url = local?.known?.baseUrls.openai;
  return [
    ...waitOrRetry(diagnosis, text('how.mends')),
    ...(local
      ? [
          fix(
            'check-network',
            text('do.isRunning', { name: local.name }),
            url === undefined ? text('how.isRunning') : text('how.isRunningAt', { url }),
            local.known?.links.docs,
          ),
        ]
      : [fix('check-network', text('do.wayOut'), text('how.wayOut'))]),
    ...checkStatus(parties),
  ];
}

function adviseUnknown(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const wrapper = parties.gateway?.name ?? parties.provider?.name;
  return [
    ...(diagnosis.retryable === false ? [] : [now('retry', text('do.tryOnce'), text('how.guess'))]),
    fix(
      'reveal-cause',
      text('do.reveal'),
      wrapper === undefined ? text('how.reveal') : text('how.revealThrough', { name: wrapper }),
      parties.gateway?.known?.links.docs,
    ),
  ];
}
