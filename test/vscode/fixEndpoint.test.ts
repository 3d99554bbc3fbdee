/** Fixes that need the endpoint: the built `unwrap serve`, started by the window. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, startUpstream, type ScriptedUpstream } from '../endpoint/scriptedUpstream.js';
import { CONFIG, useFixStage, WAIT } from './fixStage.js';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });

const stage = useFixStage();
let upstream: ScriptedUpstream;
const HELLO = { id: 'c1', choices: [{ index: 0, message: { role: 'assistant', content: 'H' }, finish_reason: 'length' }] };
const LIMITED =
  '429 {"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.","provider_name":"Anthropic"}}}';

const stateFile = (...parts: readonly string[]): string => path.join(stage().profile.root, '.local', 'state', 'unwrap', ...parts);
const configFile = (): string => path.join(stage().profile.root, '.config', 'unwrap', 'endpoint.jsonc');

function lock(): { pid: number | null; port: number | null } {
  const file = stateFile('endpoint.lock.json');
  const none = { pid: null, port: null };
  return existsSync(file) ? { ...none, ...JSON.parse(readFileSync(file, 'utf8')) } : none;
}

beforeEach(async () => {
  upstream = await startUpstream(answer(200, HELLO));
  stage().write(
    `// mine\n{ "upstreams": { "openrouter": { "baseUrl": "${upstream.url}" } } }\n`,
    '.config',
    'unwrap',
    'endpoint.jsonc',
  );
});

afterEach(async () => {
  const { pid } = lock();
  await stage().window.run('unwrap.stopEndpoint');
  if (pid !== null) await vi.waitUntil(() => lock().pid === null, WAIT);
  await upstream.close();
});

/** The calls of Continue go through the endpoint. */
async function point(): Promise<void> {
  stage().window.world.agrees.push('Start Endpoint', 'Apply');
  await stage().choose('Point Continue at the endpoint…');
}

describe('a tool', () => {
  beforeEach(() => stage().failInContinue(LIMITED));

  it('is pointed at the endpoint, which is started for it, and back', async () => {
    await point();
    expect(stage().config()).toContain(`apiBase: http://127.0.0.1:${lock().port}/openrouter/api/v1`);
    expect(
      stage()
        .config()
        .match(/sk-or-v1-0000000000000000/g),
    ).toHaveLength(2);
    const calls = `http://127.0.0.1:${lock().port}/openrouter/api/v1/chat/completions`;
    const response = await fetch(calls, { method: 'POST', body: JSON.stringify({ model: 'm', messages: [] }) });
    expect(await response.json()).toEqual(HELLO);
    expect(upstream.received[0]?.url).toBe('/api/v1/chat/completions');
    await stage().window.run('unwrap.undoFix');
    expect(stage().config()).toBe(CONFIG);
  });

  it('stays where it is where the endpoint is not to be started', async () => {
    await stage().choose('Point Continue at the endpoint…');
    expect(stage().config()).toBe(CONFIG);
    expect(lock().pid).toBeNull();
  });

  it('that goes through the endpoint gets its other model there, for every tool, and loses it by undo', async () => {
    await point();
    const pointed = stage().config();
    stage().window.world.agrees.push('Apply');
    await stage().choose('Switch the model of Continue…', 'openai/gpt-5.2', 'openai/gpt-5.2');
    expect(stage().window.world.questions.at(-1)).toContain(
      'Applied: Answer calls for anthropic/claude-sonnet-4.6 with openai/gpt-5.2',
    );
    expect(stage().config()).toBe(pointed);
    const calls = `http://127.0.0.1:${lock().port}/openrouter/api/v1/chat/completions`;
    const body = JSON.stringify({ model: 'anthropic/claude-sonnet-4.6', messages: [] });
    await fetch(calls, { method: 'POST', body });
    expect(JSON.parse(upstream.received.at(-1)?.body ?? '')).toMatchObject({ model: 'openai/gpt-5.2' });
    await stage().window.run('unwrap.undoFix');
    await fetch(calls, { method: 'POST', body });
    expect(JSON.parse(upstream.received.at(-1)?.body ?? '')).toMatchObject({ model: 'anthropic/claude-sonnet-4.6' });
    expect(readFileSync(configFile(), 'utf8')).toContain('// mine');
    await stage().window.run('unwrap.undoFix');
    expect(stage().config()).toBe(CONFIG);
  });
});

async function send() {
  const { id } = await stage().shownIncident();
  stage().window.world.agrees.push('Start Endpoint');
  stage().window.panel().received.fire({ request: 'fix', incident: id, action: 'send-test' });
  return vi.waitFor(async () => {
    const check = (await stage().shownIncident()).checks.find(({ title }) => title === 'Test request');
    if (!check) throw new Error('nothing is shown yet');
    return check;
  }, WAIT);
}

describe('a test request', () => {
  beforeEach(() => stage().failInContinue(LIMITED));

  it('asks for one token, and tells that it was answered', async () => {
    expect(await send()).toMatchObject({ isGood: true, text: expect.stringMatching(/^It answered within \d/) });
    expect(JSON.parse(upstream.received[0]?.body ?? '')).toMatchObject({ model: 'anthropic/claude-sonnet-4.6', max_tokens: 1 });
    expect(upstream.received[0]?.headers.authorization).toBeUndefined();
  });

  it('that is refused is diagnosed', async () => {
    const refusal = {
      error: { message: 'Insufficient credits. Add more using https://openrouter.ai/settings/credits', code: 402 },
    };
    upstream.script(answer(402, refusal));
    const check = await send();
    expect(check.isGood).toBe(false);
    expect(check.text).toMatch(/^It failed as well\. OpenRouter/);
  });

  it('is not sent where no key is stored, and that is said', async () => {
    stage().write('{}', '.config', 'unwrap', 'endpoint.jsonc');
    const check = await send();
    expect(check.isGood).toBeNull();
    expect(check.text).toMatch(
      /^Nothing can be said: no key is stored for "openrouter" at the endpoint\. The key that the tool has is not read\./,
    );
    expect(upstream.received).toEqual([]);
  });
});
