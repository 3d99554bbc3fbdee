import { describe, expect, it } from 'vitest';
import type { Intent, Plan, ToolSettings } from '../../../src/tools/fix.js';
import { cursorSettings, windsurfSettings } from '../../../src/tools/settings/byHand.js';
import { claudeCodeSettings } from '../../../src/tools/settings/claudeCode.js';
import { clineSettings } from '../../../src/tools/settings/cline.js';
import { codexSettings } from '../../../src/tools/settings/codex.js';
import { continueSettings } from '../../../src/tools/settings/continue.js';
import { copilotSettings } from '../../../src/tools/settings/copilot.js';
import { geminiCliSettings } from '../../../src/tools/settings/geminiCli.js';
import { toolSettings } from '../../../src/tools/settings/list.js';
import { kiloSettings, opencodeSettings } from '../../../src/tools/settings/opencode.js';
import { planFix } from '../../../src/tools/settings/refusal.js';
import { zedSettings } from '../../../src/tools/settings/zed.js';
import { tools } from '../../../src/tools/list.js';
import { pointAt, switchTo } from '../../fixes/intents.js';
import { carryOut, scopeOn, textsOf, type Files } from './planned.js';
import { saying } from '../../saying.js';

const planOf = (tool: ToolSettings, intent: Intent, files: Files, scope = scopeOn('linux')): Plan =>
  planFix(tool, intent, { environment: scope.environment, texts: textsOf(tool, files, scope) });
const changedFiles = (plan: Plan): string[] => (plan.kind === 'edits' ? plan.files.map(({ path }) => path) : []);

describe('where settings are', () => {
  it.each([
    [
      'linux',
      {},
      '/home/ada/.claude/settings.json',
      '/home/ada/.codex/config.toml',
      '/home/ada/.continue/config.yaml',
      '/home/ada/.config/zed/settings.json',
    ],
    [
      'darwin',
      {},
      '/Users/ada/.claude/settings.json',
      '/Users/ada/.codex/config.toml',
      '/Users/ada/.continue/config.yaml',
      '/Users/ada/.config/zed/settings.json',
    ],
    [
      'win32',
      { APPDATA: 'D:\\Roaming' },
      'C:\\Users\\ada\\.claude\\settings.json',
      'C:\\Users\\ada\\.codex\\config.toml',
      'C:\\Users\\ada\\.continue\\config.yaml',
      'D:\\Roaming\\Zed\\settings.json',
    ],
    [
      'linux',
      { CLAUDE_CONFIG_DIR: '/c', CODEX_HOME: '/x', CONTINUE_GLOBAL_DIR: '/n', XDG_CONFIG_HOME: '/g' },
      '/c/settings.json',
      '/x/config.toml',
      '/n/config.yaml',
      '/g/zed/settings.json',
    ],
  ] as const)('is known on %s with %j', (platform, env, claude, codex, continued, zed) => {
    const scope = scopeOn(platform, env);
    for (const [tool, path] of [
      [claudeCodeSettings, claude],
      [codexSettings, codex],
      [continueSettings, continued],
      [zedSettings, zed],
    ] as const) {
      expect(tool.files(scope).map((file) => file.path)).toContain(path);
    }
  });

  it('is said with one separator on each platform', () => {
    for (const tool of toolSettings) {
      for (const { path } of tool.files(scopeOn('win32'))) expect(path).toMatch(/^[CD]:\\[^/]*$/);
      for (const { path } of tool.files(scopeOn('linux'))) expect(path).toMatch(/^\/[^\\]*$/);
    }
  });

  it('is said of tools that are watched under the same id', () => {
    const watched = tools.map(({ id }) => id);
    for (const { id } of toolSettings) expect(watched).toContain(id);
  });
});

