import { l10n } from 'vscode';
import { advise } from '../engine/advise.js';
import type { FixKind } from '../engine/model.js';
import { findParties } from '../engine/parties.js';
import type { Provider } from '../engine/providers/provider.js';
import { unreachable } from '../engine/unreachable.js';
import type { Incident } from '../incidents/incident.js';
import type { ActionView, FixAction } from '../panel/messages.js';
import type { Tool } from '../tools/tool.js';

/** What can be done here, beside the incident itself. */
export interface FixAbilities {
  /** The incident's first tool that is known; null for a text that a person gave. */
  readonly tool: Tool | null;
  /** Whether the tool can be told to try again. */
  readonly canPress: boolean;
  /** Whether there is a wait that is not over. */
  readonly isWaiting: boolean;
  /** Whether the endpoint may be used. */
  readonly endpoint: boolean;
  /** The title of a fix of it that stands; null where none does. */
  readonly fixed: string | null;
}

/** What a piece of advice can be done by. */
const OF_ADVICE: Readonly<Partial<Record<FixKind, readonly FixAction[]>>> = {
  wait: ['retry'],
  retry: ['retry'],
  'switch-model': ['switch-model'],
  'switch-provider': ['switch-model'],
  'fallback-endpoint': ['point-at-endpoint'],
  'reveal-cause': ['reveal-cause', 'point-at-endpoint'],
  'check-status': ['check-provider'],
  'check-model-id': ['check-model'],
  'check-key': ['send-test'],
  'check-network': ['send-test'],
};

const CLOSER: readonly FixAction[] = ['check-provider', 'check-model', 'send-test', 'copy-report'];

/** Each action once, at the first advice that it serves; the undo of a fix comes first, what serves no advice last. */
export function listActions(incident: Incident, abilities: FixAbilities): ActionView[] {
  const found: ActionView[] = [];
  const add = (action: FixAction, advice: number | null): void => {
    if (found.some((each) => each.action === action)) return;
    const label = labelOf(action, incident, abilities);
    if (label !== null) found.push({ action, label, advice });
  };
  add('undo-fix', null);
  for (const [index, { kind }] of advise(incident.diagnosis).entries()) {
    for (const action of OF_ADVICE[kind] ?? []) add(action, index);
  }
  for (const action of CLOSER) add(action, null);
  return found;
}

/** Null where it cannot be done. */
function labelOf(
  action: FixAction,
  { diagnosis }: Incident,
  { tool, canPress, isWaiting, endpoint, fixed }: FixAbilities,
): string | null {
  const known = listKnown(diagnosis);
  switch (action) {
    case 'retry':
      if (tool !== null && canPress) {
        const { name } = tool;
        return isWaiting ? l10n.t('Wait, then retry in {tool}', { tool: name }) : l10n.t('Retry in {tool}', { tool: name });
      }
      return isWaiting ? l10n.t('Tell me when to retry') : null;
    case 'switch-model':
      return tool === null ? l10n.t('Switch the model of a tool…') : l10n.t('Switch the model of {tool}…', { tool: tool.name });
    case 'point-at-endpoint':
      if (!endpoint || tool?.isOutOfEndpointsWay) return null;
      return tool === null
        ? l10n.t('Point a tool at the endpoint…')
        : l10n.t('Point {tool} at the endpoint…', { tool: tool.name });
    case 'reveal-cause':
      return l10n.t('Ways to see the cause…');
    case 'check-provider': {
      const first = known.find(({ links, modelEndpoints }) => links.status !== undefined || modelEndpoints !== undefined);
      return first ? l10n.t('Check the status of {name}', { name: first.name }) : null;
    }
    case 'check-model':
      return diagnosis.model !== null && known.some(({ baseUrls }) => baseUrls.openai !== undefined)
        ? l10n.t('Look up the model ID')
        : null;
    case 'send-test':
      return endpoint && diagnosis.model !== null && known.length > 0 ? l10n.t('Send a test request') : null;
    case 'copy-report':
      return l10n.t('Copy a report');
    case 'undo-fix':
      return fixed === null ? null : l10n.t('Undo: {title}', { title: fixed });
    default:
      return unreachable(action);
  }
}

/** Who took part and is known: who refused first. */
export function listKnown(diagnosis: Incident['diagnosis']): Provider[] {
  const { refuser, gateway, provider } = findParties(diagnosis);
  return [...new Set([refuser, gateway, provider].flatMap((party) => party?.known ?? []))];
}
