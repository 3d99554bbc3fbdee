/** Fixes in a window: from the failure to settings that are changed, and back. */
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fileUri } from './fakeVscode.js';
import { CONFIG, useFixStage, WAIT } from './fixStage.js';
import { createProfile, openWindow } from './openWindow.js';

const stage = useFixStage();

const LIMITED =
  '429 {"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.","provider_name":"Anthropic"}}}';
const SWITCH = 'Switch the model of Continue…';

describe('a switch of the model', () => {
  beforeEach(async () => {
    stage().served.set('https://openrouter.ai/api/v1/models', { data: [{ id: 'openai/gpt-5.2', context_length: 400_000 }] });
    await stage().failInContinue(LIMITED);
  });

  it('is previewed as a diff, made on a word, and taken back byte for byte', async () => {
    await stage().choose(SWITCH, 'openai/gpt-5.2');
    expect(stage().config()).toBe(CONFIG);
    const [diff] = stage().window.world.diffs;
    expect(diff?.title).toBe(
      'Switch Continue from anthropic/claude-sonnet-4.6 to openai/gpt-5.2: ~/.continue/config.yaml (preview)',
    );
    expect(diff?.before).toBe(CONFIG);
    expect(diff?.after).toBe(CONFIG.replace('anthropic/claude-sonnet-4.6', 'openai/gpt-5.2'));

    await stage().window.run('unwrap.applyFix');
    expect(stage().config()).toBe(diff?.after);
    expect(stage().window.world.questions.at(-1)).toMatch(
      /^Applied: .*It takes effect within a few seconds, with the next message\.$/,
    );

    await stage().window.run('unwrap.undoFix');
    expect(stage().config()).toBe(CONFIG);
    expect(stage().window.world.questions.at(-1)).toContain('Undone. Switch Continue from');
  });

  it('is taken back in a window of another profile of the editor, which knows nothing of the failure', async () => {
    await stage().choose(SWITCH, 'openai/gpt-5.2');
    await stage().window.run('unwrap.applyFix');
    expect(stage().config()).not.toBe(CONFIG);
    const profile = createProfile();
    const other = openWindow(profile);
    try {
      other.activate();
      await other.run('unwrap.undoFix');
      expect(stage().config()).toBe(CONFIG);
      expect(other.world.statusItems[0]?.tooltip.plain).not.toContain('Last failure');
    } finally {
      await other.close();
      profile.remove();
    }
  });

  it('is made in a virtual workspace too: of a project that is on no machine no settings are looked for', async () => {
    stage().window.world.workspaceFolders = [{ uri: { ...fileUri('/owner/repository'), scheme: 'vscode-vfs' } }];
    await stage().choose(SWITCH, 'openai/gpt-5.2');
    await stage().window.run('unwrap.applyFix');
    expect(stage().config()).not.toBe(CONFIG);
    await stage().window.run('unwrap.undoFix');
    expect(stage().config()).toBe(CONFIG);
  });

  it('offers what is set up at once, without the network, and any other by its ID', async () => {
    stage().window.world.picked.push(SWITCH);
    const done = stage().window.run('unwrap.fixLast');
    const pick = await vi.waitFor(() => {
      const last = stage().window.world.quickPicks.at(-1);
      if (!last) throw new Error('no pick');
      return last;
    }, WAIT);
    expect(pick.items.map(({ label }) => label)).toContain('openai/gpt-5-mini');
    expect(pick.items.map(({ label }) => label)).not.toContain('anthropic/claude-sonnet-4.6');
    pick.type('z-ai/glm-5.1');
    pick.pick('z-ai/glm-5.1');
    await done;
    expect(stage().window.world.diffs[0]?.after).toContain('model: z-ai/glm-5.1');
  });

  it('asks the provider for its list without a key', async () => {
    stage().served.set('https://openrouter.ai/api/v1/models', { data: [{ id: 'openai/gpt-5.2' }] });
    await stage().choose(SWITCH, 'openai/gpt-5.2');
    expect(stage().asked.map(({ url }) => url)).toEqual(['https://openrouter.ai/api/v1/models']);
    expect(JSON.stringify(stage().asked)).not.toContain('sk-or');
  });

  it('is made and taken back by the buttons of its notifications', async () => {
    stage().window.world.agrees.push('Apply', 'Undo');
    await stage().choose(SWITCH, 'openai/gpt-5-mini');
    expect(stage().window.world.questions.map((question) => question.split('.')[0])).toContain('Undone');
    expect(stage().config()).toBe(CONFIG);
  });

  it('that is cancelled leaves the file alone, and can be made no more', async () => {
    stage().window.world.agrees.push('Cancel');
    await stage().choose(SWITCH, 'openai/gpt-5-mini');
    await stage().window.run('unwrap.applyFix');
    expect(stage().window.world.questions.at(-1)).toBe('No fix is previewed that could be applied.');
    expect(stage().config()).toBe(CONFIG);
  });

  it('is refused where the file has changed since the preview, and previewed again', async () => {
    const theirs = CONFIG.replace('name: mine', 'name: ours');
    await stage().choose(SWITCH, 'openai/gpt-5-mini');
    stage().write(theirs, '.continue', 'config.yaml');
    stage().window.world.answer = 'Preview Again';
    await stage().window.run('unwrap.applyFix');
    expect(stage().window.world.notifications.at(-1)).toMatch(/config\.yaml has changed since the preview/);
    expect(stage().config()).toBe(theirs);
    expect(stage().window.world.diffs).toHaveLength(2);
  });

  it('whose file has gone on since is taken out alone, once that is looked at', async () => {
    stage().window.world.agrees.push('Apply');
    await stage().choose(SWITCH, 'x/y', 'x/y');
    expect(stage().config()).toContain('model: x/y');
    stage().write(`${stage().config()}# later\n`, '.continue', 'config.yaml');
    stage().window.world.answer = 'Take Out the Fix Alone';
    stage().window.world.agrees.push('Apply');
    await stage().window.run('unwrap.undoFix');
    expect(stage().window.world.notifications.at(-1)).toContain('has changed since the fix');
    expect(stage().window.world.diffs.at(-1)?.after).toBe(`${CONFIG}# later\n`);
    expect(stage().config()).toBe(`${CONFIG}# later\n`);
  });

  it('is refused in a workspace that is not trusted', async () => {
    stage().window.world.trusted = false;
    stage().window.world.answer = 'Manage Workspace Trust';
    await stage().choose(SWITCH);
    expect(stage().window.world.notifications).toContain(
      'In Restricted Mode Unwrap changes no settings: trust the workspace first.',
    );
    expect(stage().window.world.executed).toEqual(['workbench.trust.manage']);
    expect(stage().window.world.diffs).toEqual([]);
    expect(stage().config()).toBe(CONFIG);
  });

  it('of a file that cannot be read is refused, with the place and a way there', async () => {
    stage().write('models:\n  - name: "unended\n', '.continue', 'config.yaml');
    stage().window.world.answer = 'Open File';
    await stage().choose(SWITCH, 'x/y', 'x/y');
    expect(stage().window.world.notifications.at(-1)).toMatch(/config\.yaml:\d+:\d+: /);
    expect(stage().window.world.shownFiles[0]).toMatch(/config\.yaml:\d+$/);
  });

  it('is offered to be applied while it is previewed, and no longer', async () => {
    const { world } = stage().window;
    expect(world.context.get('unwrap.fixPreviewed')).not.toBe(true);
    await stage().choose(SWITCH, 'openai/gpt-5-mini');
    expect(world.context.get('unwrap.fixPreviewed')).toBe(true);
    await stage().window.run('unwrap.cancelFix');
    expect(world.context.get('unwrap.fixPreviewed')).toBe(false);
  });

  it('of a file that cannot be read puts it into the list of problems, until it can be, and is then offered again', async () => {
    const file = path.join(stage().profile.root, '.continue', 'config.yaml');
    stage().write('models:\n  - name: "unended\n', '.continue', 'config.yaml');
    const { world } = stage().window;
    await stage().choose(SWITCH, 'x/y', 'x/y');
    expect(world.problems.get(file)).toHaveLength(1);
    world.agrees.push('Preview the Fix');
    stage().write(CONFIG, '.continue', 'config.yaml');
    await vi.waitFor(() => expect(world.diffs).toHaveLength(1), WAIT);
    expect(world.problems.size).toBe(0);
    expect(world.questions).toContain('The settings of Continue can be read again.');
  });

  it('is asked for in the panel, too', async () => {
    const { id, actions } = await stage().shownIncident();
    expect(actions[0]).toEqual({ action: 'switch-model', label: SWITCH, advice: expect.any(Number) });
    stage().window.panel().received.fire({ request: 'fix', incident: id, action: 'switch-model' });
    await vi.waitFor(() => expect(stage().window.world.quickPicks).toHaveLength(1), WAIT);
    stage().window.world.quickPicks[0]?.pick('openai/gpt-5-mini');
    await vi.waitFor(() => expect(stage().window.world.executed.join()).toContain('vscode.'), WAIT);
    expect(JSON.stringify(stage().window.panel().posted)).not.toContain('sk-or-v1');
  });

  it('says in words how it is applied, for as long as it is previewed', async () => {
    const { world, run } = stage().window;
    const item = () => world.statusItems.filter((each) => world.live.has(each))[1];
    await stage().choose(SWITCH, 'openai/gpt-5-mini');
    expect(item()).toMatchObject({ text: '$(check) Apply Fix', command: 'unwrap.applyFix', visible: true });
    expect(item()?.tooltip).toBe('Switch Continue from anthropic/claude-sonnet-4.6 to openai/gpt-5-mini');
    await run('unwrap.cancelFix');
    expect(item()).toBeUndefined();
  });

  it('quietens the alert, says what was done, and alerts anew of what fails after it', async () => {
    const { world, run } = stage().window;
    const bar = () => world.statusItems[0];
    await stage().choose(SWITCH, 'openai/gpt-5-mini');
    expect(bar()?.text).toMatch(/^\$\(warning\)/);
    await run('unwrap.applyFix');
    await vi.waitFor(
      () => expect(bar()?.tooltip.plain).toMatch(/Fix applied, \d\d:\d\d: Switch Continue .* It takes effect within/),
      WAIT,
    );
    expect(bar()?.text).toBe('$(layers) Unwrap');
    expect(world.statusItems.filter((each) => world.live.has(each))).toHaveLength(1);
    expect(bar()?.tooltip.value).toContain('(command:unwrap.undoFix)');
    await run('unwrap.undoFix');
    await vi.waitFor(() => expect(bar()?.tooltip.plain).not.toContain('Fix applied'), WAIT);
    expect(bar()?.text).toBe('$(layers) Unwrap');
    await rest(1_100);
    await stage().failInContinue(LIMITED);
    expect(bar()?.text).toMatch(/^\$\(warning\)/);
  });

  it('can be undone from where its failure is told of, while it stands', async () => {
    const { world, run } = stage().window;
    // The log counts whole seconds, and this one stands in the next.
    await rest(1_200);
    await stage().choose(SWITCH, 'openai/gpt-5-mini');
    await run('unwrap.applyFix');
    const label = 'Undo: Switch Continue from anthropic/claude-sonnet-4.6 to openai/gpt-5-mini';
    await vi.waitFor(async () => expect((await stage().shownIncident()).actions[0]?.label).toBe(label), WAIT);
    world.picked.push(label);
    await run('unwrap.fixLast');
    expect(world.picks.at(-1)?.items[0]?.label).toBe(label);
    expect(stage().config()).toBe(CONFIG);
  });

  it('is read with what plans it when it is asked for, not before', async () => {
    await stage().shownIncident();
    const isRead = (): boolean => [...stage().window.extension.read.keys()].some((name) => name.startsWith('openFixes'));
    expect(isRead()).toBe(false);
    await stage().window.run('unwrap.cancelFix');
    expect(isRead()).toBe(true);
  });
});

