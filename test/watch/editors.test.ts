import { describe, expect, it } from 'vitest';
import { findEditors, windowEditor } from '../../src/watch/editors.js';

const logsOf = (...args: Parameters<typeof findEditors>): Record<string, string> =>
  Object.fromEntries(findEditors(...args).map(({ name, logs }) => [name, logs]));

describe("the editors' logs", () => {
  it('on Linux', () => {
    expect(logsOf({ platform: 'linux', home: '/home/ada', env: {} })).toEqual({
      'VS Code': '/home/ada/.config/Code/logs',
      'VS Code Insiders': '/home/ada/.config/Code - Insiders/logs',
      VSCodium: '/home/ada/.config/VSCodium/logs',
      Cursor: '/home/ada/.config/Cursor/logs',
      Windsurf: '/home/ada/.config/Windsurf/logs',
      Devin: '/home/ada/.config/Devin/logs',
      'VS Code Server': '/home/ada/.vscode-server/data/logs',
      'VS Code Insiders Server': '/home/ada/.vscode-server-insiders/data/logs',
      'VSCodium Server': '/home/ada/.vscodium-server/data/logs',
      'Cursor Server': '/home/ada/.cursor-server/data/logs',
      'Windsurf Server': '/home/ada/.windsurf-server/data/logs',
      'code-server': '/home/ada/.local/share/code-server/logs',
    });
  });

  it('on Linux with folders of its own choice', () => {
    const env = { XDG_CONFIG_HOME: '/cfg', XDG_DATA_HOME: '/data', VSCODE_PORTABLE: '/stick/data' };
    expect(logsOf({ platform: 'linux', home: '/home/ada', env })).toMatchObject({
      'VS Code': '/cfg/Code/logs',
      'VS Code (portable)': '/stick/data/user-data/logs',
      'code-server': '/data/code-server/logs',
    });
  });

  it('on macOS', () => {
    expect(logsOf({ platform: 'darwin', home: '/Users/ada', env: {} })).toMatchObject({
      'VS Code': '/Users/ada/Library/Application Support/Code/logs',
      Cursor: '/Users/ada/Library/Application Support/Cursor/logs',
      'VS Code Server': '/Users/ada/.vscode-server/data/logs',
    });
  });

  it('on Windows', () => {
    const logs = logsOf({ platform: 'win32', home: 'C:\\Users\\ada', env: { APPDATA: 'D:\\Roaming' } });
    expect(logs).toMatchObject({
      'VS Code': 'D:\\Roaming\\Code\\logs',
      Windsurf: 'D:\\Roaming\\Windsurf\\logs',
      'VS Code Server': 'C:\\Users\\ada\\.vscode-server\\data\\logs',
    });
    expect(logs).not.toHaveProperty('code-server');
    expect(logsOf({ platform: 'win32', home: 'C:\\Users\\ada', env: {} })).toMatchObject({
      Cursor: 'C:\\Users\\ada\\AppData\\Roaming\\Cursor\\logs',
    });
  });

  it('lie beside the storage of extensions; a server has no window log', () => {
    const editors = findEditors({ platform: 'linux', home: '/home/ada', env: {} });
    expect(editors.find(({ name }) => name === 'Cursor')).toMatchObject({
      exthosts: [['*', 'window*', 'exthost']],
      windows: ['*', 'window*'],
      globalStorage: '/home/ada/.config/Cursor/User/globalStorage',
    });
    expect(editors.find(({ name }) => name === 'Cursor Server')).toMatchObject({ exthosts: [['*', 'exthost*']], windows: null });
  });
});

describe('one window', () => {
  it('of a desktop', () => {
    expect(
      windowEditor({
        name: 'Visual Studio Code',
        platform: 'linux',
        logFolder: '/home/ada/.config/Code/logs/20261120T120000/window2/exthost/unwrap.unwrap',
        globalStorageFolder: '/home/ada/.config/Code/User/globalStorage/unwrap.unwrap',
      }),
    ).toEqual({
      name: 'Visual Studio Code',
      logs: '/home/ada/.config/Code/logs/20261120T120000/window2',
      exthosts: [['exthost']],
      windows: [],
      globalStorage: '/home/ada/.config/Code/User/globalStorage',
    });
  });

  it('of Windows', () => {
    expect(
      windowEditor({
        name: 'Cursor',
        platform: 'win32',
        logFolder: 'c:\\Users\\ada\\AppData\\Roaming\\Cursor\\logs\\20261120T120000\\window1_wb0\\exthost\\unwrap.unwrap',
        globalStorageFolder: 'c:\\Users\\ada\\AppData\\Roaming\\Cursor\\User\\globalStorage\\unwrap.unwrap\\',
      }),
    ).toMatchObject({
      logs: 'c:\\Users\\ada\\AppData\\Roaming\\Cursor\\logs\\20261120T120000\\window1_wb0',
      windows: [],
      globalStorage: 'c:\\Users\\ada\\AppData\\Roaming\\Cursor\\User\\globalStorage',
    });
  });

  it('of a remote host or a browser, whose own log is elsewhere', () => {
    expect(
      windowEditor({
        name: 'code-server',
        platform: 'linux',
        logFolder: '/home/ada/.local/share/code-server/logs/20261120T120000/exthost3/unwrap.unwrap',
        globalStorageFolder: '/home/ada/.local/share/code-server/User/globalStorage/unwrap.unwrap',
      }),
    ).toMatchObject({ logs: '/home/ada/.local/share/code-server/logs/20261120T120000', exthosts: [['exthost3']], windows: null });
  });
});
