/** Whatever is fed to the command line: it says what is wrong, and its memory stays below 150 MB. */
import { describe, expect, it } from 'vitest';
import { runCli } from './runCli.js';
import { openRouterRateLimit } from './logs.js';

const cli = runCli();
const MOST_MEGABYTES = 150;

function* repeat(chunk: string, megabytes: number): Generator<Uint8Array> {
  const block = Buffer.from(chunk.repeat(Math.ceil(65_536 / chunk.length)));
  for (let bytes = 0; bytes < megabytes * 1024 * 1024; bytes += block.length) yield block;
}

function* concat(...parts: (string | Iterable<Uint8Array>)[]): Generator<Uint8Array> {
  for (const part of parts) {
    if (typeof part === 'string') yield Buffer.from(part);
    else yield* part;
  }
}

describe('unwrap diagnose', () => {
  it('finds the failure in a log of 30 MB', async () => {
    const quiet = '2026-03-02T09:00:00.100Z LOG McpHub: 3 servers connected, nothing to see here, move along\n';
    const failed = `2026-03-02T09:00:01.000Z ERROR OpenRouter API Error: 429 - ${openRouterRateLimit}\n`;
    const { code, stdout, megabytes } = await cli.run(['diagnose', '--json'], {
      input: concat(repeat(quiet, 15), failed, repeat(quiet, 15)),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      incidents: [{ count: 1, diagnosis: { category: 'rate_limit', provider: 'bedrock' } }],
    });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);

  it('bounds what it keeps of a log of nothing but failures', async () => {
    const body = openRouterRateLimit.replace('Too many', `${'y'.repeat(4_000)} Too many`);
    function* failures(): Generator<Uint8Array> {
      for (let index = 0; index < 3_000; index += 1) {
        const at = new Date(Date.UTC(2026, 2, 2) + index * 30 * 60_000).toISOString();
        yield Buffer.from(`${at} ERROR OpenRouter API Error: 429 - ${body}\n`);
      }
    }
    const { code, stderr, megabytes } = await cli.run(['diagnose'], { input: failures() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'unwrap: More has failed here; the last 200 incidents are told.\n' });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);

  it('diagnoses the beginning and the end of a line of 10 MB, and says so', async () => {
    const { code, stdout, stderr, megabytes } = await cli.run(['diagnose'], {
      input: concat('2026-03-02T09:00:01.000Z ERROR prompt was ', repeat('x', 10), ` 429 ${openRouterRateLimit}\n`),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Category +rate_limit/);
    expect(stderr).toMatch(/^unwrap: A line of 10\.\d MB was not read whole: only its beginning and its end are diagnosed\.\n$/);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);

  it('gives up on a line that never ends', async () => {
    const { code, stdout, stderr, megabytes } = await cli.run(['diagnose'], { input: repeat('y', Infinity) });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'unwrap: A line goes on for more than 64.0 MB: this is no log.\n',
    });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);

  it('takes no harm from a text that is none', async () => {
    const noise = Buffer.from(Array.from({ length: 300_000 }, (_, index) => 1 + ((index * 7_919 + (index >> 3)) % 255)));
    const { code, megabytes } = await cli.run(['diagnose'], { input: noise });
    expect([0, 1, 2]).toContain(code);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);
});

describe('unwrap classify', () => {
  it('answers a line of 10 MB', async () => {
    const { code, stdout, megabytes } = await cli.run(['classify'], {
      input: concat('{"id":"long","raw":"429 Too many requests ', repeat('x\\n', 10), '"}\n', '{"id":"next","raw":"429"}\n'),
    });
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.slice(0, 14))).toEqual(['{"id":"long","', '{"id":"next","', '']);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);

  it('leaves out a line of 40 MB, and goes on', async () => {
    const { code, stdout, megabytes } = await cli.run(['classify'], {
      input: concat('{"id":"long","raw":"', repeat('x', 40), '"}\n', '{"id":"next","raw":"429"}\n'),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\{"id":null,"error":"The line is longer than 16 MB\."\}\n\{"id":"next",/);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);

  it('gives up on a line that never ends', async () => {
    const { code, stderr, megabytes } = await cli.run(['classify'], { input: repeat('y', Infinity) });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'unwrap: A line goes on for more than 256 MB: this is not one JSON object a line.\n',
    });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 60_000);
});

describe('what a terminal would act on', () => {
  const CONTROLS = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

  it('is escaped in what is said of a file', async () => {
    const { code, stderr } = await cli.run(['diagnose', 'no\u001b[2Jsuch\u202efile']);
    expect(code).toBe(2);
    expect(stderr).toContain('Cannot read "no\\u001b[2Jsuch\\u202efile"');
    expect(stderr).not.toMatch(CONTROLS);
  });

  it('is escaped in the answers of classify, and they hold the same', async () => {
    const raw = '429 Too many requests \u009b31m for \u202egpt';
    const { stdout } = await cli.run(['classify'], { input: `${JSON.stringify({ id: 'a\u009bb', raw })}\n` });
    expect(stdout).not.toMatch(CONTROLS);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'a\u009bb', category: 'rate_limit', layers: [{ message: raw }] });
  });
});
