import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readHistory } from '../../src/incidents/history.js';
import { PanelState } from '../../src/panel/messages.js';
import { createProfile, openWindow, type FakeWindow, type Profile } from './openWindow.js';

const RATE_LIMIT =
  'ERROR OpenRouter API Error: 429 - {"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.","provider_name":"Amazon Bedrock"}}}';
const NO_CREDIT =
  'ERROR OpenRouter API Error: 402 - {"error":{"message":"Insufficient credits. Add more using https://openrouter.ai/settings/credits","code":402}}';

let profile: Profile;
let open: FakeWindow[];
beforeEach(() => {
  profile = createProfile();
  open = [];
});
afterEach(async () => {
  for (const window of open) await window.close();
  profile.remove();
});

/** A window that watches: what is written from here on is news. */
async function start(
  workspaceState?: Map<string, unknown>,
  before: (window: FakeWindow) => void = () => {},
): Promise<FakeWindow> {
  const window = openWindow(profile, workspaceState);
  open.push(window);
  before(window);
  window.logFailure('2026-11-20 activity before the start');
  window.activate();
  await vi.waitFor(() => expect(window.world.statusItems[0]?.tooltip.plain).toContain('Watching Cline'), WAIT);
  return window;
}

const WAIT = { timeout: 8000, interval: 20 };
const alerted = (window: FakeWindow): Promise<void> =>
  vi.waitFor(() => expect(window.world.statusItems[0]?.text).toMatch(/^\$\(warning\) \S/), WAIT);
/** What the window has read of the extension, in bytes. */
const bytesRead = ({ extension }: FakeWindow): number => [...extension.read.values()].reduce((sum, bytes) => sum + bytes, 0);
const quiet = (window: FakeWindow): void => expect(window.world.statusItems[0]?.text).toBe('$(layers) Unwrap');

/** How many records the stored history of the first window holds. */
function storedSightings(): number {
  const folder = path.join(profile.root, 'globalStorage', 'unwrap.unwrap', 'history');
  const [name] = readdirSync(folder);
  const stored: unknown = JSON.parse(readFileSync(path.join(folder, name ?? ''), 'utf8'));
  return readHistory(stored).reduce((sum, { sightings }) => sum + sightings.length, 0);
}

/** The page that the panel was last sent. */
async function shown(window: FakeWindow): Promise<PanelState> {
  if (window.panel().posted.length === 0) window.panel().received.fire({ request: 'ready' });
  return vi.waitFor(() => PanelState.parse(window.panel().posted.at(-1)), WAIT);
}

describe('activation', () => {
  it('reads nothing but what registers before it returns', async () => {
    const window = openWindow(profile);
    open.push(window);
    window.activate();
    expect(window.extension.read.has('activation.cjs')).toBe(true);
    expect(bytesRead(window)).toBeLessThan(10_000);
    expect([...window.world.commands.keys()].toSorted()).toEqual([
      'unwrap.applyFix',
      'unwrap.cancelFix',
      'unwrap.chooseReach',
      'unwrap.copyBaseUrl',
      'unwrap.copyIncidentReport',
      'unwrap.copyReport',
      'unwrap.diagnoseLast',
      'unwrap.diagnoseText',
      'unwrap.fixIncident',
      'unwrap.fixLast',
      'unwrap.openWalkthrough',
      'unwrap.showEndpoint',
      'unwrap.showHistory',
      'unwrap.showIncident',
      'unwrap.showSample',
      'unwrap.showSources',
      'unwrap.startEndpoint',
      'unwrap.stopEndpoint',
      'unwrap.toggleWire',
      'unwrap.undoFix',
    ]);
    await vi.waitFor(() => expect(window.world.statusItems).toHaveLength(1), WAIT);
  });

  it('reads less than 200 kB while nothing fails, and the engine with the first failure', async () => {
    const window = await start();
    window.logFailure('LOG [TaskController] an ordinary line');
    window.world.changeSetting('statusBar.visible', false);
    expect(window.extension.read.has('session.cjs')).toBe(true);
    expect(window.extension.read.has('desk.cjs')).toBe(false);
    expect(bytesRead(window)).toBeLessThan(200_000);
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    expect(window.extension.read.has('desk.cjs')).toBe(true);
  });

  it('reads no engine for the history of a window in which nothing fails anew', async () => {
    const first = await start();
    first.logFailure(RATE_LIMIT);
    await alerted(first);
    await first.close();
    open.pop();
    const second = await start();
    expect(second.extension.read.has('desk.cjs')).toBe(false);
    await second.run('unwrap.diagnoseLast');
    expect(await shown(second)).toMatchObject({ page: 'incident' });
  });

  it('leaves nothing registered when the window closes', async () => {
    const window = await start();
    await window.run('unwrap.showSources');
    expect(window.world.live.size).toBeGreaterThan(0);
    await window.close();
    open.pop();
    expect([...window.world.live]).toEqual([]);
    expect(window.panel().isDisposed).toBe(true);
  });
});

