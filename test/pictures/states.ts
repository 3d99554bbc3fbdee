/** Every state that a person can meet, and how the window comes into it. In this order; each begins with an empty editor area. */
import type { Frame, Locator } from 'playwright-core';
import { countedDown, stormOf, upstreamRateLimit } from './failures.js';
import { CODE_FILE, type Stage } from './stage.js';

export interface State {
  readonly name: string;
  readonly show: (stage: Stage) => Promise<void>;
  /** Before each picture: what goes by itself, or with a change of the window's size. */
  readonly hold?: (stage: Stage) => Promise<void>;
  /** What the next state would stumble over. */
  readonly leave?: (stage: Stage) => Promise<void>;
}

const STORM = 200;

export const firstRow = (stage: Stage, text: string): Locator =>
  stage.window.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();

/** The panel's document, once it has drawn a page and holds still. */
export async function panelAtRest({ window }: Stage): Promise<Frame> {
  let before = '';
  for (let looks = 0; looks < 100; looks += 1) {
    await window.page.waitForTimeout(150);
    for (const frame of window.page.frames()) {
      if (!frame.url().includes('fake.html')) continue;
      const now = await frame
        .locator('main#page')
        .innerText({ timeout: 500 })
        .catch(() => '');
      // A countdown changes its digits.
      const text = now.replaceAll(/\d/gu, '');
      if (text.length > 20 && text === before) return frame;
      before = text;
    }
  }
  throw new Error('the panel shows nothing, or does not come to rest');
}

/** A command that is offered only in some states of the window, which the palette learns of a moment later. */
async function runOnceOffered({ window }: Stage, title: string, closes = true): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await window.runCommand(title, closes);
    } catch (error) {
      if (tries === 3) throw error;
      await window.page.keyboard.press('Escape');
      await window.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }
  }
}

/** Opens the panel on a failure that has just come in. */
async function showFailure(stage: Stage, answer: string): Promise<void> {
  await stage.failInContinue(answer);
  await stage.window.alert.waitFor();
  await stage.window.runCommand('Unwrap: Diagnose Last LLM Error');
  await panelAtRest(stage);
}

/** Opens the list of fixes for the failure of the pictures. */
async function offerFixes(stage: Stage): Promise<void> {
  await stage.window.openFile(CODE_FILE);
  await stage.failInContinue(upstreamRateLimit);
  await stage.window.page.waitForTimeout(1_000);
  await runOnceOffered(stage, 'Unwrap: Fix Last LLM Error…', false);
  await firstRow(stage, stage.say('Switch the model of {tool}…')).waitFor();
}

export const diff = ({ window }: Stage): Locator => window.page.locator('.monaco-diff-editor .editor.modified .view-lines');

async function previewFix(stage: Stage): Promise<void> {
  await offerFixes(stage);
  await firstRow(stage, stage.say('Switch the model of {tool}…')).click();
  await firstRow(stage, 'qwen3-coder').waitFor();
  await stage.window.page.keyboard.type('openai/gpt-5.2');
  await firstRow(stage, 'openai/gpt-5.2').click();
  await diff(stage).filter({ hasText: 'gpt-5.2' }).first().waitFor();
}

export const lastToast = ({ window }: Stage): Locator =>
  window.page.locator('.notifications-toasts .notification-list-item').first();

/** A notification goes after some seconds, but not while the pointer is on it. */
const hoverToast = async (stage: Stage): Promise<void> => lastToast(stage).hover({ position: { x: 20, y: 10 } });

async function applyFix(stage: Stage): Promise<void> {
  await previewFix(stage);
  await lastToast(stage)
    .getByRole('button', { name: stage.say('Apply'), exact: true })
    .click();
  await lastToast(stage)
    .getByRole('button', { name: stage.say('Undo'), exact: true })
    .waitFor();
}

async function undoFix(stage: Stage): Promise<void> {
  await stage.closeToasts();
  await stage.window.runCommand('Unwrap: Undo Last Fix');
  await lastToast(stage).waitFor();
}

