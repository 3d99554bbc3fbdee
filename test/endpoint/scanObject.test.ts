import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestBody } from '../../src/endpoint/requestBody.js';
import { ObjectScan } from '../../src/endpoint/scanObject.js';

function bodyOf(text: string | Buffer, cuts: readonly number[] = []): RequestBody {
  const bytes = Buffer.from(text);
  const body = new RequestBody();
  let at = 0;
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)) {
    if (cut > at) body.add(bytes.subarray(at, cut));
    at = Math.max(at, cut);
  }
  return body;
}

function scan(text: string, cut: number): ObjectScan {
  const made = new ObjectScan(['error']);
  const bytes = Buffer.from(text);
  made.feed(bytes.subarray(0, cut));
  made.feed(bytes.subarray(cut));
  return made;
}

describe('the model of a request', () => {
  it.each<[string, string | null]>([
    ['{"model":"alpha-1","messages":[]}', 'alpha-1'],
    [
      '  {\n "messages" : [{"model":"inner"}], "tools":[{"properties":{"model":{"type":"string"}}}],\n "model"\t:\r\n "alpha-1" }',
      'alpha-1',
    ],
    ['{"messages":"\\"model\\":\\"wrong\\"","model":"alpha-1"}', 'alpha-1'],
    ['{"messages":"\\\\","model":"alpha-1"}', 'alpha-1'],
    ['{"a":{"model":"deep"}}', null],
    ['{"mod\\u0065l":"alpha\\/1 \\u00e9"}', 'alpha/1 é'],
    ['{"model":"größe"}', 'größe'],
    ['{"model":null,"x":"y"}', null],
    ['{"model":7,"x":"y"}', null],
    ['{"x":"model","y":"alpha"}', null],
    ['["model","alpha"]', null],
    ['model=alpha-1', null],
    ['"model"', null],
    ['', null],
    ['{', null],
    ['}{"model":"alpha-1"}', null],
    [`{"model":"${'x'.repeat(2000)}"}`, null],
  ])('in %j is %j', (text, model) => {
    expect(bodyOf(text).readModel()).toBe(model);
    // However the body was cut on its way.
    expect(
      bodyOf(
        text,
        Array.from({ length: text.length }, (_, index) => index),
      ).readModel(),
    ).toBe(model);
  });

  it('is replaced without a change to any other byte, also where it stands twice', () => {
    const text =
      '{"messages":[{"role":"user","content":"caf\\u00e9 \\"model\\":\\"alpha\\""}],"model" : "alpha-1" ,"n":1.50,"model":"alpha-2"}';
    const other =
      '{"messages":[{"role":"user","content":"caf\\u00e9 \\"model\\":\\"alpha\\""}],"model" : "b\\"9" ,"n":1.50,"model":"b\\"9"}';
    expect(bodyOf(text, [20, 75]).withModel('b"9')?.toString()).toBe(other);
    expect(bodyOf('{"n":1}').withModel('beta')).toBeNull();
    expect(bodyOf('{"model":"a"} {"model":"b"}').withModel('beta')).toBeNull();
  });

  it('is what a parser finds, in any JSON, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom('model', 'stream', '__proto'), fc.string({ unit: 'grapheme' })), fc.jsonValue()),
        fc.oneof(fc.constant(undefined), fc.string({ unit: 'grapheme', maxLength: 30 })),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(0, 1, 4),
        (rest, model, first, cuts, indent) => {
          const { model: _, ...others } = rest;
          const object = model === undefined ? others : first ? { model, ...others } : { ...others, model };
          const text = JSON.stringify(object, null, indent);
          expect(bodyOf(text, cuts).readModel()).toBe(model ?? null);
          expect(bodyOf(text, cuts).readStream()).toBe(rest['stream'] === true);
          const replaced = bodyOf(text, cuts).withModel('other');
          expect(replaced === null ? null : JSON.parse(replaced.toString())).toEqual(
            model === undefined ? null : JSON.parse(JSON.stringify({ ...object, model: 'other' })),
          );
        },
      ),
      { numRuns: 500, seed: 41 },
    );
  });

  it('is found behind a megabyte of the worst, for which a search that goes back would take hours', () => {
    for (const worst of ['\\\\', '\\"', '{"a":', '[', ' ', 'x']) {
      const filler = worst.repeat(Math.ceil(1_000_000 / worst.length));
      const inString = worst === '\\\\' || worst === '\\"' || worst === 'x';
      const body = bodyOf(inString ? `{"messages":"${filler}","model":"alpha-1"}` : `{"messages":${filler}`);
      expect(body.readModel()).toBe(inString ? 'alpha-1' : null);
    }
  });
});

describe('an answer', () => {
  it('is known to be whole, or not, wherever it was cut', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())),
        fc.nat(),
        fc.nat(),
        (value, cut, end) => {
          const text = JSON.stringify(value);
          const bytes = Buffer.byteLength(text);
          expect(scan(` ${text}\n`, cut % (bytes + 2))).toMatchObject({ complete: true, foreign: false });
          const short = Buffer.from(text)
            .subarray(0, end % bytes)
            .toString('latin1');
          expect(scan(short, cut % (short.length + 1)).complete).toBe(false);
        },
      ),
      { numRuns: 500, seed: 42 },
    );
  });

  it.each(['<html></html>', 'null', '{} {}', '{}x', '"text"', ']'])('of %j is none', (text) => {
    expect(scan(text, 1).foreign).toBe(true);
  });
});