it('starts anew where the first start failed, and keeps nothing of that', async () => {
  const window = openWindow(profile);
  open.push(window);
  vi.spyOn(window.vscode.workspace, 'onDidChangeConfiguration').mockImplementationOnce(() => {
    throw new Error('the settings are not there yet');
  });
  window.activate();
  await vi.waitFor(() => expect(window.world.log).not.toEqual([]), WAIT);
  expect(window.world.log.join('\n')).toContain('Unwrap does not work: Error: the settings are not there yet');
  await window.run('unwrap.showSources');
  expect(await shown(window)).toMatchObject({ page: 'sources' });
  expect(window.world.statusItems.map((item) => window.world.live.has(item))).toEqual([false, true]);
});

it('alerts of a failure that another extension tells of, and lists that it listens', async () => {
  const roo = new EventEmitter();
  const window = await start(undefined, ({ world }) => {
    world.extensions.set('RooVeterinaryInc.roo-cline', { isActive: true, exports: roo });
  });
  const text = '429\nOpenRouter completion error: deepseek/deepseek-v3.2 is temporarily rate-limited upstream.';
  const message = { ts: Date.now(), type: 'ask', ask: 'api_req_failed', text };
  roo.emit('message', { taskId: '1', action: 'created', message });
  await alerted(window);
  await window.run('unwrap.diagnoseLast');
  expect(await shown(window)).toMatchObject({ page: 'incident', incident: { tools: ['Roo Code'], category: 'rate_limit' } });
  await window.run('unwrap.showSources');
  await vi.waitFor(
    async () =>
      expect(await shown(window)).toMatchObject({
        page: 'sources',
        sources: expect.arrayContaining([
          expect.objectContaining({ toolName: 'Roo Code', state: 'followed', label: 'what the extension itself tells' }),
        ]),
      }),
    WAIT,
  );
  await window.close();
  open.pop();
  expect(roo.listenerCount('message')).toBe(0);
});

