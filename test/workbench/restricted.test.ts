/** A workspace that is not trusted, on the far side of a connection: failures are watched, nothing else is done, and the reason is said. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import type { Scratch } from './scratch.js';

let workbench: OpenWorkbench;
const pictures = path.resolve(import.meta.dirname, '..', '..', '.cache', 'pictures');

/** A person who is asked for trust, has not given it yet, and has the wire tap on. */
async function asPerson({ userData }: Scratch): Promise<void> {
  const file = path.join(userData, 'User', 'settings.json');
  const settings: unknown = JSON.parse(await readFile(file, 'utf8'));
  const own = {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
    'unwrap.wire.enabled': true,
  };
  await writeFile(file, JSON.stringify(Object.assign({}, settings, own)));
}

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  workbench = await openWorkbench(asPerson, [], { isRestricted: true });
  return workbench.close;
});

const page = () => workbench.window.page;

async function takePicture(name: string): Promise<void> {
  await page().screenshot({ path: path.join(pictures, `restricted-${name}.png`) });
}

describe('in Restricted Mode', () => {
  it('the editor runs the extension, and the tooltip says what it does not do', async () => {
    const { window } = workbench;
    await page().locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await window.status.locator('a').first().hover();
    const hover = page().locator('.monaco-hover', { hasText: 'Restricted Mode: failures are watched' });
    await hover.waitFor();
    await takePicture('tooltip');
    expect(await hover.innerText()).toContain('Manage Workspace Trust');
  });

  it('the palette leaves out what cannot work', async () => {
    await page().keyboard.press('F1');
    const widget = page().locator('.quick-input-widget');
    await widget.locator('input.input').fill('>Unwrap: ');
    await widget.locator('.monaco-list-row', { hasText: 'Unwrap: Show Watched Sources' }).waitFor();
    const text = (await widget.locator('.monaco-list-row').allInnerTexts()).join('\n');
    await takePicture('palette');
    for (const absent of ['Endpoint', 'Wire Tap', 'Undo']) expect(text).not.toContain(absent);
    await page().keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
  });

  it('the view says so too', async () => {
    await workbench.window.runCommand('LLM Incidents: Focus on LLM Incidents View');
    const welcome = page().locator('.part.panel .welcome-view-content');
    await welcome.waitFor();
    await takePicture('view');
    expect(await welcome.innerText()).toContain('In Restricted Mode failures are watched and diagnosed.');
  });

  it('a failure is diagnosed, and a fix says why it is not made', async () => {
    const { window } = workbench;
    // The tooltip stays as long as the mouse does.
    await page().mouse.move(600, 300);
    await window.failWith('no-credits');
    await window.alert.waitFor();
    await page()
      .locator('.notification-toast', { hasText: 'asks for payment' })
      .getByRole('button', { name: 'Switch Model' })
      .click();
    const toast = page().locator('.notification-toast', { hasText: 'In Restricted Mode' });
    await toast.waitFor();
    await takePicture('fix-refused');
    expect(await toast.innerText()).toContain('trust the workspace first');
  });

  it('Watched Sources says that the wire tap is off, and why', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Show Watched Sources');
    const panel = await window.panelSaying('In Restricted Mode it is off');
    await panel.getByText('In Restricted Mode it is off').scrollIntoViewIfNeeded();
    await takePicture('sources');
    expect(await panel.locator('main').innerText()).toContain('Watched on the remote side');
  });
});
