/** The wire tap in a window: off until the person agrees, on at once, off at once. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { channel } from 'node:diagnostics_channel';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PanelState } from '../../src/panel/messages.js';
import { startFaultyServer, type FaultyServer } from '../watch/wire/faultyServer.js';
import { createProfile, openWindow, type FakeWindow, type Profile } from './openWindow.js';

const WAIT = { timeout: 8000, interval: 20 };
const CAUSE = 'Too many tokens per minute, please wait before trying again.';
const ANSWER = JSON.stringify({
  error: {
    message: 'Provider returned error',
    code: 429,
    metadata: { raw: JSON.stringify({ message: CAUSE }), provider_name: 'Amazon Bedrock' },
  },
});

let profile: Profile;
let server: FaultyServer;
let window: FakeWindow;
const home = process.env['HOME'];

beforeEach(async () => {
  profile = createProfile();
  server = await startFaultyServer((response, asked) => {
    if (!asked.startsWith('/hang')) response.writeHead(429, { 'retry-after': '12' }).end(ANSWER);
  });
  // Cline's settings name the server as OpenRouter's base URL.
  const folder = path.join(profile.root, '.cline', 'data', 'settings');
  mkdirSync(folder, { recursive: true });
  const settings = {
    version: 1,
    lastUsedProvider: 'openrouter',
    providers: { openrouter: { settings: { provider: 'openrouter', baseUrl: `${server.origin}/api/v1` } } },
  };
  writeFileSync(path.join(folder, 'providers.json'), JSON.stringify(settings));
  process.env['HOME'] = profile.root;
  window = openWindow(profile);
  window.logFailure('2026-11-20 activity before the start');
  window.activate();
  await vi.waitUntil(() => tooltip().includes('Watching Cline'), WAIT);
});

afterEach(async () => {
  if (home === undefined) delete process.env['HOME'];
  else process.env['HOME'] = home;
  await window.close();
  await server.close();
  profile.remove();
});

/** What Cline 4.1 does: it calls, and keeps the wrapper. */
async function failCall(): Promise<void> {
  await fetch(`${server.origin}/api/v1/chat/completions`, { method: 'POST', body: '{}' }).then((response) => response.text());
  const event = {
    ulid: '01K0000000000000000000000',
    model: 'anthropic/claude-sonnet-4.6',
    provider: 'openrouter',
    errorMessage: 'Provider returned error',
  };
  window.logFailure(`${new Date().toISOString()} LOG [NoOpTelemetryProvider] task.provider_api_error: ${JSON.stringify(event)}`);
}

const isTapped = (): boolean => channel('undici:request:headers').hasSubscribers;
const tooltip = (): string => window.world.statusItems[0]?.tooltip.plain ?? '';

async function shown() {
  await window.run('unwrap.diagnoseLast');
  if (window.panel().posted.length === 0) window.panel().received.fire({ request: 'ready' });
  const state = await vi.waitFor(() => PanelState.parse(window.panel().posted.at(-1)), WAIT);
  if (state.page !== 'incident') throw new Error(`the panel shows ${state.page}`);
  return state.incident;
}

const alerted = (): Promise<void> =>
  vi.waitFor(() => expect(window.world.statusItems[0]?.text).toMatch(/^\$\(warning\) \S/), WAIT);

describe('before the person agrees', () => {
  it('nothing is tapped, and the status bar says so', async () => {
    expect(isTapped()).toBe(false);
    expect(tooltip()).toContain('The wire tap is off.');
    expect([...window.extension.read.keys()].some((name) => name.startsWith('openWire'))).toBe(false);
  });

  it('the panel says that the tool threw the cause away, with the offer', async () => {
    await failCall();
    await alerted();
    expect(await shown()).toMatchObject({
      category: 'unknown',
      thrownAway: { tools: ['Cline'], isWireOn: false },
    });
  });

  it('the tap is offered once, and asked with what is seen and what is not', async () => {
    window.world.agrees.push('What Would It See?');
    await failCall();
    await vi.waitFor(() => expect(window.world.questions).toHaveLength(2), WAIT);
    expect(window.world.questions[0]).toContain('Cline threw away why its call failed.');
    expect(window.world.questions[1]).toContain('Never looked at: what is sent (no prompt, no key');
    expect(isTapped()).toBe(false);
    expect(profile.globalState.get('wire.offered')).toBe(true);
  });

  it('a no stays one', async () => {
    await window.run('unwrap.toggleWire');
    expect(window.world.questions).toHaveLength(1);
    expect(window.world.written).toEqual([]);
    expect(isTapped()).toBe(false);
  });
});

