/**
 * opencode, and Kilo Code 7, which is built on it: JSON with comments in several files, merged, later ones winning.
 *
 * @see opencode documentation, Config
 * @see anomalyco/opencode:packages/opencode/src/config/config.ts
 */
import type { Text } from '../../engine/text.js';
import { keysAt, setJson, valueAt, type JsonPath } from '../edits/jsonText.js';
import type { Intent, Plan, Settings, SettingsFile, SettingsScope, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import type { Environment } from '../tool.js';
import { defaultBaseUrl, isAtEndpoint, routeThrough } from './address.js';
import { fileEdits, projectNote, readLayers, requireOwn, textIn, winnerOf, type Layer, type OwnedByOthers } from './layers.js';
import { Refusal, refuseUnknownFile } from './refusal.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

interface Kind {
  readonly id: string;
  readonly name: string;
  /** The folder in the configuration home. */
  readonly folder: string;
  /** Names in the configuration folder, later ones winning. */
  readonly names: readonly string[];
  /** The one to make where none is there. */
  readonly made: string;
  /** Names in the project's own folders. */
  readonly projectNames: readonly string[];
  readonly projectFolders: readonly string[];
  /** Beginning of its variables: `OPENCODE`. */
  readonly variable: string;
}

/** The SDK for Google speaks Google's own protocol, not OpenAI's. */
const NATIVE: ReadonlyMap<string, string> = new Map([['google', 'https://generativelanguage.googleapis.com/v1beta']]);

function files(kind: Kind, { environment, project }: SettingsScope): SettingsFile[] {
  const { platform, home, env } = environment;
  const under = (folder: string, names: readonly string[]): string[] => names.map((name) => joinPath(platform, folder, name));
  const own = joinPath(platform, env['XDG_CONFIG_HOME'] || joinPath(platform, home, '.config'), kind.folder);
  const custom = env[`${kind.variable}_CONFIG`];
  const customFolder = env[`${kind.variable}_CONFIG_DIR`];
  const folders = project === null ? [] : foldersDownTo(environment, project);
  return [
    ...under(own, kind.names).map((path) => ({ path, level: 'user' as const })),
    ...(custom ? [{ path: custom, level: 'user' as const }] : []),
    ...folders.flatMap((folder) => under(folder, kind.projectNames)).map((path) => ({ path, level: 'project' as const })),
    ...folders
      .flatMap((folder) => kind.projectFolders.flatMap((name) => under(joinPath(platform, folder, name), kind.projectNames)))
      .map((path) => ({ path, level: 'project' as const })),
    ...(customFolder ? under(customFolder, kind.projectNames).map((path) => ({ path, level: 'user' as const })) : []),
    ...(platform === 'win32'
      ? []
      : under(platform === 'darwin' ? `/Library/Application Support/${kind.folder}` : `/etc/${kind.folder}`, kind.projectNames)
    ).map((path) => ({ path, level: 'managed' as const })),
  ];
}

/** The project's folder and those above it that are not the home folder's own parents, the outermost first. */
function foldersDownTo({ platform, home }: Environment, project: string): string[] {
  const separator = platform === 'win32' ? '\\' : '/';
  const inHome = project.startsWith(home + separator);
  const folders = [project];
  for (let folder = project; folder !== home;) {
    const cut = folder.lastIndexOf(separator);
    // Above the home folder, and at the root, nothing of a person's own stands.
    if (cut <= 0 || !inHome) break;
    folder = folder.slice(0, cut);
    if (folder !== home) folders.unshift(folder);
  }
  return folders;
}

function modelOf(layers: readonly Layer[]): string | null {
  return textIn(layers, ['model']);
}

/** `openrouter/anthropic/claude-sonnet-5` → `openrouter`. */
function providerIn(model: string | null): string | null {
  return model?.includes('/') ? (model.split('/')[0] ?? null) : null;
}

function configuredProviders(layers: readonly Layer[]): string[] {
  return [...new Set(layers.flatMap((layer) => keysAt(layer, ['provider'])))];
}

function urlPath(provider: string): JsonPath {
  return ['provider', provider, 'options', 'baseURL'];
}

function baseUrlOf(layers: readonly Layer[], provider: string): string | null {
  return (
    textIn(layers, urlPath(provider)) ??
    textIn(layers, ['provider', provider, 'api']) ??
    NATIVE.get(provider) ??
    defaultBaseUrl(provider)
  );
}

/** The file where a path is set, else the first of the other paths that some file has, else the one to begin with. */
function targetOf(kind: Kind, layers: readonly Layer[], paths: readonly JsonPath[], owned: OwnedByOthers): Layer {
  for (const path of paths) {
    const winner = winnerOf(layers, path);
    if (winner !== null && (path === paths[0] || winner.level !== 'managed')) return requireOwn(winner, owned);
  }
  const own = layers.filter(({ level }) => level === 'user');
  const target = own.findLast(({ exists }) => exists) ?? own.find(({ path }) => path.endsWith(kind.made));
  if (!target) throw refuseUnknownFile(kind.name);
  return target;
}

function plan(kind: Kind, intent: Intent, settings: Settings): Plan {
  const layers = readLayers(settings);
  const inline = settings.environment.env[`${kind.variable}_CONFIG_CONTENT`]
    ? [planText('note.variable', { variable: `${kind.variable}_CONFIG_CONTENT` })]
    : [];
  return intent.kind === 'switch-model'
    ? switchModel(kind, intent, layers, inline)
    : pointAtEndpoint(kind, intent, layers, inline);
}

function switchModel(
  kind: Kind,
  intent: Extract<Intent, { kind: 'switch-model' }>,
  layers: readonly Layer[],
  inline: readonly Text[],
): Plan {
  const now = modelOf(layers);
  const provider = providerIn(now) ?? intent.failed.provider;
  const named = providerIn(intent.model);
  const isWhole = named !== null && (named === provider || configuredProviders(layers).includes(named) || provider === null);
  const model = isWhole || provider === null ? intent.model : `${provider}/${intent.model}`;
  if (now === model) return { kind: 'done', title: planText('plan.uses', { tool: kind.name, model }) };
  if (!model.includes('/')) throw new Refusal(planText('refuse.whoseModel', { model }), planText('remedy.whole'));
  const target = targetOf(kind, layers, [['model']], 'refuse.organisationModel');
  return {
    kind: 'edits',
    title: titleOfSwitch(kind.name, now, model),
    files: [fileEdits(target.path, setJson(target, ['model'], model))],
    effect: planText('effect.nextStart', { tool: kind.name }),
    notes: [...inline, ...agentNotes(layers), ...projectNote(target)],
    steps: [],
  };
}

function agentNotes(layers: readonly Layer[]): Text[] {
  const agents = layers
    .flatMap((layer) => keysAt(layer, ['agent']))
    .filter((agent) => textIn(layers, ['agent', agent, 'model']) !== null);
  return agents.length === 0 ? [] : [planText('note.agents', { agents: [...new Set(agents)].join(', ') })];
}

function pointAtEndpoint(
  kind: Kind,
  { endpoint, failed }: Extract<Intent, { kind: 'point-at-endpoint' }>,
  layers: readonly Layer[],
  inline: readonly Text[],
): Plan {
  const configured = configuredProviders(layers);
  const provider = providerIn(modelOf(layers)) ?? failed.provider ?? (configured.length === 1 ? configured[0] : undefined);
  if (provider === undefined) {
    throw new Refusal(planText('refuse.providerUnknown', { tool: kind.name }), planText('remedy.setModel'));
  }
  const now = baseUrlOf(layers, provider);
  if (isAtEndpoint(endpoint, now)) return { kind: 'done', title: planText('plan.pointed', { tool: kind.name }) };
  if (now === null) {
    throw new Refusal(planText('refuse.whereProvider', { provider }), planText('remedy.opencodeBaseUrl', { provider }));
  }
  const { url, upstream } = routeThrough(endpoint, now);
  const target = targetOf(
    kind,
    layers,
    [urlPath(provider), ['provider', provider], ['provider'], ['model']],
    'refuse.organisationUrl',
  );
  return {
    kind: 'edits',
    title: planText('plan.point', { tool: kind.name, upstream }),
    files: [fileEdits(target.path, setJson(target, urlPath(provider), url))],
    effect: planText('effect.nextStart', { tool: kind.name }),
    notes: [planText('note.onlyProvider', { provider }), ...inline, ...projectNote(target)],
    steps: [],
  };
}

function settingsOf(kind: Kind): ToolSettings {
  return {
    id: kind.id,
    name: kind.name,
    files: (scope) => files(kind, scope),
    read: (settings) => {
      const layers = readLayers(settings);
      const model = modelOf(layers);
      const provider = providerIn(model);
      const listed = configuredProviders(layers).flatMap((name) =>
        [...new Set(layers.flatMap((layer) => keysAt(layer, ['provider', name, 'models'])))].map((id) => ({
          id: `${name}/${id}`,
          name: textIn(layers, ['provider', name, 'models', id, 'name']),
          provider: name,
          contextLength: numberIn(layers, ['provider', name, 'models', id, 'limit', 'context']),
        })),
      );
      const isListed = model === null || listed.some(({ id }) => id === model);
      return {
        models: isListed ? listed : [{ id: model, name: null, provider, contextLength: null }, ...listed],
        model,
        provider,
        baseUrl: provider === null ? null : baseUrlOf(layers, provider),
      };
    },
    plan: (intent, settings) => plan(kind, intent, settings),
  };
}

function numberIn(layers: readonly Layer[], path: JsonPath): number | null {
  const winner = winnerOf(layers, path);
  const value = winner === null ? null : valueAt(winner, path);
  return typeof value === 'number' ? value : null;
}

export const opencodeSettings = settingsOf({
  id: 'opencode',
  name: 'opencode',
  folder: 'opencode',
  names: ['config.json', 'opencode.json', 'opencode.jsonc'],
  made: 'opencode.json',
  projectNames: ['opencode.json', 'opencode.jsonc'],
  projectFolders: ['.opencode'],
  variable: 'OPENCODE',
});

/** @see Kilo-Org/kilocode:packages/opencode/src/config/config.ts */
export const kiloSettings = settingsOf({
  id: 'kilo',
  name: 'Kilo Code',
  folder: 'kilo',
  names: ['config.json', 'kilo.json', 'kilo.jsonc', 'opencode.json', 'opencode.jsonc'],
  made: 'kilo.jsonc',
  projectNames: ['kilo.json', 'kilo.jsonc', 'opencode.json', 'opencode.jsonc'],
  projectFolders: ['.kilocode', '.kilo', '.opencode'],
  variable: 'KILO',
});
