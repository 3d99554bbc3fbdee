/** What the endpoint tells of one request and its answer: to `/-/exchanges`, to `/-/events`, to the windows. Redacted and bounded. */
import * as z from 'zod/mini';
import { Diagnosis } from '../engine/model.js';

/** One request to one upstream. */
export const Attempt = z.object({
  upstream: z.string(),
  model: z.nullable(z.string()),
  /** Milliseconds since the exchange began. */
  startedMs: z.number(),
  tookMs: z.number(),
  /** The upstream's HTTP status; null where no answer began. */
  status: z.nullable(z.number()),
  /** Null where the attempt answered. */
  diagnosis: z.nullable(Diagnosis),
  /** The failed answer, redacted and bounded; empty where the attempt answered. */
  text: z.string(),
});
export type Attempt = z.infer<typeof Attempt>;

export const Exchange = z.object({
  /** Also the answer's `x-unwrap-id`. */
  id: z.string(),
  /** Epoch milliseconds of its beginning. */
  at: z.number(),
  /** The tool's id, where its `User-Agent` is known. */
  tool: z.nullable(z.string()),
  method: z.string(),
  /** Below the upstream, without the query. */
  path: z.string(),
  /** The model that the client asked for. */
  model: z.nullable(z.string()),
  /** `recovered`: answered after at least one failed attempt. `broken`: failed after the first content had gone out. */
  outcome: z.enum(['answered', 'recovered', 'failed', 'broken', 'cancelled']),
  /** What the client got; null where it left before. */
  status: z.nullable(z.number()),
  tookMs: z.number(),
  attempts: z.array(Attempt),
});
export type Exchange = z.infer<typeof Exchange>;
