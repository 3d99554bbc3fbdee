import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import { percentile } from './percentile.js';
import { scenarios } from './scenarios.js';

let workbench: OpenWorkbench;
/** Those whose log lines hold the cause. */
const told = scenarios.filter(({ category }) => category !== 'unknown');
const latencies: number[] = [];

beforeAll(async () => {
  workbench = await openWorkbench();
  await workbench.window.noteAlerts();
  return workbench.close;
});

afterAll(() => {
  const figures = `p50 ${percentile(latencies, 0.5)} ms, p95 ${percentile(latencies, 0.95)} ms`;
  const all = latencies.toSorted((a, b) => a - b).join(' ');
  console.log(`From the write of a failure to the alert: ${figures} (${all})`);
});

describe('a failure that an assistant logs', () => {
  it.each(told)('$id is alerted of and diagnosed as $category', async ({ id, category, words }) => {
    const { window } = workbench;
    const alerts = (await window.alertTimes()).length;
    const { at } = await window.failWith(id);
    await window.alert.waitFor();
    latencies.push(((await window.alertTimes())[alerts] ?? Number.NaN) - at);

    await window.page.keyboard.press('Control+Alt+u');
    await window.quietStatus.waitFor();
    const panel = await window.panelSaying(words);
    expect(await panel.locator('.facts div', { hasText: 'Category' }).locator('dd').innerText()).toBe(category);
  });
});
