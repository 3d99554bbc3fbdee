/** A window in one language, with what a person has who has used the editor before, and what every state is made of. */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import * as z from 'zod/mini';
import { EXTENSION_ID } from '../../src/vscode/ids.js';
import { chatEvents, send, startUpstream } from '../endpoint/scriptedUpstream.js';
import { CONTINUE } from '../workbench/continueConfig.js';
import { isAlive } from '../workbench/isAlive.js';
import { openWorkbench, type OpenWorkbench } from '../workbench/openWorkbench.js';
import type { WorkbenchPage } from '../workbench/workbenchPage.js';
import { writeLanguagePack, type Language } from './languagePack.js';
import { sayIn, type Say } from './say.js';
import { twoWeeks } from './twoWeeks.js';

export interface Stage {
  readonly language: Language;
  readonly say: Say;
  readonly window: WorkbenchPage;
  readonly workbench: OpenWorkbench;
  /** Below the home folder. */
  readonly inHome: (...parts: readonly string[]) => string;
  /** Continue logs this answer. Its log tells seconds: twice the same in one of them is one. */
  readonly failInContinue: (answer: string) => Promise<void>;
  /** The first notification that is open and says so. */
  readonly toast: (text: string) => Locator;
  readonly closeToasts: () => Promise<void>;
  /** `http://127.0.0.1:…` of the endpoint that runs. */
  readonly endpoint: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** All pictures are taken at this hour. */
const PICTURED_AT = Date.UTC(2026, 10, 20, 14, 2);

/** On a machine that has other work. */
const PATIENCE_MS = 30_000;

/** No language server has anything to say of it. */
export const CODE_FILE = 'find_todos.py';
const CODE = `"""Lines of a text that say TODO, with their numbers."""


def find_todos(text: str) -> list[str]:
    return [
        f"{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if "TODO" in line
    ]
`;

const Lock = z.object({ pid: z.nullable(z.int()), port: z.nullable(z.int()) });

async function writeInto(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

export async function openStage(language: Language, scale = 1): Promise<Stage> {
  const answering = await startUpstream(send(chatEvents('Hello.')));
  const clockShiftMs = PICTURED_AT - Date.now();
  const prepare: Parameters<typeof openWorkbench>[0] = async ({ home, userData, workspace }, provider) => {
    const config = {
      upstreams: {
        work: { baseUrl: provider, protocol: 'openai' },
        backup: { baseUrl: `${answering.url}/v1`, protocol: 'openai' },
      },
      routes: [{ match: 'openai/gpt-5.2', chain: [{ upstream: '*' }, { upstream: 'backup' }] }],
      retry: { attempts: 1 },
    };
    const openrouter = { settings: { provider: 'openrouter', baseUrl: `${provider}/wrapped/v1` } };
    await writeLanguagePack(userData, language);
    await writeInto(path.join(home, '.continue', 'config.yaml'), CONTINUE);
    await writeInto(path.join(home, '.continue', 'logs', 'core.log'), '');
    await writeInto(
      path.join(home, '.cline', 'data', 'settings', 'providers.json'),
      JSON.stringify({ version: 1, lastUsedProvider: 'openrouter', providers: { openrouter } }),
    );
    await writeInto(path.join(home, '.config', 'unwrap', 'endpoint.jsonc'), JSON.stringify(config, null, 2));
    await writeInto(path.join(userData, 'Machine', 'settings.json'), JSON.stringify({ 'unwrap.endpoint.port': 0 }));
    await writeInto(path.join(workspace, CODE_FILE), CODE);
    const chronicle = path.join(userData, 'User', 'globalStorage', EXTENSION_ID, 'chronicle.json');
    await writeInto(chronicle, JSON.stringify(twoWeeks(PICTURED_AT)));
  };
  const workbench = await openWorkbench(prepare, [], { language, scale, clockShiftMs });
  const { window } = workbench;
  window.page.setDefaultTimeout(PATIENCE_MS);
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  const inHome: Stage['inHome'] = (...parts) => path.join(workbench.scratch.home, ...parts);

  const readLock = async (): Promise<z.infer<typeof Lock>> => {
    try {
      return Lock.parse(JSON.parse(await readFile(inHome('.local', 'state', 'unwrap', 'endpoint.lock.json'), 'utf8')));
    } catch {
      return { pid: null, port: null };
    }
  };
  return {
    language,
    say: sayIn(language),
    window,
    workbench,
    inHome,
    failInContinue: async (answer) => {
      const time = new Date(Date.now() + clockShiftMs + 1000).toISOString().slice(0, 19);
      const line = `[${time}] Error running handler for "llm/streamChat":  Error: ${answer}\n`;
      await appendFile(inHome('.continue', 'logs', 'core.log'), line);
    },
    toast: (text) => window.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first(),
    closeToasts: () => window.runCommand('Notifications: Clear All Notifications'),
    endpoint: async () => {
      const { port } = await readLock();
      if (port === null) throw new Error('the endpoint does not run');
      return `http://127.0.0.1:${port}`;
    },
    close: async () => {
      // It serves all windows of a person, and would outlive this one.
      const { pid } = await readLock();
      await workbench.close();
      if (pid !== null && isAlive(pid)) process.kill(pid);
      await answering.close();
    },
  };
}
