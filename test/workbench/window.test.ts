import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';

let workbench: OpenWorkbench;

beforeAll(async () => {
  workbench = await openWorkbench();
  return workbench.close;
});

/** A gateway's answer as a person finds it in a terminal. */
const pasted = JSON.stringify({
  error: {
    message:
      'This request requires more credits, or fewer max_tokens. You requested up to 32000 tokens, but can only afford 211.',
    code: 402,
  },
});
const selected =
  'litellm.ContextWindowExceededError: litellm.BadRequestError: AnthropicException - ' +
  '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 203981 tokens > 200000 maximum"}}';

describe('a window in which nothing has failed', () => {
  it('is quiet', async () => {
    const { window } = workbench;
    expect(await window.alert.count()).toBe(0);
    expect(await window.status.innerText()).toContain('Unwrap');
  });

  it('says what is watched, and offers to diagnose a text', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Diagnose Last LLM Error');
    const panel = await window.panelSaying('Nothing has failed');
    const text = await panel.locator('main').innerText();
    expect(text).toContain('Cline');
    expect(await panel.getByRole('button', { name: /clipboard/iu }).count()).toBe(1);
    expect(await panel.getByRole('button', { name: /selection/iu }).count()).toBe(1);
  });

  it('tells of each tool what is followed, and what is out of reach and why', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Show Watched Sources');
    const panel = await window.panelSaying('Watched sources');
    const ofContinue = panel.locator('details', { has: panel.locator('summary', { hasText: 'Continue' }) });
    await ofContinue.locator('summary').click();
    const windowLog = await ofContinue.locator('li.source', { hasText: 'window log' }).innerText();
    expect(windowLog).toContain('Out of reach');
    expect(windowLog).toContain('not on this one');
    const cline = panel.locator('section', { has: panel.locator('h2', { hasText: /^Cline$/u }) });
    expect(await cline.innerText()).toMatch(/output channel "Cline"/iu);
  });

  it('activates once the editor has started, not with it', async () => {
    const { window } = workbench;
    const { page } = window;
    await window.runCommand('Developer: Show Running Extensions');
    const timeOf = async (name: string): Promise<string> => {
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: name }).first();
      await row.waitFor();
      return row.locator('.activation-time').innerText();
    };
    const said = await timeOf('Unwrap');
    // Extensions that activate at once wait for one another: the figure of the one beside it tells how much of it is that.
    console.log(`Unwrap: ${said}. The stand-in beside it: ${await timeOf('Stand-in assistant')}.`);
    expect(said).toMatch(/^Activation: \d+ms/u);
    await page.keyboard.press('Control+w');
  });
});

describe('a failure whose cause no log holds', () => {
  it('is said to be of unknown cause, with what would reveal it', async () => {
    const { window } = workbench;
    await window.failWith('wrapped');
    await window.alert.waitFor();
    await window.runCommand('Unwrap: Diagnose Last LLM Error');
    const panel = await window.panelSaying('Provider returned error');
    expect(await panel.locator('.category').innerText()).toBe('Unknown cause');
    expect(await panel.locator('main').innerText()).toMatch(/local endpoint|whole (?:error|answer)|full error/iu);
  });
});

describe('a text that a person gives', () => {
  it('is diagnosed from the clipboard', async () => {
    const { window } = workbench;
    await window.page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
    await window.runCommand('Unwrap: Diagnose Selection or Clipboard');
    const panel = await window.panelSaying('credits');
    expect(await panel.locator('.category').innerText()).toMatch(/^billing$/iu);
  });

  it('is diagnosed from the selection in an editor', async () => {
    const { window, scratch } = workbench;
    const { page } = window;
    await writeFile(path.join(scratch.workspace, 'failure.txt'), `${selected}\n`);
    await window.openFile('failure.txt');
    await page.locator('.editor-instance .view-line', { hasText: 'ContextWindowExceededError' }).waitFor();
    await page.keyboard.press('Control+a');
    await window.runCommand('Unwrap: Diagnose Selection or Clipboard');
    const panel = await window.panelSaying('prompt is too long');
    expect(await panel.locator('.category').innerText()).toBe('Context too long');
  });

  it('that holds no failure is said to hold none', async () => {
    const { window } = workbench;
    await window.page.evaluate(() => navigator.clipboard.writeText('Shopping: bread, butter, tea.'));
    await window.page.keyboard.press('Control+w');
    await window.page.keyboard.press('Control+w');
    await window.runCommand('Unwrap: Diagnose Selection or Clipboard');
    const panel = await window.panelSaying('The clipboard holds no failed model call');
    expect(await panel.locator('.category').count()).toBe(0);
  });
});

describe('the window after a reload', () => {
  it('still shows what failed before', async () => {
    const { window } = workbench;
    await window.page.reload();
    await window.untilUnwrapRuns();
    await window.runCommand('Unwrap: Diagnose Last LLM Error');
    const panel = await window.panelSaying('prompt is too long');
    expect(await panel.locator('#side').innerText()).toContain('OpenRouter needs credit');
  });
});

describe('the setting unwrap.statusBar.visible', () => {
  it('hides the status-bar item, and shows it again', async () => {
    const { window, writeSettings } = workbench;
    await writeSettings({ 'unwrap.statusBar.visible': false });
    await window.status.waitFor({ state: 'hidden' });
    await writeSettings({});
    await window.status.waitFor();
    expect(await window.status.innerText()).toContain('Unwrap');
  });
});
