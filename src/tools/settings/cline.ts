/**
 * Cline, in its editors and on the command line. What its newer bundle reads at each task is `providers.json`: a `baseUrl` there takes
 * effect with the next task, without a reload, for the providers that have no base URL among Cline's older settings; the model there
 * does not (seen with 4.1.13). Everything else Cline keeps in memory and writes over what others change.
 *
 * @see cline/cline:apps/vscode/src/sdk/cline-session-factory.ts
 */
import { keysAt, parseJsonText, setJson, textAt, type JsonText } from '../edits/jsonText.js';
import { findProvider } from '../../engine/providers/lookup.js';
import type { Intent, Plan, Settings, SettingsFile, SettingsScope, Step, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import { defaultBaseUrl, isAtEndpoint, routeThrough } from './address.js';
import { fileEdits } from './layers.js';
import { Refusal } from './refusal.js';

/** Their base URL is one of the older settings, which goes before this file. */
const OLDER = new Set([
  'anthropic',
  'openai',
  'gemini',
  'ollama',
  'lmstudio',
  'litellm',
  'requesty',
  'openai-native',
  'asksage',
  'dify',
  'oca',
  'aihubmix',
]);

function files({ environment: { platform, home, env } }: SettingsScope): SettingsFile[] {
  const own = env['CLINE_DIR'] || joinPath(platform, home, '.cline');
  const data = env['CLINE_DATA_DIR'] || joinPath(platform, own, 'data');
  return [{ path: joinPath(platform, data, 'settings', 'providers.json'), level: 'user' }];
}

function parse({ texts }: Settings): JsonText {
  const [file] = texts;
  return parseJsonText({ path: file?.path ?? '', text: file?.text ?? '' });
}

function settingOf(json: JsonText, provider: string | null, name: string): string | null {
  return provider === null ? null : textAt(json, ['providers', provider, 'settings', name]);
}

function baseUrlOf(json: JsonText, provider: string | null): string | null {
  return provider === null ? null : (settingOf(json, provider, 'baseUrl') ?? defaultBaseUrl(provider));
}

/** As Cline writes it, for a provider that the engine names. */
function spelling(json: JsonText, provider: string | null): string | null {
  if (provider === null) return null;
  const known = findProvider(provider);
  return (
    keysAt(json, ['providers']).find((name) => name === provider || (known !== null && findProvider(name) === known)) ?? null
  );
}

function switchModel(model: string, now: string | null): Plan {
  return {
    kind: 'guided',
    title: now === null ? `Switch Cline to ${model}` : `Switch Cline from ${now} to ${model}`,
    steps: [
      { text: 'Click the model below the input of Cline, or open its settings.' },
      { text: 'Search for the model and choose it.', value: model },
      { text: 'Press Retry in the task.' },
    ],
    notes: [
      'Cline keeps its model in memory and takes none from a file. Through the endpoint, a route can send another model in its place.',
    ],
  };
}

function pointAtEndpoint({ endpoint, failed }: Extract<Intent, { kind: 'point-at-endpoint' }>, json: JsonText): Plan {
  const provider = spelling(json, failed.provider) ?? textAt(json, ['lastUsedProvider']);
  const now = baseUrlOf(json, provider ?? failed.provider);
  if (now === null) {
    throw new Refusal(
      provider === null
        ? 'The settings of Cline do not say which provider it uses.'
        : `Nothing says where Cline's provider "${provider}" is.`,
      'Choose the provider in Cline once, and set its base URL where it has one.',
    );
  }
  if (isAtEndpoint(endpoint, now)) return { kind: 'done', title: 'Cline calls through the endpoint already' };
  const { url, upstream } = routeThrough(endpoint, now);
  const title = `Point Cline at the endpoint, for ${upstream}`;
  const model = failed.model ?? settingOf(json, provider, 'model');
  if (provider === null || OLDER.has(provider) || !keysAt(json, ['providers']).includes(provider)) {
    return {
      kind: 'guided',
      title,
      steps: enterByHand(url, model),
      notes: ['This provider is set up in the settings of Cline alone; no file reaches them while it runs.'],
    };
  }
  return {
    kind: 'edits',
    title,
    files: [fileEdits(json.path, setJson(json, ['providers', provider, 'settings', 'baseUrl'], url))],
    effect: 'with the next task',
    notes: [
      'A running task goes on with the old address, its Retry too.',
      'The older bundle of Cline does not read this file. Where the next task still goes past the endpoint, choose "OpenAI Compatible" in its settings and enter the address below.',
    ],
    steps: [{ text: 'For the older bundle only: the base URL.', value: url }],
  };
}

function enterByHand(url: string, model: string | null): Step[] {
  return [
    { text: 'Open the settings of Cline and choose the API provider "OpenAI Compatible".' },
    { text: 'Enter the base URL.', value: url },
    { text: 'Enter the key that you have with the provider; it goes through the endpoint untouched.' },
    model === null ? { text: 'Enter the model ID.' } : { text: 'Enter the model ID.', value: model },
  ];
}

export const clineSettings: ToolSettings = {
  id: 'cline',
  name: 'Cline',
  files,
  read: (settings) => {
    const json = parse(settings);
    const provider = textAt(json, ['lastUsedProvider']);
    const listed = keysAt(json, ['providers']).flatMap((name) => {
      const id = settingOf(json, name, 'model');
      return id === null ? [] : [{ id, name: null, provider: name, contextLength: null }];
    });
    return { models: listed, model: settingOf(json, provider, 'model'), provider, baseUrl: baseUrlOf(json, provider) };
  },
  plan: (intent: Intent, settings: Settings): Plan => {
    const json = parse(settings);
    return intent.kind === 'switch-model' ? switchModel(intent.model, intent.failed.model) : pointAtEndpoint(intent, json);
  },
};
