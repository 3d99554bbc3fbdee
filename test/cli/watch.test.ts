import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from './runCli.js';

const cli = runCli();
const SECOND = 1_000;

/** The stand-in for VS Code's own folders: found by their environment variable on each platform. `shown` is the log without the home folder. */
function layEditor(name: string): { log: string; shown: string; env: Record<string, string> } {
  const home = path.join(cli.folder(), name);
  const data =
    process.platform === 'darwin' ? path.join(home, 'Library', 'Application Support', 'Code') : path.join(home, 'Code');
  const channel = path.join(data, 'logs', '20260302T090000', 'window1', 'exthost', 'output_logging_20260302T090001');
  const log = path.join(channel, '1-Cline.log');
  return {
    log,
    shown: `~${log.slice(home.length)}`,
    env: { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: home, APPDATA: home },
  };
}

/** What Cline's newer bundle writes for one failed call. */
function failedCall(at: number, model: string, message: string): string {
  const time = (offset: number): string => new Date(at + offset).toISOString();
  const event = { ulid: '01TEST', model, provider: 'openrouter', errorMessage: message, errorType: 'sdk_agent_error' };
  return [
    `${time(0)} LOG [SessionFactory] Resolved from StateManager: provider=openrouter, model=${model}, hasApiKey=true`,
    `${time(1)} ERROR [ai-sdk] stream error`,
    `${time(2)} LOG Agent loop caught error`,
    `${time(3)} ERROR Agent run failed`,
    `${time(5)} LOG [NoOpTelemetryProvider] task.provider_api_error: ${JSON.stringify(event)}`,
    `${time(9)} LOG [VscodeSessionHost] send() completed: text=${message}, inputTokens=0`,
    '',
  ].join('\n');
}

interface Watching {
  readonly child: ChildProcessWithoutNullStreams;
  /** Settles when standard output holds what is asked for. */
  readonly seen: (sign: RegExp) => Promise<string>;
  /** Settles when the program has ended: with its exit code, and the most memory it had. */
  readonly end: (signal: NodeJS.Signals) => Promise<{ code: unknown; megabytes: number }>;
}

const running = new Set<ChildProcessWithoutNullStreams>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

async function watch(args: readonly string[], env: Record<string, string>): Promise<Watching> {
  const child = cli.start(['watch', ...args], env);
  running.add(child);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  let said = '';
  await new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ctrl-C ends')) resolve();
    });
  });
  const seen: Watching['seen'] = async (sign) => {
    while (!sign.test(stdout)) await once(child.stdout, 'data');
    return stdout;
  };
  const end: Watching['end'] = async (signal) => {
    const closed = once(child, 'close');
    child.kill(signal);
    const [code] = await closed;
    return { code, megabytes: Number(said.split('\nmaxRSS ')[1]) / 1024 };
  };
  return { child, seen, end };
}