/** A call through the endpoint, as an assistant makes it. */
async function callThroughEndpoint(stage: Stage, scenario: string, model: string): Promise<void> {
  const response = await fetch(`${await stage.endpoint()}/work/${scenario}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-invented' },
    body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: 'Say hello.' }] }),
  });
  await response.text();
}

async function hoverStatus({ window }: Stage): Promise<void> {
  await window.page.mouse.move(300, 300);
  await window.status.locator('a').first().hover();
  await window.page.locator('.workbench-hover').first().waitFor();
}

/** The view of the incidents below the editor. */
async function openTree({ window }: Stage): Promise<void> {
  await window.runCommand('Unwrap: Focus on');
}

async function closeTree({ window }: Stage): Promise<void> {
  await window.runCommand('View: Hide Panel');
}

export const states: readonly State[] = [
  {
    name: 'empty',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Diagnose Last LLM Error');
      await panelAtRest(stage);
    },
  },
  {
    name: 'sources',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Show Watched Sources');
      await panelAtRest(stage);
    },
  },
  {
    name: 'unreachable-source',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Show Watched Sources');
      const panel = await panelAtRest(stage);
      const marks = panel.getByText(stage.say('Out of reach'), { exact: true });
      await marks.last().scrollIntoViewIfNeeded();
    },
  },
  { name: 'tooltip', show: ({ window }) => window.openFile(CODE_FILE), hold: hoverStatus },
  {
    name: 'walkthrough',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Open Walkthrough');
      await stage.window.page.locator('.gettingStartedContainer .getting-started-step').first().waitFor();
    },
  },
  {
    name: 'sample',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Show Sample Diagnosis');
      await panelAtRest(stage);
    },
  },
  { name: 'tree-empty', show: openTree, leave: closeTree },
  {
    name: 'alert',
    show: async (stage) => {
      await stage.window.openFile(CODE_FILE);
      await stage.failInContinue(upstreamRateLimit);
      await stage.window.alert.waitFor();
    },
  },
  {
    name: 'alert-tooltip',
    show: async (stage) => {
      await stage.window.openFile(CODE_FILE);
      await stage.failInContinue(upstreamRateLimit);
      await stage.window.page.waitForTimeout(1_000);
    },
    hold: hoverStatus,
  },
  { name: 'incident', show: (stage) => showFailure(stage, upstreamRateLimit) },
  { name: 'countdown', show: (stage) => showFailure(stage, countedDown) },
  { name: 'fix-choices', show: offerFixes },
  { name: 'fix-preview', show: previewFix, hold: hoverToast },
  { name: 'applied', show: applyFix, hold: hoverToast, leave: undoFix },
  {
    name: 'undone',
    show: async (stage) => {
      await applyFix(stage);
      await undoFix(stage);
    },
    hold: hoverToast,
  },
  {
    name: 'endpoint-off',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Show Endpoint');
      await lastToast(stage).waitFor();
    },
    hold: hoverToast,
  },
  {
    name: 'endpoint-on',
    show: async (stage) => {
      await runOnceOffered(stage, 'Unwrap: Start Endpoint');
      await lastToast(stage).waitFor({ timeout: 30_000 });
      await stage.closeToasts();
      await callThroughEndpoint(stage, 'no-credits', 'openai/gpt-5.2');
      await callThroughEndpoint(stage, 'prompt-too-long', 'claude-sonnet-4-6');
      await stage.window.runCommand('Unwrap: Show Endpoint', false);
      await firstRow(stage, 'openai/gpt-5.2').waitFor();
    },
  },
  {
    name: 'wire-consent',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Turn the Wire Tap On or Off');
      await stage.window.page.locator('.monaco-dialog-box').waitFor();
    },
    leave: async (stage) => {
      await stage.window.page.keyboard.press('Escape');
    },
  },
  {
    name: 'cause-unknown',
    show: async (stage) => {
      await stage.window.failWith('wrapped');
      await stage.window.page.waitForTimeout(1_000);
      await stage.window.runCommand('Unwrap: Diagnose Last LLM Error');
      await panelAtRest(stage);
    },
  },
  {
    name: 'storm',
    show: async (stage) => {
      for (let failed = 0; failed < STORM; failed += 1) {
        await stage.failInContinue(stormOf[failed % stormOf.length] ?? '');
        if ((failed + 1) % stormOf.length === 0) await stage.window.page.waitForTimeout(1_000);
      }
      await stage.window.page.waitForTimeout(2_000);
      await stage.window.runCommand('Unwrap: Diagnose Last LLM Error');
      await panelAtRest(stage);
    },
  },
  { name: 'tree', show: openTree, leave: closeTree },
  {
    name: 'history',
    show: async (stage) => {
      await stage.window.runCommand('Unwrap: Diagnose Last LLM Error');
      const panel = await panelAtRest(stage);
      await panel
        .getByRole('button', { name: stage.say('History') })
        .first()
        .click();
      await panelAtRest(stage);
    },
  },
];
