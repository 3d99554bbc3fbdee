import { expect, it } from 'vitest';
import { joinPath } from '../../src/tools/path.js';

it.each([
  ['linux', '/home/ada', ['.continue', 'logs'], '/home/ada/.continue/logs'],
  ['darwin', '/Users/ada/', ['Library'], '/Users/ada/Library'],
  ['linux', '/', ['srv'], '/srv'],
  ['win32', 'C:\\Users\\ada', ['AppData', 'Roaming'], 'C:\\Users\\ada\\AppData\\Roaming'],
  ['win32', 'C:\\', ['logs'], 'C:\\logs'],
  ['win32', 'C:/Users/ada/', ['logs'], 'C:/Users/ada\\logs'],
  ['linux', '/odd\\name', ['logs'], '/odd\\name/logs'],
] as const)('joins on %s: %s', (platform, root, parts, expected) => {
  expect(joinPath(platform, root, ...parts)).toBe(expected);
});
