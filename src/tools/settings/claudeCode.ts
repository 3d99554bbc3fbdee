/**
 * Claude Code: `settings.json` of the person, of the project and, local to it, of the person again; `managed-settings.json` above all.
 * Its `env` is put into the environment of the program, over what stands there.
 *
 * @see Claude Code documentation, Settings; Model configuration; LLM gateways
 */
import { setJson, type JsonPath } from '../edits/jsonText.js';
import type { Intent, Plan, Settings, SettingsFile, SettingsScope, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import type { Environment } from '../tool.js';
import { isAtEndpoint, routeThrough } from './address.js';
import { fileEdits, readLayers, requireOwn, textIn, winnerOf, type Layer, type OwnedByOthers } from './layers.js';
import { Refusal, refuseUnknownFile } from './refusal.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

const BASE_URL = ['env', 'ANTHROPIC_BASE_URL'] as const;
/** Stronger first. */
const MODELS: readonly JsonPath[] = [['env', 'ANTHROPIC_MODEL'], ['model']];
/** Names of other clouds' switches: with one of them the base URL is not used. */
const CLOUDS = ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'];
const DEFAULT_URL = 'https://api.anthropic.com';

function files({ environment, project }: SettingsScope): SettingsFile[] {
  const { platform, home, env } = environment;
  const own = env['CLAUDE_CONFIG_DIR'] || joinPath(platform, home, '.claude');
  const inProject =
    project === null ? [] : ['settings.json', 'settings.local.json'].map((name) => joinPath(platform, project, '.claude', name));
  return [
    { path: joinPath(platform, own, 'settings.json'), level: 'user' },
    ...inProject.map((path) => ({ path, level: 'project' as const })),
    { path: managedPath(environment), level: 'managed' },
  ];
}

function managedPath({ platform, env }: Environment): string {
  const name = 'managed-settings.json';
  if (platform === 'darwin') return `/Library/Application Support/ClaudeCode/${name}`;
  if (platform === 'win32') return joinPath(platform, env['ProgramFiles'] || 'C:\\Program Files', 'ClaudeCode', name);
  return `/etc/claude-code/${name}`;
}

function modelPath(layers: readonly Layer[]): JsonPath {
  return MODELS.find((path) => textIn(layers, path) !== null) ?? ['model'];
}

/** Where a person's own word goes: what the project shares is overruled in the file that it does not share. */
function targetOf(layers: readonly Layer[], path: JsonPath, owned: OwnedByOthers): Layer {
  const winner = winnerOf(layers, path);
  const level = winner === null ? 'user' : requireOwn(winner, owned).level;
  const target = level === 'user' ? layers[0] : layers.findLast((layer) => layer.level === 'project');
  if (!target) throw refuseUnknownFile('Claude Code');
  return target;
}

function plan(intent: Intent, { texts, environment }: Settings): Plan {
  const layers = readLayers({ texts });
  return intent.kind === 'switch-model' ? switchModel(intent.model, layers) : pointAtEndpoint(intent, layers, environment);
}

function switchModel(model: string, layers: readonly Layer[]): Plan {
  const path = modelPath(layers);
  const now = textIn(layers, path);
  if (now === model) return { kind: 'done', title: planText('plan.uses', { tool: 'Claude Code', model }) };
  const target = targetOf(layers, path, 'refuse.organisationModel');
  return {
    kind: 'edits',
    title: titleOfSwitch('Claude Code', now, model),
    files: [fileEdits(target.path, setJson(target, path, model))],
    effect: planText('effect.nextSessionOrCommand'),
    notes: [planText('note.shellModel', { variable: 'ANTHROPIC_MODEL' })],
    steps: [],
  };
}

function pointAtEndpoint(
  intent: Extract<Intent, { kind: 'point-at-endpoint' }>,
  layers: readonly Layer[],
  { env }: Environment,
): Plan {
  const cloud = CLOUDS.find((name) => isOn(textIn(layers, ['env', name])) || isOn(env[name]));
  if (cloud !== undefined) {
    throw new Refusal(planText('refuse.cloud', { variable: cloud }), planText('remedy.unset'));
  }
  const now = textIn(layers, BASE_URL) ?? (env['ANTHROPIC_BASE_URL'] || DEFAULT_URL);
  if (isAtEndpoint(intent.endpoint, now)) return { kind: 'done', title: planText('plan.pointed', { tool: 'Claude Code' }) };
  const { url, upstream } = routeThrough(intent.endpoint, now);
  const target = targetOf(layers, BASE_URL, 'refuse.organisationUrl');
  return {
    kind: 'edits',
    title: planText('plan.point', { tool: 'Claude Code', upstream }),
    files: [fileEdits(target.path, setJson(target, BASE_URL, url))],
    effect: planText('effect.nextSession'),
    notes: [planText('note.ownSignIn', { tool: 'Claude Code' })],
    steps: [],
  };
}

function isOn(value: string | null | undefined): boolean {
  return Boolean(value) && value !== '0' && value !== 'false';
}

export const claudeCodeSettings: ToolSettings = {
  id: 'claude-code',
  name: 'Claude Code',
  files,
  read: ({ texts, environment }) => {
    const layers = readLayers({ texts });
    const model = textIn(layers, modelPath(layers));
    return {
      models: model === null ? [] : [{ id: model, name: null, provider: 'anthropic', contextLength: null }],
      model,
      provider: 'anthropic',
      baseUrl: textIn(layers, BASE_URL) ?? (environment.env['ANTHROPIC_BASE_URL'] || DEFAULT_URL),
    };
  },
  plan,
};
