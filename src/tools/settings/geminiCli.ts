/**
 * Gemini CLI: `settings.json` of the system, the person and the project, later ones winning; the base URL is a variable, which it
 * also takes from the nearest `.env` (seen with 0.61.0: `GOOGLE_GEMINI_BASE_URL` there, with the sign-in by key chosen in the settings;
 * without that choice it is taken for a gateway of an organisation and refused).
 *
 * @see google-gemini/gemini-cli:packages/core/src/core/contentGenerator.ts
 * @see google-gemini/gemini-cli:docs/get-started/configuration.md
 */
import { redact } from '../../engine/redact.js';
import { setVariable, variableOf } from '../edits/dotenvText.js';
import { setJson, valueAt, type JsonPath } from '../edits/jsonText.js';
import type { FileEdits, Intent, Plan, Settings, SettingsFile, SettingsScope, SettingsText, ToolSettings } from '../fix.js';
import { joinPath } from '../path.js';
import { isAtEndpoint, routeThrough } from './address.js';
import { fileEdits, projectNote, readLayers, requireOwn, textIn, winnerOf, type Layer, type OwnedByOthers } from './layers.js';
import { Refusal, refuseUnknownFile } from './refusal.js';
import { planText } from '../texts/planText.js';
import { titleOfSwitch } from './titles.js';

const BASE_URL = 'GOOGLE_GEMINI_BASE_URL';
const DEFAULT_URL = 'https://generativelanguage.googleapis.com';
const SIGN_IN = ['security', 'auth', 'selectedType'] as const;
const BY_KEY = 'gemini-api-key';

function files({ environment, project }: SettingsScope): SettingsFile[] {
  const { platform, home, env } = environment;
  const own = joinPath(platform, env['GEMINI_CLI_HOME'] || home, '.gemini');
  const system = env['GEMINI_CLI_SYSTEM_SETTINGS_PATH'] || systemPath(environment);
  return [
    { path: joinPath(platform, own, 'settings.json'), level: 'user' },
    ...(project === null ? [] : [{ path: joinPath(platform, project, '.gemini', 'settings.json'), level: 'project' as const }]),
    { path: system, level: 'managed' },
    { path: joinPath(platform, own, '.env'), level: 'user' },
    ...(project === null
      ? []
      : [joinPath(platform, project, '.env'), joinPath(platform, project, '.gemini', '.env')].map((path) => ({
          path,
          level: 'project' as const,
        }))),
  ];
}

function systemPath({ platform, env }: SettingsScope['environment']): string {
  if (platform === 'darwin') return '/Library/Application Support/GeminiCli/settings.json';
  if (platform === 'win32') return joinPath(platform, env['ProgramData'] || 'C:\\ProgramData', 'gemini-cli', 'settings.json');
  return '/etc/gemini-cli/settings.json';
}

/** An organisation may call its file what it likes. */
function layersOf({ texts }: Settings): Layer[] {
  return readLayers({ texts: texts.filter(({ path }) => !path.endsWith('.env')) });
}

/** Older versions wrote the name itself. */
function modelPath(layers: readonly Layer[]): JsonPath {
  const winner = winnerOf(layers, ['model']);
  return winner !== null && typeof valueAt(winner, ['model']) === 'string' ? ['model'] : ['model', 'name'];
}

/** Only the nearest one is read. */
function variablesFile(texts: readonly SettingsText[]): SettingsText {
  const all = texts.filter(({ path }) => path.endsWith('.env'));
  const file = all.findLast(({ text }) => text !== null) ?? all[0];
  if (file === undefined)
    throw new Refusal(planText('refuse.noFolder', { tool: 'Gemini CLI' }), planText('remedy.setInShell', { variable: BASE_URL }));
  return file;
}

function baseUrlOf({ texts, environment }: Settings): string {
  return environment.env[BASE_URL] || (variableOf(variablesFile(texts).text ?? '', BASE_URL) ?? DEFAULT_URL);
}

function target(layers: readonly Layer[], path: JsonPath, owned: OwnedByOthers): Layer {
  const layer = winnerOf(layers, path) ?? layers[0];
  if (layer === undefined) throw refuseUnknownFile('Gemini CLI');
  return requireOwn(layer, owned);
}

function switchModel(model: string, layers: readonly Layer[]): Plan {
  const path = modelPath(layers);
  const now = textIn(layers, path);
  if (now === model) return { kind: 'done', title: planText('plan.uses', { tool: 'Gemini CLI', model }) };
  const layer = target(layers, path, 'refuse.organisationModel');
  return {
    kind: 'edits',
    title: titleOfSwitch('Gemini CLI', now, model),
    files: [fileEdits(layer.path, setJson(layer, path, model))],
    effect: planText('effect.nextSessionOrCommand'),
    notes: [planText('note.shellModel', { variable: 'GEMINI_MODEL' }), ...projectNote(layer)],
    steps: [],
  };
}

function pointAtEndpoint(
  { endpoint }: Extract<Intent, { kind: 'point-at-endpoint' }>,
  settings: Settings,
  layers: readonly Layer[],
): Plan {
  const { environment, texts } = settings;
  const now = baseUrlOf(settings);
  if (isAtEndpoint(endpoint, now)) return { kind: 'done', title: planText('plan.pointed', { tool: 'Gemini CLI' }) };
  const byShell = environment.env[BASE_URL];
  if (byShell)
    throw new Refusal(
      planText('refuse.inShell', { variable: BASE_URL }),
      planText('remedy.changeThere', { value: redact(byShell) }),
    );
  const { url, upstream } = routeThrough(endpoint, now);
  const variables = variablesFile(texts);
  const text = variables.text ?? '';
  return {
    kind: 'edits',
    title: planText('plan.point', { tool: 'Gemini CLI', upstream }),
    files: [fileEdits(variables.path, setVariable(text, BASE_URL, url)), ...chooseSignIn(layers, text, settings)],
    effect: planText('effect.nextSession'),
    notes: [planText('note.ownKey', { tool: 'Gemini CLI' }), ...projectNote(variables)],
    steps: [],
  };
}

/** With a base URL of its own, the sign-in has to be said. */
function chooseSignIn(layers: readonly Layer[], variables: string, { environment }: Settings): FileEdits[] {
  const signIn = textIn(layers, SIGN_IN);
  if (signIn === BY_KEY) return [];
  if (signIn !== null || (!environment.env['GEMINI_API_KEY'] && variableOf(variables, 'GEMINI_API_KEY') === null)) {
    throw new Refusal(
      signIn === null ? planText('refuse.signInWithoutKey') : planText('refuse.signInBy', { signIn }),
      planText('remedy.signInByKey'),
    );
  }
  const layer = target(layers, SIGN_IN, 'refuse.organisationSignIn');
  return [fileEdits(layer.path, setJson(layer, SIGN_IN, BY_KEY))];
}

export const geminiCliSettings: ToolSettings = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  files,
  read: (settings) => {
    const layers = layersOf(settings);
    const model = textIn(layers, modelPath(layers));
    return {
      models: model === null ? [] : [{ id: model, name: null, provider: 'google', contextLength: null }],
      model,
      provider: 'google',
      baseUrl: baseUrlOf(settings),
    };
  },
  plan: (intent: Intent, settings: Settings): Plan => {
    const layers = layersOf(settings);
    return intent.kind === 'switch-model' ? switchModel(intent.model, layers) : pointAtEndpoint(intent, settings, layers);
  },
};
