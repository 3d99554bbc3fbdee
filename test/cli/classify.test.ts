import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { runCli } from './runCli.js';

const cli = runCli();

const ask = (id: string | number, raw: string, more: object = {}): string => JSON.stringify({ id, raw, ...more });
const parse = (stdout: string): unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describe('unwrap classify', () => {
  it('answers each line by one line, in order', async () => {
    const lines = Array.from({ length: 500 }, (_, index) =>
      ask(`n-${index}`, index % 2 ? '402 Insufficient credits' : '429 Too many requests'),
    );
    const { code, stdout, stderr } = await cli.run(['classify'], { input: lines.join('\n') });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answers = parse(stdout);
    expect(answers).toHaveLength(500);
    expect(answers[0]).toMatchObject({ id: 'n-0', category: 'rate_limit', status: 429, layers: expect.any(Array) });
    expect(answers[499]).toMatchObject({ id: 'n-499', category: 'billing', status: 402 });
  });

  it('reads what travels beside the text', async () => {
    const headers = { 'Retry-After': '17', Via: ['1.1 a', '1.1 b'] };
    const { stdout } = await cli.run(['classify', '--json'], {
      input: `${ask(7, 'Too many requests', { status: 429, headers, tool: 'cline', expect: {} })}\r\n`,
    });
    expect(parse(stdout)).toMatchObject([{ id: 7, category: 'rate_limit', status: 429, retryAfterSeconds: 17 }]);
  });

  it('answers a line that cannot be read, and goes on', async () => {
    const bad = [
      '',
      'no json',
      '[]',
      'null',
      '{"id":"x"}',
      '{"id":"x","raw":7}',
      '{"id":"x","raw":"y","status":"429"}',
      '\u0000',
    ];
    const { code, stdout, stderr } = await cli.run(['classify'], {
      input: `\ufeff${ask('first', '429 Too many requests')}\n${bad.join('\n')}\n${ask('last', '402 Insufficient credits')}\n`,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'unwrap: 8 lines could not be read.\n' });
    const answers = parse(stdout);
    expect(answers).toHaveLength(10);
    expect(answers[0]).toMatchObject({ id: 'first', category: 'rate_limit' });
    for (const answer of answers.slice(1, 9)) expect(answer).toEqual({ id: null, error: expect.stringMatching(/./) });
    expect(answers[9]).toMatchObject({ id: 'last', category: 'billing' });
  });

  it('reads a character that a read cut in two', async () => {
    const bytes = Buffer.from(`${ask('余额', '402 余额不足')}\n`);
    const { stdout } = await cli.run(['classify'], { input: [...bytes].map((byte) => Uint8Array.of(byte)) });
    expect(parse(stdout)).toMatchObject([{ id: '余额', category: 'billing', message: expect.stringContaining('余额不足') }]);
  });

  it('answers before its input ends', async () => {
    const child = cli.start(['classify']);
    const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (const id of ['one', 'two']) {
      child.stdin.write(`${ask(id, '429 Too many requests')}\n`);
      const { value } = await answers.next();
      expect(value).toContain(`"id":"${id}"`);
    }
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('ends without a word when its reader has seen enough', async () => {
    const child = cli.start(['classify']);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    const line = `${ask('n', '429 Too many requests')}\n`;
    const feeding = setInterval(() => child.stdin.write(line.repeat(1_000)), 1);
    const [code] = await once(child, 'close');
    clearInterval(feeding);
    expect({ code, said: said.split('\nmaxRSS')[0] }).toEqual({ code: 0, said: '' });
  });
});
