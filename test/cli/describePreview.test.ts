import { describe, expect, it } from 'vitest';
import { showLine } from '../../src/cli/describePreview.js';

describe('a line of settings', () => {
  it.each([
    ['STRIPE_SECRET=abcdefgh', 'STRIPE_SECRET='],
    ['export OPENAI_KEY=f3b0c44298fc1c149afbf4c8', 'export OPENAI_KEY='],
    ["  token: 'hunter2hunter2'", "  token: '"],
    ['"key" : "plainsecret", "model": "m"', '"key" : "'],
    ['X_TOKEN = "a-b-c-d"', 'X_TOKEN = "'],
    ['{"env":{"DB_PWD":"hunter2"},"apiKey":"lm-studio"}', '{"env":{"DB_PWD":"'],
  ])('is shown without what it calls a secret: %s', (line, head) => {
    const shown = showLine(line);
    expect(shown.startsWith(`${head}[redacted key]`)).toBe(true);
    expect(shown).not.toMatch(/abcdefgh|f3b0c|hunter2|plainsecret|a-b-c-d|lm-studio/);
  });

  it.each(['  "max_tokens": 8192,', 'maxTokens: 128_000', 'use_token: true', '"apiKey": null', '"model": "monkey/x-1"'])(
    'is shown as it is otherwise: %s',
    (line) => expect(showLine(line)).toBe(line),
  );

  it('is shown as fast where it is hostile', () => {
    const line = `${'key'.repeat(100_000)}${'key'.concat(' '.repeat(8)).repeat(20_000)}`;
    expect(showLine(line)).toHaveLength(line.length);
  });
});
