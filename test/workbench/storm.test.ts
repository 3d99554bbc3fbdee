import { beforeAll, expect, it } from 'vitest';
import type { Written } from './failingProvider.js';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import { percentile } from './percentile.js';
import { STORM, storm } from './storm.js';
import { timeTyping } from './timeTyping.js';

let workbench: OpenWorkbench;

beforeAll(async () => {
  workbench = await openWorkbench();
  await workbench.window.noteAlerts();
  return workbench.close;
});

const CALM_MS = 5_000;
/** What the extension host may hold more than before, in bytes: the output channel's own text is part of it. */
const MORE_BYTES = 250e6;

it(`${storm.failures} failures leave a person to type, with one alert and one incident a cause`, async () => {
  const { window } = workbench;
  const { page } = window;
  // Its cause is none of the storm's.
  const calm = await window.failWith('data-policy');
  await window.alert.waitFor();
  await window.runCommand('Unwrap: Diagnose Last LLM Error');
  await window.quietStatus.waitFor();
  await window.openFile('README.md');
  await page.locator('.monaco-editor .view-lines').click();
  await page.keyboard.press('Control+End');
  const since = Date.now();
  const before = await timeTyping(page, () => Date.now() - since > CALM_MS);

  const alerts = (await window.alertTimes()).length;
  let last: Written | null = null;
  const written = window.failWith(STORM, 120_000).then((told) => (last = told));
  const during = await timeTyping(page, () => last !== null);
  const after = await written;
  const [p50, p95] = [percentile(during, 0.5), percentile(during, 0.95)].map((ms) => ms.toFixed(0));
  const [calm50, calm95] = [percentile(before, 0.5), percentile(before, 0.95)].map((ms) => ms.toFixed(0));
  console.log(
    `Typing in the storm: p50 ${p50} ms, p95 ${p95} ms (${during.length} keys); in the calm before: ${calm50} ms, ${calm95} ms`,
  );
  console.log(
    `The extension host held ${(calm.hostBytes / 1e6).toFixed(0)} MB before, ${(after.hostBytes / 1e6).toFixed(0)} MB after`,
  );

  await window.alert.waitFor();
  expect(await window.alertTimes()).toHaveLength(alerts + 1);
  expect(await page.locator('.notification-toast').count()).toBeLessThanOrEqual(storm.causes.length);
  await window.runCommand('Unwrap: Diagnose Last LLM Error');
  const panel = await window.panelSaying('What to do now');
  // Those of the storm, and the one before it.
  await expect.poll(() => panel.locator('.incident-line').count()).toBe(storm.causes.length + 1);
  expect(after.hostBytes - calm.hostBytes).toBeLessThan(MORE_BYTES);
});
