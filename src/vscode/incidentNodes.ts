import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { unreachable } from '../engine/unreachable.js';
import { isGiven } from '../incidents/fingerprint.js';
import type { Incident } from '../incidents/incident.js';
import type { IncidentState } from '../incidents/incidentState.js';
import { failureText } from './failureText.js';
import type { IncidentNode } from './incidentView.js';
import type { Command } from './ids.js';
import { listNames } from './listNames.js';
import { sayMoment } from './sayMoment.js';

export interface NodeFacts {
  readonly stateOf: (incident: Incident) => IncidentState;
  readonly nameOf: (id: string) => string;
  /** Epoch milliseconds. */
  readonly now: number;
}

type State = IncidentState['state'];

/** What belongs together for a person: what to do something about, what to wait for, what is over. */
const GROUPS: readonly (readonly [State, ...State[]])[] = [['open'], ['waiting'], ['fixed', 'recovered'], ['past']];

/** As `when` clauses of the manifest's menus ask. */
const INCIDENT = 'incident';
const FIXED = 'incident.fixed';

/** The incidents by how they stand, newest first in each group. Groups that hold nothing are left out. */
export function incidentNodes(incidents: readonly Incident[], facts: NodeFacts): IncidentNode[] {
  const placed = incidents.map((incident) => ({ incident, state: facts.stateOf(incident) }));
  return GROUPS.flatMap((states) => {
    const members = placed.filter(({ state }) => states.includes(state.state));
    if (members.length === 0) return [];
    const item = new TreeItem(groupName(states[0]), states[0] === 'past' ? COLLAPSED : EXPANDED);
    item.id = `group ${states.join(' ')}`;
    item.description = String(members.length);
    return [{ item, children: members.map(({ incident, state }) => ({ item: itemOf(incident, state, facts), children: [] })) }];
  });
}

const { Collapsed: COLLAPSED, Expanded: EXPANDED, None: LEAF } = TreeItemCollapsibleState;

function groupName(state: State): string {
  switch (state) {
    case 'open':
      return l10n.t('Open');
    case 'waiting':
      return l10n.t('Waiting');
    case 'fixed':
    case 'recovered':
      return l10n.t('Fixed or recovered');
    case 'past':
      return l10n.t('Past');
    default:
      return unreachable(state);
  }
}

function itemOf(incident: Incident, state: IncidentState, { nameOf, now }: NodeFacts): TreeItem {
  const { id, tools, count, firstAt, lastAt } = incident;
  const { short, cause, retry } = failureText(incident);
  const given = incident.sightings.some(isGiven) ? l10n.t('a text you gave') : l10n.t('an unknown tool');
  const seenIn = tools.length > 0 ? listNames(tools.map(nameOf)) : given;
  const times = count === 1 ? [] : [l10n.t('{count} failed calls', { count })];
  const item = new TreeItem(short, LEAF);
  item.id = id;
  item.contextValue = state.state === 'fixed' ? FIXED : INCIDENT;
  item.iconPath = iconOf(incident, state);
  item.description = [seenIn, sayMoment(lastAt, now), ...times].join(' · ');
  // A text, not Markdown: it quotes what a log said.
  item.tooltip = [
    cause,
    retry,
    '',
    `${sayState(state, now)} ${l10n.t('Seen in {where}.', { where: seenIn })}`,
    count === 1
      ? l10n.t('Failed at {time}.', { time: sayMoment(lastAt, now) })
      : l10n.t('{count} failed calls, from {first} to {last}.', {
          count,
          first: sayMoment(firstAt, now),
          last: sayMoment(lastAt, now),
        }),
  ].join('\n');
  item.accessibilityInformation = { label: [short, sayState(state, now), item.description].join(', '), role: 'treeitem' };
  item.command = { title: l10n.t('Show Diagnosis'), command: 'unwrap.showIncident' satisfies Command, arguments: [id] };
  return item;
}

function sayState(state: IncidentState, now: number): string {
  switch (state.state) {
    case 'open':
      return l10n.t('Open.');
    case 'waiting':
      return l10n.t('A retry can help from {time} on.', { time: sayMoment(state.until, now) });
    case 'fixed':
      return l10n.t('Nothing of it has failed since a fix was applied at {time}.', { time: sayMoment(state.at, now) });
    case 'recovered':
      return l10n.t('The model has answered through the endpoint since, at {time}.', { time: sayMoment(state.at, now) });
    case 'past':
      return l10n.t('Past.');
    default:
      return unreachable(state);
  }
}

function iconOf(incident: Incident, { state }: IncidentState): ThemeIcon {
  if (incident.sightings.some(isGiven) && state === 'open') return new ThemeIcon('note');
  switch (state) {
    case 'open':
      // As in the status bar and the panel: one incident has one colour.
      return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    case 'waiting':
      return new ThemeIcon('watch');
    case 'fixed':
    case 'recovered':
      return new ThemeIcon('pass');
    case 'past':
      return new ThemeIcon('history');
    default:
      return unreachable(state);
  }
}
