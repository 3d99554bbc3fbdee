/** Runs inside of the editor's extension host: throws where Unwrap does not come up as it should. */
import assert from 'node:assert/strict';
import { commands, extensions, window } from 'vscode';

const LIMIT_MS = 30_000;

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `${what}: not within ${LIMIT_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function run(): Promise<void> {
  const unwrap = extensions.getExtension('unwrap.unwrap');
  assert.ok(unwrap, 'the editor does not know the extension');
  await until('the extension activates by itself', () => unwrap.isActive);
  const registered = await commands.getCommands(true);
  for (const command of ['unwrap.diagnoseLast', 'unwrap.diagnoseText', 'unwrap.showSources']) {
    assert.ok(registered.includes(command), `${command} is not registered`);
  }
  await commands.executeCommand('unwrap.showSources');
  await until('the panel opens', () => window.tabGroups.all.some((group) => group.tabs.some(({ label }) => label === 'Unwrap')));
}
