import { env, l10n } from 'vscode';
import type { EndpointConfig } from '../endpoint/client.js';
import type { Exchange } from '../endpoint/exchange.js';
import { explain } from '../engine/explain.js';
import { unreachable } from '../engine/unreachable.js';
import { sayText } from './sayText.js';
import { withoutIcons } from './withoutIcons.js';

/** One line of a quick pick. Its texts hold no icons but its own: a model's name is the client's to choose. */
export interface ExchangeItem {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
}

const ICONS: { readonly [K in Exchange['outcome']]: string } = {
  answered: 'check',
  recovered: 'history',
  failed: 'error',
  broken: 'error',
  cancelled: 'circle-slash',
};

/** What became of one request, where it went, and why it failed there. */
export function exchangeItem({ at, model, path, outcome, attempts }: Exchange): ExchangeItem {
  const way = attempts.map(({ upstream }) => upstream).filter((name, index, all) => name !== all[index - 1]);
  const last = attempts.findLast(({ diagnosis }) => diagnosis !== null)?.diagnosis;
  return {
    label: `$(${ICONS[outcome]}) ${withoutIcons(model ?? path)}`,
    description: [
      sayOutcome(outcome),
      way.join(' → '),
      ...(attempts.length > 1 ? [l10n.t('{count} attempts', { count: attempts.length })] : []),
      new Date(at).toLocaleTimeString(env.language, { hourCycle: 'h23' }),
    ].join(' · '),
    ...(last ? { detail: withoutIcons(sayText(explain(last).cause)) } : {}),
  };
}

function sayOutcome(outcome: Exchange['outcome']): string {
  switch (outcome) {
    case 'answered':
      return l10n.t('answered');
    case 'recovered':
      return l10n.t('recovered');
    case 'failed':
      return l10n.t('failed');
    case 'broken':
      return l10n.t('broke off');
    case 'cancelled':
      return l10n.t('cancelled');
    default:
      return unreachable(outcome);
  }
}

/** Where the calls of a model go, in order. */
export function routeItem({ match, chain }: EndpointConfig['routes'][number]): ExchangeItem {
  const places = chain.map(({ upstream, model }) => {
    const place = upstream === '*' ? l10n.t('as asked') : upstream;
    return model === undefined ? place : `${place} (${model})`;
  });
  return { label: `$(git-branch) ${withoutIcons(match)}`, description: withoutIcons(places.join(' → ')) };
}