describe('unwrap watch', () => {
  it(
    'tells of what fails from now on, of retries as an update, and ends by Ctrl-C with 0',
    async () => {
      const { log, env } = layEditor('now');
      const start = Date.now() - 60 * SECOND;
      await mkdir(path.dirname(log), { recursive: true });
      await writeFile(log, failedCall(start, 'openai/gpt-old', 'Provider returned error'));
      const { seen, end } = await watch([], env);
      await appendFile(log, failedCall(start + 10 * SECOND, 'anthropic/claude-sonnet-4.6', 'Insufficient credits'));
      await seen(/Category +billing/);
      await appendFile(log, failedCall(start + 20 * SECOND, 'anthropic/claude-sonnet-4.6', 'Insufficient credits'));
      const told = await seen(/2 failed calls/);
      expect(told.match(/●/g)).toHaveLength(1);
      expect(told).toContain('claude-sonnet-4.6');
      expect(told).not.toContain('gpt-old');
      expect(await end('SIGINT')).toMatchObject({ code: 0 });
    },
    20 * SECOND,
  );

  it(
    'gives a program one JSON object a line, also of a log that appears later',
    async () => {
      const { log, shown, env } = layEditor('later');
      const { seen, end } = await watch(['--json'], env);
      await mkdir(path.dirname(log), { recursive: true });
      const start = Date.now() - 60 * SECOND;
      await writeFile(log, failedCall(start, 'anthropic/claude-sonnet-4.6', 'Insufficient credits'));
      await seen(/"event":"new".*\n/);
      await appendFile(log, failedCall(start + 10 * SECOND, 'anthropic/claude-sonnet-4.6', 'Insufficient credits'));
      const lines = (await seen(/"event":"update".*\n/)).trimEnd().split('\n');
      const events = lines.map((line): unknown => JSON.parse(line));
      expect(events).toMatchObject([
        { event: 'new', incident: { count: 1, tools: ['cline'], diagnosis: { category: 'billing' } } },
        { event: 'update', incident: { count: 2, sources: [shown], diagnosis: { category: 'billing' } } },
      ]);
      expect(await end('SIGTERM')).toMatchObject({ code: 0 });
    },
    20 * SECOND,
  );
});

describe('whatever is written to a log', () => {
  it(
    'the memory of unwrap watch stays below 150 MB, and the next failure is told',
    async () => {
      const { log, env } = layEditor('hostile');
      await mkdir(path.dirname(log), { recursive: true });
      await writeFile(log, '');
      const { seen, end } = await watch(['--json'], env);
      const quiet = '2026-03-02T09:00:00.100Z LOG McpHub: 3 servers connected, nothing to see here\n'.repeat(14_000);
      for (let megabytes = 0; megabytes < 30; megabytes += 1) await appendFile(log, quiet);
      for (let megabytes = 0; megabytes < 12; megabytes += 1) await appendFile(log, 'Agent run failed '.repeat(65_536));
      await appendFile(log, Buffer.alloc(1024 * 1024));
      await appendFile(log, `\n${failedCall(Date.now(), 'anthropic/claude-sonnet-4.6', 'Insufficient credits')}`);
      await seen(/"category":"billing"/);
      const { code, megabytes } = await end('SIGINT');
      expect(code).toBe(0);
      expect(megabytes).toBeLessThan(150);
    },
    30 * SECOND,
  );
});

describe('unwrap sources', () => {
  it('tells for each tool what is followed, what was not found, and what is out of reach and why', async () => {
    const { log, env } = layEditor('sources');
    await mkdir(path.dirname(log), { recursive: true });
    await writeFile(log, '');
    const { code, stdout } = await cli.run(['sources'], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Cline$/m);
    expect(stdout).toMatch(/✓ output channel "Cline" \(VS Code\)\n +\S.*1-Cline\.log\n/);
    expect(stdout).toMatch(/^ {2}· nothing there yet in \d+ places/m);
    expect(stdout).toMatch(/^Not found here\n {2}· Continue, .*Codex, .*\(--all /m);
    expect(stdout).not.toMatch(/^Continue$/m);
    expect(stdout).toMatch(/– out of reach: .*\n {6}\S/);
    const { stdout: all } = await cli.run(['sources', '--all'], { env });
    expect(all).toMatch(/^Continue\n {2}· /m);
    expect(all).toMatch(/· .*VSCodium.*: nothing there yet\n {6}\S.*\*/);
  });

  it('gives a program the same as data', async () => {
    const { log, shown, env } = layEditor('sources as data');
    await mkdir(path.dirname(log), { recursive: true });
    await writeFile(log, '');
    const { code, stdout } = await cli.run(['sources', '--json'], { env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      sources: expect.arrayContaining([
        expect.objectContaining({ tool: 'cline', state: 'followed', files: [shown], reason: null }),
        expect.objectContaining({ tool: 'cursor', state: 'not-found' }),
        expect.objectContaining({ state: 'out-of-reach', pattern: null, reason: expect.stringMatching(/./) }),
      ]),
    });
  });
});
