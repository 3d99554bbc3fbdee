import { describe, expect, it } from 'vitest';
import { buildCli } from './buildCli.js';

const cli = buildCli();

describe('unwrap', () => {
  it('tells its version', async () => {
    expect(await cli.run(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it('lists its commands', async () => {
    const { code, stdout } = await cli.run(['--help']);
    expect(code).toBe(0);
    for (const command of ['diagnose', 'watch', 'classify', 'sources']) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  it.each(['diagnose', 'watch', 'classify', 'sources'])('documents the exit codes of %s', async (command) => {
    const { code, stdout } = await cli.run([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--json');
    expect(stdout).toMatch(/Exit codes:\n +0 /);
  });

  it.each([[[]], [['explain']], [['diagnose', '--loud']], [['diagnose', 'a', 'b']]])(
    'exits 2 on wrong usage: %j',
    async (args) => {
      const { code, stdout, stderr } = await cli.run(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/Usage:|--help tells more/);
    },
  );
});
