/** Tools whose settings no file of theirs takes from outside: what a person does, with the values to copy. */
import type { Configured, Intent, Plan, ToolSettings } from '../fix.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

const NOTHING: Configured = { models: [], model: null, provider: null, baseUrl: null };

function byHand(id: string, name: string, plan: (intent: Intent) => Plan): ToolSettings {
  return { id, name, files: () => [], read: () => NOTHING, plan };
}

/**
 * Cursor keeps its settings in a database that it writes over while it runs, and sends every call through its own servers, which
 * refuse loopback and private addresses ("Access to private networks is forbidden"): the endpoint cannot be reached from there.
 */
export const cursorSettings = byHand('cursor', 'Cursor', (intent) =>
  intent.kind === 'switch-model'
    ? {
        kind: 'guided',
        title: titleOfSwitch('Cursor', intent.failed.model, intent.model),
        steps: [{ text: planText('step.cursorModels'), value: intent.model }, { text: planText('step.pickInChat') }],
        notes: [planText('note.noModelFile', { tool: 'Cursor' })],
      }
    : {
        kind: 'refused',
        reason: planText('refuse.cursorServers'),
        remedy: planText('remedy.cursorServers'),
        at: null,
      },
);

/** Windsurf (Devin) has no setting for a base URL, and keeps its choice of a model to itself. */
export const windsurfSettings = byHand('windsurf', 'Windsurf', (intent) =>
  intent.kind === 'switch-model'
    ? {
        kind: 'guided',
        title: titleOfSwitch('Windsurf', intent.failed.model, intent.model),
        steps: [{ text: planText('step.pickInCascade'), value: intent.model }],
        notes: [planText('note.noModelFile', { tool: 'Windsurf' })],
      }
    : {
        kind: 'refused',
        reason: planText('refuse.windsurf'),
        remedy: planText('remedy.windsurf'),
        at: null,
      },
);
