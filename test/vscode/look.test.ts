/** Where a person looks: the status bar's tooltip, the view of the incidents, the notification's buttons, the list of problems. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PanelState } from '../../src/panel/messages.js';
import { fileUri, type FakeDocument } from './fakeVscode.js';
import { createProfile, openWindow, type FakeWindow, type Profile } from './openWindow.js';

const RATE_LIMIT =
  'ERROR OpenRouter API Error: 429 - {"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.","provider_name":"Amazon Bedrock"}}}';
const NO_CREDIT =
  'ERROR OpenRouter API Error: 402 - {"error":{"message":"Insufficient credits. Add more using https://openrouter.ai/settings/credits","code":402}}';
const WAIT = { timeout: 8000, interval: 20 };

let profile: Profile;
let open: FakeWindow[];
const before: Record<string, string | undefined> = {};
beforeEach(() => {
  profile = createProfile();
  open = [];
  for (const [name, value] of Object.entries({ HOME: profile.root, XDG_CONFIG_HOME: undefined, XDG_STATE_HOME: undefined })) {
    before[name] = process.env[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});
afterEach(async () => {
  for (const window of open) await window.close();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  profile.remove();
});

async function start(prepare: (window: FakeWindow) => void = () => {}): Promise<FakeWindow> {
  const window = openWindow(profile);
  open.push(window);
  prepare(window);
  window.logFailure('2026-11-20 activity before the start');
  window.activate();
  await vi.waitFor(() => expect(tooltip(window)).toContain('Watching Cline'), WAIT);
  return window;
}

const tooltip = ({ world }: FakeWindow): string => world.statusItems[0]?.tooltip.plain ?? '';
const allowed = ({ world }: FakeWindow): unknown => world.statusItems[0]?.tooltip.isTrusted;
const linked = (text: string): string[] => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => String(id));
const alerted = (window: FakeWindow): Promise<void> =>
  vi.waitFor(() => expect(window.world.statusItems[0]?.text).toMatch(/^\$\(warning\) \S/), WAIT);

async function shown(window: FakeWindow): Promise<PanelState> {
  if (window.panel().posted.length === 0) window.panel().received.fire({ request: 'ready' });
  return vi.waitFor(() => PanelState.parse(window.panel().posted.at(-1)), WAIT);
}

const view = ({ world }: FakeWindow) => {
  const [tree] = world.trees;
  if (!tree) throw new Error('There is no view.');
  return tree;
};

describe('the tooltip', () => {
  it('tells what is watched, how the wire tap and the endpoint stand, and links to nothing but its own commands', async () => {
    const window = await start();
    expect(tooltip(window)).toContain('Nothing new has failed.');
    expect(tooltip(window)).toContain('The wire tap is off.');
    expect(tooltip(window)).toContain('The endpoint is not running.');
    const commands = ['unwrap.showSample', 'unwrap.showSources', 'unwrap.startEndpoint', 'unwrap.toggleWire'];
    expect(linked(tooltip(window))).toEqual(commands);
    expect(allowed(window)).toEqual({ enabledCommands: commands });
  });

  it('keeps the last cause after it was looked at, with what can be done about it', async () => {
    const window = await start();
    window.logFailure(NO_CREDIT);
    await alerted(window);
    await window.run('unwrap.diagnoseLast');
    await shown(window);
    expect(window.world.statusItems[0]?.text).toBe('$(layers) Unwrap');
    expect(tooltip(window)).toMatch(/Last failure, .+: .*credit/);
    expect(linked(tooltip(window)).slice(0, 3)).toEqual(['unwrap.diagnoseLast', 'unwrap.fixLast', 'unwrap.copyReport']);
    expect(window.world.context.get('unwrap.hasIncidents')).toBe(true);
  });

  it('shows what a log says as text, and as nothing else', async () => {
    const window = await start();
    const hostile = '[Try](command:workbench.action.quit) https://evil.test <b>$(flame)</b> `x` www.evil.test &lt;';
    const event = { errorMessage: '404 model_not_found: no such model', provider: 'openrouter', model: hostile };
    window.logFailure(`LOG [NoOpTelemetryProvider] REQUIRED task.provider_api_error: ${JSON.stringify(event)}`);
    await alerted(window);
    const raw = window.world.statusItems[0]?.tooltip.value ?? '';
    const [told = ''] = raw.split('\n\n---\n\n');
    expect(told).toContain('evil');
    // CommonMark's punctuation, each behind a backslash: no link, no address, no HTML, no entity, no code, no icon.
    expect(told.replaceAll(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[!-/:-@[-`{-~]/);
    expect(told).not.toContain('$\\(');
  });

  it.each([
    ['wsl', 'WSL'],
    ['dev-container', 'Dev Container'],
    ['attached-container', 'Container'],
    ['codespaces', 'Codespaces'],
    ['of-the-future', 'of-the-future'],
  ])('says on which side failures are seen: %s', async (remoteName, name) => {
    const window = await start(({ world }) => (world.remoteName = remoteName));
    expect(tooltip(window)).toContain(`Watched on the remote side (${name})`);
  });

  it('says on which side failures are seen, where there are two, and what is shared', async () => {
    const window = await start(({ world }) => (world.remoteName = 'ssh-remote'));
    expect(tooltip(window)).toContain('Watched on the remote side (SSH)');
    await window.run('unwrap.showSources');
    const state = await shown(window);
    if (state.page !== 'sources') throw new Error(`the panel shows ${state.page}`);
    expect(state.notes).toEqual([
      expect.stringContaining('the remote side (SSH)'),
      expect.stringMatching(/Each window keeps its own .* profiles on this machine share the endpoint/),
    ]);
  });
});

const restrict = ({ world }: FakeWindow): void => {
  world.trusted = false;
  world.settings.set('wire.enabled', true);
};

describe('in Restricted Mode', () => {
  it('failures are watched; the reason for what is not done stands in the tooltip and at each refusal', async () => {
    const window = await start(restrict);
    expect(tooltip(window)).toContain('Restricted Mode: failures are watched and diagnosed.');
    expect(linked(tooltip(window))).toContain('workbench.trust.manage');
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    window.world.answer = 'Manage Workspace Trust';
    for (const command of ['unwrap.toggleWire', 'unwrap.startEndpoint']) await window.run(command);
    expect(window.world.notifications).toHaveLength(2);
    for (const told of window.world.notifications) expect(told).toMatch(/^In Restricted Mode .*: trust the workspace first\.$/);
    expect(window.world.executed).toEqual(['workbench.trust.manage', 'workbench.trust.manage']);
    expect([...window.extension.read.keys()].some((name) => name.startsWith('openWire'))).toBe(false);
  });

  it('ends when the person trusts the workspace: the wire tap that they had turned on is on', async () => {
    const window = await start(restrict);
    window.world.grantTrust();
    await vi.waitFor(() => expect(tooltip(window)).toContain('The wire tap is on.'), WAIT);
  });
});

describe('the view of the incidents', () => {
  it('reads nothing while it is hidden and nothing fails', async () => {
    const window = await start();
    expect(view(window).id).toBe('unwrap.incidents');
    expect(window.extension.read.has('desk.cjs')).toBe(false);
    expect(await view(window).show()).toEqual([]);
  });

  it('lists them by how they stand, with what was seen where, and opens the panel', async () => {
    const window = await start();
    window.logFailure(NO_CREDIT);
    await alerted(window);
    window.logFailure(RATE_LIMIT);
    await vi.waitFor(async () => expect((await view(window).show()).flatMap(({ items }) => items)).toHaveLength(2), WAIT);
    const [group] = await view(window).show();
    expect(group?.group).toMatchObject({ label: 'Open', description: '2' });
    const item = group?.items.find(({ label }) => label.includes('credit'));
    expect(item).toMatchObject({ contextValue: 'incident', iconPath: { id: 'warning' } });
    expect(item?.description).toMatch(/^Cline · /);
    expect(typeof item?.tooltip).toBe('string');
    expect(item?.tooltip).toContain('Seen in Cline.');
    await window.run(item?.command?.command ?? '', item?.command?.arguments[0]);
    expect(await shown(window)).toMatchObject({ incident: { category: 'billing' } });
  });

  it('copies the report of the incident that is chosen, and shows what can be done about it', async () => {
    const window = await start();
    window.logFailure(NO_CREDIT);
    await alerted(window);
    window.logFailure(RATE_LIMIT);
    await vi.waitFor(async () => expect((await view(window).show()).flatMap(({ items }) => items)).toHaveLength(2), WAIT);
    const [group] = await view(window).show();
    const at = group?.items.findIndex(({ label }) => label.includes('credit')) ?? -1;
    await window.run('unwrap.copyIncidentReport', group?.nodes[at]);
    expect(window.world.clipboard).toContain('Insufficient credits');
    await window.run('unwrap.fixIncident', group?.nodes[at]);
    expect(window.world.picks.at(-1)?.title).toContain('credit');
  });

  it('has a badge for new failures that wait for the person, until they look', async () => {
    const window = await start();
    window.logFailure(RATE_LIMIT);
    await alerted(window);
    expect(view(window).badge).toBeUndefined();
    window.logFailure(NO_CREDIT);
    await vi.waitFor(
      () => expect(view(window).badge).toEqual({ value: 1, tooltip: '1 new failure that no waiting mends' }),
      WAIT,
    );
    await view(window).show();
    await vi.waitFor(() => expect(view(window).badge).toBeUndefined(), WAIT);
  });
});

describe('a notification', () => {
  it('offers what to do now and what mends the cause, each by one click', async () => {
    const window = await start();
    const offered: unknown[] = [];
    vi.spyOn(window.vscode.window, 'showWarningMessage').mockImplementation(async (_, ...buttons: unknown[]) => {
      offered.push(...buttons);
      return 'Open Billing';
    });
    window.logFailure(NO_CREDIT);
    await vi.waitFor(() => expect(window.world.opened).toHaveLength(1), WAIT);
    expect(offered).toEqual(['Switch Model…', 'Open Billing', 'Diagnose', "Don't Show Again"]);
    expect(new URL(window.world.opened[0] ?? '').host).toBe('openrouter.ai');
  });
});

describe('the first minute', () => {
  it('shows the real diagnosis of a sample, that is in no list and no history', async () => {
    const window = await start();
    await window.run('unwrap.showSample');
    expect(await shown(window)).toMatchObject({ incident: { category: 'rate_limit', tools: [] } });
    expect(await view(window).show()).toEqual([]);
    expect(window.world.context.has('unwrap.hasIncidents')).toBe(false);
  });

  it('takes no failure for a sample', async () => {
    const window = await start();
    await window.run('unwrap.showSample');
    expect(await shown(window)).toMatchObject({ incident: { isSample: true } });
    window.logFailure(NO_CREDIT);
    await alerted(window);
    await window.run('unwrap.diagnoseLast');
    await vi.waitFor(
      async () => expect(await shown(window)).toMatchObject({ incident: { category: 'billing', isSample: false } }),
      WAIT,
    );
  });

  it('lets the person choose how far Unwrap may go, and completes the step with a choice alone', async () => {
    const window = await start();
    await window.run('unwrap.chooseReach');
    expect(window.world.picks[0]?.items.map(({ label }) => label)).toEqual([
      '$(eye) Watch Only',
      '$(pulse) Watch, and Tap the Wire',
      '$(server) Watch, and Run the Endpoint',
    ]);
    expect(window.world.context.has('unwrap.reachChosen')).toBe(false);
    window.world.picked.push('$(pulse) Watch, and Tap the Wire');
    window.world.agrees.push('Turn On');
    await window.run('unwrap.chooseReach');
    expect(window.world.context.get('unwrap.reachChosen')).toBe(true);
    expect(window.world.written).toContainEqual({ name: 'wire.enabled', value: true, target: 1 });
    await vi.waitFor(() => expect(tooltip(window)).toContain('The wire tap is on.'), WAIT);
    window.world.picked.push('$(eye) Watch Only');
    await window.run('unwrap.chooseReach');
    await vi.waitFor(() => expect(tooltip(window)).toContain('The wire tap is off.'), WAIT);
  });

  it('opens the walkthrough', async () => {
    const window = await start();
    await window.run('unwrap.openWalkthrough');
    expect(window.world.executed).toEqual(['workbench.action.openWalkthrough unwrap.unwrap#start false']);
  });
});

const configFile = (): string => path.join(profile.root, '.config', 'unwrap', 'endpoint.jsonc');

const write = (text: string): void => {
  mkdirSync(path.dirname(configFile()), { recursive: true });
  writeFileSync(configFile(), text);
};
const document = (): FakeDocument => ({
  uri: fileUri(configFile()),
  getText: () => readFileSync(configFile(), 'utf8'),
  positionAt: (offset) => offset,
});

describe('the list of problems', () => {
  it('names what is wrong with the endpoint’s configuration once that is opened, mends it, and is empty again', async () => {
    write('{ "upstreams": {}, "rautes": [] }');
    const window = await start();
    expect(window.world.problems.size).toBe(0);
    window.world.documentEvents.opened.fire(document());
    const [entry] = await vi.waitFor(() => {
      const entries = window.world.problems.get(configFile()) ?? [];
      expect(entries).toHaveLength(1);
      return entries;
    }, WAIT);
    expect(entry?.message).toContain('is "routes" meant?');
    const [repair] = [...window.world.repairers].flatMap((each) =>
      each.provideCodeActions(document(), null, { diagnostics: entry ? [entry] : [] }),
    );
    expect(repair?.title).toBe('Change to "routes"');
    const [change] = repair?.edit.replaced ?? [];
    const text = readFileSync(configFile(), 'utf8');
    write(`${text.slice(0, change?.start)}${change?.text ?? ''}${text.slice(change?.end)}`);
    window.world.documentEvents.saved.fire(document());
    await vi.waitFor(() => expect(window.world.problems.size).toBe(0), WAIT);
    expect(JSON.parse(readFileSync(configFile(), 'utf8'))).toEqual({ upstreams: {}, routes: [] });
  });

  it('repairs no text that it has not looked at', async () => {
    write('{ "upstreams": {}, "rautes": [] }');
    const window = await start();
    window.world.documentEvents.opened.fire(document());
    const diagnostics = await vi.waitFor(() => {
      const entries = window.world.problems.get(configFile()) ?? [];
      expect(entries).toHaveLength(1);
      return entries;
    }, WAIT);
    const repairs = (): number =>
      [...window.world.repairers].flatMap((each) => each.provideCodeActions(document(), null, { diagnostics })).length;
    expect(repairs()).toBe(1);
    write('{ "a comment": "typed before it", "upstreams": {}, "rautes": [] }');
    window.world.documentEvents.changed.fire({ document: document() });
    expect(repairs()).toBe(0);
  });

  it('follows a change from outside the editor', async () => {
    write('{ "retry": { "attempts": 3 } "routes": [] }');
    const window = await start(({ world }) => world.settings.set('endpoint.port', 0));
    window.world.documentEvents.opened.fire(document());
    await vi.waitFor(() => expect(window.world.problems.get(configFile())).toHaveLength(1), WAIT);
    write('{ "retry": { "attempts": 3 }, "routes": [] }');
    await vi.waitFor(() => expect(window.world.problems.size).toBe(0), WAIT);
  });
});
