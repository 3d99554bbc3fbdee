/** From the alert to settings that are changed, and back: with each tool's own files, by the keyboard alone and by the mouse. */
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CONTINUE } from './continueConfig.js';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';

let workbench: OpenWorkbench;
const pictures = path.resolve(import.meta.dirname, '..', '..', '.cache', 'pictures');

const CLINE = `{
  "version": 1,
  "lastUsedProvider": "openrouter",
  "providers": {
    "openrouter": {
      "settings": { "provider": "openrouter", "apiKey": "sk-or-v1-0000000000000000", "model": "openai/gpt-5.2" },
      "tokenSource": "manual"
    }
  }
}
`;

const COPILOT = `[
\t// my own key
\t{
\t\t"name": "OpenRouter",
\t\t"vendor": "openrouter",
\t\t"apiKey": "\${input:chat.lm.secret.-3f2a91c0}",
\t\t"models": [{ "id": "z-ai/glm-4.7", "name": "GLM", "maxInputTokens": 128000 }]
\t}
]
`;

const GEMINI = '{\n  "model": { "name": "gemini-2.5-pro" }\n}\n';
const GEMINI_VARIABLES = '# mine\nGEMINI_API_KEY=AIza-invented\n';

/** What the stand-in with profiles leaves in the home folder. */
const Profiles = z.object({
  active: z.string(),
  profiles: z.record(z.string(), z.record(z.string(), z.unknown())),
  calls: z.array(z.string()),
});

const inHome = (...parts: readonly string[]): string => path.join(workbench.scratch.home, ...parts);
const continueFile = (): string => inHome('.continue', 'config.yaml');
const clineFile = (): string => inHome('.cline', 'data', 'settings', 'providers.json');
const geminiFile = (): string => inHome('.gemini', 'settings.json');
const geminiVariables = (): string => inHome('.gemini', '.env');
const copilotFile = (): string => path.join(workbench.scratch.userData, 'User', 'chatLanguageModels.json');

async function writeInto(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  workbench = await openWorkbench(
    async ({ home, userData }) => {
      await writeInto(path.join(home, '.continue', 'config.yaml'), CONTINUE);
      await writeInto(path.join(home, '.continue', 'logs', 'core.log'), '');
      await writeInto(path.join(home, '.cline', 'data', 'settings', 'providers.json'), CLINE);

      await writeInto(path.join(userData, 'User', 'chatLanguageModels.json'), COPILOT);
      await writeInto(path.join(userData, 'Machine', 'settings.json'), JSON.stringify({ 'unwrap.endpoint.port': 0 }));
    },
    ['profileStandIn'],
  );
  return workbench.close;
});

// It serves all windows of a person, and would outlive this one.
afterAll(() => workbench.window.runCommand('Unwrap: Stop Endpoint').catch(() => undefined));

async function takePicture(name: string): Promise<void> {
  await workbench.window.page.screenshot({ path: path.join(pictures, `window-${name}.png`) });
}

/** As the core of Continue logs a refused call. */
async function failInContinue(): Promise<void> {
  const time = new Date(Date.now() + 1000).toISOString().slice(0, 19);
  const error =
    '429 {"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.","provider_name":"Anthropic"}}}';
  await appendFile(
    inHome('.continue', 'logs', 'core.log'),
    `[${time}] Error running handler for "llm/streamChat":  Error: ${error}\n`,
  );
}

/** As Copilot's log channel keeps a refused call. */
async function failInCopilot(): Promise<void> {
  const logs = path.join(workbench.scratch.userData, 'logs');
  const [session = ''] = (await readdir(logs)).toSorted().toReversed();
  const host = (await readdir(path.join(logs, session))).find((name) => name.startsWith('exthost')) ?? '';
  const file = path.join(logs, session, host, 'GitHub.copilot-chat', 'GitHub Copilot Chat.log');
  await mkdir(path.dirname(file), { recursive: true });
  const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
  const answer = { error: { message: 'z-ai/glm-4.7 is temporarily rate-limited upstream.', code: 429 } };
  await appendFile(file, `${time} [error] Server error: 429 ${JSON.stringify(answer)}\n`);
}

/** What the quick pick of this title is given, with the keyboard alone. */
async function typeInto(title: string, text: string, row: string): Promise<void> {
  const { page } = workbench.window;
  const widget = page.locator('.quick-input-widget');
  const focused = widget.locator('.monaco-list-row.focused', { hasText: row });
  await widget.locator('.quick-input-title', { hasText: title }).waitFor();
  await widget.locator('input.input').fill(text);
  await focused.waitFor();
  await page.keyboard.press('Enter');
}

const toast = (text: string): Locator =>
  workbench.window.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();

/** The planned text, as the diff's right side shows it. */
const planned = (): Locator => workbench.window.page.locator('.monaco-diff-editor .editor.modified .view-lines');

async function closeToasts(): Promise<void> {
  await workbench.window.runCommand('Notifications: Clear All Notifications');
}

const read = (file: string): Promise<string> => readFile(file, 'utf8');

