/** What agents are given in a window. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProfile, openWindow, type FakeWindow, type Profile } from './openWindow.js';
import { offerAgents } from './offerAgents.js';

const WAIT = { timeout: 8000, interval: 20 };
const NO_CREDIT =
  'ERROR OpenRouter API Error: 402 - {"error":{"message":"Insufficient credits. Add more using https://openrouter.ai/settings/credits","code":402}}';
const EXTENSION = path.resolve(import.meta.dirname, '../..');

let profile: Profile;
let window: FakeWindow;
let agents: ReturnType<typeof offerAgents>;
beforeEach(() => {
  profile = createProfile();
  window = openWindow(profile, profile.workspaceState, EXTENSION);
  agents = offerAgents(window.vscode);
  window.logFailure('2026-11-20 activity before the start');
});
afterEach(async () => {
  await window.close();
  profile.remove();
});

async function start(): Promise<void> {
  window.activate();
  await vi.waitUntil(() => window.world.statusItems[0]?.tooltip.plain.includes('Watching Cline'), WAIT);
}

async function fail(): Promise<void> {
  window.logFailure(NO_CREDIT);
  await vi.waitUntil(() => window.world.statusItems[0]?.text.startsWith('$(warning)'), WAIT);
}

async function invoke(input: unknown = {}): Promise<string> {
  const result = await agents.tools.get('get_llm_errors')?.invoke({ input });
  return result?.content.map(({ value }) => value).join('\n') ?? 'nothing';
}

describe('the tool of agent mode', () => {
  it("answers with this window's incidents, of the last session too", async () => {
    await start();
    expect(await invoke()).toMatch(/^No failed model call is known/);
    await fail();
    expect(await invoke()).toMatch(/1\. OpenRouter asks for payment first: .*\n +Tool "Cline", .*\n +Category: billing\./);
    await window.close();
    window = openWindow(profile, profile.workspaceState, EXTENSION);
    agents = offerAgents(window.vscode);
    window.activate();
    expect(await invoke({ tool: 'cline', limit: 1 })).toContain('Category: billing.');
  });

  it('reads nothing of the engine until it is asked', async () => {
    await start();
    expect([...agents.tools.keys()]).toEqual(['get_llm_errors']);
    expect(agents.tools.get('get_llm_errors')?.prepareInvocation().invocationMessage).toBe('Reading why model calls failed');
    expect(agents.providers.get('unwrap.mcp')?.provideMcpServerDefinitions()).toHaveLength(1);
    expect(window.extension.read.has('desk.cjs')).toBe(false);
    await invoke();
    expect(window.extension.read.has('desk.cjs')).toBe(true);
  });

  it('is gone with the window, as is the server', async () => {
    await start();
    await window.close();
    expect([...agents.tools.keys(), ...agents.providers.keys()]).toEqual([]);
  });

  it('refuses what it does not take', async () => {
    await start();
    await expect(invoke({ limit: 1_000 })).rejects.toThrow('from 1 to 20');
  });
});

describe('the MCP server that the editor is offered', () => {
  it('runs with the runtime of the editor, and answers with what this window has kept', async () => {
    await start();
    await fail();
    const [offered] = agents.providers.get('unwrap.mcp')?.provideMcpServerDefinitions() ?? [];
    if (!offered) throw new Error('Nothing is offered.');
    expect(offered).toMatchObject({ label: 'Unwrap', command: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } });
    expect(offered.version).toMatch(/^\d+\.\d+\.\d+$/);
    await agents.providers.get('unwrap.mcp')?.resolveMcpServerDefinition(offered);
    const child = spawn(offered.command, offered.args, { env: { ...process.env, ...offered.env } });
    try {
      child.stdout.setEncoding('utf8');
      const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_llm_errors', arguments: {} } };
      await vi.waitFor(async () => {
        child.stdin.write(`${JSON.stringify(call)}\n`);
        const [line] = await once(child.stdout, 'data');
        expect(JSON.parse(String(line))).toMatchObject({
          result: { structuredContent: { watched_since: null, errors: [{ tools: ['Cline'], category: 'billing' }] } },
        });
      }, WAIT);
    } finally {
      child.kill();
    }
  });
});

it('An editor that has neither is told nothing of them, and the rest works', async () => {
  Object.assign(window.vscode, { lm: undefined });
  await start();
  await fail();
  expect(window.world.log.join('\n')).not.toMatch(/agents/i);
});

it('An editor that knows tools alone is given the tool', async () => {
  Reflect.deleteProperty(Object(Reflect.get(window.vscode, 'lm')), 'registerMcpServerDefinitionProvider');
  await start();
  expect([...agents.tools.keys(), ...agents.providers.keys()]).toEqual(['get_llm_errors']);
});
