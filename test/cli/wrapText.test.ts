import { expect, it } from 'vitest';
import { wrapText } from '../../src/cli/wrapText.js';

it('wraps between words, and never within one', () => {
  const link = 'https://example.test/a/long/address/of/a/page';
  expect(wrapText(`Read what ${link} says of it.`, '  ', 30)).toEqual(['  Read what', `  ${link}`, '  says of it.']);
  expect(wrapText('Not wrapped where the output is no terminal.', '  ', Infinity)).toHaveLength(1);
  expect(wrapText('', '  ', 80)).toEqual(['  ']);
});
