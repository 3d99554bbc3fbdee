import { describe, expect, it } from 'vitest';
import { abbreviateHome } from '../../src/watch/abbreviateHome.js';

describe('a path in the home folder', () => {
  it.each([
    ['/home/ada', '/home/ada/.config/Code/logs/1-Cline.log', '~/.config/Code/logs/1-Cline.log'],
    ['/srv/people/ada/', '/srv/people/ada/x.log', '~/x.log'],
    ['/home/ada', '/home/ada', '~'],
    ['/home/ada', '/home/adam/x.log', '/home/adam/x.log'],
    ['/home/ada', '/HOME/ADA/x.log', '/HOME/ADA/x.log'],
    ['/home/ada', '/mnt/home/ada/x.log', '/mnt/home/ada/x.log'],
    ['/', '/x.log', '/x.log'],
    ['', '/x.log', '/x.log'],
  ])('%s hides in %s', (home, path, shown) => {
    expect(abbreviateHome({ platform: 'linux', home }, path)).toBe(shown);
  });

  it.each([
    ['C:\\Users\\Ada', 'C:\\Users\\Ada\\x.log', '~\\x.log'],
    ['C:\\Users\\Ada', 'c:\\users\\ada\\AppData\\x.log', '~\\AppData\\x.log'],
    ['C:\\Users\\Ada', 'C:/Users/Ada/AppData/x.log', '~/AppData/x.log'],
    ['D:/Ada/', 'd:\\ada\\x.log', '~\\x.log'],
    ['C:\\Users\\Ada', 'C:\\Users\\Adam\\x.log', 'C:\\Users\\Adam\\x.log'],
  ])('on Windows %s hides in %s', (home, path, shown) => {
    expect(abbreviateHome({ platform: 'win32', home }, path)).toBe(shown);
  });
});
