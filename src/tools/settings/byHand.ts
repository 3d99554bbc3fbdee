/** Tools whose settings no file of theirs takes from outside: what a person does, with the values to copy. */
import type { Configured, Intent, Plan, ToolSettings } from '../fix.js';

const NOTHING: Configured = { models: [], model: null, provider: null, baseUrl: null };

function byHand(id: string, name: string, plan: (intent: Intent) => Plan): ToolSettings {
  return { id, name, files: () => [], read: () => NOTHING, plan };
}

function titleOf(name: string, { model, failed }: Extract<Intent, { kind: 'switch-model' }>): string {
  return failed.model === null ? `Switch ${name} to ${model}` : `Switch ${name} from ${failed.model} to ${model}`;
}

/**
 * Cursor keeps its settings in a database that it writes over while it runs, and sends every call through its own servers, which
 * refuse loopback and private addresses ("Access to private networks is forbidden"): the endpoint cannot be reached from there.
 */
export const cursorSettings = byHand('cursor', 'Cursor', (intent) =>
  intent.kind === 'switch-model'
    ? {
        kind: 'guided',
        title: titleOf('Cursor', intent),
        steps: [
          {
            text: 'Open Cursor Settings › Models; for a model that is not listed, choose "Add model" and enter its ID.',
            value: intent.model,
          },
          { text: 'Choose it in the picker below the input of the chat, and send the message again.' },
        ],
        notes: ['Cursor takes no model from a file.'],
      }
    : {
        kind: 'refused',
        reason:
          'Cursor sends every call through its own servers, and these refuse addresses of this machine and of private networks.',
        remedy: 'The endpoint cannot stand between. Switch the model in Cursor, or use a tool that calls its provider itself.',
        at: null,
      },
);

/** Windsurf (Devin) has no setting for a base URL, and keeps its choice of a model to itself. */
export const windsurfSettings = byHand('windsurf', 'Windsurf', (intent) =>
  intent.kind === 'switch-model'
    ? {
        kind: 'guided',
        title: titleOf('Windsurf', intent),
        steps: [
          { text: 'Choose the model in the picker below the input of Cascade, and send the message again.', value: intent.model },
        ],
        notes: ['Windsurf takes no model from a file.'],
      }
    : {
        kind: 'refused',
        reason: 'Windsurf has no setting for where it sends its calls.',
        remedy: 'Switch the model in Windsurf, or use a tool that calls its provider itself.',
        at: null,
      },
);