describe('a failure in the log', () => {
  it('turns the status bar to an alert, and looking at it turns it back', async () => {
    const window = await start();
    quiet(window);
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    const item = window.world.statusItems[0];
    expect(item?.backgroundColor).toMatchObject({ id: 'statusBarItem.warningBackground' });
    expect(item?.text.split(' ').length).toBeLessThanOrEqual(4);
    expect(item?.accessibilityInformation).toMatchObject({ role: 'button' });
    expect(item?.accessibilityInformation?.label).toMatch(/^Unwrap: /);
    await window.run(item?.command ?? '');
    const state = await shown(window);
    expect(state).toMatchObject({ page: 'incident', incident: { category: 'rate_limit', tools: ['Cline'] } });
    quiet(window);
  });

  it('that comes while the engine is still being read is not lost', async () => {
    const window = await start();
    for (const text of [RATE_LIMIT, NO_CREDIT, 'ERROR OpenRouter API Error: 503 - overloaded']) window.logFailure(text);
    await alerted(window);
    await vi.waitFor(() => expect(storedSightings()).toBe(3), { timeout: 3000 });
  });

  it('alerts again of another failure while the panel shows the first', async () => {
    const window = await start();
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    await window.run('unwrap.diagnoseLast');
    await shown(window);
    quiet(window);
    window.logFailure(NO_CREDIT);
    await alerted(window);
    const state = await shown(window);
    expect(state).toMatchObject({ incident: { category: 'rate_limit' } });
    await vi.waitFor(async () => expect(await shown(window)).toMatchObject({ incidents: [{}, { count: 1 }] }), WAIT);
  });

  it('that was looked at alerts again of a further failed call, not of a further record of it', async () => {
    const window = await start();
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    await window.run('unwrap.diagnoseLast');
    await shown(window);
    window.panel().leave();
    const event = { errorMessage: '429 Provider returned error', provider: 'openrouter' };
    window.logFailure(`LOG [NoOpTelemetryProvider] REQUIRED task.provider_api_error: ${JSON.stringify(event)}`);
    await vi.waitFor(() => expect(storedSightings()).toBe(2), WAIT);
    quiet(window);
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    expect(window.world.statusItems[0]?.tooltip.plain).toContain('It failed 2 times.');
  });

  it('takes the place of the quiet page, and alerts while the panel is not in front', async () => {
    const window = await start();
    await window.run('unwrap.diagnoseLast');
    expect(await shown(window)).toMatchObject({ page: 'quiet' });
    window.panel().leave();
    window.logFailure(RATE_LIMIT);
    await vi.waitFor(async () => expect(await shown(window)).toMatchObject({ page: 'incident' }), WAIT);
    await alerted(window);
    window.panel().reveal();
    quiet(window);
  });
});

describe('a notification', () => {
  it('tells of a blocking cause once, and of a passing one never', async () => {
    const window = await start();
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    expect(window.world.notifications).toEqual([]);
    window.logFailure(NO_CREDIT);
    await vi.waitFor(() => expect(window.world.notifications).toHaveLength(1), WAIT);
    window.logFailure(`${NO_CREDIT} again`);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(window.world.notifications).toHaveLength(1);
  });

  it('is not stacked on another, of a second cause that comes with the first', async () => {
    const window = await start();
    window.logFailure(NO_CREDIT);
    await vi.waitFor(() => expect(window.world.notifications).toHaveLength(1), WAIT);
    const event = { errorMessage: '401 Incorrect API key provided', provider: 'openai', model: 'gpt-5.2' };
    window.logFailure(`LOG [NoOpTelemetryProvider] REQUIRED task.provider_api_error: ${JSON.stringify(event)}`);
    await vi.waitFor(() => expect(window.world.statusItems[0]?.text).toContain('key refused'), WAIT);
    expect(window.world.notifications).toHaveLength(1);
  });

  it('of a failure that two windows see is shown in the one that has the focus', async () => {
    const inFront = await start();
    const behind = await start(new Map(), ({ world }) => (world.focused = false));
    for (const window of [behind, inFront]) window.logFailure(NO_CREDIT);
    await Promise.all([alerted(behind), alerted(inFront)]);
    expect([inFront.world.notifications.length, behind.world.notifications.length]).toEqual([1, 0]);
  });

  it('turns nothing that a log says into a link', async () => {
    const window = await start();
    const event = {
      errorMessage: '404 {"error":{"message":"The model does not exist","code":"model_not_found"}}',
      provider: 'openrouter',
      model: '[Try again](command:workbench.action.quit)',
    };
    window.logFailure(`LOG [NoOpTelemetryProvider] REQUIRED task.provider_api_error: ${JSON.stringify(event)}`);
    await vi.waitFor(() => expect(window.world.notifications).toHaveLength(1), WAIT);
    // What the editor takes for a link: `microsoft/vscode:src/vs/base/common/linkedText.ts`.
    expect(window.world.notifications[0]).not.toMatch(/\[[^\]]+\]\((?:https?:\/\/|command:|file:)/i);
  });

  it('opens the panel on its incident', async () => {
    const window = await start();
    window.world.answer = 'Diagnose';
    window.logFailure(NO_CREDIT);
    await vi.waitFor(() => expect(window.world.panels).toHaveLength(1), WAIT);
    expect(await shown(window)).toMatchObject({ incident: { category: 'billing' } });
  });

  it('is remembered not to be shown, in the settings', async () => {
    const window = await start();
    window.world.answer = "Don't Show Again";
    window.logFailure(NO_CREDIT);
    await vi.waitFor(
      () => expect(window.world.written).toEqual([{ name: 'notifications.enabled', value: false, target: 1 }]),
      WAIT,
    );
    expect(window.world.panels).toEqual([]);
  });
});

