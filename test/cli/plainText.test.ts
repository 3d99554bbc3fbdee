import { describe, expect, it } from 'vitest';
import { plainJson, plainLine, plainText } from '../../src/cli/plainText.js';

describe('text of a log', () => {
  it('keeps its lines, its tabs and its letters', () => {
    expect(plainText('one\r\n\ttwo 余额不足 é 💸\n')).toBe('one\n\ttwo 余额不足 é 💸\n');
  });

  it('shows what a terminal would act on', () => {
    expect(plainText('\u001b[31mred\u0007\r\u009b2J\u202eabc\u2028')).toBe(
      '\\u001b[31mred\\u0007\\u000d\\u009b2J\\u202eabc\\u2028',
    );
  });

  it('fits on one line', () => {
    expect(plainLine('  one\n\n  two\tthree \r\n')).toBe('one two three');
  });

  it('is not brooded over for its spaces', () => {
    const spaces = ' '.repeat(200_000);
    expect(plainLine(`a${spaces}b${spaces}`)).toBe(`a${spaces}b`);
  });

  it('is the same after a round through JSON', () => {
    const text = 'a\u001b\u009b\u202e\u007f"\\\n';
    const json = plainJson({ text });
    expect(json).toBe(String.raw`{"text":"a\u001b\u009b\u202e\u007f\"\\\n"}`);
    expect(JSON.parse(json)).toEqual({ text });
  });
});
