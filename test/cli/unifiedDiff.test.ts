import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { noColors } from '../../src/cli/output.js';
import { unifiedDiff } from '../../src/cli/unifiedDiff.js';

const diff = (before: string | null, after: string): string => unifiedDiff('a.json', before, after, (line) => line, noColors);

it('is what diff -u writes', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const after = lines.with(9, 'new');
  expect(diff(`${lines.join('\n')}\n`, `${after.join('\n')}\n`)).toBe(
    '--- a.json\n+++ a.json\n@@ -7,7 +7,7 @@\n line 6\n line 7\n line 8\n-line 9\n+new\n line 10\n line 11\n line 12\n',
  );
  expect(diff(null, 'a\nb\n')).toBe('--- (no file)\n+++ a.json\n@@ -0,0 +1,2 @@\n+a\n+b\n');
});

it('holds both texts, whatever they are', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const written = diff(before.map((line) => `${line}\n`).join(''), after.map((line) => `${line}\n`).join(''));
      // Applied to the one text, it is the other.
      const result: string[] = [];
      const kept: unknown[][] = [];
      let at = 0;
      for (const line of written.split('\n').slice(2, -1)) {
        const from = /^@@ -(\d+),(\d+) /.exec(line);
        if (from) {
          const start = Number(from[1]) - (from[2] === '0' ? 0 : 1);
          result.push(...before.slice(at, start));
          at = start;
        } else if (line.startsWith('+')) result.push(line.slice(1));
        else {
          kept.push([before[at], line.slice(1)]);
          if (line.startsWith(' ')) result.push(line.slice(1));
          at += 1;
        }
      }
      for (const [there, told] of kept) expect(told).toBe(there);
      expect([...result, ...before.slice(at)]).toEqual(after);
    }),
    { seed: 20261120, numRuns: 500 },
  );
});
