/** The endpoint in a window: the built `unwrap serve`, started by the window, with upstreams that fail as they are told. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenLocally } from '../listenLocally.js';
import { readChronicle } from '../../src/incidents/chronicle.js';
import { PanelState } from '../../src/panel/messages.js';
import { answer, startUpstream, type ScriptedUpstream } from '../endpoint/scriptedUpstream.js';
import { createProfile, openWindow, type FakeWindow, type Profile } from './openWindow.js';

// A process is started in each, and two are waited for in some.
vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });

const root = path.resolve(import.meta.dirname, '../..');
const WAIT = { timeout: 15_000, interval: 20 };
const CAUSE = 'Too many tokens per minute, please wait before trying again.';
const LIMITED = {
  error: {
    message: 'Provider returned error',
    code: 429,
    metadata: { raw: JSON.stringify({ message: CAUSE }), provider_name: 'Amazon Bedrock' },
  },
};
const HELLO = { id: 'c1', choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }] };

let profile: Profile;
let failing: ScriptedUpstream;
let answering: ScriptedUpstream;
let open: FakeWindow[];
const before: Record<string, string | undefined> = {};

beforeEach(async () => {
  profile = createProfile();
  open = [];
  failing = await startUpstream(answer(429, LIMITED, { 'retry-after': '600' }));
  answering = await startUpstream(answer(200, HELLO));
  for (const [name, value] of Object.entries({ HOME: profile.root, XDG_STATE_HOME: undefined, XDG_CONFIG_HOME: undefined })) {
    before[name] = process.env[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  const folder = path.join(profile.root, '.config', 'unwrap');
  mkdirSync(folder, { recursive: true });
  configure({ explain: false });
});

function configure(more: Record<string, unknown>): void {
  const config = {
    upstreams: {
      first: { baseUrl: `${failing.url}/v1`, protocol: 'openai' },
      second: { baseUrl: `${answering.url}/v1`, protocol: 'openai' },
    },
    routes: [{ match: 'saved-*', chain: [{ upstream: '*' }, { upstream: 'second' }] }],
    ...more,
  };
  writeFileSync(path.join(profile.root, '.config', 'unwrap', 'endpoint.jsonc'), JSON.stringify(config));
}

afterEach(async () => {
  const pid = lock()?.pid;
  for (const window of open) await window.close();
  if (typeof pid === 'number' && isAlive(pid)) process.kill(pid, 'SIGKILL');
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await failing.close();
  await answering.close();
  profile.remove();
});

const lockFile = (): string => path.join(profile.root, '.local', 'state', 'unwrap', 'endpoint.lock.json');
const lock = (): { pid: number | null; port: number | null } | null =>
  existsSync(lockFile()) ? JSON.parse(readFileSync(lockFile(), 'utf8')) : null;

function isAlive(pid: number): boolean {
  try {
    // A process that ended and was not waited for yet is a zombie.
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function start(settings: Record<string, unknown> = {}, isTrusted = true): Promise<FakeWindow> {
  const window = openWindow(profile, new Map(), root);
  open.push(window);
  window.world.trusted = isTrusted;
  window.world.settings.set('endpoint.port', 0);
  for (const [name, value] of Object.entries(settings)) window.world.settings.set(name, value);
  window.logFailure('2026-11-20 activity before the start');
  window.activate();
  await vi.waitUntil(() => tooltip(window).includes('Watching Cline'), WAIT);
  return window;
}

const item = ({ world }: FakeWindow) => world.statusItems[0];
const tooltip = (window: FakeWindow): string => item(window)?.tooltip.plain ?? '';
const runs = (window: FakeWindow): Promise<unknown> => vi.waitUntil(() => tooltip(window).includes('The endpoint runs at'), WAIT);

async function pidOf(): Promise<number> {
  const pid = await vi.waitUntil(() => lock()?.pid, WAIT);
  if (typeof pid !== 'number') throw new Error('nothing serves');
  return pid;
}

/** As an assistant calls, at the first upstream's address. */
async function call(model: string): Promise<{ readonly status: number; readonly text: string }> {
  const port = lock()?.port;
  return new Promise((resolve, reject) => {
    const asked = request(`http://127.0.0.1:${port}/first/chat/completions`, { method: 'POST' }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject).end(JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] }));
  });
}

/** What Cline 4.1 keeps of a failed call. */
function writeAsCline(window: FakeWindow, message: string): void {
  const event = { ulid: '01K0000000000000000000000', model: 'lost-model', errorMessage: message.slice(0, 500) };
  window.logFailure(`${new Date().toISOString()} LOG [NoOpTelemetryProvider] task.provider_api_error: ${JSON.stringify(event)}`);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, each) => sum + each, 0);
}

async function incident(window: FakeWindow) {
  await window.run('unwrap.diagnoseLast');
  if (window.panel().posted.length === 0) window.panel().received.fire({ request: 'ready' });
  const state = await vi.waitFor(() => PanelState.parse(window.panel().posted.at(-1)), WAIT);
  if (state.page !== 'incident') throw new Error(`the panel shows ${state.page}`);
  return state.incident;
}

