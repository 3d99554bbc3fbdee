import { expect } from 'vitest';
import type { Text } from '../src/engine/text.js';
import { sayInEnglish } from '../src/cli/sayText.js';

/** For a text that says this, among other words, in English. */
export function saying(words: string): unknown {
  return expect.toSatisfy((text: Text) => sayInEnglish(text).includes(words), `says "${words}"`);
}

/** For an error whose text says this. */
export function tellingOf(words: string): unknown {
  return expect.objectContaining({ text: saying(words) });
}
