/**
 * The vocabulary as types and schemas. Every room speaks in these words; `ARCHITECTURE`'s table in the README explains them.
 */
import * as z from 'zod/mini';

/** The root cause of a failure, not its wrapper. `not_an_error` is a text that looks like a failure and is none. */
export const Category = z.enum([
  'rate_limit',
  'quota_exhausted',
  'billing',
  'authentication',
  'permission',
  'region_restricted',
  'model_not_found',
  'routing',
  'context_length',
  'content_filter',
  'invalid_request',
  'overloaded',
  'server_error',
  'bad_gateway',
  'timeout',
  'network',
  'stream_interrupted',
  'cancelled',
  'unknown',
  'not_an_error',
]);
export type Category = z.infer<typeof Category>;

/** Who refused: the tool or its SDK before anything was sent, the network, a gateway on its own account, or the model's provider. */
export const Origin = z.enum(['client', 'network', 'gateway', 'upstream']);
export type Origin = z.infer<typeof Origin>;

/** What a person (or the endpoint, for them) can do about a diagnosis. `advise.ts` orders them and adds the particulars. */
export const FixKind = z.enum([
  'wait',
  'retry',
  'switch-model',
  'switch-provider',
  'fallback-endpoint',
  'check-status',
  'check-key',
  'open-billing',
  'raise-limits',
  'check-model-id',
  'privacy-settings',
  'reduce-context',
  'change-request',
  'change-prompt',
  'check-network',
  'reveal-cause',
]);
export type FixKind = z.infer<typeof FixKind>;

/** One wrapper around the cause. `by` names who wrote the text: a wrapper, gateway or provider id. */
export const Layer = z.object({
  by: z.string(),
  message: z.string(),
  status: z.optional(z.number()),
  code: z.optional(z.string()),
});
export type Layer = z.infer<typeof Layer>;

/** The rule that decided, and the words it decided by. `text` occurs in the (redacted) input. */
export const Evidence = z.object({ rule: z.string(), text: z.string() });
export type Evidence = z.infer<typeof Evidence>;

/** What the engine says of one observed failure. What the text gives no ground for is null, never a guess. */
export const Diagnosis = z.object({
  category: Category,
  origin: z.nullable(Origin),
  /** True where the same request to the same model can succeed after a delay of at most a minute. */
  retryable: z.nullable(z.boolean()),
  /** 0 to 1. */
  confidence: z.number(),
  /** The root cause's HTTP status. */
  status: z.nullable(z.number()),
  provider: z.nullable(z.string()),
  gateway: z.nullable(z.string()),
  model: z.nullable(z.string()),
  /** The server's own hint, in seconds. A client's "retrying in 2 s" is not one. */
  retryAfterSeconds: z.nullable(z.number()),
  requestId: z.nullable(z.string()),
  /** The provider's or gateway's error code, as written. */
  code: z.nullable(z.string()),
  /** The innermost text, redacted. */
  message: z.string(),
  /** Outermost first. */
  layers: z.array(Layer),
  evidence: z.array(Evidence),
  /** Ordered: what to do now, then what to fix. */
  fixes: z.array(FixKind),
});
export type Diagnosis = z.infer<typeof Diagnosis>;

/** What the engine reads: a text as it was seen, with what is known beside it. */
export interface Observation {
  readonly raw: string;
  /** What stood before the text and is only to be shown with it: the lines of an HTTP exchange. Short; not diagnosed. */
  readonly head?: string;
  /** HTTP status, where it travels outside of the text. */
  readonly status?: number | null;
  /** Response headers; names in any case; several values of one header as a list. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | null;
  /** The tool's id, where the text was seen in one. */
  readonly tool?: string | null;
  /** What the tool itself says of the call; used where the text is silent. */
  readonly provider?: string | null;
  readonly model?: string | null;
  /** Epoch milliseconds of the observation; needed to read absolute reset times. */
  readonly at?: number | null;
}

/** One observation of a failure in a tool's log, after diagnosis. Holds no unredacted text. */
export const Sighting = z.object({
  /** Unique within the history. */
  id: z.string(),
  /** The tool's id; null for a text that a person gave, and for an exchange of which nobody says who called. */
  tool: z.nullable(z.string()),
  /** The file it was read from, or `clipboard`, `selection`, `input`, `wire`, `endpoint`. */
  source: z.string(),
  /** Epoch milliseconds: the record's own time, else the time of reading. */
  at: z.number(),
  diagnosis: Diagnosis,
  /** The record's text, redacted and bounded: what the evidence is shown in. */
  text: z.string(),
});
export type Sighting = z.infer<typeof Sighting>;
