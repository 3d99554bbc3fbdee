import type * as nodePath from 'node:path';
import { expect, it, vi } from 'vitest';
import { PathPattern } from '../../src/watch/pathPattern.js';

vi.mock('node:path', async (original) => (await original<typeof nodePath>()).win32);

const pattern = new PathPattern('win32', 'C:\\Users\\ada\\.continue\\logs', ['cn*.log']);

it('knows the folders on the way to a place in both forms of their paths', () => {
  for (const path of ['C:\\', 'C:\\Users\\ada', 'C:/', 'C:/Users/ada', 'c:/users/ada/.continue', 'C:/Users/ada/.continue/logs']) {
    expect([path, pattern.leadsOn(path)]).toEqual([path, true]);
  }
  for (const path of ['C:/Users/ad', 'C:/Users/ada/other', 'D:/Users/ada', 'C:/Users/ada/.continue/logs/deeper']) {
    expect([path, pattern.leadsOn(path)]).toEqual([path, false]);
  }
});

it('knows the files of a place in both forms', () => {
  expect(pattern.matches('C:\\Users\\ada\\.continue\\logs\\cn1.log')).toBe(true);
  expect(pattern.matches('C:/Users/ada/.continue/logs/CN1.log')).toBe(true);
  expect(pattern.matches('C:/Users/ada/.continue/logs/core.log')).toBe(false);
});

const tasksOn = (platform: 'linux' | 'win32'): PathPattern =>
  new PathPattern(platform, 'C:\\logs', ['saoudrizwan.claude-dev', 'tasks', '*', 'ui_messages.json']);

it('tells upper case from lower but on Windows', () => {
  const path = 'C:\\logs\\saoudrizwan.Claude-Dev\\Tasks\\1\\UI_messages.json';
  expect(tasksOn('win32').matches(path)).toBe(true);
  expect(tasksOn('win32').leadsOn('c:/Logs/SAOUDRIZWAN.claude-dev')).toBe(true);
  expect(tasksOn('win32').matches('C:\\logs\\saoudrizwanXclaude-dev\\tasks\\1\\ui_messages.json')).toBe(false);
  expect(tasksOn('linux').matches(path)).toBe(false);
});
