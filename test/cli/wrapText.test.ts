import { expect, it } from 'vitest';
import { wrapText } from '../../src/cli/wrapText.js';

it('wraps between words, and never within one', () => {
  const link = 'https://example.test/a/long/address/of/a/page';
  expect(wrapText(`Read what ${link} says of it.`, '  ', 30)).toEqual(['  Read what', `  ${link}`, '  says of it.']);
  expect(wrapText('Not wrapped where the output is no terminal.', '  ', Infinity)).toHaveLength(1);
  expect(wrapText('', '  ', 80)).toEqual(['  ']);
});

it('wraps Chinese by what it takes of a terminal, and keeps marks where they belong', () => {
  const lines = wrapText('限制针对每分钟的请求数或 Token 数，会自动恢复；更高的“套餐”允许更多（也更贵）。', '  ', 24);
  expect(lines).toEqual(['  限制针对每分钟的请求数', '  或 Token 数，会自动恢', '  复；更高的“套餐”允许更', '  多（也更贵）。']);
  expect(wrapText('限制针对每分钟的请求数，会自动恢复。', '', Infinity)).toHaveLength(1);
});
