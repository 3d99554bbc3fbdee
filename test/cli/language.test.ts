import { describe, expect, it } from 'vitest';
import { readLanguage } from '../../src/cli/speak.js';
import { clineRetries, openRouterRateLimit } from './logs.js';
import { runCli } from './runCli.js';

const cli = runCli();
const HAN = /\p{Script=Han}/u;

describe('the language of the terminal', () => {
  it('is Chinese where the locale says so', async () => {
    const { stdout } = await cli.run(['diagnose'], { input: clineRetries(), env: { LANG: 'zh_CN.UTF-8' } });
    expect(stdout).toMatch(/^● OpenRouter 背后的 Amazon Bedrock 正在对.*限流。\n {2}3 次调用失败 · /);
    expect(stdout).toMatch(/拒绝方 {6}提供商 Amazon Bedrock\n {2}重试 {8}/);
    expect(stdout).toMatch(/现在可做\n +1\. 等待/);
    expect(stdout).not.toMatch(/\{\w+\}/);
  });

  it.each([
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, 'zh-cn'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh-cn'],
    [{ LANG: 'zh' }, 'zh-cn'],
    [{ LANG: 'zh_TW.UTF-8' }, 'en'],
    [{ LANG: 'zh-Hant' }, 'en'],
    [{ LANG: 'zhuang' }, 'en'],
    [{}, 'en'],
  ])('is read as POSIX says: %o is %s', (env: Record<string, string>, language) => {
    expect(readLanguage(env)).toBe(language);
  });

  it.each([[['diagnose', '--json']], [['sources', '--json', '--all']], [['diagnose', '--help']]])(
    'is of no account to a program: %s',
    async (args) => {
      const asked = { input: openRouterRateLimit };
      const { stdout } = await cli.run(args, { ...asked, env: { LANG: 'zh_CN.UTF-8' } });
      expect(stdout.length).toBeGreaterThan(100);
      expect(stdout).not.toMatch(HAN);
    },
  );

  it('is that of the places too', async () => {
    const { stdout } = await cli.run(['sources', '--all'], { env: { LANG: 'zh_CN.UTF-8' } });
    const labels = stdout.split('\n').filter((line) => /^ {2}[·–✓] /.test(line));
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter((line) => !HAN.test(line))).toEqual([]);
  });
});
