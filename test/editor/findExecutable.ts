import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { DesktopEditor } from '../workbench/desktopEditor.js';

/**
 * The program that an editor's command starts: the command itself leaves the window to another process, and tells nothing of how a
 * test in it ended. Undefined where the editor is laid out in an unknown way.
 */
export function findExecutable({ command }: DesktopEditor): string | undefined {
  const script = realpathSync(command);
  const name = path.basename(script, path.extname(script));
  const home = path.resolve(path.dirname(script), '..');
  const candidates = [
    path.join(home, name),
    path.join(home, `${name}.exe`),
    path.join(home, 'Code.exe'),
    path.join(home, '..', '..', 'MacOS', 'Electron'),
  ];
  return candidates.find((candidate) => existsSync(candidate));
}
