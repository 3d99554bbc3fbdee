import { describe, expect, it } from 'vitest';
import { sayInEnglish } from '../../src/cli/sayText.js';
import { tools } from '../../src/tools/list.js';
import type { Environment } from '../../src/tools/tool.js';
import { desktop } from './recordsOf.js';

/** Where a tool's files lie in the home directory, as `root` and pattern. */
function placesOf(id: string, environment: Environment): string[] {
  const tool = tools.find((candidate) => candidate.id === id);
  return tool?.places({ environment, editors: [] }).map(({ root, segments }) => [root, ...segments].join(' ')) ?? [];
}

const linux: Environment = { platform: 'linux', home: '/home/ada', env: {} };
const mac: Environment = { platform: 'darwin', home: '/Users/ada', env: { TMPDIR: '/var/folders/x/T/' } };
const windows: Environment = {
  platform: 'win32',
  home: 'C:\\Users\\ada',
  env: { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local', TEMP: 'C:\\Temp' },
};

describe("places in a person's home", () => {
  it.each([
    ['codex', linux, ['/home/ada/.codex/sessions * * * rollout-*.jsonl']],
    ['codex', { ...windows, env: { CODEX_HOME: 'D:\\codex' } }, ['D:\\codex\\sessions * * * rollout-*.jsonl']],
    ['claude-code', mac, ['/Users/ada/.claude/projects * *.jsonl', '/Users/ada/.claude/projects * * subagents *.jsonl']],
    [
      'claude-code',
      { ...linux, env: { CLAUDE_CONFIG_DIR: '/srv/claude' } },
      ['/srv/claude/projects * *.jsonl', '/srv/claude/projects * * subagents *.jsonl'],
    ],
    ['gemini-cli', linux, ['/tmp gemini-client-error-*.json']],
    ['gemini-cli', mac, ['/var/folders/x/T gemini-client-error-*.json']],
    ['gemini-cli', windows, ['C:\\Temp gemini-client-error-*.json']],
    ['gemini-cli', { ...windows, env: { SystemRoot: 'C:\\WINDOWS' } }, ['C:\\WINDOWS\\temp gemini-client-error-*.json']],
    [
      'opencode',
      windows,
      ['C:\\Users\\ada\\.local\\share\\opencode\\log opencode.log', 'C:\\Users\\ada\\.local\\share\\opencode\\log 20*.log'],
    ],
    ['kilo', { ...linux, env: { XDG_DATA_HOME: '/data' } }, ['/data/kilo/log opencode.log', '/data/kilo/log 20*.log']],
    ['zed', mac, ['/Users/ada/Library/Logs/Zed Zed.log']],
    ['zed', windows, ['C:\\Users\\ada\\AppData\\Local\\Zed\\logs Zed.log']],
    ['zed', linux, ['/home/ada/.local/share/zed/logs Zed.log', '/home/ada/.var/app/dev.zed.Zed/data/zed/logs Zed.log']],
    [
      'cline',
      windows,
      ['C:\\Users\\ada\\.cline\\data\\logs cline.log', 'C:\\Users\\ada\\.cline\\data\\sessions * *.messages.json'],
    ],
    ['cline', { ...linux, env: { CLINE_DIR: '/c' } }, ['/c/data/logs cline.log', '/c/data/sessions * *.messages.json']],
    ['cline', { ...linux, env: { CLINE_DATA_DIR: '/d' } }, ['/d/logs cline.log', '/d/sessions * *.messages.json']],
  ] as const)('are where %s keeps them: %j', (id, environment, expected) => {
    expect(placesOf(id, environment)).toEqual(expected);
  });
});

describe('every tool', () => {
  it('has an id and a name of its own', () => {
    expect(new Set(tools.map(({ id }) => id)).size).toBe(tools.length);
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  });

  it.each(tools.map((tool) => [tool.name, tool] as const))(
    '%s: is told of where it is, and what is out of reach',
    (_name, tool) => {
      const scope = { environment: linux, editors: [desktop('VS Code'), desktop('Cursor'), desktop('Windsurf')] };
      const places = tool.places(scope);
      expect(places.length).toBeGreaterThan(0);
      for (const { label, signals, segments, format } of places) {
        expect(sayInEnglish(label)).toMatch(/^[^{]{3,}$/);
        // The search for them runs over every byte of the log.
        expect(signals.every((signal) => signal.length >= 6)).toBe(true);
        expect(segments.every((segment) => segment !== '' && !/[\\/]/.test(segment))).toBe(true);
        expect(format.head.flags).toBe('');
      }
      for (const { reason } of tool.outOfReach(scope)) expect(sayInEnglish(reason)).toMatch(/\.$/);
    },
  );
});
