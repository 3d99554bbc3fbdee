import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/classify.js';

const categoryOf = (raw: string): string => diagnose({ raw }).category;

describe('what only mentions an error is none', () => {
  it.each([
    [
      'a retry notice around an error object',
      'API Error (529 {"error":{"type":"overloaded_error"}}) · Retrying in 2 seconds… (attempt 1/5)',
    ],
    ['a notice after the line of the error', 'Error: 503 Service Unavailable\nRetrying in 4 seconds'],
    ['a question', 'Why does the API return 429?'],
    ['a person’s comment', "That's the rate limit of the API (429), wait a minute."],
    ['a commit’s subject', 'fix(api): back off on 429 Too Many Requests'],
    ['an explanation', 'RateLimitError is raised when the API answers 429.'],
    ['a list of what changed', '- detect overloaded_error in streams\n- prevent a second 529'],
    ['code', 'if (response.status === 429) {\n  throw new RateLimitError();\n}'],
    [
      'a test runner’s lines behind times',
      '[2026-01-02T03:04:05.678Z] >   assert codes[429] == 2\n[2026-01-02T03:04:05.678Z] E   assert 3 == 2',
    ],
    ['a quiet log line', '2026-01-02 03:04:05 INFO rate limit: 57 requests remaining'],
  ])('%s', (_, raw) => {
    expect(categoryOf(raw)).toBe('not_an_error');
  });
});

describe('what reports a failure is one', () => {
  it.each([
    ['a failure after the last notice', 'Retrying in 2 seconds\nError code: 502 - Bad Gateway', 'bad_gateway'],
    ['a retry that was given up', 'Retrying in 2 s … giving up: 529 overloaded_error', 'overloaded'],
    [
      'a notice that the server wrote into its error',
      '{"error":{"type":"server_error","message":"We failed [retrying in 2s]"}}',
      'server_error',
    ],
    ['advice to retry', 'Rate limit reached for gpt-9. Try again or contact sales to raise retry attempts.', 'rate_limit'],
    [
      'an exception after a line of code',
      'raise errors.Limit(message)\nvendor.errors.LimitError: rate limit exceeded',
      'rate_limit',
    ],
    [
      'a cause on a line that is louder than the next',
      '[warn] prompt is too long: 9000 tokens > 8192\n[info] 0 running',
      'context_length',
    ],
    ['a refused retry', 'Retrying in 2 s: insufficient balance, please top up', 'billing'],
  ])('%s', (_, raw, category) => {
    expect(categoryOf(raw)).toBe(category);
  });
});
