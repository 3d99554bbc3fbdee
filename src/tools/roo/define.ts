/** Roo Code and its kin: one code base under several names. */
import type { Text } from '../../engine/text.js';
import type { RecordFormat } from '../../engine/records.js';
import { parseJson } from '../parseJson.js';
import type { LiveErrors, Place, ReadRecord, Scope, ToolExtension } from '../tool.js';
import { Message, openMessageReader } from './message.js';
import { openEventReader } from './readEvent.js';
import { placeText } from '../texts/placeText.js';

const uiMessages: RecordFormat = { name: 'rooUiMessages', head: /^(?=\{)/ };

const SIGNALS = [
  '"api_req_failed"',
  '"api_req_retry_delayed"',
  'streamingFailedMessage',
  'MODEL_NO_ASSISTANT_MESSAGES',
  '_required_prompt"',
  '"unauthorized_prompt"',
  '"invalid_model"',
];

function openReader(): ReadRecord {
  const read = openMessageReader();
  return ({ text }) => {
    const message = parseJson(text, Message);
    return message && read(message);
  };
}

/** `extensionId` in lower case, as the folder of its storage is named. */
export function taskPlaces({ editors }: Scope, extensionId: string): Place[] {
  return editors.flatMap(({ name, globalStorage }) =>
    globalStorage === null
      ? []
      : [
          {
            label: placeText('place.taskMessages', { editor: name }),
            root: globalStorage,
            segments: [extensionId, 'tasks', '*', 'ui_messages.json'],
            kind: 'snapshot',
            format: uiMessages,
            signals: SIGNALS,
            openReader,
          },
        ],
  );
}

export function liveErrors(extensionId: string): LiveErrors {
  return { extensionIds: [extensionId], openReader: openEventReader };
}

/**
 * What it exports beside its messages.
 *
 * @see RooCodeInc/Roo-Code:packages/types/src/api.ts
 */
export function extensionWithProfiles(extensionId: string): ToolExtension {
  return { ids: [extensionId], firstButton: 'pressPrimaryButton', hasProfiles: true };
}

/** Said of each: the folder of the tasks can be another one, by a setting of the extension's. */
export function movedTasks(setting: string): { label: Text; reason: Text } {
  return {
    label: placeText('reach.movedTasks'),
    reason: placeText('reach.movedBy', { setting }),
  };
}
