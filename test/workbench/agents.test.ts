/** What agents are given, in an editor: the tool of its own, and the same by the Model Context Protocol. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import type { Scratch } from './scratch.js';

let workbench: OpenWorkbench;

/** A person who has the editor's own agents, as most do. */
async function withAgents({ userData }: Scratch): Promise<void> {
  const file = path.join(userData, 'User', 'settings.json');
  const settings: unknown = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify(Object.assign({}, settings, { 'chat.disableAIFeatures': false })));
}

beforeAll(async () => {
  workbench = await openWorkbench(withAgents);
  return workbench.close;
});

const TOOL = 'get_llm_errors';
const MCP_TOOL = 'mcp_unwrap_get_llm_errors';

/** What one of the editor's tools answers to the stand-in; null where there is none of that name. */
async function answerOf(tool: string): Promise<string | null> {
  const { window } = workbench;
  const { page } = window;
  await page.evaluate(() => navigator.clipboard.writeText('(asked)'));
  await window.runCommand('Stand-in: Call a Tool for Agents…', false);
  const input = page.locator('.quick-input-widget input.input');
  await page.locator('.quick-input-widget', { hasText: 'Which tool?' }).waitFor();
  await input.fill(tool);
  await input.press('Enter');
  const said = await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()), { timeout: 20_000 })
    .not.toBe('(asked)')
    .then(() => page.evaluate(() => navigator.clipboard.readText()));
  return said === '' ? null : said;
}

describe('an agent in the editor', () => {
  it('asks the tool why a call failed', async () => {
    const { window } = workbench;
    await window.failWith('no-credits');
    await window.alert.waitFor();
    const answer = await answerOf(TOOL);
    expect(answer).toContain('Category: billing. Refused by: The gateway, OpenRouter.');
    expect(answer).toContain('Untrusted text of the failure:');
  });

  it('finds the server among those that the editor lists, and asks it the same', async () => {
    const { window } = workbench;
    const { page } = window;
    const pick = async (text: string): Promise<void> => {
      const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
      await row.waitFor();
      await row.click();
    };
    await window.runCommand('MCP: List Servers', false);
    await pick('Unwrap');
    await pick('Start Server');
    await expect.poll(() => answerOf(MCP_TOOL), { timeout: 30_000 }).toContain('"category":"billing"');
  });
});
