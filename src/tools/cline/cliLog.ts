/**
 * The log of Cline's command line, `cline`. A call that the program makes itself leaves the whole error, answer and prompt, then two
 * records with its outermost message; one that Cline's background service makes for it leaves nothing here. Seen with 3.0.65.
 */
import * as z from 'zod/mini';
import type { RecordFormat } from '../../engine/records.js';
import { isCalledOff } from '../isCalledOff.js';
import { parseJson } from '../parseJson.js';
import { readApiCallError } from '../readApiCallError.js';
import type { ReadRecord } from '../tool.js';

/** pino: `{"level":50,"time":"2026-11-20T15:51:50.307Z",…}`. */
export const cliFormat: RecordFormat = {
  name: 'clineCli',
  head: /^(?=\{"level":(?<level>\d\d)(?:,"time":"(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)")?)/,
};

/** pino's number for errors. */
export const cliSignals: readonly string[] = ['"level":50,'];

const Failed = z.object({
  msg: z.enum(['[ai-sdk] stream error', 'Agent loop caught error', 'Agent run failed']),
  errorMessage: z.optional(z.string()),
  err: z.optional(z.object({ message: z.string() })),
});

const STREAM_ERROR = /"msg":"\[ai-sdk\] stream error"\}\s*$/;
const PROVIDER = /^[^\n]{0,400}?"providerId":"([^"\\]{1,80})"/;

/** A run's own records follow the call's within this time. */
const SAME_RUN_MS = 5_000;

export function openCliReader(): ReadRecord {
  let toldAt: number | null = null;
  return ({ text, at }) => {
    const provider = PROVIDER.exec(text)?.[1] ?? null;
    const call = STREAM_ERROR.test(text) ? readApiCallError(text) : null;
    if (call) {
      toldAt = at;
      return { ...call, provider };
    }
    const failed = parseJson(text, Failed);
    const raw = failed?.err?.message ?? failed?.errorMessage ?? '';
    const told = toldAt !== null && at !== null && at - toldAt <= SAME_RUN_MS;
    if (raw === '' || told || isCalledOff(raw)) return null;
    toldAt = at;
    return { raw, provider };
  };
}
