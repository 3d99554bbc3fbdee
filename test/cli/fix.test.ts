import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './runCli.js';

const cli = runCli();
const TEXT =
  '{\n  "model": "opus",\n  "apiKeyHelper": "get",\n  "env": { "ANTHROPIC_API_KEY": "sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789" }\n}\n';

const settings = (): string => path.join(cli.folder(), '.claude', 'settings.json');
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
};

beforeEach(async () => {
  for (const name of ['.claude', '.codex', '.local', '.config'])
    await rm(path.join(cli.folder(), name), { recursive: true, force: true });
});

describe('unwrap fix', { timeout: 60_000 }, () => {
  it('shows the change without keys, makes it, and undo takes it back byte for byte', async () => {
    await write(settings(), TEXT);
    const made = await cli.run(['fix', '--switch-model', 'sonnet', '--yes']);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toContain('-  "model": "opus",\n+  "model": "sonnet",');
    expect(made.stdout + made.stderr).not.toContain('sk-ant');
    expect(await readFile(settings(), 'utf8')).toBe(TEXT.replace('opus', 'sonnet'));
    expect(await cli.run(['undo'])).toMatchObject({
      code: 0,
      stdout: 'Undone: Switch Claude Code from opus to sonnet (~/.claude/settings.json).\n',
    });
    expect(await readFile(settings(), 'utf8')).toBe(TEXT);
  });

  it('changes nothing where nobody can be asked, with --dry-run, or when it is so already', async () => {
    await write(settings(), TEXT);
    expect(await cli.run(['fix', '--switch-model', 'sonnet'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    });
    expect(await cli.run(['fix', '--switch-model', 'sonnet', '--dry-run'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('+  "model": "sonnet"'),
    });
    expect(await cli.run(['fix', '--switch-model', 'opus', '--yes'])).toMatchObject({
      code: 0,
      stdout: '✓ Claude Code uses opus already.\n',
    });
    expect(await readFile(settings(), 'utf8')).toBe(TEXT);
  });

  it('points at the endpoint, says that none answers there, and knows upstreams of its configuration', async () => {
    await write(settings(), '{"env":{"ANTHROPIC_BASE_URL":"https://llm.example.com/anthropic"}}');
    const refused = await cli.run(['fix', '--point-at-endpoint', '--yes']);
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('no upstream for https://llm.example.com') });
    const config = path.join(cli.folder(), 'endpoint.jsonc');
    await write(config, '{"upstreams":{"team":{"baseUrl":"https://llm.example.com/anthropic","protocol":"anthropic"}}}');
    // A port that nothing listens on: the lowest, which needs rights.
    const made = await cli.run(['fix', '--point-at-endpoint', '--port', '1', '--config', config, '--yes', '--json']);
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('unwrap serve --port 1') });
    expect(JSON.parse(made.stdout)).toMatchObject({ tool: 'claude-code', plan: { kind: 'edits' }, fix: { state: 'applied' } });
    expect(JSON.parse(await readFile(settings(), 'utf8'))).toEqual({ env: { ANTHROPIC_BASE_URL: 'http://127.0.0.1:1/team' } });
  });

  it('guides by hand where no file takes it, and refuses what cannot work', async () => {
    const guided = await cli.run(['fix', '--tool', 'cursor', '--switch-model', 'gpt-6']);
    expect(guided).toMatchObject({ code: 1, stdout: expect.stringContaining('     gpt-6\n') });
    const refused = await cli.run(['fix', '--tool', 'cursor', '--point-at-endpoint']);
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('refuse addresses of this machine') });
  });

  it('says where a broken file is broken, and leaves it', async () => {
    await write(settings(), '{"model": }');
    expect(await cli.run(['fix', '--switch-model', 'opus', '--yes'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('~/.claude/settings.json:1:11: '),
    });
    expect(await readFile(settings(), 'utf8')).toBe('{"model": }');
  });

  it('finds the models of an editor in each of its profiles', async () => {
    const file = path.join(cli.folder(), '.config', 'Code', 'User', 'profiles', '-1a2b', 'chatLanguageModels.json');
    await write(file, '[{ "vendor": "customendpoint", "models": [{ "id": "a/a", "url": "https://openrouter.ai/api/v1" }] }]');
    const { code } = await cli.run(['fix', '--tool', 'copilot', '--point-at-endpoint', '--yes']);
    expect(code).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('"url": "http://127.0.0.1:4141/openrouter/api/v1"');
  });

  it('lists settings and fixes', async () => {
    await write(settings(), TEXT);
    await write(path.join(cli.folder(), '.codex', 'config.toml'), 'model = "gpt-6"\n');
    await cli.run(['fix', '--tool', 'codex', '--switch-model', 'gpt-7', '--yes']);
    const { code, stdout } = await cli.run(['fix', '--list', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      tools: [
        { tool: 'claude-code', settings: { model: 'opus', baseUrl: 'https://api.anthropic.com' } },
        { tool: 'codex', settings: { model: 'gpt-7', provider: 'openai' } },
      ],
      fixes: [{ tool: 'codex', state: 'applied' }],
    });
    expect((await cli.run(['fix', '--list'])).stdout).toMatch(
      /Codex codex\n {2}Model {4}gpt-7\n[^]*Switch Codex from gpt-6 to gpt-7 \(applied\)/,
    );
    expect(await cli.run(['fix', '--switch-model', 'x', '--yes'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('claude-code, codex'),
    });
  });

  it.each([
    [['fix']],
    [['fix', '--list', '--point-at-endpoint']],
    [['fix', '--tool', 'emacs', '--switch-model', 'x']],
    [['fix', '--point-at-endpoint', '--port', '0']],
    [['fix', '--tool', 'codex', '--switch-model', '', '--yes']],
  ])('exits 2 on wrong usage: %j', async (args) => {
    expect(await cli.run(args)).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('unwrap undo', { timeout: 60_000 }, () => {
  it('leaves a file alone that has changed since, and says so', async () => {
    await write(settings(), TEXT);
    await cli.run(['fix', '--switch-model', 'sonnet', '--yes']);
    await write(settings(), '{"model":"haiku"}');
    expect(await cli.run(['undo'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('has changed since the fix'),
    });
    expect(JSON.parse((await cli.run(['undo', '--json'])).stdout)).toMatchObject({ code: 'changed-since' });
    expect(await readFile(settings(), 'utf8')).toBe('{"model":"haiku"}');
  });

  it('takes the change of the fix alone out of it, when that is asked for', async () => {
    await write(settings(), TEXT);
    await cli.run(['fix', '--switch-model', 'sonnet', '--yes']);
    await write(settings(), TEXT.replace('opus', 'sonnet').replace('get', 'fetch'));
    expect(await cli.run(['undo', '--keep-later', '--dry-run'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('+  "model": "opus",'),
    });
    expect(await cli.run(['undo', '--keep-later'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Undone:') });
    expect(await readFile(settings(), 'utf8')).toBe(TEXT.replace('get', 'fetch'));
  });

  it('says that there is nothing to undo', async () => {
    expect(await cli.run(['undo'])).toMatchObject({ code: 1, stderr: 'unwrap: There is no fix to undo.\n' });
    expect(await cli.run(['undo', 'no-such'])).toMatchObject({
      code: 1,
      stderr: 'unwrap: There is no fix "no-such" in the journal.\n',
    });
  });
});
