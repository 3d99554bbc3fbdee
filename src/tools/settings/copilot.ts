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
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

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

const PICK: Step = { text: planText('step.chatPicker') };

function files({ environment: { platform }, userFolders }: SettingsScope): SettingsFile[] {
  return userFolders.map((folder) => ({ path: joinPath(platform, folder, 'chatLanguageModels.json'), level: 'user' as const }));
}

function groupsOf(layer: Layer): readonly unknown[] {
  if (layer.root === null) return [];
  const groups = valueAt(layer, []);
  if (!Array.isArray(groups)) {
    throw new Refusal(planText('refuse.noGroups', { path: layer.path }), planText('remedy.openModels'));
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
  const title = titleOfSwitch('Copilot', failed, model);
  if (places.some(({ id, name }) => id === model || name === model)) {
    return {
      kind: 'guided',
      title,
      steps: [{ ...PICK, value: model }],
      notes: [planText('note.chatChoice')],
    };
  }
  const place =
    places.find(({ id, name }) => failed !== null && (id === failed || name === failed)) ??
    (places.length === 1 ? places[0] : undefined);
  if (place === undefined) {
    return {
      kind: 'guided',
      title,
      steps: [{ text: planText('step.manageModels'), value: model }, PICK],
      notes: [planText('note.noFileNames')],
    };
  }
  const edits: TextEdit[] = [...setJson(place.layer, [...place.path, 'id'], model)];
  // A name that was the id would now be another model's.
  if (place.name === place.id) edits.push(...setJson(place.layer, [...place.path, 'name'], model));
  return {
    kind: 'edits',
    title: planText('plan.switchEntry', { tool: 'Copilot', entry: place.name ?? place.id, from: place.id, model }),
    files: [fileEdits(place.layer.path, edits)],
    effect: planText('effect.nextMessage'),
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
      return { kind: 'done', title: planText('plan.pointedEntry', { tool: 'Copilot', entry: place.name ?? place.id }) };
    const { url, upstream } = routeThrough(endpoint, place.url.value);
    return {
      kind: 'edits',
      title: planText('plan.pointEntry', { tool: 'Copilot', entry: place.name ?? place.id, upstream }),
      files: [fileEdits(place.layer.path, setJson(place.layer, place.url.path, url))],
      effect: planText('effect.nextMessage'),
      notes: [planText('note.keyReference')],
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
    throw new Refusal(planText('refuse.copilotModel'), planText('remedy.copilotModel'));
  }
  const base = defaultBaseUrl(wanted.id);
  if (base === null) throw new Refusal(planText('refuse.whereIs', { provider: wanted.name }), planText('remedy.customEndpoint'));
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
    title: planText('plan.addModel', { model: failed.model, tool: 'Copilot', upstream }),
    files: [fileEdits(group.layer.path, appendToList(group.layer, made))],
    effect: planText('effect.picker'),
    notes: [planText('note.tokenLimits'), ...(isReference ? [] : [planText('note.asksForKey')])],
    steps: [{ text: planText('step.newInPicker'), value: `${failed.model} (Unwrap)` }],
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