it('what a tool takes from no file is led through by hand, with values to copy', async () => {
  await stage().failInCline('429 Rate limit exceeded: free-models-per-min. ');
  await stage().choose('Switch the model of Cline…', 'openai/gpt-5.2', 'openai/gpt-5.2');
  const { guide } = await stage().shown('guide');
  const index = guide.steps.findIndex(({ value }) => value === 'openai/gpt-5.2');
  stage().window.panel().received.fire({ request: 'copy-value', index });
  await vi.waitFor(() => expect(stage().window.world.clipboard).toBe('openai/gpt-5.2'), WAIT);
});

it('of a text that a person gives, they say which tool is meant', async () => {
  const { world, run } = stage().window;
  world.clipboard = LIMITED;
  await run('unwrap.diagnoseText');
  world.picked.push('Switch the model of a tool…', 'Continue');
  const done = run('unwrap.fixLast');
  const pick = await vi.waitUntil(() => world.quickPicks.at(-1), WAIT);
  expect(world.picks.at(-1)?.items.map(({ label }) => label)).toEqual(['Continue']);
  pick.pick('openai/gpt-5-mini');
  await done;
  expect(world.questions.at(-1)).toMatch(/^Switch Continue from anthropic\/claude-sonnet-4\.6 to openai\/gpt-5-mini\?/);
});

