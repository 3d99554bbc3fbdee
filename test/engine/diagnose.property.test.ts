import * as fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/classify.js';
import { extractFailures } from '../../src/engine/extract.js';
import { flatten, undoEscapes, withoutTags } from '../../src/engine/flatten.js';
import { Diagnosis } from '../../src/engine/model.js';
import { redact } from '../../src/engine/redact.js';
import { readEntries } from '../corpus/entry.js';

const entries = readEntries(fileURLToPath(new URL('../corpus/own.jsonl', import.meta.url)));
const SEED = 20_261_120;
/** In milliseconds: on a machine that has much else to do a test of a second takes many. */
const PATIENCE = 60_000;

/** What a person acts on. */
function verdict(raw: string): unknown {
  const { category, origin, retryable, status, provider, gateway, model, retryAfterSeconds, requestId } = diagnose({ raw });
  return { category, origin, retryable, status, provider, gateway, model, retryAfterSeconds, requestId };
}

/** Letters and digits alone: quoting, wrapping and escaping leave them as they are. */
function bare(text: string): string {
  let plain = withoutTags(text);
  for (let level = 0; level < 4; level += 1) plain = undoEscapes(plain);
  return flatten(plain).replaceAll(/[\s\\"'`]+/g, '');
}

describe('diagnose', () => {
  it(
    'never throws and always answers in the contract’s shape, whatever the text',
    () => {
      const bits = fc.constantFrom(...entries.map((entry) => entry.raw));
      const noise = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('{', '[{', '\\"', '\\', '"', "'", '\u0000', '\uD800', '\r\n', '<'),
      );
      fc.assert(
        fc.property(fc.array(fc.oneof(bits, noise, noise), { maxLength: 6 }), fc.nat(400), (pieces, cut) => {
          const raw = pieces.join('').slice(cut);
          expect(Diagnosis.safeParse(diagnose({ raw })).success).toBe(true);
          expect(() => extractFailures(raw)).not.toThrow();
        }),
        { seed: SEED, numRuns: 200 },
      );
    },
    PATIENCE,
  );

  it.each(entries.map((entry) => [entry.id, entry.raw] as const))('says the same of %s however its lines end', (_, raw) => {
    expect(verdict(raw.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'))).toEqual(verdict(raw.replaceAll('\r\n', '\n')));
  });

  const objects = entries.filter((entry) => entry.raw.startsWith('{') && entry.raw.endsWith('}') && !entry.raw.startsWith("{'"));
  it.each(objects.map((entry) => [entry.id, entry.raw] as const))(
    'says the same of %s however its characters are escaped',
    (_, raw) => {
      const escaped = raw.replaceAll(/[\u0080-\uFFFF]/g, (sign) =>
        Array.from({ length: sign.length }, (__, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
      );
      expect(verdict(escaped.replaceAll(/(?<!\\)\//g, '\\/'))).toEqual(verdict(raw));
    },
  );

  it.each(objects.map((entry) => [entry.id, entry.raw] as const))(
    'finds the same cause of %s inside a gateway’s string',
    (_, raw) => {
      const once = JSON.stringify({ error: { message: raw } });
      const twice = JSON.stringify({ error: { message: once } });
      const { category } = diagnose({ raw });
      if (category === 'not_an_error') return;
      expect(diagnose({ raw: once }).category).toBe(category);
      expect(diagnose({ raw: twice }).category).toBe(category);
    },
  );

  it.each(entries.map((entry) => [entry.id, entry.raw] as const))(
    'shows nothing in the layers of %s that the text does not say',
    (_, raw) => {
      const { layers, evidence } = diagnose({ raw });
      const said = bare(redact(raw));
      for (const text of [...layers.map((layer) => layer.message), ...evidence.map((each) => each.text)]) {
        for (const part of text.split('…')) expect(said).toContain(bare(part));
      }
    },
  );

  it('shows no key, whatever the failure', () => {
    const key = 'sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12Mn34';
    for (const { raw } of entries) {
      const shown = JSON.stringify(
        diagnose({ raw: `${raw}\nAuthorization: Bearer ${key}`, headers: { authorization: `Bearer ${key}` } }),
      );
      expect(shown).not.toContain('Ab12Cd34');
    }
  });
});

describe('time', () => {
  const units = [
    '{',
    '[{',
    '{"a":',
    '{"a":"',
    '\\"',
    '\n',
    'a',
    '<div',
    'Error: ',
    '429 ',
    'model "x" ',
    'sk-',
    'a=',
    'retry in 1m',
    'a-b.c.',
    '余额',
  ];

  it.each(units)(
    'grows no faster than a text of %j',
    (unit) => {
      const measure = (length: number): number => {
        const raw = unit.repeat(Math.ceil(length / unit.length));
        let best = Number.POSITIVE_INFINITY;
        for (let run = 0; run < 3; run += 1) {
          const start = performance.now();
          diagnose({ raw });
          best = Math.min(best, performance.now() - start);
        }
        return best;
      };
      measure(10_000);
      // Sixteen times the text; a square would be 256 times the time. The constant keeps the clock's grain out.
      expect(measure(800_000)).toBeLessThan(40 * measure(50_000) + 20);
    },
    PATIENCE,
  );
});
