/**
 * Codex, its command line and its extension: `config.toml`. The id `openai` is built in and cannot be redefined, so a provider of our
 * own takes its place; it signs in as the built-in one does. `wire_api = "chat"` is refused by Codex, and never written.
 *
 * @see openai/codex:codex-rs/model-provider-info/src/lib.rs
 * @see openai/codex:docs/config.md
 */
import { appendTable, parseTomlText, setToml, tomlAt, tomlTextAt, type TomlText } from '../edits/tomlText.js';
import type { Intent, Plan, Settings, SettingsScope, SettingsFile, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import { defaultBaseUrl, isAtEndpoint, routeThrough } from './address.js';
import { fileEdits } from './layers.js';
import { Refusal } from './refusal.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

const OWN = 'unwrap';
const BUILT_IN = 'openai';

function files({ environment: { platform, home, env } }: SettingsScope): SettingsFile[] {
  const folder = env['CODEX_HOME'] || joinPath(platform, home, '.codex');
  return [{ path: joinPath(platform, folder, 'config.toml'), level: 'user' }];
}

function parse({ texts }: Settings): TomlText {
  const [file] = texts;
  return parseTomlText({ path: file?.path ?? '', text: file?.text ?? '' });
}

/** Where a key's word counts: in the profile in use, where it says something, else at the top. */
function pathOf(toml: TomlText, key: string): readonly string[] {
  const profile = tomlTextAt(toml, ['profile']);
  const inProfile = profile === null ? null : ['profiles', profile, key];
  return inProfile !== null && tomlTextAt(toml, inProfile) !== null ? inProfile : [key];
}

function providerOf(toml: TomlText): string {
  return tomlTextAt(toml, pathOf(toml, 'model_provider')) ?? BUILT_IN;
}

function baseUrlPath(toml: TomlText): readonly string[] {
  const provider = providerOf(toml);
  return provider === BUILT_IN ? ['openai_base_url'] : ['model_providers', provider, 'base_url'];
}

function baseUrlOf(toml: TomlText): string | null {
  return tomlTextAt(toml, baseUrlPath(toml)) ?? defaultBaseUrl(providerOf(toml));
}

function plan(intent: Intent, settings: Settings): Plan {
  const toml = parse(settings);
  return intent.kind === 'switch-model' ? switchModel(intent.model, toml) : pointAtEndpoint(intent, toml);
}

function switchModel(model: string, toml: TomlText): Plan {
  const path = pathOf(toml, 'model');
  const now = tomlTextAt(toml, path);
  if (now === model) return { kind: 'done', title: planText('plan.uses', { tool: 'Codex', model }) };
  return {
    kind: 'edits',
    title: titleOfSwitch('Codex', now, model),
    files: [fileEdits(toml.path, setToml(toml, path, model))],
    effect: planText('effect.nextSessionOrCommand'),
    notes: [],
    steps: [],
  };
}

function pointAtEndpoint({ endpoint }: Extract<Intent, { kind: 'point-at-endpoint' }>, toml: TomlText): Plan {
  const provider = providerOf(toml);
  const now = baseUrlOf(toml);
  if (isAtEndpoint(endpoint, now)) return { kind: 'done', title: planText('plan.pointed', { tool: 'Codex' }) };
  if (now === null) {
    throw new Refusal(
      planText('refuse.addressUnknown', { tool: 'Codex', provider }),
      planText('remedy.codexBaseUrl', { provider }),
    );
  }
  if (tomlTextAt(toml, ['model_providers', provider, 'wire_api']) === 'chat') {
    throw new Refusal(planText('refuse.wireApi'), planText('remedy.wireApi'));
  }
  const { url, upstream } = routeThrough(endpoint, now);
  const path = baseUrlPath(toml);
  const isSet = tomlTextAt(toml, path) !== null;
  return {
    kind: 'edits',
    title: planText('plan.point', { tool: 'Codex', upstream }),
    files: [fileEdits(toml.path, isSet ? setToml(toml, path, url) : addProvider(toml, url, provider))],
    effect: planText('effect.nextSession'),
    notes: [provider === BUILT_IN ? planText('note.byKey') : planText('note.providersKey')],
    steps: [],
  };
}

function addProvider(toml: TomlText, url: string, replaced: string): ReturnType<typeof setToml> {
  const choice = setToml(toml, pathOf(toml, 'model_provider'), OWN);
  if (tomlAt(toml, ['model_providers', OWN]) !== undefined)
    return [...choice, ...setToml(toml, ['model_providers', OWN, 'base_url'], url)];
  const table = { name: 'Unwrap endpoint', base_url: url, wire_api: 'responses', requires_openai_auth: replaced === BUILT_IN };
  return [...choice, appendTable(toml, ['model_providers', OWN], table)];
}

export const codexSettings: ToolSettings = {
  id: 'codex',
  name: 'Codex',
  files,
  read: (settings) => {
    const toml = parse(settings);
    const model = tomlTextAt(toml, pathOf(toml, 'model'));
    const provider = providerOf(toml);
    const profiles = tomlAt(toml, ['profiles']);
    const ids = [model, ...Object.keys(Object(profiles)).map((name) => tomlTextAt(toml, ['profiles', name, 'model']))];
    return {
      models: [...new Set(ids)].flatMap((id) => (id === null ? [] : [{ id, name: null, provider, contextLength: null }])),
      model,
      provider,
      baseUrl: baseUrlOf(toml),
    };
  },
  plan,
};
