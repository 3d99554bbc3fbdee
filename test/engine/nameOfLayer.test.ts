import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/classify.js';
import { nameOfLayer } from '../../src/engine/nameOfLayer.js';

it('names who spoke in each layer as its maker writes it', () => {
  const raw =
    'AI_APICallError: {"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"slow down","provider_name":"Groq"}}}';
  expect(diagnose({ raw }).layers.map(({ by }) => nameOfLayer(by))).toEqual(['Vercel AI SDK', 'OpenRouter', 'Groq']);
});

it('leaves an id that nobody bears', () => {
  expect(nameOfLayer('my-relay')).toBe('my-relay');
});
