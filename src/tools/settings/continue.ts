/**
 * Continue: `config.yaml`, else `config.json`, which its editor extension looks at every second; the selection of the chat's model
 * stands in `index/globalContext.json`, and is read again with them.
 *
 * @see continuedev/continue:extensions/vscode/src/extension/VsCodeExtension.ts
 * @see continuedev/continue:core/util/GlobalContext.ts
 */
import type { FileEdits, Intent, Plan, Settings, SettingsFile, SettingsScope, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import { defaultBaseUrl, isAtEndpoint, routeThrough } from './address.js';
import { currentEntry, readConfig, selectEntry, type ContinueConfig, type Entry } from './continueEntries.js';
import { fileEdits } from './layers.js';
import { Refusal } from './refusal.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

/** Where Continue calls the provider's own protocol, not OpenAI's. */
const NATIVE: ReadonlyMap<string, string> = new Map([
  ['gemini', 'https://generativelanguage.googleapis.com/v1beta/'],
  ['ollama', 'http://localhost:11434/'],
]);

const EFFECT = planText('effect.soon');

function files({ environment: { platform, home, env } }: SettingsScope): SettingsFile[] {
  const folder = env['CONTINUE_GLOBAL_DIR'] || joinPath(platform, home, '.continue');
  return [
    { path: joinPath(platform, folder, 'config.json'), level: 'user' },
    { path: joinPath(platform, folder, 'config.yaml'), level: 'user' },
    { path: joinPath(platform, folder, 'index', 'globalContext.json'), level: 'user' },
  ];
}

/** Continue's own has a slash at its end. */
function baseUrlOf({ apiBase, provider }: Entry): string | null {
  if (apiBase !== null) return apiBase;
  const url = provider === null ? null : (NATIVE.get(provider) ?? defaultBaseUrl(provider));
  return url === null || url.endsWith('/') ? url : `${url}/`;
}

function requireEntry(config: ContinueConfig): Entry {
  const entry = currentEntry(config);
  if (entry === null) throw new Refusal(planText('refuse.noContinueModel'), planText('remedy.addTo', { path: config.path }));
  if (entry.model === null) {
    throw new Refusal(planText('refuse.uses'), planText('remedy.override'));
  }
  return entry;
}

function switchModel(model: string, config: ContinueConfig): Plan {
  const now = currentEntry(config);
  const nowName = now?.model ?? null;
  const other = config.entries.find((entry) => entry.chats && (entry.model === model || entry.name === model));
  if (other !== undefined && other === now) return { kind: 'done', title: planText('plan.uses', { tool: 'Continue', model }) };
  const title = titleOfSwitch('Continue', nowName, model);
  if (other !== undefined && other.name !== null) {
    // The selection itself is not looked at; the configuration is, and it is read again when it was written.
    const isNamedOtherwise = other.model !== null && other.name !== other.model;
    const touched: FileEdits = fileEdits(config.path, []);
    return {
      kind: 'edits',
      title,
      files: [fileEdits(config.context.path, selectEntry(config, other.name)), touched],
      effect: EFFECT,
      notes: [
        ...(isNamedOtherwise ? [planText('note.entryModel', { name: other.name, model: other.model })] : []),
        planText('note.cnChoice'),
      ],
      steps: [],
    };
  }
  const entry = requireEntry(config);
  const renamed = entry.name === null ? [] : [planText('note.entryName', { name: entry.name })];
  return {
    kind: 'edits',
    title,
    files: [fileEdits(config.path, entry.set('model', model))],
    effect: EFFECT,
    notes: renamed,
    steps: [],
  };
}

function pointAtEndpoint({ endpoint }: Extract<Intent, { kind: 'point-at-endpoint' }>, config: ContinueConfig): Plan {
  const current = requireEntry(config);
  if (isAtEndpoint(endpoint, baseUrlOf(current))) return { kind: 'done', title: planText('plan.pointed', { tool: 'Continue' }) };
  const now = baseUrlOf(current);
  if (now === null) {
    throw new Refusal(
      planText('refuse.addressUnknown', { tool: 'Continue', provider: current.provider ?? '' }),
      planText('remedy.apiBase'),
    );
  }
  const { upstream } = routeThrough(endpoint, now);
  // Every chat model of the same place goes along, so that the tool's own picker does not lead past the endpoint.
  const moved = config.entries.filter(
    (entry) => entry.chats && entry.model !== null && entry.provider === current.provider && baseUrlOf(entry) === now,
  );
  const { url } = routeThrough(endpoint, now);
  const left = config.entries.filter(
    (entry) => entry.chats && !moved.includes(entry) && !isAtEndpoint(endpoint, baseUrlOf(entry)),
  );
  return {
    kind: 'edits',
    title: planText('plan.point', { tool: 'Continue', upstream }),
    files: [
      fileEdits(
        config.path,
        moved.flatMap((entry) => entry.set('apiBase', url)),
      ),
    ],
    effect: EFFECT,
    notes: [
      planText('note.keys'),
      // Seen with 1.5.47: it gives the SDK no base URL.
      ...(current.provider === 'gemini' ? [planText('note.cnGemini')] : []),
      ...(left.length === 0
        ? []
        : [planText('note.left', { entries: left.map(({ name, model }) => name ?? model ?? '?').join(', ') })]),
    ],
    steps: [],
  };
}

export const continueSettings: ToolSettings = {
  id: 'continue',
  name: 'Continue',
  files,
  read: (settings) => {
    const config = readConfig(settings);
    const current = currentEntry(config);
    return {
      models: config.entries.flatMap(({ model, name, provider, contextLength, chats }) =>
        chats && model !== null ? [{ id: model, name, provider, contextLength }] : [],
      ),
      model: current?.model ?? null,
      provider: current?.provider ?? null,
      baseUrl: current === null ? null : baseUrlOf(current),
    };
  },
  plan: (intent: Intent, settings: Settings): Plan => {
    const config = readConfig(settings);
    return intent.kind === 'switch-model' ? switchModel(intent.model, config) : pointAtEndpoint(intent, config);
  },
};