describe('Continue', () => {
  it('is switched to another model and back by the keyboard alone', async () => {
    const { window } = workbench;
    await failInContinue();
    await window.alert.waitFor();
    await window.runCommand('Unwrap: Fix Last LLM Error…', false);
    await window.page.locator('.quick-input-title', { hasText: 'Fix: ' }).waitFor();
    await takePicture('fix-choices');
    await typeInto('Fix: ', 'Switch the model', 'Switch the model of Continue…');
    await typeInto('Switch Continue from', 'openai/gpt-5-mini', 'openai/gpt-5-mini');
    await planned().filter({ hasText: 'gpt-5-mini' }).waitFor();
    await takePicture('fix-preview');
    expect(await read(continueFile())).toBe(CONTINUE);
    await window.page.keyboard.type('x');
    await window.runCommand('Unwrap: Apply Previewed Fix');
    await toast('Applied: Switch Continue').waitFor();
    await takePicture('fix-done');
    expect(await read(continueFile())).toBe(CONTINUE.replace('anthropic/claude-sonnet-4.6', 'openai/gpt-5-mini'));
    expect(await window.page.locator('.tab', { hasText: '(preview)' }).count()).toBe(0);
    await window.runCommand('Unwrap: Undo Last Fix');
    await toast('Undone. Switch Continue').waitFor();
    expect(await read(continueFile())).toBe(CONTINUE);
    await closeToasts();
  });

  it('is switched and switched back by the mouse alone, from the panel', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Diagnose Last LLM Error');
    const panel = await window.panelSaying('What to do now');
    await takePicture('fix-panel');
    await panel.getByRole('button', { name: 'Switch the model of Continue…' }).click();
    await window.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'qwen3-coder' }).first().click();
    await toast('Switch Continue from').getByRole('button', { name: 'Apply' }).click();
    await toast('Applied: Switch Continue').getByRole('button', { name: 'Undo' }).click();
    await toast('Undone. Switch Continue').waitFor();
    expect(await read(continueFile())).toBe(CONTINUE);
    await closeToasts();
  });

  it('gives a report for a support', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Copy Report of Last LLM Error');
    await toast('The report is in the clipboard').waitFor();
    const report = await window.page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain('- Tool: `Continue`');
    expect(report).toContain('rate-limited upstream');
    await closeToasts();
  });
});

describe('Cline', () => {
  it('is pointed at the endpoint, which is started for it, and back', async () => {
    const { window } = workbench;
    await window.failWith('wrapped');
    await window.alert.waitFor();
    await window.runCommand('Unwrap: Diagnose Last LLM Error');
    const wrapped = await window.panelSaying('Provider returned error');
    await wrapped.getByRole('button', { name: 'Point Cline at the endpoint…' }).click();
    await toast('The endpoint is not running').getByRole('button', { name: 'Start Endpoint' }).click();
    await toast('Point Cline at the endpoint, for openrouter').getByRole('button', { name: 'Apply' }).click();
    await toast('Applied: Point Cline').waitFor();
    await takePicture('fix-cline-done');
    const changed = await read(clineFile());
    expect(changed).toMatch(/"baseUrl": ?"http:\/\/127\.0\.0\.1:\d+\/openrouter\/api\/v1"/u);
    expect(changed).toContain('"apiKey": "sk-or-v1-0000000000000000"');
    await window.runCommand('Unwrap: Undo Last Fix');
    await toast('Undone. Point Cline').waitFor();
    expect(await read(clineFile())).toBe(CLINE);
    await closeToasts();
  });
});

describe('Copilot', () => {
  it('is switched to another model and back', async () => {
    const { window } = workbench;
    await failInCopilot();
    await window.alert.waitFor();
    await window.runCommand('Unwrap: Fix Last LLM Error…', false);
    await typeInto('Fix: ', 'Switch the model', 'Switch the model of Copilot Chat…');
    await typeInto('Switch Copilot Chat from', 'openai/gpt-5.2', 'openai/gpt-5.2');
    await planned().filter({ hasText: 'gpt-5.2' }).waitFor();
    await takePicture('fix-copilot');
    await window.runCommand('Unwrap: Apply Previewed Fix');
    await toast("Applied: Switch Copilot's entry GLM").waitFor();
    expect(await read(copilotFile())).toBe(COPILOT.replace('z-ai/glm-4.7', 'openai/gpt-5.2'));
    await window.runCommand('Unwrap: Undo Last Fix');
    await toast('Undone. Switch Copilot').waitFor();
    expect(await read(copilotFile())).toBe(COPILOT);
    await closeToasts();
  });
});

const state = async (): Promise<z.infer<typeof Profiles>> => Profiles.parse(JSON.parse(await read(inHome('profiles.json'))));

