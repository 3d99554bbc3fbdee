/** A scratch machine with one window of an editor, whose Cline channel a test writes into, and what the watch says of it. */
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sayerOf } from '../../src/engine/text.js';
import type { Sighting } from '../../src/engine/model.js';
import { sight } from '../../src/engine/sight.js';
import { tools } from '../../src/tools/list.js';
import { placeTexts } from '../../src/tools/texts/placeTexts.js';
import type { Editor, Environment } from '../../src/tools/tool.js';
import type { SourceReport } from '../../src/watch/source.js';
import { watchTools, type ToolWatch } from '../../src/watch/watch.js';
import { watchTexts } from '../../src/watch/watchTexts.js';

/** Without the command line's library for languages, which a process of its own could not load. */
const sayInEnglish = sayerOf({ ...placeTexts, ...watchTexts }, (english) => english);

/** As Cline's SDK bundle writes a failed call with telemetry off; `words` tell one failure from another. */
export function failure(words: string): string {
  const event = {
    ulid: '01KTEST',
    model: 'anthropic/claude-sonnet-4.6',
    provider: 'openrouter',
    errorMessage: `429 Too Many Requests (${words})`,
  };
  return `2026-11-20T12:00:00.000Z LOG [NoOpTelemetryProvider] task.provider_api_error: ${JSON.stringify(event)}\n`;
}

export const chatter = (words: string): string => `2026-11-20T12:00:00.000Z LOG [SdkController] ${words}\n`;

export class ClineFolder {
  readonly home = mkdtempSync(join(tmpdir(), 'unwrap-watch-'));
  readonly window = join(this.home, 'logs', '20261120T120000', 'window1');
  readonly exthost = join(this.window, 'exthost');
  readonly log = join(this.exthost, 'output_logging_20261120T120001', '1-Cline.log');
  readonly globalStorage = join(this.home, 'User', 'globalStorage');
  readonly sightings: Sighting[] = [];
  readonly problems: string[] = [];
  changes = 0;
  /** What is done with a sighting once it is remembered. */
  use: (sighting: Sighting) => void = () => {};
  #watch: ToolWatch | null = null;

  constructor() {
    // Readable for whom a test hands the watch over to.
    chmodSync(this.home, 0o755);
  }

  /** A path of this machine as it is shown: its folder is the home folder. */
  shown(path = this.log): string {
    return `~${path.slice(this.home.length)}`;
  }

  append(text: string | Buffer, path = this.log): void {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, text);
  }

  /** `platform` decides by what a file is known again. */
  async watch(editor: Partial<Editor> = {}, platform: Environment['platform'] = 'linux'): Promise<void> {
    this.#watch = watchTools({
      tools,
      scope: {
        environment: { platform, home: this.home, env: {} },
        editors: [
          {
            name: 'Cursor',
            logs: this.window,
            exthosts: [['exthost']],
            windows: [],
            globalStorage: this.globalStorage,
            ...editor,
          },
        ],
      },
      onObservation: (observation, seen) => {
        const sighting = sight(observation, seen);
        if (!sighting) return;
        this.sightings.push(sighting);
        this.use(sighting);
      },
      onProblem: (message) => this.problems.push(message),
      onSourcesChange: () => (this.changes += 1),
    });
    await this.#watch.ready;
  }

  /** Its reason in words. */
  source(label: string): Omit<SourceReport, 'reason'> & { readonly reason: string | null } {
    const found = this.#watch?.sources().find((report) => sayInEnglish(report.label).startsWith(label));
    if (!found) throw new Error(`no source ${label}`);
    return { ...found, reason: found.reason && sayInEnglish(found.reason) };
  }

  /** The failures told of, each by its words, in order. */
  get told(): string[] {
    return this.sightings.map(({ text }) => /\((.*)\)/.exec(text)?.[1] ?? text);
  }

  /** Waits until so many failures were told, and a little longer, so that one too many is seen as well. */
  async toldAfter(count: number): Promise<string[]> {
    await until(() => this.sightings.length >= count);
    await rest();
    return this.told;
  }

  /** Ends the watch and leaves the files. */
  async endWatch(): Promise<void> {
    await this.#watch?.close();
  }

  async close(): Promise<void> {
    await this.endWatch();
    rmSync(this.home, { recursive: true });
  }
}

/** Longer than the watch waits for the rest of a line's record. */
export const rest = (ms = 150): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Gives up silently after `ms`: what is asserted next says what is missing. */
export async function until(holds: () => boolean, ms = 4_000): Promise<void> {
  for (const end = performance.now() + ms; !holds() && performance.now() < end;) await rest(10);
}
