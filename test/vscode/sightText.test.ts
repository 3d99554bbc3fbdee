import { expect, it } from 'vitest';
import { sightText } from '../../src/vscode/sightText.js';

const line = (message: string): string => `2026-11-20 14:00:00.000 [error] OpenRouter API Error: ${message}\n`;

it('diagnoses a huge log without standing still, by its head and its tail', () => {
  const noise = line('429 - {"error":{"message":"Rate limit exceeded","code":429}}');
  const repeats = Math.ceil(10_000_000 / noise.length);
  const log = [
    line('402 - {"error":{"message":"Insufficient credits","code":402}}'),
    noise.repeat(repeats),
    line('401 - {"error":{"message":"No auth credentials found","code":401}}'),
  ].join('');
  const categories = sightText(log, 'clipboard', 0).map(({ diagnosis }) => diagnosis.category);
  expect(categories.length).toBeLessThan(repeats / 20);
  expect([categories[0], categories.at(-1)]).toEqual(['billing', 'authentication']);
});
