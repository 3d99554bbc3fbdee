import { l10n } from 'vscode';
import type { EndpointFace } from './endpointFace.js';
import type { Command } from './ids.js';
import { listNames } from './listNames.js';
import { plainMarkdown } from './plainMarkdown.js';
import { sayMoment } from './sayMoment.js';
import { withoutIcons } from './withoutIcons.js';

/** A failure, in the engine's words. */
export interface FailureText {
  readonly short: string;
  readonly cause: string;
  readonly retry: string;
  /** Failed calls. */
  readonly count: number;
  /** Epoch milliseconds of the last of them. */
  readonly at: number;
}

/** What the status bar tells of. */
export interface StatusFacts {
  /** The last failure; null where nothing has failed. */
  readonly last: FailureText | null;
  /** The one that nobody has looked at yet; null is quiet. */
  readonly alert: FailureText | null;
  /** What was done about failures and can be undone, in sentences; null for nothing. */
  readonly applied: string | null;
  /** Of tools that are followed. */
  readonly toolNames: readonly string[];
  readonly isTrusted: boolean;
  readonly isWireOn: boolean;
  /** Null while none runs. */
  readonly endpoint: EndpointFace | null;
  /** On which side failures are seen, a sentence; null where there is but one. */
  readonly side: string | null;
}

/** What the status-bar item shows. */
export interface StatusBarFace {
  readonly text: string;
  /** Markdown, with links to `commands` alone. What a log said stands in it as text. */
  readonly tooltip: string;
  readonly commands: readonly string[];
  /** For a screen reader: the icon has no words, and links of a tooltip are not read out. */
  readonly spoken: string;
  readonly alerting: boolean;
}

interface Link {
  readonly icon: string;
  readonly label: string;
  readonly command: Command | typeof MANAGE_TRUST;
}

const MANAGE_TRUST = 'workbench.trust.manage';

export function statusBarFace(facts: StatusFacts): StatusBarFace {
  const { alert, endpoint } = facts;
  const happened = sayHappened(facts);
  const state = sayState(facts);
  const links = [linksOfFailure(facts), linksOfFix(facts), linksOfState(facts)].filter((row) => row.length > 0);
  return {
    text: alert ? `$(warning) ${withoutIcons(alert.short)}` : quietText(endpoint?.recoveredToday ?? 0),
    tooltip: [paragraphs(happened), '---', paragraphs(state), '---', ...links.map(writeLinks)].join('\n\n'),
    commands: links.flat().map(({ command }) => command),
    spoken: ['Unwrap:', ...happened, ...(alert ? [l10n.t('Activate to see what to do.')] : []), ...state].join(' '),
    alerting: alert !== null,
  };
}

function paragraphs(texts: readonly string[]): string {
  return texts.map(plainMarkdown).join('\n\n');
}

function quietText(recovered: number): string {
  return recovered === 0 ? '$(layers) Unwrap' : l10n.t('$(layers) Unwrap: {count} recovered today', { count: recovered });
}

function sayHappened(facts: StatusFacts): string[] {
  const failed = sayFailed(facts);
  return facts.applied === null ? failed : [...failed, facts.applied];
}

function sayFailed({ alert, last, toolNames }: StatusFacts): string[] {
  if (alert) {
    const { cause, retry, count } = alert;
    return count === 1 ? [`${cause} ${retry}`] : [`${cause} ${l10n.t('It failed {count} times.', { count })} ${retry}`];
  }
  const watched =
    toolNames.length === 0
      ? l10n.t('No tool has been found to watch yet. Nothing new has failed.')
      : l10n.t('Watching {tools}. Nothing new has failed.', { tools: listNames(toolNames) });
  return last
    ? [watched, l10n.t('Last failure, {time}: {cause}', { time: sayMoment(last.at, Date.now()), cause: last.cause })]
    : [watched];
}

function sayState({ isTrusted, isWireOn, endpoint, side }: StatusFacts): string[] {
  const allowed = isTrusted
    ? [isWireOn ? l10n.t('The wire tap is on.') : l10n.t('The wire tap is off.'), sayEndpoint(endpoint)]
    : [
        l10n.t(
          'Restricted Mode: failures are watched and diagnosed. No settings are changed; the endpoint and the wire tap are not used.',
        ),
      ];
  return side === null ? allowed : [...allowed, side];
}

function sayEndpoint(endpoint: EndpointFace | null): string {
  if (!endpoint) return l10n.t('The endpoint is not running.');
  const { url, recoveredToday: count } = endpoint;
  return count === 1
    ? l10n.t('The endpoint runs at {url}; 1 call recovered today.', { url })
    : l10n.t('The endpoint runs at {url}; {count} calls recovered today.', { url, count });
}

function linksOfFailure({ last }: StatusFacts): Link[] {
  if (!last) return [{ icon: 'beaker', label: l10n.t('See a Sample'), command: 'unwrap.showSample' }];
  return [
    { icon: 'search', label: l10n.t('Diagnosis'), command: 'unwrap.diagnoseLast' },
    { icon: 'wrench', label: l10n.t('Fix…'), command: 'unwrap.fixLast' },
    { icon: 'copy', label: l10n.t('Copy Report'), command: 'unwrap.copyReport' },
  ];
}

function linksOfFix({ applied, isTrusted }: StatusFacts): Link[] {
  return applied === null || !isTrusted ? [] : [{ icon: 'discard', label: l10n.t('Undo Fix'), command: 'unwrap.undoFix' }];
}

function linksOfState({ isTrusted, isWireOn, endpoint }: StatusFacts): Link[] {
  const sources: Link = { icon: 'eye', label: l10n.t('Watched Sources'), command: 'unwrap.showSources' };
  if (!isTrusted) return [sources, { icon: 'shield', label: l10n.t('Manage Workspace Trust'), command: MANAGE_TRUST }];
  return [
    sources,
    endpoint
      ? { icon: 'server', label: l10n.t('Endpoint'), command: 'unwrap.showEndpoint' }
      : { icon: 'play', label: l10n.t('Start Endpoint'), command: 'unwrap.startEndpoint' },
    {
      icon: 'pulse',
      label: isWireOn ? l10n.t('Turn Off Wire Tap') : l10n.t('Turn On Wire Tap…'),
      command: 'unwrap.toggleWire',
    },
  ];
}

function writeLinks(links: readonly Link[]): string {
  return links.map(({ icon, label, command }) => `[$(${icon}) ${plainMarkdown(label)}](command:${command})`).join(' &nbsp; ');
}
