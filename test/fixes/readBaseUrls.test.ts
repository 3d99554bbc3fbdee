import { mkdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readBaseUrls } from '../../src/fixes/readBaseUrls.js';
import { openStage } from './stage.js';

const stage = openStage();

it('the addresses that settings name are found, past files that cannot be read', async () => {
  await stage.write('{"env":{"ANTHROPIC_BASE_URL":"https://llm.example.com/a"}}', '.claude', 'settings.json');
  await stage.write('GOOGLE_GEMINI_BASE_URL=https://llm.example.com/g\n', '.gemini', '.env');
  await stage.write('model_provider = ', '.codex', 'config.toml');
  // An organisation's, which may not be read.
  await mkdir(stage.at('policy.json'));
  const { environment, ...scope } = stage.scope();
  const env = { GEMINI_CLI_SYSTEM_SETTINGS_PATH: stage.at('policy.json') };
  expect(await readBaseUrls({ ...scope, environment: { ...environment, env } })).toEqual([
    'https://llm.example.com/a',
    'https://llm.example.com/g',
  ]);
});
