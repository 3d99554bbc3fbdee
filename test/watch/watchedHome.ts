import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Observation } from '../../src/engine/model.js';
import type { Tool } from '../../src/tools/tool.js';
import { watchTools, type ToolWatch } from '../../src/watch/watch.js';

/** A scratch home folder without an editor, and what the watch of one tool observes there: new before each test, gone after it. */
export class WatchedHome {
  home = '';
  watch: ToolWatch | null = null;
  told: Observation[] = [];

  constructor(private readonly tool: Tool) {
    beforeEach(() => {
      this.home = mkdtempSync(join(tmpdir(), 'unwrap-home-'));
      this.told = [];
    });
    afterEach(async () => {
      await this.watch?.close();
      this.watch = null;
      rmSync(this.home, { recursive: true });
    });
  }

  async begin(): Promise<void> {
    this.watch = watchTools({
      tools: [this.tool],
      scope: { environment: { platform: 'linux', home: this.home, env: {} }, editors: [] },
      onObservation: (observation) => this.told.push(observation),
      onProblem: (message) => {
        throw new Error(message);
      },
    });
    await this.watch.ready;
  }
}
