/**
 * Copilot Chat's own keys: `chatLanguageModels.json`, one a profile of the editor, looked at while the editor runs. A list of groups,
 * each with a vendor, a reference to its key (`${input:chat.lm.secret.…}`) and, for an endpoint of one's own, models with their addresses.
 * The model in use is the picker's, and no file can change it: what can be changed is the model behind an entry of the picker.
 *
 * @see Visual Studio Code documentation, AI language models
 * @see microsoft/vscode:src/vs/workbench/contrib/chat/common/languageModelsConfiguration.ts
 */
import { setJson, textAt, valueAt, type JsonPath, type JsonValue } from '../edits/jsonText.js';
import { indentAt, lineEndOf, lineStart, type TextEdit } from '../edits/textEdit.js';
import type { ConfiguredModel, Intent, Plan, SettingsFile, SettingsScope, Step, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import { findProvider } from '../../engine/providers/lookup.js';
import { defaultBaseUrl, isAtEndpoint, routeThrough } from './address.js';
import { listField, numberField, textField } from './fields.js';
import { fileEdits, readLayers, type Layer } from './layers.js';
import { Refusal } from './refusal.js';

/** A model of the file. */
interface Place {
  readonly layer: Layer;
  readonly path: JsonPath;
  readonly id: string;
  readonly name: string | null;
  readonly vendor: string | null;
  readonly contextLength: number | null;
  /** Its own address, or its group's, with the path to it. */
  readonly url: { readonly path: JsonPath; readonly value: string } | null;
}

const PICK: Step = { text: 'Choose the model in the picker of the chat.' };

function files({ environment: { platform }, userFolders }: SettingsScope): SettingsFile[] {
  return userFolders.map((folder) => ({ path: joinPath(platform, folder, 'chatLanguageModels.json'), level: 'user' as const }));
}

function groupsOf(layer: Layer): readonly unknown[] {
  if (layer.root === null) return [];
  const groups = valueAt(layer, []);
  if (!Array.isArray(groups)) {
    throw new Refusal(`${layer.path} is not a list of model groups.`, 'Open it with "Chat: Open Language Models (JSON)".');
  }
  return groups;
}

function placesOf(layers: readonly Layer[]): Place[] {
  return layers.flatMap((layer) =>
    groupsOf(layer).flatMap((group, at) =>
      (listField(group, 'models') ?? []).flatMap((model, index) => {
        const id = textField(model, 'id');
        if (id === null) return [];
        const path = [at, 'models', index];
        const [own, shared] = [textField(model, 'url'), textField(group, 'url')];
        return [
          {
            layer,
            path,
            id,
            name: textField(model, 'name'),
            vendor: textField(group, 'vendor'),
            contextLength: numberField(model, 'maxInputTokens'),
            url:
              own !== null
                ? { path: [...path, 'url'], value: own }
                : shared !== null
                  ? { path: [at, 'url'], value: shared }
                  : null,
          },
        ];
      }),
    ),
  );
}

function switchModel(model: string, failed: string | null, places: readonly Place[]): Plan {
  const title = failed === null ? `Switch Copilot to ${model}` : `Switch Copilot from ${failed} to ${model}`;
  if (places.some(({ id, name }) => id === model || name === model)) {
    return {
      kind: 'guided',
      title,
      steps: [{ ...PICK, value: model }],
      notes: ['The chat keeps its choice of a model where no file reaches.'],
    };
  }
  const place =
    places.find(({ id, name }) => failed !== null && (id === failed || name === failed)) ??
    (places.length === 1 ? places[0] : undefined);
  if (place === undefined) {
    return {
      kind: 'guided',
      title,
      steps: [{ text: 'Open "Chat: Manage Language Models" and add the model to its provider.', value: model }, PICK],
      notes: ['The model that failed is none of those set up with a key of your own, so no file names it.'],
    };
  }
  const edits: TextEdit[] = [...setJson(place.layer, [...place.path, 'id'], model)];
  // A name that was the id would now be another model's.
  if (place.name === place.id) edits.push(...setJson(place.layer, [...place.path, 'name'], model));
  return {
    kind: 'edits',
    title: `Switch Copilot's entry ${place.name ?? place.id} from ${place.id} to ${model}`,
    files: [fileEdits(place.layer.path, edits)],
    effect: 'at once, with the next message',
    notes: [],
    steps: [],
  };
}

function pointAtEndpoint(
  intent: Extract<Intent, { kind: 'point-at-endpoint' }>,
  layers: readonly Layer[],
  places: readonly Place[],
): Plan {
  const { endpoint, failed } = intent;
  const addressed = places.filter((each) => each.url !== null);
  const place =
    addressed.find(({ id, name }) => failed.model !== null && (id === failed.model || name === failed.model)) ??
    (addressed.length === 1 ? addressed[0] : undefined);
  if (place?.url) {
    if (isAtEndpoint(endpoint, place.url.value))
      return { kind: 'done', title: `Copilot's ${place.name ?? place.id} calls through the endpoint already` };
    const { url, upstream } = routeThrough(endpoint, place.url.value);
    return {
      kind: 'edits',
      title: `Point Copilot's ${place.name ?? place.id} at the endpoint, for ${upstream}`,
      files: [fileEdits(place.layer.path, setJson(place.layer, place.url.path, url))],
      effect: 'at once, with the next message',
      notes: ['The reference to its key stays as it is.'],
      steps: [],
    };
  }
  return addGroup(intent, layers);
}

/** The vendors other than `customendpoint` have fixed addresses: the model gets a group of its own, with the same reference to the key. */
function addGroup({ endpoint, failed }: Extract<Intent, { kind: 'point-at-endpoint' }>, layers: readonly Layer[]): Plan {
  const candidates = layers.flatMap((layer) =>
    groupsOf(layer).map((group, index) => ({ layer, index, vendor: textField(group, 'vendor') ?? '' })),
  );
  const wanted = failed.provider === null ? null : findProvider(failed.provider);
  const group = wanted === null ? undefined : candidates.find(({ vendor }) => findProvider(vendor) === wanted);
  if (failed.model === null || wanted === null || group === undefined) {
    throw new Refusal(
      'None of the models that Copilot has with a key of your own can be told to be the one that failed.',
      'Models of GitHub itself cannot be pointed elsewhere; add one with your own key ("Chat: Manage Language Models") and name it.',
    );
  }
  const base = defaultBaseUrl(wanted.id);
  if (base === null)
    throw new Refusal(`Nothing says where ${wanted.name} is.`, 'Add it as a custom endpoint with its address first.');
  const { url, upstream } = routeThrough(endpoint, base);
  const key = textAt(group.layer, [group.index, 'apiKey']);
  // A key that stands there in plain text is not copied.
  const isReference = key?.startsWith('${') === true;
  const made: JsonValue = {
    name: `${wanted.name} through Unwrap`,
    vendor: 'customendpoint',
    ...(isReference ? { apiKey: key } : {}),
    apiType: 'chat-completions',
    models: [
      {
        id: failed.model,
        name: `${failed.model} (Unwrap)`,
        url: `${url}/chat/completions`,
        toolCalling: true,
        vision: false,
        maxInputTokens: 128_000,
        maxOutputTokens: 16_000,
      },
    ],
  };
  return {
    kind: 'edits',
    title: `Add ${failed.model} to Copilot, through the endpoint, for ${upstream}`,
    files: [fileEdits(group.layer.path, appendToList(group.layer, made))],
    effect: 'at once, in the picker of the chat',
    notes: [
      'Token limits are set to 128,000 in and 16,000 out; correct them where the model has others.',
      ...(isReference ? [] : ['The editor asks for the key.']),
    ],
    steps: [{ text: 'Choose the new model in the picker of the chat.', value: `${failed.model} (Unwrap)` }],
  };
}

/** Behind the last group, in its manner. */
function appendToList({ text, root }: Layer, value: JsonValue): TextEdit[] {
  const last = root?.children?.at(-1);
  if (!last) return [];
  const end = lineEndOf(text);
  const indent = indentAt(text, last.offset);
  const ownLine = text.slice(lineStart(text, last.offset), last.offset).trim() === '';
  const written = JSON.stringify(value, null, /^\s+$/.test(indent) ? indent : '  ').replaceAll('\n', end + indent);
  return [{ offset: last.offset + last.length, length: 0, text: `,${ownLine ? end + indent : ' '}${written}` }];
}

export const copilotSettings: ToolSettings = {
  id: 'copilot',
  name: 'GitHub Copilot Chat',
  files,
  read: (settings) => {
    const places = placesOf(readLayers(settings));
    const [only] = places.length === 1 ? places : [];
    const models: ConfiguredModel[] = places.map(({ id, name, vendor, contextLength }) => ({
      id,
      name,
      provider: vendor,
      contextLength,
    }));
    return { models, model: only?.id ?? null, provider: only?.vendor ?? null, baseUrl: only?.url?.value ?? null };
  },
  plan: (intent, settings) => {
    const layers = readLayers(settings);
    const places = placesOf(layers);
    return intent.kind === 'switch-model'
      ? switchModel(intent.model, intent.failed.model, places)
      : pointAtEndpoint(intent, layers, places);
  },
};