describe('a window', () => {
  it('looks at no more than the lock file while no endpoint serves', async () => {
    const window = await start();
    await rest(300);
    expect([...window.extension.read.keys()].some((name) => name.startsWith('openEndpoint'))).toBe(false);
    expect(existsSync(lockFile())).toBe(false);
    expect(tooltip(window)).not.toContain('The endpoint runs');
  });

  it('starts it by command, tells where it runs, and ends it by command', async () => {
    const window = await start();
    await window.run('unwrap.startEndpoint');
    await runs(window);
    const pid = await pidOf();
    expect(window.world.questions.at(-1)).toContain(`http://127.0.0.1:${lock()?.port}`);
    expect(statSync(lockFile()).mode & 0o777).toBe(0o600);
    await window.run('unwrap.startEndpoint');
    expect(await pidOf()).toBe(pid);
    await window.run('unwrap.stopEndpoint');
    await vi.waitUntil(() => !isAlive(pid), WAIT);
    expect(tooltip(window)).not.toContain('The endpoint runs');
    await rest(1500);
    expect(window.world.notifications).toEqual([]);
    expect(lock()?.pid).toBeNull();
  });

  it('starts it by itself where the person has set so, and says why where it cannot', async () => {
    const window = await start({ 'endpoint.autoStart': true });
    await runs(window);
    const other = createServer();
    const port = await listenLocally(other);
    await window.run('unwrap.stopEndpoint');
    const second = await start({ 'endpoint.autoStart': true, 'endpoint.port': port });
    second.world.answer = 'Choose Another Port';
    await vi.waitUntil(() => second.world.notifications.length > 0, WAIT);
    expect(second.world.notifications[0]).toBe(`The endpoint was not started: port ${port} is taken by another program.`);
    other.close();
  });

  it('says what is wrong with the configuration', async () => {
    const folder = path.join(profile.root, '.config', 'unwrap');
    writeFileSync(path.join(folder, 'endpoint.jsonc'), '{ "upstreams": { "first": 7 } }');
    const window = await start();
    await window.run('unwrap.startEndpoint');
    expect(window.world.notifications).toHaveLength(1);
    expect(window.world.notifications[0]).toMatch(/^The endpoint was not started: ~\/\.config\/unwrap\/endpoint\.jsonc:\d+:\d+/);
    expect(tooltip(window)).not.toContain('The endpoint runs');
  });

  it.runIf(process.platform === 'linux')('hands the editor’s network over, the proxy’s password not as an argument', async () => {
    const window = await start({
      'http.proxy': 'http://ada:secret@127.0.0.1:9',
      'http.noProxy': ['intranet.example', '*.corp.example'],
      'http.proxyStrictSSL': false,
    });
    await window.run('unwrap.startEndpoint');
    const pid = await pidOf();
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    expect(args).toEqual(expect.arrayContaining(['--proxy-bypass', 'intranet.example,*.corp.example', '--no-strict-ssl']));
    expect(args.join(' ')).not.toContain('secret');
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toContain('https_proxy=http://ada:secret@127.0.0.1:9');
  });

  it('that is not trusted neither uses nor starts it, until it is', async () => {
    const trusted = await start();
    await trusted.run('unwrap.startEndpoint');
    await runs(trusted);
    const window = await start({}, false);
    await window.run('unwrap.showEndpoint');
    expect(window.world.notifications.at(-1)).toContain('Restricted Mode');
    expect(tooltip(window)).not.toContain('The endpoint runs');
    window.world.grantTrust();
    await runs(window);
  });
});

