import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import { percentile } from './percentile.js';
import { scenarios } from './scenarios.js';

let workbench: OpenWorkbench;
/** Those whose log lines hold the cause. */
const told = scenarios.filter(({ category }) => category !== 'unknown');
const latencies: number[] = [];
/** As the panel's badge has them. */
const NAMES: Readonly<Record<string, string>> = {
  rate_limit: 'Rate limit',
  quota_exhausted: 'Quota used up',
  billing: 'Billing',
  authentication: 'Key refused',
  permission: 'Access denied',
  region_restricted: 'Region blocked',
  model_not_found: 'Unknown model',
  routing: 'No route',
  context_length: 'Context too long',
  content_filter: 'Content filter',
  overloaded: 'Overloaded',
  bad_gateway: 'Bad gateway',
  timeout: 'Timeout',
  network: 'Network',
};

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
    const badge = await panel.locator('.eyebrow .category').innerText();
    expect(badge).toBe(NAMES[category]);
    expect(await panel.locator('.facts div', { hasText: 'Category' }).locator('dd').innerText()).toBe(badge);
  });
});
