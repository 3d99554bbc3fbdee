/** A window in a scratch home with settings of Continue, and failures in the tools' logs, for tests of fixes. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { PanelState } from '../../src/panel/messages.js';
import { createProfile, openWindow, type FakeWindow, type Profile } from './openWindow.js';

const root = path.resolve(import.meta.dirname, '../..');
/** Of this machine's own servers: what tests start. */
const LOOPBACK = 'http://127.0.0.1:';
const fetchReally = fetch;

export const WAIT = { timeout: 20_000, interval: 20 };

/** What a person would rather not lose: comments, quotes, an order of their own. */
export const CONFIG = `# my models
name: mine
version: 1.0.0
schema: v1
models:
  - name: Sonnet   # the good one
    provider: openrouter
    model: anthropic/claude-sonnet-4.6
    apiKey: sk-or-v1-0000000000000000
  - name: "Small"
    provider: openrouter
    model: 'openai/gpt-5-mini'
    apiKey: sk-or-v1-0000000000000000
`;

type IncidentPage = Extract<PanelState, { page: 'incident' }>;

/** Opened before each test and closed after it. */
export class FixStage {
  profile: Profile = createProfile();
  window: FakeWindow = openWindow(this.profile, this.profile.workspaceState, root);
  /** What the network answers, by address; everything else is not there. */
  readonly served = new Map<string, unknown>();
  readonly asked: { url: string; init: RequestInit | undefined }[] = [];

  async open(): Promise<void> {
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => this.answer(url, init));
    this.write(CONFIG, '.continue', 'config.yaml');
    this.write('', '.continue', 'logs', 'core.log');
    this.window.logFailure('2026-11-20 activity before the start');
    // Any port that is free.
    this.window.world.settings.set('endpoint.port', 0);
    this.window.activate();
    await vi.waitUntil(() => this.window.world.statusItems[0]?.tooltip.plain.includes('Watching Cline'), WAIT);
  }

  /** The same person, after a reload. */
  async reopen(): Promise<void> {
    await this.window.close();
    this.window = openWindow(this.profile, this.profile.workspaceState, root);
  }

  config(): string {
    return readFileSync(path.join(this.profile.root, '.continue', 'config.yaml'), 'utf8');
  }

  write(text: string, ...parts: readonly string[]): void {
    const file = path.join(this.profile.root, ...parts);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** As the core of Continue logs a refused call. */
  async failInContinue(error: string): Promise<void> {
    const time = new Date(Date.now() + 1000).toISOString().slice(0, 19);
    const file = path.join(this.profile.root, '.continue', 'logs', 'core.log');
    appendFileSync(file, `[${time}] Error running handler for "llm/streamChat":  Error: ${error}\n`);
    await this.alerted();
  }

  async failInCline(errorMessage: string): Promise<void> {
    const told = {
      ulid: '01K0000000000000000000000',
      provider: 'openrouter',
      model: 'anthropic/claude-sonnet-4.6',
      errorMessage,
    };
    this.window.logFailure(
      `${new Date().toISOString()} LOG [NoOpTelemetryProvider] task.provider_api_error: ${JSON.stringify(told)}`,
    );
    await this.alerted();
  }

  async alerted(): Promise<void> {
    await vi.waitUntil(() => /^\$\(warning\) \S/.test(this.window.world.statusItems[0]?.text ?? ''), WAIT);
  }

  /** What the panel shows, once it is the page that is meant. */
  async shown<P extends PanelState['page']>(page: P): Promise<Extract<PanelState, { page: P }>> {
    const panel = await vi.waitFor(() => this.window.panel(), WAIT);
    if (panel.posted.length === 0) panel.received.fire({ request: 'ready' });
    return vi.waitFor(() => {
      const state = PanelState.parse(panel.posted.at(-1));
      if (!isPage(state, page)) throw new Error(`the panel shows ${state.page}`);
      return state;
    }, WAIT);
  }

  async shownIncident(): Promise<IncidentPage['incident']> {
    await this.window.run('unwrap.diagnoseLast');
    return (await this.shown('incident')).incident;
  }

  /** Chooses what to do, and the model where it is asked for, which is typed where it is in no list. */
  async choose(label: string, model?: string, typed?: string): Promise<void> {
    const { world, run } = this.window;
    world.picked.push(label);
    const done = run('unwrap.fixLast');
    if (typed !== undefined) (await vi.waitUntil(() => world.quickPicks.at(-1), WAIT)).type(typed);
    if (model !== undefined) {
      const pick = await vi.waitUntil(() => {
        const last = world.quickPicks.at(-1);
        return last?.items.some((item) => item.label === model) ? last : null;
      }, WAIT);
      pick.pick(model);
    }
    await done;
  }

  private async answer(url: string, init?: RequestInit): Promise<Response> {
    this.asked.push({ url, init });
    if (url.startsWith(LOOPBACK)) return fetchReally(url, init);
    const body = this.served.get(url);
    if (body === undefined) throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
    return new Response(typeof body === 'string' ? body : JSON.stringify(body));
  }
}

function isPage<P extends PanelState['page']>(state: PanelState, page: P): state is Extract<PanelState, { page: P }> {
  return state.page === page;
}

/** Of the environment, while tests run: the home folder is the scratch one. */
const HOMES = ['HOME', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME'] as const;

/** One a test. */
export function useFixStage(): () => FixStage {
  let stage: FixStage | null = null;
  const before = new Map(HOMES.map((name) => [name, process.env[name]]));
  beforeEach(async () => {
    stage = new FixStage();
    for (const name of HOMES) delete process.env[name];
    process.env['HOME'] = stage.profile.root;
    await stage.open();
  });
  afterEach(async () => {
    await stage?.window.close();
    stage?.profile.remove();
    vi.unstubAllGlobals();
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
  });
  return () => {
    if (!stage) throw new Error('No test is running.');
    return stage;
  };
}
