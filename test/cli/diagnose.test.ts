import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './runCli.js';
import { clineRetries, harmless, openRouterRateLimit } from './logs.js';

const cli = runCli();
const ESCAPE = '\u001b';

/** Windows knows no such permission, and the superuser reads what nobody may. */
const readsEverything = process.platform === 'win32' || process.getuid?.() === 0;
if (readsEverything) console.warn('Skipped: "says that a file may not be read", because this user may read every file.');

async function paint(env: Record<string, string>): Promise<string> {
  const { stdout } = await cli.run(['diagnose'], { input: openRouterRateLimit, env });
  return stdout;
}

describe('unwrap diagnose', () => {
  it('tells a person the cause, who refused, the layers, the evidence and what to do', async () => {
    const { code, stdout, stderr } = await cli.run(['diagnose'], { input: openRouterRateLimit });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^● .*Bedrock/);
    expect(stdout).toMatch(/Refused by +.*Bedrock/);
    expect(stdout).toMatch(/Category +rate_limit/);
    expect(stdout).toMatch(/Layers\n +OpenRouter: Provider returned error\n +└ Amazon Bedrock: Too many requests/);
    expect(stdout).toMatch(/Evidence\n +“.*[Tt]oo many requests/);
    expect(stdout).toMatch(/Do now\n +1\. /);
  });

  it('tells retries in a log once, with their count and their time span', async () => {
    const file = path.join(cli.folder(), '1-Cline.log');
    await writeFile(file, `${harmless}\n${clineRetries()}\n`);
    const { code, stdout } = await cli.run(['diagnose', '--tool', 'cline', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('3 failed calls · 2026-03-02 09:00:00 – 09:00:12 · cline');
    expect(stdout.match(/●/g)).toHaveLength(1);
  });

  it('tells the newest failure last', async () => {
    const billing = `2026-03-02T10:30:00.000Z ERROR OpenRouter API Error: 402 - {"error":{"message":"Insufficient credits","code":402}}`;
    const { stdout } = await cli.run(['diagnose'], { input: `${billing}\n${clineRetries()}\n` });
    expect(stdout.match(/Category +\w+/g)?.map((each) => each.split(/ +/)[1])).toEqual(['rate_limit', 'billing']);
  });

  it('gives a program the same as data', async () => {
    const { code, stdout } = await cli.run(['diagnose', '--json', '-'], { input: clineRetries() });
    expect(code).toBe(0);
    expect(stdout.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      incidents: [
        {
          count: 3,
          firstAt: '2026-03-02T09:00:00.100Z',
          lastAt: '2026-03-02T09:00:12.900Z',
          sources: ['input'],
          diagnosis: { category: 'rate_limit', gateway: 'openrouter', provider: 'bedrock', status: 429 },
          explanation: { cause: expect.any(String), refusedBy: expect.any(String), retry: expect.any(String) },
          advice: expect.arrayContaining([expect.objectContaining({ kind: 'wait', when: 'now' })]),
        },
      ],
    });
  });

  it('invents no time where the text has none', async () => {
    const { stdout } = await cli.run(['diagnose', '--json'], { input: openRouterRateLimit });
    expect(JSON.parse(stdout)).toMatchObject({ incidents: [{ count: 1, firstAt: null, lastAt: null }] });
  });

  it.each([
    ['a log without a failure', harmless],
    ['nothing', ''],
  ])('exits 1 on %s', async (_, input) => {
    const { code, stdout, stderr } = await cli.run(['diagnose'], { input });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'unwrap: Nothing here reads as a failed model call.\n',
    });
  });

  it('exits 2 and says why where the input cannot be read', async () => {
    const missing = await cli.run(['diagnose', 'no such.log']);
    expect(missing).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('"no such.log": there is no such file'),
    });
    const folder = path.join(cli.folder(), 'a folder');
    await mkdir(folder);
    expect(await cli.run(['diagnose', folder])).toMatchObject({ code: 2, stderr: expect.stringContaining('it is a folder') });
    const binary = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0]);
    expect(await cli.run(['diagnose'], { input: binary })).toMatchObject({
      code: 2,
      stderr: 'unwrap: standard input is binary, not text.\n',
    });
  });

  it.skipIf(readsEverything)('says that a file may not be read', async () => {
    const secret = path.join(cli.folder(), 'secret.log');
    await writeFile(secret, openRouterRateLimit);
    await chmod(secret, 0);
    expect(await cli.run(['diagnose', secret])).toMatchObject({ code: 2, stderr: expect.stringContaining('permission denied') });
  });

  it('reads the UTF-16 that Windows PowerShell writes, and Windows line ends', async () => {
    const text = `\ufeff${clineRetries().replaceAll('\n', '\r\n')}`;
    const { stdout } = await cli.run(['diagnose'], { input: Buffer.from(text, 'utf16le') });
    expect(stdout).toContain('3 failed calls · 2026-03-02 09:00:00');
  });

  it('lets a log neither colour nor move nor turn what the terminal shows', async () => {
    const hostile = `${ESCAPE}[2J${ESCAPE}]0;owned\u0007\u009b31m\u202e`;
    const body = openRouterRateLimit.replace('Too many', `${JSON.stringify(hostile).slice(1, -1)}Too many`);
    const line = `2026-03-02T09:00:00.100Z ERROR OpenRouter API Error: 429 - ${body} ${hostile}`;
    for (const args of [['diagnose'], ['diagnose', '--json']]) {
      const { code, stdout, stderr } = await cli.run(args, { input: line });
      expect(code).toBe(0);
      expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
      expect(stdout).toContain('Too many requests');
    }
  });

  it('shows no key', async () => {
    const key = `sk-or-v1-${'0a1b2c3d'.repeat(8)}`;
    const { stdout } = await cli.run(['diagnose', '--json'], {
      input: `401 {"error":{"message":"Incorrect API key provided: ${key}","code":"invalid_api_key"}}`,
    });
    expect(stdout).toContain('authentication');
    expect(stdout).not.toContain(key);
  });

  it('uses colours only where they are wanted', async () => {
    expect(await paint({})).not.toContain(ESCAPE);
    expect(await paint({ CI: 'true' })).not.toContain(ESCAPE);
    expect(await paint({ FORCE_COLOR: '1' })).toContain(`${ESCAPE}[1m`);
    expect(await paint({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(ESCAPE);
  });
});
