import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cline } from '../../src/tools/cline.js';
import { watchTools, type ToolWatch } from '../../src/watch/watch.js';
import { rest, until } from './clineFolder.js';

let home: string;
let watch: ToolWatch | null = null;
let told: (string | null | undefined)[][] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'unwrap-session-'));
  told = [];
});

afterEach(async () => {
  await watch?.close();
  watch = null;
  rmSync(home, { recursive: true });
});

async function begin(): Promise<void> {
  watch = watchTools({
    tools: [cline],
    scope: { environment: { platform: 'linux', home, env: {} }, editors: [] },
    onObservation: ({ raw, provider, model }) => told.push([raw, provider, model]),
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  await watch.ready;
}

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
  const folder = join(home, '.cline', 'data', 'sessions', id);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${id}.messages.json`);
  writeFileSync(`${path}.tmp`, JSON.stringify({ version: 1, messages, system_prompt: 'You are Cline.\n'.repeat(400) }, null, 2));
  renameSync(`${path}.tmp`, path);
}

it('tells of each failed turn of a session once, with its model, and not of what a person pasted', async () => {
  const old = failed('old', Date.now() - 3_600_000);
  write('1', [said('user', 'hello'), old]);
  await begin();
  const pasted = said('user', JSON.stringify(failed('pasted'), null, 2));
  const first = failed('first');
  write('1', [said('user', 'hello'), old, pasted, first]);
  await until(() => told.length >= 1);
  write('1', [said('user', 'hello'), old, pasted, first, said('user', 'again'), failed('second')]);
  await until(() => told.length >= 2);
  write('2', [said('user', 'in another session'), failed('third')]);
  await until(() => told.length >= 3);
  await rest(300);
  expect(told).toEqual(['first', 'second', 'third'].map((raw) => [raw, 'openrouter', 'z-ai/glm-5.1']));
});
