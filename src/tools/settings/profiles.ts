/**
 * Roo Code, Zoo Code and Kilo Code up to 5: their settings are profiles in the editor's secret store, changed through the API that the
 * extension exports. The API hides keys, and an update of a profile erases the one it has: a fix activates another profile, or makes one
 * of our own. The window plans with this and applies it; there is no file.
 *
 * @see RooCodeInc/Roo-Code:packages/types/src/api.ts
 * @see RooCodeInc/Roo-Code:src/core/config/ProviderSettingsManager.ts
 */
import type { Text } from '../../engine/text.js';
import type { Intent, Plan } from '../fix.js';
import { defaultBaseUrl, isAtEndpoint, routeThrough } from './address.js';
import { Refusal } from './refusal.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

/** What the exported API answers: `getProfiles()`, `getActiveProfile()`, `getConfiguration()` (without keys). */
export interface ProfileState {
  readonly extensionId: string;
  /** As its maker writes it: `Roo Code`. */
  readonly name: string;
  readonly profiles: readonly string[];
  readonly active: string | null;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** The names of one provider's settings. */
interface Names {
  readonly model: string;
  readonly baseUrl: string;
  /** Null for a local server. */
  readonly key: string | null;
  readonly defaultUrl: string;
}

const NATIVE_GOOGLE = 'https://generativelanguage.googleapis.com';

const NAMES: Readonly<Record<string, Names>> = {
  openrouter: {
    model: 'openRouterModelId',
    baseUrl: 'openRouterBaseUrl',
    key: 'openRouterApiKey',
    defaultUrl: defaultBaseUrl('openrouter') ?? '',
  },
  openai: { model: 'openAiModelId', baseUrl: 'openAiBaseUrl', key: 'openAiApiKey', defaultUrl: '' },
  anthropic: { model: 'apiModelId', baseUrl: 'anthropicBaseUrl', key: 'apiKey', defaultUrl: 'https://api.anthropic.com' },
  gemini: { model: 'apiModelId', baseUrl: 'googleGeminiBaseUrl', key: 'geminiApiKey', defaultUrl: NATIVE_GOOGLE },
  // Its base URL is without the version.
  'openai-native': {
    model: 'apiModelId',
    baseUrl: 'openAiNativeBaseUrl',
    key: 'openAiNativeApiKey',
    defaultUrl: 'https://api.openai.com',
  },
  deepseek: { model: 'apiModelId', baseUrl: 'deepSeekBaseUrl', key: 'deepSeekApiKey', defaultUrl: 'https://api.deepseek.com' },
  ollama: { model: 'ollamaModelId', baseUrl: 'ollamaBaseUrl', key: null, defaultUrl: 'http://localhost:11434' },
  lmstudio: { model: 'lmStudioModelId', baseUrl: 'lmStudioBaseUrl', key: null, defaultUrl: 'http://localhost:1234' },
  litellm: { model: 'litellmModelId', baseUrl: 'litellmBaseUrl', key: 'litellmApiKey', defaultUrl: '' },
  requesty: {
    model: 'requestyModelId',
    baseUrl: 'requestyBaseUrl',
    key: 'requestyApiKey',
    defaultUrl: defaultBaseUrl('requesty') ?? '',
  },
};

const OWN = 'Unwrap';

/**
 * @param modelOfProfile what a profile is set up for (`getProfileEntry(name)?.modelId`)
 */
export function planProfileFix(intent: Intent, state: ProfileState, modelOfProfile: (profile: string) => string | null): Plan {
  try {
    return intent.kind === 'switch-model' ? switchModel(intent, state, modelOfProfile) : pointAtEndpoint(intent, state);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', reason: error.reason, remedy: error.remedy, at: error.at };
  }
}

function namesOf({ name, configuration }: ProfileState): Names & { readonly provider: string } {
  const provider = configuration['apiProvider'];
  const names = typeof provider === 'string' && Object.hasOwn(NAMES, provider) ? NAMES[provider] : undefined;
  if (names === undefined || typeof provider !== 'string') {
    throw new Refusal(planText('refuse.noAddress', { tool: name }), planText('remedy.chooseAnother', { tool: name }));
  }
  return { ...names, provider };
}

function textOf({ configuration }: ProfileState, name: string): string | null {
  const value = configuration[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function requireActive({ name, active }: ProfileState): string {
  if (active === null)
    throw new Refusal(planText('refuse.noProfile', { tool: name }), planText('remedy.chooseProfile', { tool: name }));
  return active;
}

function switchModel(
  { model, failed }: Extract<Intent, { kind: 'switch-model' }>,
  state: ProfileState,
  modelOfProfile: (profile: string) => string | null,
): Plan {
  const active = requireActive(state);
  const title = titleOfSwitch(state.name, failed.model, model);
  if (modelOfProfile(active) === model) return { kind: 'done', title: planText('plan.uses', { tool: state.name, model }) };
  const other = state.profiles.find((profile) => profile !== active && modelOfProfile(profile) === model);
  if (other !== undefined) {
    return {
      kind: 'api',
      title,
      api: {
        extensionId: state.extensionId,
        call: { kind: 'activate-profile', profile: other },
        undo: { activate: active, remove: null },
      },
      effect: planText('effect.profile'),
      notes: [planText('note.profileActive', { profile: other })],
    };
  }
  const names = namesOf(state);
  const url = textOf(state, names.baseUrl);
  return createProfile(state, active, title, names, { [names.model]: model, ...(url === null ? {} : { [names.baseUrl]: url }) });
}

function pointAtEndpoint({ endpoint, failed }: Extract<Intent, { kind: 'point-at-endpoint' }>, state: ProfileState): Plan {
  const active = requireActive(state);
  const names = namesOf(state);
  const now = textOf(state, names.baseUrl) ?? names.defaultUrl;
  if (now === '') throw new Refusal(planText('refuse.whereOf', { tool: state.name }), planText('remedy.profileBaseUrl'));
  if (isAtEndpoint(endpoint, now)) return { kind: 'done', title: planText('plan.pointed', { tool: state.name }) };
  const { url, upstream } = routeThrough(endpoint, now);
  const model = textOf(state, names.model) ?? failed.model;
  const settings = { [names.baseUrl]: url, ...(model === null ? {} : { [names.model]: model }) };
  return createProfile(state, active, planText('plan.point', { tool: state.name, upstream }), names, settings);
}

function createProfile(
  { extensionId, name, profiles }: ProfileState,
  active: string,
  title: Text,
  { provider, key }: Names & { readonly provider: string },
  settings: Readonly<Record<string, string>>,
): Plan {
  let profile = OWN;
  for (let number = 2; profiles.includes(profile); number += 1) profile = `${OWN} ${number}`;
  return {
    kind: 'api',
    title,
    api: {
      extensionId,
      call: { kind: 'create-profile', profile, settings: { apiProvider: provider, ...settings }, keySetting: key },
      undo: { activate: active, remove: profile },
    },
    effect: planText('effect.profile'),
    notes: [
      planText('note.ownProfile', { tool: name, profile }),
      ...(key === null ? [] : [planText('note.profileKey', { tool: name })]),
    ],
  };
}
