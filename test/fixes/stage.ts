/** A scratch home with one tool's settings, and a desk to make fixes with. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Desk } from '../../src/fixes/desk.js';
import { previewFix, type Preview } from '../../src/fixes/previewFix.js';
import type { Intent, SettingsScope, ToolSettings } from '../../src/tools/fix.js';
import { claudeCodeSettings } from '../../src/tools/settings/claudeCode.js';

export interface Stage {
  readonly home: () => string;
  readonly desk: () => Desk;
  /** A file of the home folder, by its parts. */
  readonly at: (...parts: readonly string[]) => string;
  readonly write: (text: string | Uint8Array, ...parts: readonly string[]) => Promise<string>;
  readonly read: (...parts: readonly string[]) => Promise<string | null>;
  readonly scope: () => SettingsScope;
  readonly preview: (intent: Intent, tool?: ToolSettings) => Promise<Preview>;
}

export function openStage(): Stage {
  let home = '';
  let time = Date.UTC(2026, 10, 20, 12);
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'unwrap-fixes-'));
    time = Date.UTC(2026, 10, 20, 12);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));
  const at: Stage['at'] = (...parts) => path.join(home, ...parts);
  const scope: Stage['scope'] = () => ({ environment: { platform: 'linux', home, env: {} }, project: null, userFolders: [] });
  return {
    home: () => home,
    at,
    scope,
    // Each look at the clock is a second later.
    desk: () => ({ folder: at('state', 'fixes'), now: () => (time += 1000) }),
    write: async (text, ...parts) => {
      const file = at(...parts);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
      return file;
    },
    read: (...parts) => readFile(at(...parts), 'utf8').catch(() => null),
    preview: (intent, tool = claudeCodeSettings) => previewFix(tool, intent, scope()),
  };
}