describe('Claude Code', () => {
  it('overrules what a project shares in the file that it does not share', () => {
    const plan = planOf(claudeCodeSettings, switchTo('opus'), { 'app/.claude/settings.json': '{"model":"haiku"}' });
    expect(changedFiles(plan)).toEqual(['/home/ada/work/app/.claude/settings.local.json']);
  });

  it('does not touch what an organisation has set', () => {
    expect(
      planOf(claudeCodeSettings, switchTo('opus'), { '/etc/claude-code/managed-settings.json': '{"model":"haiku"}' }),
    ).toMatchObject({
      kind: 'refused',
      reason: saying('The model is set by your organisation, in /etc/claude-code/managed-settings.json.'),
    });
  });

  it('says that a cloud has no base URL', () => {
    expect(
      planOf(claudeCodeSettings, pointAt(), { 'ada/.claude/settings.json': '{"env":{"CLAUDE_CODE_USE_BEDROCK":"1"}}' }),
    ).toMatchObject({ kind: 'refused' });
  });

  it('goes on through a gateway, with its path', () => {
    const files = { 'ada/.claude/settings.json': '{"env":{"ANTHROPIC_BASE_URL":"https://openrouter.ai/api"}}' };
    expect(carryOut(claudeCodeSettings, pointAt(), files).configured.baseUrl).toBe('http://127.0.0.1:4141/openrouter/api');
  });

  it('says which upstream the endpoint lacks, and takes one of its configuration', () => {
    const files = { 'ada/.claude/settings.json': '{"env":{"ANTHROPIC_BASE_URL":"https://llm.example.com/team/v2/anthropic"}}' };
    const intent = pointAt();
    expect(planOf(claudeCodeSettings, intent, files)).toMatchObject({
      kind: 'refused',
      remedy: saying('"baseUrl": "https://llm.example.com/team/v2/anthropic"'),
    });
    if (intent.kind !== 'point-at-endpoint') return;
    const own = {
      ...intent,
      endpoint: { ...intent.endpoint, upstreams: [{ name: 'team', prefixUrl: 'https://llm.example.com/team/v2' }] },
    };
    expect(carryOut(claudeCodeSettings, own, files).configured.baseUrl).toBe('http://127.0.0.1:4141/team/anthropic');
  });
});

const planFor = (url: string): Plan =>
  planOf(claudeCodeSettings, pointAt(), { 'ada/.claude/settings.json': JSON.stringify({ env: { ANTHROPIC_BASE_URL: url } }) });

describe('a base URL', () => {
  it.each([
    'https://ada:hunter2secret@llm.example.com/v1',
    'https://llm.example.com/sk-ant-api03-Zq1xW2cV3bN4mK5jH6gF7dS8aP9o/v1',
  ])('with a secret in it is refused without the secret: %s', (url) => {
    const plan = planFor(url);
    expect(plan.kind).toBe('refused');
    expect(JSON.stringify(plan)).not.toMatch(/hunter2|sk-ant/);
  });

  it('is not taken for the host that only its user name spells', () => {
    expect(planFor('https://api.anthropic.com@llm.example.com/v1').kind).toBe('refused');
    expect(planFor('http://127.0.0.1:4141@llm.example.com/v1').kind).toBe('refused');
    expect(planFor('https://api.anthropic.com.llm.example.com').kind).toBe('refused');
  });

  it.each(['constructor', 'toString', '__proto__'])('is not found for a provider called %s', (name) => {
    const zed = JSON.stringify({ agent: { default_model: { provider: name, model: 'm' } } });
    expect(planOf(zedSettings, pointAt(), { 'zed/settings.json': zed }).kind).toBe('refused');
    expect(planOf(opencodeSettings, pointAt(), { 'opencode/opencode.json': `{"model":"${name}/m"}` }).kind).toBe('refused');
    const models = `models:\n  - name: A\n    provider: ${name}\n    model: m\n`;
    expect(planOf(continueSettings, pointAt(), { 'config.yaml': models }).kind).toBe('refused');
  });
});