describe('an assistant that keeps its settings in profiles', () => {
  it('is switched to another of its profiles and back by the keyboard alone, and told to try again', async () => {
    const { window } = workbench;
    await window.runCommand('Stand-in: Fail in the Assistant With Profiles');
    await window.alert.waitFor();
    await window.runCommand('Unwrap: Fix Last LLM Error…', false);
    await typeInto('Fix: ', 'Switch the model', 'Switch the model of Zoo Code…');
    await typeInto('Switch Zoo Code from', 'openai/gpt-5-mini', 'openai/gpt-5-mini');
    await toast('Switch Zoo Code from').waitFor();
    await takePicture('fix-profile');
    await window.runCommand('Unwrap: Apply Previewed Fix');
    await toast('Applied: Switch Zoo Code').waitFor();
    await expect.poll(async () => (await state()).active).toBe('cheap');
    await window.runCommand('Unwrap: Undo Last Fix');
    await toast('Undone. Switch Zoo Code').waitFor();
    await expect.poll(async () => (await state()).active).toBe('default');
    await window.runCommand('Unwrap: Fix Last LLM Error…', false);
    await typeInto('Fix: ', 'Retry in', 'Retry in Zoo Code');
    await expect.poll(async () => (await state()).calls).toEqual(['activate cheap', 'activate default', 'press']);
    await window.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await closeToasts();
  });

  it('gets a profile of our own with a key that the person enters, by the mouse, and is rid of it by undo', async () => {
    const { window } = workbench;
    const before = (await state()).profiles;
    await window.runCommand('Unwrap: Diagnose Last LLM Error');
    const panel = await window.panelSaying('Zoo Code');
    await panel.getByRole('button', { name: 'Point Zoo Code at the endpoint…' }).click();
    const start = toast('The endpoint is not running').getByRole('button', { name: 'Start Endpoint' });
    const apply = toast('Point Zoo Code at the endpoint').getByRole('button', { name: 'Apply' });
    await start.or(apply).first().waitFor();
    if (await start.isVisible()) await start.click();
    await apply.click();
    await window.page.locator('.quick-input-widget input[type=password]').fill('sk-or-entered');
    await window.page.keyboard.press('Enter');
    await toast('Applied: Point Zoo Code').waitFor();
    await expect.poll(async () => (await state()).active).toBe('Unwrap');
    expect((await state()).profiles['Unwrap']).toMatchObject({
      openRouterBaseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/openrouter\/api\/v1$/u),
      openRouterApiKey: 'sk-or-entered',
    });
    await toast('Applied: Point Zoo Code').getByRole('button', { name: 'Undo' }).click();
    await toast('Undone. Point Zoo Code').waitFor();
    await expect.poll(async () => (await state()).profiles).toEqual(before);
  });
});

describe('Gemini CLI', () => {
  it('is pointed at the endpoint by two files, previewed in one tab that goes when they are written, and back', async () => {
    const { window } = workbench;
    const { page } = window;
    await writeInto(geminiFile(), GEMINI);
    await writeInto(geminiVariables(), GEMINI_VARIABLES);
    const refused = {
      message: 'Provider returned error',
      code: 429,
      metadata: { raw: 'gemini-2.5-pro is rate-limited for now' },
    };
    await page.evaluate((text) => navigator.clipboard.writeText(text), `429 ${JSON.stringify({ error: refused })}`);
    await window.runCommand('Unwrap: Diagnose Selection or Clipboard');
    const panel = await window.panelSaying('gemini-2.5-pro is rate-limited for now');
    await panel.getByRole('button', { name: 'Point a tool at the endpoint…' }).click();
    const start = toast('The endpoint is not running').getByRole('button', { name: 'Start Endpoint' });
    const choice = page.locator('.quick-input-title', { hasText: 'Point at the Endpoint' });
    await start.or(choice).first().waitFor();
    if (await start.isVisible()) await start.click();
    await typeInto('Point at the Endpoint', 'Gemini', 'Gemini CLI');
    const preview = page.locator('.tab', { hasText: '(preview)' });
    await preview.filter({ hasText: '2 files' }).waitFor();
    await planned().filter({ hasText: 'GOOGLE_GEMINI_BASE_URL' }).waitFor();
    await planned().filter({ hasText: 'gemini-api-key' }).waitFor();
    await takePicture('fix-two-files');
    expect(await read(geminiFile())).toBe(GEMINI);
    expect(await read(geminiVariables())).toBe(GEMINI_VARIABLES);
    await toast('Point Gemini CLI at the endpoint').getByRole('button', { name: 'Apply' }).click();
    await toast('Applied: Point Gemini CLI').waitFor();
    await takePicture('fix-two-files-done');
    expect(JSON.parse(await read(geminiFile()))).toEqual({
      model: { name: 'gemini-2.5-pro' },
      security: { auth: { selectedType: 'gemini-api-key' } },
    });
    expect(await read(geminiVariables())).toMatch(
      /^# mine\nGEMINI_API_KEY=AIza-invented\nGOOGLE_GEMINI_BASE_URL="?http:\/\/127\.0\.0\.1:\d+\/google"?\n$/u,
    );
    expect(await preview.count()).toBe(0);
    await toast('Applied: Point Gemini CLI').getByRole('button', { name: 'Undo' }).click();
    await toast('Undone. Point Gemini CLI').waitFor();
    expect(await read(geminiFile())).toBe(GEMINI);
    expect(await read(geminiVariables())).toBe(GEMINI_VARIABLES);
    await closeToasts();
  });
});
