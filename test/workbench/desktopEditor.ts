/** A desktop editor of the VS Code family, started with a throw-away profile. */
import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { editorEnvironment } from './editorEnvironment.js';
import { runToEnd, startGroup } from './processGroup.js';
import type { Scratch } from './scratch.js';

export interface DesktopEditor {
  readonly name: string;
  /** Absolute path of its command. */
  readonly command: string;
}

/** In the order of preference. */
const names = ['code', 'code-insiders', 'codium', 'cursor', 'windsurf'];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Those on the PATH. */
export function findEditors(): readonly DesktopEditor[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return names.flatMap((name) => {
    const files = folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)));
    const command = files.find(isExecutable);
    return command === undefined ? [] : [{ name, command }];
  });
}

function endProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** The editor's command leaves its window to a process of another group, whose id is in the profile's lock file. */
async function endWindow(scratch: Scratch): Promise<void> {
  const lock = await readFile(path.join(scratch.userData, 'code.lock'), 'utf8').catch(() => '');
  const pid = Number(lock.trim());
  if (!Number.isSafeInteger(pid) || pid <= 1) return;
  endProcess(pid, 'SIGTERM');
  const deadline = Date.now() + 5_000;
  while (endProcess(pid, 0) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
  if (endProcess(pid, 0)) endProcess(pid, 'SIGKILL');
}

export interface OpenEditor {
  /** Resolves with the exit code when its window is closed. */
  readonly ended: Promise<number | null>;
  readonly output: () => string;
  readonly end: () => Promise<void>;
}

/** `extensions` are paths of `.vsix` files. */
export async function openDesktopEditor(
  editor: DesktopEditor,
  scratch: Scratch,
  extensions: readonly string[],
  signal: AbortSignal,
): Promise<OpenEditor> {
  const env = editorEnvironment();
  const profile = ['--user-data-dir', scratch.userData, '--extensions-dir', scratch.extensions];
  // Chromium's sandbox refuses to run as root.
  if (process.getuid?.() === 0) profile.push('--no-sandbox');
  const installs = extensions.flatMap((file) => ['--install-extension', file]);
  await runToEnd(editor.command, [...profile, ...installs], { env, signal });
  const args = [...profile, '--disable-workspace-trust', '--skip-welcome', '--new-window', '--wait', scratch.workspace];
  const group = startGroup(editor.command, args, { env });
  return {
    ended: group.ended,
    output: group.output,
    end: async () => {
      await endWindow(scratch);
      await group.end();
    },
  };
}