describe('settings', () => {
  it('hide the status bar and bring it back', async () => {
    const window = await start();
    expect(window.world.statusItems[0]?.visible).toBe(true);
    window.world.changeSetting('statusBar.visible', false);
    expect(window.world.statusItems[0]?.visible).toBe(false);
    window.world.changeSetting('statusBar.visible', true);
    expect(window.world.statusItems[0]?.visible).toBe(true);
  });

  it('that are not valid are named in the output channel, with the remedy, and default', async () => {
    const window = await start(undefined, ({ world }) => world.settings.set('statusBar.visible', 'always'));
    expect(window.world.log.join('\n')).toContain(
      'Setting unwrap.statusBar.visible holds "always", which is not valid. Set it to true or false; until then its default, true, is used.',
    );
    expect(window.world.statusItems[0]?.visible).toBe(true);
  });
});

describe('the history', () => {
  it('survives a reload, on the same page', async () => {
    const first = await start();
    first.logFailure(NO_CREDIT);
    await alerted(first);
    await first.run('unwrap.diagnoseLast');
    const before = await shown(first);
    await first.close();
    open.pop();

    const second = await start();
    quiet(second);
    await second.run('unwrap.diagnoseLast');
    expect(await shown(second)).toEqual(before);
    expect(second.world.notifications).toEqual([]);
  });

  it('of two windows is kept apart: neither loses its own', async () => {
    const other = new Map<string, unknown>();
    const one = await start();
    const two = await start(other);
    one.logFailure(NO_CREDIT);
    two.logFailure(RATE_LIMIT);
    await Promise.all([alerted(one), alerted(two)]);
    await one.close();
    await two.close();
    open.length = 0;

    const again = [await start(), await start(other)];
    for (const window of again) await window.run('unwrap.diagnoseLast');
    const categories = await Promise.all(again.map(async (window) => await shown(window)));
    expect(categories).toMatchObject([
      { incident: { category: 'billing' }, incidents: [{ category: 'billing' }] },
      { incident: { category: 'rate_limit' }, incidents: [{ category: 'rate_limit' }] },
    ]);
  });

  it('that cannot be read is said to be so, and the window works', async () => {
    const first = await start();
    first.logFailure(NO_CREDIT);
    await alerted(first);
    await first.close();
    open.pop();
    const folder = path.join(profile.root, 'globalStorage', 'unwrap.unwrap', 'history');
    for (const name of readdirSync(folder)) writeFileSync(path.join(folder, name), '[{"id":');
    const second = await start();
    second.logFailure(RATE_LIMIT);
    await alerted(second);
    expect(second.world.log.join('\n')).toContain('The history does not work');
  });
});

it('works without storage', async () => {
  const broken = new (class extends Map<string, unknown> {
    override set(): never {
      throw new Error('the disk is full');
    }
  })();
  const window = await start(broken);
  window.logFailure(RATE_LIMIT);
  await alerted(window);
  expect(window.world.log.join('\n')).toContain('The history does not work: Error: the disk is full');
});

