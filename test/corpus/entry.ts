import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { diagnose } from '../../src/engine/classify.js';
import type { Diagnosis } from '../../src/engine/model.js';

const text = z.nullish(z.string());
const number = z.nullish(z.number());

/** One text with its labels. A label that is null is not scored. Header values may be lists, as some tools print them. */
const Entry = z.object({
  id: z.string(),
  tool: text,
  raw: z.string(),
  status: number,
  headers: z.nullish(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
  expect: z.object({
    category: z.string(),
    origin: text,
    retryable: z.nullish(z.boolean()),
    status: number,
    provider: text,
    gateway: text,
    model: text,
    retry_after_s: number,
    request_id: text,
  }),
});
export type Entry = z.infer<typeof Entry>;

export function readEntries(file: string): Entry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Entry.parse(JSON.parse(line)));
}

export function answer({ raw, status, headers, tool }: Entry): Diagnosis {
  const single = Object.entries(headers ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : (value[0] ?? ''),
  ]);
  return diagnose({ raw, status: status ?? null, headers: Object.fromEntries(single), tool: tool ?? null });
}