it('a window in which nothing has failed says so', async () => {
  await stage().window.run('unwrap.fixLast');
  await stage().window.run('unwrap.undoFix');
  expect(stage().window.world.questions).toEqual([
    'No model call has failed in this window that something could be done about.',
    'There is no fix to undo.',
  ]);
});

describe('another try', () => {
  it('is stage().asked of the tool itself, where its extension runs', async () => {
    const pressPrimaryButton = vi.fn<() => Promise<void>>();
    stage().window.world.extensions.set('saoudrizwan.claude-dev', { isActive: true, exports: { pressPrimaryButton } });
    await stage().failInCline('503 The model is overloaded, please try again later.');
    await stage().choose('Retry in Cline');
    expect(pressPrimaryButton).toHaveBeenCalledTimes(1);
  });

  it('is told of when the wait is over, where the tool cannot be told', async () => {
    await stage().failInContinue('429 Rate limit reached for requests. Please try again in 3s.');
    await stage().choose('Tell me when to retry');
    expect(stage().window.world.questions.at(-1)).toBe('The wait is over: retry in Continue now.');
  });

  it('is not offered where nobody could be told', async () => {
    await stage().failInCline('503 The model is overloaded, please try again later.');
    expect((await stage().shownIncident()).actions.map(({ action }) => action)).not.toContain('retry');
  });

  it('waits first where the cause names a wait', async () => {
    const pressed: number[] = [];
    const exports = { pressPrimaryButton: async () => void pressed.push(Date.now()) };
    stage().window.world.extensions.set('saoudrizwan.claude-dev', { isActive: true, exports });
    const failedAt = Date.now();
    await stage().failInCline('429 Rate limit reached for requests. Please try again in 2s.');
    await stage().choose('Wait, then retry in Cline');
    expect(pressed).toHaveLength(1);
    expect((pressed[0] ?? 0) - failedAt).toBeGreaterThanOrEqual(1_900);
  });
});
