import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClineFolder, rest } from './clineFolder.js';

let folder: ClineFolder;
let file: string;

beforeEach(() => {
  folder = new ClineFolder();
  file = join(folder.globalStorage, 'saoudrizwan.claude-dev', 'tasks', '1793275200000', 'ui_messages.json');
});

afterEach(() => folder.close());

/** As Cline does: whole, compact, into a temporary file that takes the other's place. */
function write(messages: readonly object[], path = file): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp.1`, JSON.stringify(messages));
  renameSync(`${path}.tmp.1`, path);
}

const clineError = (message: string): string =>
  JSON.stringify({
    message: `429 Too Many Requests (${message})`,
    status: 429,
    modelId: 'z-ai/glm-5.1',
    providerId: 'openrouter',
  });
const say = (ts: number, text: string): object => ({ ts, type: 'say', say: 'text', text, partial: false });
const failed = (ts: number, message: string): object => ({ ts, type: 'ask', ask: 'api_req_failed', text: clineError(message) });
const retry = (ts: number, attempt: number, message: string, last = false): object => ({
  ts,
  type: 'say',
  say: 'error_retry',
  text: JSON.stringify({
    attempt,
    maxAttempts: 3,
    delaySeconds: 2,
    ...(last ? { failed: true } : {}),
    errorMessage: clineError(message),
  }),
});
const request = (ts: number, message?: string): object => ({
  ts,
  type: 'say',
  say: 'api_req_started',
  text: JSON.stringify({
    request: 'a prompt',
    tokensIn: 0,
    ...(message === undefined ? {} : { streamingFailedMessage: clineError(message) }),
  }),
});

const messages = (): string[] => folder.sightings.map(({ text }) => /\(([^"]*)\)/.exec(text)?.[1] ?? text);

async function toldAfter(count: number): Promise<string[]> {
  await folder.toldAfter(count);
  await rest(100);
  return messages();
}

describe('ui_messages.json', () => {
  it('is old where it exists at start-up, and tells each message once after that', async () => {
    write([say(1, 'hello'), failed(2, 'old')]);
    await folder.watch();
    write([say(1, 'hello'), failed(2, 'old'), failed(3, 'new')]);
    expect(await toldAfter(1)).toEqual(['new']);
    write([say(1, 'hello'), failed(2, 'old'), failed(3, 'new'), say(4, 'and on')]);
    write([say(1, 'hello'), failed(2, 'old'), failed(3, 'new'), say(4, 'and on'), failed(5, 'newer')]);
    expect(await toldAfter(2)).toEqual(['new', 'newer']);
    expect(folder.sightings[0]).toMatchObject({
      tool: 'cline',
      source: folder.shown(file),
      at: 3,
      diagnosis: { model: 'z-ai/glm-5.1' },
    });
  });

  it('is read once more at the end', async () => {
    write([say(1, 'hello')]);
    await folder.watch();
    write([say(1, 'hello'), failed(2, 'at the last moment')]);
    await folder.endWatch();
    expect(messages()).toEqual(['at the last moment']);
  });

  it('of a new task is news from its start', async () => {
    await folder.watch();
    write([say(1, 'hello'), failed(2, 'first')]);
    expect(await toldAfter(1)).toEqual(['first']);
  });

  it('tells of each attempt once, not of its request and its end as well', async () => {
    await folder.watch();
    write([request(1)]);
    await rest();
    write([request(1, 'slow down')]);
    await rest();
    write([request(1, 'slow down'), retry(2, 1, 'slow down')]);
    write([request(1), retry(2, 1, 'slow down')]);
    await rest();
    write([request(1), retry(2, 1, 'slow down'), retry(3, 2, 'slow down')]);
    await rest();
    write([
      request(1, 'slow down'),
      retry(2, 1, 'slow down'),
      retry(3, 2, 'slow down'),
      retry(4, 3, 'slow down', true),
      failed(5, 'slow down'),
    ]);
    expect(await toldAfter(3)).toEqual(['slow down', 'slow down', 'slow down']);
  });

  it('tells of a stream that broke, which only the request knows', async () => {
    await folder.watch();
    write([request(1, 'broke off')]);
    expect(await toldAfter(1)).toEqual(['broke off']);
    write([request(1, 'broke off'), say(2, 'resumed'), request(3)]);
    expect(await toldAfter(1)).toEqual(['broke off']);
  });

  it('leaves out what is still being written, and what people say', async () => {
    await folder.watch();
    write([
      { ts: 1, type: 'ask', ask: 'api_req_failed', text: clineError('half'), partial: true },
      say(2, 'it says "api_req_failed" and {"ts":9'),
    ]);
    await rest(300);
    write([{ ts: 1, type: 'ask', ask: 'api_req_failed', text: clineError('whole'), partial: false }, say(2, 'hello')]);
    expect(await toldAfter(1)).toEqual(['whole']);
  });

  it('of many megabytes is read at its end', async () => {
    const history = Array.from({ length: 300 }, (_, index) => say(index, 'x'.repeat(100_000)));
    write([failed(0, 'long ago'), ...history]);
    await folder.watch();
    write([failed(0, 'long ago'), ...history, failed(1_000, 'now')]);
    expect(await toldAfter(1)).toEqual(['now']);
  });

  it('does not tell of old messages that a shorter file shows', async () => {
    const history = Array.from({ length: 30 }, (_, index) => say(10 + index, 'x'.repeat(20_000)));
    write([failed(1, 'long ago'), ...history]);
    await folder.watch();
    write([failed(1, 'long ago'), say(2, 'taken back')]);
    await rest(300);
    write([failed(1, 'long ago'), say(2, 'taken back'), failed(90, 'now')]);
    expect(await toldAfter(1)).toEqual(['now']);
  });

  it('that is cut off is read when it is whole', async () => {
    await folder.watch();
    mkdirSync(dirname(file), { recursive: true });
    const text = JSON.stringify([say(1, 'hello'), failed(2, 'in the end')]);
    writeFileSync(file, text.slice(0, -30));
    await rest(300);
    writeFileSync(file, text);
    expect(await toldAfter(1)).toEqual(['in the end']);
  });
});
