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
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

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
    title: titleOfSwitch('Cline', now, model),
    steps: [
      { text: planText('step.clineModel') },
      { text: planText('step.search'), value: model },
      { text: planText('step.retryInTask') },
    ],
    notes: [planText('note.clineMemory')],
  };
}

function pointAtEndpoint({ endpoint, failed }: Extract<Intent, { kind: 'point-at-endpoint' }>, json: JsonText): Plan {
  const provider = spelling(json, failed.provider) ?? textAt(json, ['lastUsedProvider']);
  const now = baseUrlOf(json, provider ?? failed.provider);
  if (now === null) {
    throw new Refusal(
      provider === null
        ? planText('refuse.providerUnknown', { tool: 'Cline' })
        : planText('refuse.addressUnknown', { tool: 'Cline', provider }),
      planText('remedy.clineProvider'),
    );
  }
  if (isAtEndpoint(endpoint, now)) return { kind: 'done', title: planText('plan.pointed', { tool: 'Cline' }) };
  const { url, upstream } = routeThrough(endpoint, now);
  const title = planText('plan.point', { tool: 'Cline', upstream });
  const model = failed.model ?? settingOf(json, provider, 'model');
  if (provider === null || OLDER.has(provider) || !keysAt(json, ['providers']).includes(provider)) {
    return {
      kind: 'guided',
      title,
      steps: enterByHand(url, model),
      notes: [planText('note.clineAlone')],
    };
  }
  return {
    kind: 'edits',
    title,
    files: [fileEdits(json.path, setJson(json, ['providers', provider, 'settings', 'baseUrl'], url))],
    effect: planText('effect.nextTask'),
    notes: [planText('note.clineRunning'), planText('note.clineOlder')],
    steps: [{ text: planText('step.olderBundle'), value: url }],
  };
}

function enterByHand(url: string, model: string | null): Step[] {
  return [
    { text: planText('step.clineProvider') },
    { text: planText('step.baseUrl'), value: url },
    { text: planText('step.key') },
    model === null ? { text: planText('step.modelId') } : { text: planText('step.modelId'), value: model },
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
