/**
 * Zed: `settings.json`, JSON with comments, read again when it is saved. Zed keeps a key by the address it is for, so an address of
 * another machine asks for it once more; that of a variable (`OPENROUTER_API_KEY`) is found again.
 *
 * @see Zed documentation, LLM providers
 * @see zed-industries/zed:crates/language_models/src/provider/open_router.rs
 */
import { keysAt, setJson, valueAt, type JsonPath } from '../edits/jsonText.js';
import type { ConfiguredModel, Intent, Plan, SettingsFile, SettingsScope, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import * as z from 'zod/mini';
import { defaultBaseUrl, isAtEndpoint, routeThrough } from './address.js';
import { fileEdits, readLayers, textIn, type Layer } from './layers.js';
import { Refusal, refuseUnknownFile } from './refusal.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

const MODEL = ['agent', 'default_model'] as const;
/** Zed's name of a provider whose default address is not that of OpenAI's protocol. */
const NATIVE: ReadonlyMap<string, string> = new Map([
  ['anthropic', 'https://api.anthropic.com'],
  ['google', 'https://generativelanguage.googleapis.com'],
  ['ollama', 'http://localhost:11434'],
]);
/** Addresses that cannot be set. */
const FIXED = new Set(['zed.dev', 'copilot_chat', 'amazon-bedrock', 'openai-subscribed']);

const Models = z.array(z.object({ name: z.string(), display_name: z.optional(z.string()), max_tokens: z.optional(z.number()) }));

function files({ environment: { platform, home, env } }: SettingsScope): SettingsFile[] {
  const folder =
    platform === 'win32'
      ? joinPath(platform, env['APPDATA'] || joinPath(platform, home, 'AppData', 'Roaming'), 'Zed')
      : joinPath(platform, (platform === 'linux' && env['XDG_CONFIG_HOME']) || joinPath(platform, home, '.config'), 'zed');
  return [{ path: joinPath(platform, folder, 'settings.json'), level: 'user' }];
}

/** Named ones stand one level deeper. */
function providerPath(layer: Layer, provider: string): JsonPath {
  return keysAt(layer, ['language_models', 'openai_compatible']).includes(provider)
    ? ['language_models', 'openai_compatible', provider]
    : ['language_models', provider.replaceAll('-', '_') === 'openrouter' ? 'open_router' : provider];
}

function baseUrlOf(layer: Layer, provider: string): string | null {
  return (
    textIn([layer], [...providerPath(layer, provider), 'api_url']) ??
    NATIVE.get(provider) ??
    (FIXED.has(provider) ? null : defaultBaseUrl(provider))
  );
}

function modelsOf(layer: Layer, provider: string): ConfiguredModel[] {
  const parsed = Models.safeParse(valueAt(layer, [...providerPath(layer, provider), 'available_models']));
  return (parsed.success ? parsed.data : []).map((each) => ({
    id: each.name,
    name: each.display_name ?? null,
    provider,
    contextLength: each.max_tokens ?? null,
  }));
}

function providersOf(layer: Layer): string[] {
  const named = keysAt(layer, ['language_models', 'openai_compatible']);
  return [
    ...keysAt(layer, ['language_models'])
      .filter((name) => name !== 'openai_compatible')
      .map((name) => (name === 'open_router' ? 'openrouter' : name)),
    ...named,
  ];
}

function plan(intent: Intent, layer: Layer): Plan {
  const provider = textIn([layer], [...MODEL, 'provider']);
  const model = textIn([layer], [...MODEL, 'model']);
  if (provider === null) {
    throw new Refusal(planText('refuse.providerUnknown', { tool: 'Zed' }), planText('remedy.zedModel'));
  }
  if (intent.kind === 'switch-model') {
    if (model === intent.model) return { kind: 'done', title: planText('plan.uses', { tool: 'Zed', model: intent.model }) };
    return {
      kind: 'edits',
      title: titleOfSwitch('Zed', model, intent.model),
      files: [fileEdits(layer.path, switchEdits(layer, provider, intent.model))],
      effect: planText('effect.nextThread'),
      notes: [],
      steps: [],
    };
  }
  const now = baseUrlOf(layer, provider);
  if (isAtEndpoint(intent.endpoint, now)) return { kind: 'done', title: planText('plan.pointed', { tool: 'Zed' }) };
  if (now === null) {
    throw new Refusal(planText('refuse.zedFixed', { provider }), planText('remedy.providerWithKey'));
  }
  const { url, upstream } = routeThrough(intent.endpoint, now);
  return {
    kind: 'edits',
    title: planText('plan.point', { tool: 'Zed', upstream }),
    files: [fileEdits(layer.path, setJson(layer, [...providerPath(layer, provider), 'api_url'], url))],
    effect: planText('effect.saved'),
    notes: [planText('note.keyByAddress', { tool: 'Zed' })],
    steps: [],
  };
}

/** A model that is set up under another provider takes that one along. */
function switchEdits(layer: Layer, provider: string, model: string): ReturnType<typeof setJson> {
  const owner =
    [provider, ...providersOf(layer)].find((name) => modelsOf(layer, name).some(({ id }) => id === model)) ?? provider;
  return [
    ...(owner === provider ? [] : setJson(layer, [...MODEL, 'provider'], owner)),
    ...setJson(layer, [...MODEL, 'model'], model),
  ];
}

function onlyLayer(layers: readonly Layer[]): Layer {
  const [layer] = layers;
  if (layer === undefined) throw refuseUnknownFile('Zed');
  return layer;
}

export const zedSettings: ToolSettings = {
  id: 'zed',
  name: 'Zed',
  files,
  read: (settings) => {
    const layer = onlyLayer(readLayers(settings));
    const model = textIn([layer], [...MODEL, 'model']);
    const provider = textIn([layer], [...MODEL, 'provider']);
    const listed = [...new Set([...(provider === null ? [] : [provider]), ...providersOf(layer)])].flatMap((name) =>
      modelsOf(layer, name),
    );
    const isListed = model === null || listed.some(({ id }) => id === model);
    return {
      models: isListed ? listed : [{ id: model, name: null, provider, contextLength: null }, ...listed],
      model,
      provider,
      baseUrl: provider === null ? null : baseUrlOf(layer, provider),
    };
  },
  plan: (intent, settings) => plan(intent, onlyLayer(readLayers(settings))),
};