describe('a text that a person gives', () => {
  it('is diagnosed from the selection', async () => {
    const window = await start();
    window.world.selection = NO_CREDIT;
    window.world.clipboard = RATE_LIMIT;
    await window.run('unwrap.diagnoseText');
    expect(await shown(window)).toMatchObject({ page: 'incident', incident: { category: 'billing', tools: [] } });
    quiet(window);
    expect(window.world.notifications).toEqual([]);
  });

  it('is diagnosed from the clipboard where nothing is selected', async () => {
    const window = await start();
    window.world.clipboard = RATE_LIMIT;
    await window.run('unwrap.diagnoseText');
    expect(await shown(window)).toMatchObject({ page: 'incident', incident: { category: 'rate_limit' } });
  });

  it('that holds no failure is said to hold none', async () => {
    const window = await start();
    window.world.clipboard = 'Buy milk, and call the plumber.';
    await window.run('unwrap.diagnoseText');
    expect(await shown(window)).toMatchObject({ page: 'no-failure', from: 'clipboard', empty: false });
    window.panel().received.fire({ request: 'diagnose-selection' });
    await vi.waitFor(async () => expect(await shown(window)).toMatchObject({ from: 'selection', empty: true }), WAIT);
  });
});

describe('the panel', () => {
  it('opens only links of the advice, by their place in it', async () => {
    const window = await start();
    window.logFailure(NO_CREDIT);
    await alerted(window);
    await window.run('unwrap.diagnoseLast');
    const state = await shown(window);
    if (state.page !== 'incident') throw new Error('no incident is shown');
    const { id, advice } = state.incident;
    const linked = advice.findIndex(({ link }) => link !== null);
    expect(linked).toBeGreaterThanOrEqual(0);
    const requests = [
      { request: 'open-link', incident: id, index: 999 },
      { request: 'open-link', incident: 'another', index: linked },
      { request: 'open-link', incident: id, index: linked, link: 'https://evil.test' },
    ];
    for (const request of requests) window.panel().received.fire(request);
    await vi.waitFor(() => expect(window.world.opened).toHaveLength(1), WAIT);
    expect(window.world.opened).toEqual([advice[linked]?.link]);
    expect(new URL(window.world.opened[0] ?? '').protocol).toBe('https:');
  });

  it('says so where it is sent something that is no request', async () => {
    const window = await start();
    await window.run('unwrap.showSources');
    for (const request of [null, 7, { request: 'run', command: 'rm' }, { request: 'open-link', incident: 1, index: 'x' }]) {
      window.panel().received.fire(request);
    }
    expect(window.world.log.filter((line) => line.includes('not one'))).toHaveLength(4);
    expect(window.world.opened).toEqual([]);
  });

  it('reads only the folders of its script and its style, and runs no other script', async () => {
    const window = await start();
    await window.run('unwrap.showSources');
    const { html, options } = window.panel().webview;
    expect(options).toMatchObject({ localResourceRoots: [{ fsPath: '/extension/dist' }, { fsPath: '/extension/media' }] });
    const policy = /content="([^"]+)"/.exec(html)?.[1];
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w-]{22}'; style-src https:\/\/webview\.test$/);
    expect(html).not.toMatch(/style=|<style|\son\w+=|unsafe/);
  });

  it('comes back after a reload of the window', async () => {
    const first = await start();
    first.logFailure(NO_CREDIT);
    await alerted(first);
    await first.run('unwrap.diagnoseLast');
    const before = await shown(first);
    if (before.page !== 'incident') throw new Error('no incident is shown');
    await first.close();
    open.pop();

    const second = await start();
    const { FakePanel } = await import('./fakeVscode.js');
    const kept = new FakePanel(second.world.live, 'unwrap.panel');
    second.world.panels.push(kept);
    await second.world.serializers
      .get('unwrap.panel')
      ?.deserializeWebviewPanel(kept, { page: 'incident', incident: before.incident.id });
    expect(await shown(second)).toEqual(before);
  });

  it('is one, also where the editor gives a kept one back after another was opened', async () => {
    const window = await start();
    await window.run('unwrap.showSources');
    const opened = window.panel();
    const { FakePanel } = await import('./fakeVscode.js');
    const kept = new FakePanel(window.world.live, 'unwrap.panel');
    window.world.panels.push(kept);
    await window.world.serializers.get('unwrap.panel')?.deserializeWebviewPanel(kept, { page: 'sources', incident: null });
    expect([opened.isDisposed, kept.isDisposed]).toEqual([true, false]);
    expect(await shown(window)).toMatchObject({ page: 'sources' });
  });
});