describe('with an endpoint that runs', () => {
  let window: FakeWindow;
  beforeEach(async () => {
    window = await start();
    await window.run('unwrap.startEndpoint');
    await runs(window);
  });

  it('a recovered call alarms nobody, and counts', async () => {
    expect(await call('saved-model')).toMatchObject({ status: 200 });
    await vi.waitUntil(() => item(window)?.text === '$(layers) Unwrap: 1 recovered today', WAIT);
    expect(tooltip(window)).toContain('1 call recovered today');
    expect(window.world.notifications).toEqual([]);
  });

  it('counts what two windows see of its calls once: what was recovered, what came to nothing, and how many were asked for', async () => {
    const other = await start();
    await runs(other);
    await call('saved-model');
    await call('lost-model');
    await vi.waitFor(() => incident(window), WAIT);
    window.panel().received.fire({ request: 'show-history' });
    const history = await vi.waitFor(() => {
      const state = PanelState.parse(window.panel().posted.at(-1));
      if (state.page !== 'history' || state.history.traffic.length < 2) throw new Error('not counted yet');
      return state.history;
    }, WAIT);
    expect(history.cells.reduce((sum, cell) => sum + cell.recovered, 0)).toBe(1);
    expect(history.endpoint).toBe('running');
    for (const each of open.splice(0)) await each.close();
    const file = path.join(profile.root, 'globalStorage', 'unwrap.unwrap', 'chronicle.json');
    const { chronicle, isWhole } = readChronicle(JSON.parse(readFileSync(file, 'utf8')));
    expect(isWhole).toBe(true);
    expect(total(chronicle.cells.map(({ recovered }) => recovered))).toBe(1);
    expect(total(chronicle.cells.map(({ failed }) => failed))).toBe(1);
    expect(chronicle.traffic.find(({ upstream }) => upstream === 'first')).toMatchObject({ calls: 2, failed: 2 });
    expect(readFileSync(file, 'utf8')).not.toContain('tokens per minute');
  });

  it('a call that comes to nothing is shown with the cause that only the endpoint saw', async () => {
    const { status } = await call('lost-model');
    writeAsCline(window, 'Provider returned error');
    expect(status).toBe(429);
    await vi.waitFor(async () => expect((await incident(window)).tools).toEqual(['Cline']), WAIT);
    const shown = await incident(window);
    expect(shown).toMatchObject({ category: 'rate_limit', count: 1, thrownAway: null, endpoint: 'running' });
    expect(shown.layers.at(-1)).toMatchObject({ message: CAUSE, seen: 'endpoint', droppedBy: 'Cline' });
    expect(shown.text).toContain('POST /chat/completions to first\nHTTP 429');
  });

  it('is shown with its last exchanges, routes and upstreams, hostile names as text', async () => {
    await call('saved-$(alert)');
    await call('lost-model');
    await window.run('unwrap.showEndpoint');
    const [view] = window.world.picks;
    expect(view?.title).toBe(`Endpoint http://127.0.0.1:${lock()?.port}`);
    expect(view?.placeHolder).toMatch(/^1 recovered today · process \d+ · version \d/);
    const shown = view?.items.map(({ label, description = '' }) => `${label} ${description}`) ?? [];
    const exchanges = shown.slice(shown.indexOf('Last exchanges ') + 1, shown.indexOf('Routes '));
    expect(exchanges[0]).toMatch(/^\$\(error\) lost-model failed · first/);
    expect(exchanges[1]).toMatch(/^\$\(history\) saved-\$ \(alert\) recovered · first → second · 2 attempts/);
    expect(shown).toContain('$(git-branch) saved-* as asked → second');
    expect(shown.some((line) => line.startsWith('$(cloud) first'))).toBe(true);
  });

  it('gives base URLs, that of whoever failed lately first', async () => {
    await call('lost-model');
    await vi.waitUntil(() => item(window)?.text.startsWith('$(warning)'), WAIT);
    window.world.picked.push('first');
    await window.run('unwrap.copyBaseUrl');
    const [{ label, description } = { label: '' }] = window.world.picks[0]?.items ?? [];
    expect(`${label}: ${description}`).toMatch(/^OpenRouter \(OpenAI API\): http\S+\/openrouter\/api\/v1 · failed lately$/);
    expect(window.world.clipboard).toBe(`http://127.0.0.1:${lock()?.port}/first`);
  });

  it('is shared by windows, and outlives each of them', async () => {
    // No cooldown: the next call asks there again.
    failing.script(answer(402, { error: { message: 'Insufficient credits', code: 402 } }));
    const second = await start();
    await runs(second);
    const pid = await pidOf();
    expect(await call('saved-model')).toMatchObject({ status: 200 });
    for (const each of [window, second]) await vi.waitUntil(() => item(each)?.text.includes('1 recovered'), WAIT);
    await window.close();
    open.shift();
    await rest(300);
    expect(isAlive(pid)).toBe(true);
    expect(await call('saved-model')).toMatchObject({ status: 200 });
    await vi.waitUntil(() => item(second)?.text.includes('2 recovered'), WAIT);
  });

  it('is started once again where it dies, and the person is told', async () => {
    const pid = await pidOf();
    process.kill(pid, 'SIGKILL');
    await vi.waitUntil(() => window.world.notifications.length > 0, WAIT);
    expect(window.world.notifications[0]).toMatch(/has ended unexpectedly\. It was started again\./);
    const next = await pidOf();
    expect(next).not.toBe(pid);
    process.kill(next, 'SIGKILL');
    await vi.waitUntil(() => window.world.notifications.length > 1, WAIT);
    expect(window.world.notifications[1]).toMatch(/Calls through it fail until it runs again/);
    expect(tooltip(window)).not.toContain('The endpoint runs');
  });
});

it('What the endpoint told a tool of a call is no second incident', async () => {
  configure({});
  const window = await start();
  await window.run('unwrap.startEndpoint');
  await runs(window);
  const { text } = await call('lost-model');
  writeAsCline(window, String(JSON.parse(text).error.message));
  await vi.waitFor(async () => expect((await incident(window)).tools).toEqual(['Cline']), WAIT);
  const state = PanelState.parse(window.panel().posted.at(-1));
  expect(state).toMatchObject({ incident: { category: 'rate_limit', count: 1 }, incidents: [{ count: 1 }] });
  expect((await incident(window)).layers.map(({ by }) => by)).toEqual(['Unwrap', 'OpenRouter', 'Amazon Bedrock']);
});
