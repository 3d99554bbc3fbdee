import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cline } from '../../src/tools/cline.js';
import { rest, until } from './clineFolder.js';
import { WatchedHome } from './watchedHome.js';

const watched = new WatchedHome(cline);

const said = (role: string, text: string): object => ({
  id: `${role}_${text.length}`,
  role,
  content: [{ type: 'text', text }],
  ts: Date.now(),
});

function failed(text: string, ts = Date.now()): object {
  const modelInfo = { id: 'z-ai/glm-5.1', provider: 'openrouter' };
  const metadata = { displayOnly: true, displayRole: 'error' };
  return { id: `error_${ts}`, role: 'assistant', content: [{ type: 'text', text }], ts, metadata, modelInfo };
}

/** As the SDK does: anew with each message, by way of another name. */
function write(id: string, messages: readonly object[]): void {
  const folder = join(watched.home, '.cline', 'data', 'sessions', id);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${id}.messages.json`);
  writeFileSync(`${path}.tmp`, JSON.stringify({ version: 1, messages, system_prompt: 'You are Cline.\n'.repeat(400) }, null, 2));
  renameSync(`${path}.tmp`, path);
}

it('tells of each failed turn of a session once, with its model, and not of what a person pasted', async () => {
  const old = failed('old', Date.now() - 3_600_000);
  write('1', [said('user', 'hello'), old]);
  await watched.begin();
  const pasted = said('user', JSON.stringify(failed('pasted'), null, 2));
  const first = failed('first');
  write('1', [said('user', 'hello'), old, pasted, first]);
  await until(() => watched.told.length >= 1);
  write('1', [said('user', 'hello'), old, pasted, first, said('user', 'again'), failed('second')]);
  await until(() => watched.told.length >= 2);
  write('2', [said('user', 'in another session'), failed('third')]);
  await until(() => watched.told.length >= 3);
  await rest(300);
  const seen = watched.told.map(({ raw, provider, model }) => [raw, provider, model]);
  expect(seen).toEqual(['first', 'second', 'third'].map((raw) => [raw, 'openrouter', 'z-ai/glm-5.1']));
});