describe('Codex', () => {
  it('changes the profile that is in use', () => {
    const text = 'model = "a"\nprofile = "p"\n\n[profiles.p]\nmodel = "b"\n';
    expect([...carryOut(codexSettings, switchTo('c'), { 'config.toml': text }).after.values()]).toEqual([
      text.replace('"b"', '"c"'),
    ]);
  });

  it('re-points a provider of the person, and never writes the wire format that Codex refuses', () => {
    const text = 'model_provider = "or"\n[model_providers.or]\nbase_url = "https://openrouter.ai/api/v1"\n';
    const { after, configured } = carryOut(codexSettings, pointAt(), { 'config.toml': text });
    expect(configured.baseUrl).toBe('http://127.0.0.1:4141/openrouter/api/v1');
    expect([...after.values()][0]).toBe(text.replace('https://openrouter.ai', 'http://127.0.0.1:4141/openrouter'));
    expect(planOf(codexSettings, pointAt(), { 'config.toml': `${text}wire_api = "chat"\n` })).toMatchObject({ kind: 'refused' });
  });

  it('makes a provider where the built-in one is in use, once', () => {
    const { after } = carryOut(codexSettings, pointAt(), {});
    const [made = ''] = after.values();
    expect(made).toContain(
      '[model_providers.unwrap]\nname = "Unwrap endpoint"\nbase_url = "http://127.0.0.1:4141/openai/v1"\nwire_api = "responses"\nrequires_openai_auth = true\n',
    );
    const moved = carryOut(codexSettings, pointAt('http://127.0.0.1:5000'), {
      'config.toml': made.replace('model_provider = "unwrap"\n', ''),
    });
    expect(moved.configured).toMatchObject({ provider: 'unwrap', baseUrl: 'http://127.0.0.1:5000/openai/v1' });
    expect([...moved.after.values()][0]?.match(/\[model_providers/g)).toHaveLength(1);
  });
});

describe('opencode and Kilo', () => {
  it('change the file whose word counts', () => {
    const files = {
      'ada/.config/opencode/opencode.json': '{"model":"openai/gpt-5"}',
      'app/opencode.json': '{"model":"openai/gpt-6"}',
    };
    const plan = planOf(opencodeSettings, switchTo('openai/gpt-7'), files);
    expect(changedFiles(plan)).toEqual(['/home/ada/work/app/opencode.json']);
    expect(plan).toMatchObject({ notes: [saying('belongs to the project')] });
  });

  it('take a file of one’s own, and make one in the place that the tool reads', () => {
    expect(opencodeSettings.files(scopeOn('linux', { OPENCODE_CONFIG: '/own.json' })).map(({ path }) => path)).toContain(
      '/own.json',
    );
    expect(changedFiles(planOf(opencodeSettings, switchTo('openai/gpt-6'), {}))).toEqual([
      '/home/ada/.config/opencode/opencode.json',
    ]);
    expect(changedFiles(planOf(kiloSettings, switchTo('openai/gpt-6'), {}))).toEqual(['/home/ada/.config/kilo/kilo.jsonc']);
  });

  it('ask for the provider where nothing says it', () => {
    expect(planOf(opencodeSettings, pointAt(), { 'ada/.config/opencode/opencode.json': '{}' })).toMatchObject({
      kind: 'refused',
      remedy: saying('provider/model'),
    });
    const known = pointAt(undefined, { model: 'x', provider: 'openrouter' });
    expect(planOf(opencodeSettings, known, { 'ada/.config/opencode/opencode.json': '{}' })).toMatchObject({
      kind: 'edits',
      title: saying('Point opencode at the endpoint, for openrouter'),
    });
  });
});

describe('Continue', () => {
  const config =
    'models:\n  - name: A\n    provider: openrouter\n    model: a/a\n  - name: B\n    provider: openrouter\n    model: b/b\n  - name: Tab\n    provider: ollama\n    model: q\n    roles: [autocomplete]\n';

  it('selects a model that is set up, where the tool keeps the selection', () => {
    const plan = planOf(continueSettings, switchTo('b/b'), { 'config.yaml': config });
    expect(changedFiles(plan)).toEqual(['/home/ada/.continue/index/globalContext.json', '/home/ada/.continue/config.yaml']);
    const { configured, after } = carryOut(continueSettings, switchTo('B'), {
      'config.yaml': config,
      'globalContext.json': '{"x":1}',
    });
    expect(configured.model).toBe('b/b');
    expect(after.get('/home/ada/.continue/config.yaml')).toBe(config);
  });

  it('leaves models alone that do not chat, and says which else', () => {
    const { after, configured } = carryOut(continueSettings, pointAt(), {
      'config.yaml': `${config}  - name: C\n    provider: anthropic\n    model: c\n`,
    });
    const [text = ''] = after.values();
    expect(text.match(/apiBase: .*/g)).toEqual([
      'apiBase: http://127.0.0.1:4141/openrouter/api/v1/',
      'apiBase: http://127.0.0.1:4141/openrouter/api/v1/',
    ]);
    expect(configured.models.map(({ id }) => id)).toEqual(['a/a', 'b/b', 'c']);
  });

  it('says so where a model comes from elsewhere, or nothing is set up', () => {
    expect(planOf(continueSettings, pointAt(), { 'config.yaml': 'models:\n  - uses: a/b\n' })).toMatchObject({
      kind: 'refused',
      reason: saying('uses:'),
    });
    expect(planOf(continueSettings, pointAt(), {})).toMatchObject({ kind: 'refused' });
    expect(planOf(continueSettings, switchTo('x'), { 'config.yaml': 'models:\n  - "\n' })).toMatchObject({
      kind: 'refused',
      at: { path: '/home/ada/.continue/config.yaml' },
    });
  });
});

describe('Copilot', () => {
  const group = '[\n  { "name": "OR", "vendor": "openrouter", "apiKey": "${input:chat.lm.secret.1}" }\n]\n';

  it('gives a model with a fixed address a group of its own, with the same reference to its key', () => {
    const intent = pointAt(undefined, { model: 'z-ai/glm-5.1', provider: 'openrouter' });
    const { plan, configured, after } = carryOut(copilotSettings, intent, { 'chatLanguageModels.json': group });
    expect(configured.models).toMatchObject([{ id: 'z-ai/glm-5.1', provider: 'customendpoint' }]);
    expect([...after.values()][0]).toContain('"apiKey": "${input:chat.lm.secret.1}",\n    "apiType"');
    expect(plan).toMatchObject({ steps: [{ value: 'z-ai/glm-5.1 (Unwrap)' }] });
  });

  it('does not copy a key in plain text', () => {
    const intent = pointAt(undefined, { model: 'z-ai/glm-5.1', provider: 'openrouter' });
    const { after } = carryOut(copilotSettings, intent, {
      'chatLanguageModels.json': group.replace('${input:chat.lm.secret.1}', 'sk-or-v1-invented'),
    });
    expect([...after.values()][0]?.match(/sk-or-v1-invented/g)).toHaveLength(1);
  });

  it('leads by hand to what only its picker can choose', () => {
    expect(planOf(copilotSettings, switchTo('gpt-6', 'gpt-5'), {})).toMatchObject({
      kind: 'guided',
      steps: [{ value: 'gpt-6' }, {}],
    });
    expect(planOf(copilotSettings, pointAt(), {})).toMatchObject({
      kind: 'refused',
      remedy: saying('your own key'),
    });
  });
});

describe('Gemini CLI', () => {
  it('says the sign-in where a base URL needs it, and refuses one that has none', () => {
    const { after } = carryOut(geminiCliSettings, pointAt(), { 'ada/.gemini/.env': 'GEMINI_API_KEY="k" # mine\n' });
    expect([...after]).toEqual([
      ['/home/ada/.gemini/.env', 'GEMINI_API_KEY="k" # mine\nGOOGLE_GEMINI_BASE_URL=http://127.0.0.1:4141/google\n'],
      ['/home/ada/.gemini/settings.json', expect.stringContaining('"selectedType": "gemini-api-key"')],
    ]);
    expect(
      planOf(geminiCliSettings, pointAt(), {
        'ada/.gemini/settings.json': '{"security":{"auth":{"selectedType":"oauth-personal"}}}',
      }),
    ).toMatchObject({ kind: 'refused' });
  });

  it('honours the file of an organisation, whatever it is called', () => {
    const scope = scopeOn('linux', { GEMINI_CLI_SYSTEM_SETTINGS_PATH: '/etc/policy.json' });
    const files = { '/etc/policy.json': '{"model":{"name":"gemini-2.5-pro"}}' };
    expect(planOf(geminiCliSettings, switchTo('gemini-2.5-flash'), files, scope)).toMatchObject({
      kind: 'refused',
      reason: saying('organisation'),
    });
  });

  it('reads the model as older versions wrote it', () => {
    expect([
      ...carryOut(geminiCliSettings, switchTo('b'), { 'ada/.gemini/settings.json': '{"model":"a"}' }).after.values(),
    ]).toEqual(['{"model":"b"}']);
  });
});

describe('Zed', () => {
  it('knows providers by a name of the person, and takes the model’s provider along', () => {
    const text =
      '{ "agent": { "default_model": { "provider": "openai", "model": "gpt-5" } },\n  "language_models": { "openai_compatible": { "Mine": { "api_url": "https://api.groq.com/openai/v1", "available_models": [{ "name": "llama", "max_tokens": 8 }] } } } }';
    const { configured, after } = carryOut(zedSettings, switchTo('llama'), { 'zed/settings.json': text });
    expect(configured).toMatchObject({ provider: 'Mine', model: 'llama', baseUrl: 'https://api.groq.com/openai/v1' });
    const pointed = carryOut(zedSettings, pointAt(), { 'zed/settings.json': [...after.values()][0] ?? '' });
    expect(pointed.configured.baseUrl).toBe('http://127.0.0.1:4141/groq/openai/v1');
    expect(pointed.plan).toMatchObject({ notes: [saying('asks for the key once more')] });
  });
});

describe('Cline', () => {
  const text =
    '{"version":1,"lastUsedProvider":"anthropic","providers":{"anthropic":{"settings":{"provider":"anthropic","model":"claude-sonnet-5"}},"openrouter":{"settings":{}}}}';

  it('is led by hand where no file reaches the provider, with the values', () => {
    expect(planOf(clineSettings, pointAt(), { 'providers.json': text })).toMatchObject({
      kind: 'guided',
      steps: [{}, { value: 'http://127.0.0.1:4141/anthropic/v1' }, {}, { value: 'claude-sonnet-5' }],
    });
  });

  it('points the provider of the call that failed', () => {
    const intent = pointAt(undefined, { model: 'x', provider: 'openrouter' });
    expect([...carryOut(clineSettings, intent, { 'providers.json': text }).after.values()][0]).toContain(
      '"openrouter":{"settings":{\n  "baseUrl": "http://127.0.0.1:4141/openrouter/api/v1"\n}}',
    );
  });
});

describe('tools without a file', () => {
  it('are never told that they can reach this machine when they cannot', () => {
    for (const tool of [cursorSettings, windsurfSettings]) {
      const plan = tool.plan(pointAt(), { environment: scopeOn('linux').environment, texts: [] });
      expect(plan).toMatchObject({ kind: 'refused' });
      expect(JSON.stringify(plan)).not.toContain('4141');
      expect(tool.plan(switchTo('gpt-6'), { environment: scopeOn('linux').environment, texts: [] })).toMatchObject({
        kind: 'guided',
        steps: expect.arrayContaining([expect.objectContaining({ value: 'gpt-6' })]),
      });
    }
  });
});
