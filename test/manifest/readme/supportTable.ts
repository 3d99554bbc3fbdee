/** Which tool is watched, what of a cause its traces show, and what Unwrap can change in its settings: from the code's own lists. */
import { sayInEnglish } from '../../../src/cli/sayText.js';
import type { Intent } from '../../../src/tools/fix.js';
import { tools } from '../../../src/tools/list.js';
import { settingsOfTool } from '../../../src/tools/settings/list.js';
import { Refusal } from '../../../src/tools/settings/refusal.js';
import type { Editor, Environment, Tool } from '../../../src/tools/tool.js';

const environment: Environment = { platform: 'linux', home: '/home/ada', env: {} };
const editors: readonly Editor[] = ['VS Code', 'Cursor', 'Windsurf'].map((name) => ({
  name,
  logs: '/logs',
  exthosts: [['exthost']],
  windows: ['window'],
  globalStorage: '/storage',
}));

/** How much of a cause the traces hold, by the tool's id: no list of the code says it. A tool without a line fails the check. */
const visible: Readonly<Record<string, string>> = {
  cline: 'old bundle: whole; 4.1: the wrapper’s text, model and provider',
  continue: 'the SDK’s message; behind OpenRouter none',
  cursor: 'Cursor’s error code, with its details',
  copilot: 'whole, with the request id',
  'claude-code': 'its own sentence, status, request id',
  codex: 'status, Codex’s name for it, model',
  'gemini-cli': 'whole, once it has given up',
  opencode: 'model and provider; of what breaks off in mid-stream whole',
  roo: 'the provider’s words, and the status',
  zoo: 'the provider’s words, and the status',
  kilo: '5: the provider’s words; 7: as opencode',
  windsurf: 'its server’s text',
  zed: 'the provider’s text, often whole',
};

/** Settings as a person has them who has set the tool up, by the end of the file's path: of none, some planners can say nothing. */
const setUp: Readonly<Record<string, string>> = {
  '.continue/config.yaml': 'models:\n  - name: A\n    provider: openrouter\n    model: a\n    apiKey: k\n',
  '.cline/data/settings/providers.json': JSON.stringify({
    version: 1,
    lastUsedProvider: 'openrouter',
    providers: { openrouter: { settings: { provider: 'openrouter', apiKey: 'k', model: 'a' } } },
  }),
  'chatLanguageModels.json': JSON.stringify([
    { name: 'OpenRouter', vendor: 'openrouter', apiKey: 'k', models: [{ id: 'a', name: 'A' }] },
  ]),
  '.gemini/settings.json': JSON.stringify({ model: { name: 'a' } }),
  '.gemini/.env': 'GEMINI_API_KEY=k\n',
  'zed/settings.json': JSON.stringify({ agent: { default_model: { provider: 'open_router', model: 'a' } } }),
};

const failed = { model: 'a', provider: 'openrouter' };
const intents: Readonly<Record<Intent['kind'], Intent>> = {
  'switch-model': { kind: 'switch-model', model: 'b', failed },
  'point-at-endpoint': { kind: 'point-at-endpoint', endpoint: { origin: 'http://127.0.0.1:4141', upstreams: [] }, failed },
};

function sayWatched(tool: Tool): string {
  const scope = { environment, editors };
  const places = tool.places(scope).map(({ label }) => sayInEnglish(label).replace(/ \([^()]+\)$/u, ''));
  const live = tool.liveErrors ? ['what its extension tells'] : [];
  return [...new Set([...places, ...live])].join(', ');
}

function planOf(tool: Tool, intent: Intent): string | null {
  const settings = settingsOfTool(tool.id);
  if (!settings) return null;
  const files = settings.files({ environment, project: null, userFolders: ['/editor/User'] });
  const texts = files.map((file) =>
    Object.assign({}, file, { text: Object.entries(setUp).find(([end]) => file.path.endsWith(end))?.[1] ?? null }),
  );
  try {
    return settings.plan(intent, { environment, texts }).kind;
  } catch (error) {
    if (error instanceof Refusal)
      throw new Error(`${tool.name} plans nothing for settings that are set up: ${String(error)}`, { cause: error });
    throw error;
  }
}

const words: Readonly<Record<string, string>> = { edits: 'in its settings', guided: 'by hand, step by step', refused: 'no' };

function sayFix(tool: Tool, kind: Intent['kind']): string {
  const plan = planOf(tool, intents[kind]);
  const ways = [plan === null ? '' : (words[plan] ?? plan), tool.extension?.hasProfiles ? 'by a profile' : ''];
  return ways.filter((way) => way !== '').join(', ') || 'no';
}

export function supportTable(): string {
  const rows = tools.map((tool) => [
    tool.name,
    sayWatched(tool),
    visible[tool.id] ?? '(nobody has said)',
    sayFix(tool, 'switch-model'),
    sayFix(tool, 'point-at-endpoint'),
  ]);
  const head = ['tool', 'watched', 'cause in its traces', 'switch the model', 'point at the endpoint'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Tools of which the table does not say what their traces show, and lines of tools that are gone. */
export const unsaid = (): string[] => {
  const ids = tools.map(({ id }) => id);
  return [...ids.filter((id) => !(id in visible)), ...Object.keys(visible).filter((id) => !ids.includes(id))];
};
