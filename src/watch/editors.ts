/** The editors of the VS Code family, and where they log. The layout is VS Code's own (`microsoft/vscode:.github/skills/code-oss-logs/SKILL.md`). */
import { joinPath } from '../tools/path.js';
import type { Editor, Environment } from '../tools/tool.js';

/** `<user-data>/logs/<session>/window<N>/exthost/…`, beside it the window's own `renderer.log`. */
const DESKTOP = { exthosts: [['*', 'window*', 'exthost']], windows: ['*', 'window*'] };

/** `<data>/logs/<session>/exthost<N>/…`; the window, and with it `renderer.log`, is on the machine that the person sits at. */
const SERVER = { exthosts: [['*', 'exthost*']], windows: null };

/** Name, and the folder of its user data among the platform's application data. */
const DESKTOP_EDITORS = [
  ['VS Code', 'Code'],
  ['VS Code Insiders', 'Code - Insiders'],
  ['VSCodium', 'VSCodium'],
  ['Cursor', 'Cursor'],
  ['Windsurf', 'Windsurf'],
  ['Devin', 'Devin'],
] as const;

/** Name, and the folder in the home directory that an editor's remote half keeps its data in. */
const SERVERS = [
  ['VS Code Server', '.vscode-server'],
  ['VS Code Insiders Server', '.vscode-server-insiders'],
  ['VSCodium Server', '.vscodium-server'],
  ['Cursor Server', '.cursor-server'],
  ['Windsurf Server', '.windsurf-server'],
] as const;

/** Every editor that may log on this machine, whether it is installed or not. */
export function findEditors(environment: Environment): Editor[] {
  const { platform, home, env } = environment;
  const under = (root: string, ...parts: string[]): string => joinPath(platform, root, ...parts);
  const dataOf = (name: string, data: string, layout: typeof DESKTOP | typeof SERVER): Editor => ({
    name,
    logs: under(data, 'logs'),
    ...layout,
    globalStorage: under(data, 'User', 'globalStorage'),
  });
  const applicationData = findApplicationData(environment);
  const portable = env['VSCODE_PORTABLE'];
  return [
    ...DESKTOP_EDITORS.map(([name, folder]) => dataOf(name, under(applicationData, folder), DESKTOP)),
    ...(portable ? [dataOf('VS Code (portable)', under(portable, 'user-data'), DESKTOP)] : []),
    ...SERVERS.map(([name, folder]) => dataOf(name, under(home, folder, 'data'), SERVER)),
    ...(platform === 'win32'
      ? []
      : [dataOf('code-server', under(env['XDG_DATA_HOME'] || under(home, '.local', 'share'), 'code-server'), SERVER)]),
  ];
}

function findApplicationData({ platform, home, env }: Environment): string {
  if (platform === 'win32') return env['APPDATA'] || joinPath(platform, home, 'AppData', 'Roaming');
  if (platform === 'darwin') return joinPath(platform, home, 'Library', 'Application Support');
  return env['XDG_CONFIG_HOME'] || joinPath(platform, home, '.config');
}

export interface EditorWindow {
  /** As the editor calls itself (`vscode.env.appName`). */
  readonly name: string;
  readonly platform: Environment['platform'];
  /** The file-system path of `context.logUri`. The folder need not exist. */
  readonly logFolder: string;
  /** The file-system path of `context.globalStorageUri`: this extension's own folder among the others'. */
  readonly globalStorageFolder: string;
}

/** One window's folders, from what its extension host was told: nothing of the layout above `exthost` is assumed. */
export function windowEditor({ name, platform, logFolder, globalStorageFolder }: EditorWindow): Editor {
  const exthost = cutPath(platform, cutPath(platform, logFolder).parent);
  return {
    name,
    logs: exthost.parent,
    exthosts: [[exthost.name]],
    // A remote or browser window has `exthost<N>`, and its `renderer.log` on the machine that shows it.
    windows: exthost.name === 'exthost' ? [] : null,
    globalStorage: cutPath(platform, globalStorageFolder).parent,
  };
}

function cutPath(platform: Environment['platform'], path: string): { parent: string; name: string } {
  const trimmed = path.replace(platform === 'win32' ? /[\\/]$/ : /\/$/, '');
  const cut = platform === 'win32' ? Math.max(trimmed.lastIndexOf('\\'), trimmed.lastIndexOf('/')) : trimmed.lastIndexOf('/');
  return { parent: trimmed.slice(0, Math.max(cut, 1)), name: trimmed.slice(cut + 1) };
}
