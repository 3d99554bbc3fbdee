import * as fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { diagnose as Diagnose } from '../../src/engine/classify.js';
import type * as Cues from '../../src/engine/cues.js';
import type { Diagnosis } from '../../src/engine/model.js';
import { readEntries } from '../corpus/entry.js';

const entries = readEntries(fileURLToPath(new URL('../corpus/own.jsonl', import.meta.url)));
const CUES = '../../src/engine/cues.js';

type Diagnoser = typeof Diagnose;

async function loadDiagnose(): Promise<Diagnoser> {
  vi.resetModules();
  return (await import('../../src/engine/classify.js')).diagnose;
}

const guarded: { readonly pattern: RegExp; readonly literals: readonly string[] }[] = [];
let diagnose: Diagnoser;
let diagnoseUnguarded: Diagnoser;

beforeAll(async () => {
  vi.doMock(CUES, async (original) => {
    const cues = await original<typeof Cues>();
    const cued: typeof Cues.cued = (pattern, ...literals) => {
      guarded.push({ pattern, literals: literals.flatMap((each) => each.split('|')) });
      return cues.cued(pattern, ...literals);
    };
    return { ...cues, cued };
  });
  diagnose = await loadDiagnose();
  vi.doMock(CUES, async (original) => ({
    ...(await original<typeof Cues>()),
    has: () => true,
    matches: ({ pattern }: Cues.CuedPattern, text: string) => pattern.test(text),
  }));
  diagnoseUnguarded = await loadDiagnose();
}, 60_000);

afterAll(() => {
  vi.doUnmock(CUES);
  vi.resetModules();
});

/** All that a guard could change. Who refused, and the advice, follow from it and from words that guard nothing. */
function found(by: Diagnoser, raw: string): Diagnosis {
  return { ...by({ raw }), origin: null, fixes: [] };
}

/** Without what looks around, which only ever narrows what a pattern matches. */
function withoutAssertions(source: string): string {
  let kept = '';
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (/^\(\?<?[=!]/.test(source.slice(at, at + 4))) at = endOfGroup(source, at);
    else if (source.startsWith(String.raw`\b`, at)) at += 1;
    else if (sign === '\\') {
      kept += source.slice(at, at + 2);
      at += 1;
    } else if (sign !== '$' && (sign !== '^' || source[at - 1] === '[')) kept += sign;
  }
  return kept;
}

/** Where the parenthesis closes that opens at `from`. */
function endOfGroup(source: string, from: number): number {
  let depth = 0;
  let inClass = false;
  for (let at = from; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '\\') at += 1;
    else if (inClass) inClass = sign !== ']';
    else if (sign === '[') inClass = true;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return source.length;
}

describe('a guard', () => {
  it('lets through whatever its pattern can match', () => {
    expect(guarded.length).toBeGreaterThan(40);
    const hidden = guarded.flatMap(({ pattern, literals }) => {
      const source = withoutAssertions(pattern.source);
      const text = fc.stringMatching(new RegExp(source), { size: 'xsmall' });
      const some = fc
        .sample(text, { seed: 20_261_120, numRuns: 20 + 12 * source.split('|').length })
        .find((each) => !literals.some((literal) => each.toLowerCase().includes(literal)));
      return some === undefined ? [] : [{ some, pattern: pattern.source }];
    });
    expect(hidden).toEqual([]);
  }, 60_000);

  it('changes no diagnosis', () => {
    for (const { id, raw } of entries) {
      const half = Math.floor(raw.length / 2);
      for (const some of [
        raw,
        raw.toUpperCase(),
        JSON.stringify({ error: { message: raw } }),
        raw.slice(0, half),
        raw.slice(half),
      ])
        expect({ id, ...found(diagnose, some) }).toEqual({ id, ...found(diagnoseUnguarded, some) });
    }
  }, 60_000);
});
