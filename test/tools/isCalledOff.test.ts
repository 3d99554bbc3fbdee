import { expect, it } from 'vitest';
import { isCalledOff } from '../../src/tools/isCalledOff.js';

it.each([
  'AbortError: This operation was aborted',
  'MessageAbortedError',
  'Error: Request was aborted.',
  'API Error: Request was aborted.',
  'The operation was aborted',
  'The user aborted a request.',
  'canceled',
  'Cancelled by user',
])('is so: %s', (text) => {
  expect(isCalledOff(text)).toBe(true);
});

it.each([
  'The operation was aborted due to timeout',
  'Error: 429 Provider returned error',
  'upstream canceled the stream: 502',
  'AI_APICallError: connection aborted by peer',
])('is a failure: %s', (text) => {
  expect(isCalledOff(text)).toBe(false);
});