describe('after the person has agreed', () => {
  beforeEach(async () => {
    window.world.agrees.push('Turn On');
    await window.run('unwrap.toggleWire');
    await vi.waitUntil(() => tooltip().includes('The wire tap is on.'), WAIT);
    await fetch(`${server.origin}/api/v1/chat/completions`, { method: 'POST', body: '{}' }).then((response) => response.text());
    await vi.waitUntil(() => window.world.statusItems[0]?.text.startsWith('$(warning)'), WAIT);
  });

  it('the tap is on in the settings and in the status bar', () => {
    expect(window.world.written).toEqual([{ name: 'wire.enabled', value: true, target: 1 }]);
    expect(tooltip()).toContain('The wire tap is on.');
  });

  it('the panel names the true cause, where each text was seen, and what the tool threw away', async () => {
    await failCall();
    await vi.waitFor(async () => expect((await shown()).tools).toEqual(['Cline']), WAIT);
    const incident = await shown();
    expect(incident).toMatchObject({ category: 'rate_limit', thrownAway: null });
    expect(incident.cause).toContain('Amazon Bedrock');
    expect(incident.layers.at(-1)).toMatchObject({
      message: CAUSE,
      seen: 'wire',
      droppedBy: 'Cline',
    });
    expect(incident.text).toContain(`POST ${server.origin}/api/v1/chat/completions`);
    expect(incident.text).toContain('retry-after: 12');
  });

  it('what went over the wire is not on disk', async () => {
    await window.close();
    const folder = path.join(profile.root, 'globalStorage', 'unwrap.unwrap', 'history');
    const stored = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    expect(stored.join('')).toContain('rate_limit');
    expect(stored.join('')).not.toContain('POST http');
  });

  it('a call that the person stopped is no incident', async () => {
    const { id, count } = await shown();
    const stop = new AbortController();
    const call = fetch(`${server.origin}/hang/v1/chat/completions`, { method: 'POST', body: '{}', signal: stop.signal });
    await rest(50);
    stop.abort();
    await expect(call).rejects.toThrow('abort');
    await rest(50);
    expect(await shown()).toMatchObject({ id, count });
  });

  it('turning it off unsubscribes at once', async () => {
    await window.run('unwrap.toggleWire');
    expect(isTapped()).toBe(false);
    expect(tooltip()).toContain('The wire tap is off.');
    window.world.changeSetting('wire.enabled', true);
    await vi.waitFor(() => expect(isTapped()).toBe(true), WAIT);
    window.world.changeSetting('wire.enabled', false);
    expect(isTapped()).toBe(false);
  });

  it('the end of the window unsubscribes', async () => {
    await window.close();
    expect(isTapped()).toBe(false);
  });
});

it('Watched Sources says what is seen here and what is not', async () => {
  await window.run('unwrap.showSources');
  window.panel().received.fire({ request: 'ready' });
  const ofWire = async (): Promise<(readonly [string, string | null])[]> => {
    const state = await vi.waitFor(() => PanelState.parse(window.panel().posted.at(-1)), WAIT);
    return (state.page === 'sources' ? state.sources : [])
      .filter(({ toolName }) => toolName === 'Wire tap')
      .map(({ state: reached, reason }) => [reached, reason] as const);
  };
  expect(await ofWire()).toEqual([['off', expect.stringContaining('It is off')]]);
  window.world.changeSetting('wire.enabled', true);
  await vi.waitFor(async () => expect((await ofWire()).map(([reached]) => reached)).toContain('followed'), WAIT);
  expect((await ofWire()).map(([, reason]) => reason).join(' ')).toMatch(/processes of their own.*Electron|http.electronFetch/s);
});
