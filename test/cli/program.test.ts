import { describe, expect, it } from 'vitest';
import { manifest } from '../manifest/readManifest.js';
import { runCli } from './runCli.js';

const cli = runCli();

describe('unwrap', () => {
  it('tells its version', async () => {
    expect(await cli.run(['--version'])).toMatchObject({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('lists its commands', async () => {
    const { code, stdout } = await cli.run(['--help']);
    expect(code).toBe(0);
    for (const command of ['diagnose', 'watch', 'serve', 'export', 'fix', 'undo', 'classify', 'sources', 'mcp'])
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  it.each(['diagnose', 'watch', 'serve', 'export', 'fix', 'undo', 'classify', 'sources', 'mcp'])(
    'documents %s in the one vocabulary, with its exit codes',
    async (command) => {
      const { code, stdout } = await cli.run([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain('--json');
      expect(stdout).not.toContain('assistant');
      expect(stdout).toMatch(/Exit codes:\n +0 (?:.*\n)+ +2 .*\n +3 .*defect/);
    },
  );

  it.each([[[]], [['explain']], [['diagnose', '--loud']], [['diagnose', 'a', 'b']]])(
    'exits 2 on wrong usage: %j',
    async (args) => {
      const { code, stdout, stderr } = await cli.run(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/Usage:|--help tells more/);
    },
  );
});
