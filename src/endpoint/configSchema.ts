/** The configuration file's shape and its defaults. */
import * as z from 'zod/mini';
import { Category } from '../engine/model.js';
import { defaultRetryPolicy } from '../engine/retry.js';

/** What `setTimeout` can wait at most, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;
const milliseconds = z.int().check(z.minimum(1), z.maximum(LONGEST_MS));
const atLeast = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

const Protocol = z.enum(['openai', 'anthropic']);

/** Where a key is kept: never in this file itself. */
const Key = z.union([
  z.strictObject({ env: z.string().check(z.minLength(1)) }),
  z.strictObject({ file: z.string().check(z.minLength(1)) }),
]);
export type Key = z.infer<typeof Key>;

const ConfiguredUpstream = z.strictObject({
  baseUrl: z.optional(z.string()),
  /** What the base URL speaks; both protocols of a known provider where it is not said, else OpenAI's. */
  protocol: z.optional(Protocol),
  /** Where one place speaks both protocols, each under a base URL of its own. */
  baseUrls: z.optional(z.strictObject({ openai: z.optional(z.string()), anthropic: z.optional(z.string()) })),
  /** The id of the provider behind it, where neither its name nor its host tells. */
  provider: z.optional(z.string()),
  key: z.optional(Key),
});
export type ConfiguredUpstream = z.infer<typeof ConfiguredUpstream>;

const Link = z.strictObject({
  upstream: z.string(),
  model: z.exactOptional(z.string().check(z.minLength(1))),
  for: z.exactOptional(z.array(Category).check(z.minLength(1))),
});

/** A `Route`. */
export const RouteSchema = z.strictObject({
  match: z.string().check(z.minLength(1)),
  chain: z.array(Link).check(z.minLength(1)),
});

export const ConfigFile = z.strictObject({
  $schema: z.optional(z.string()),
  upstreams: z.prefault(z.record(z.string(), ConfiguredUpstream), {}),
  routes: z.prefault(z.array(RouteSchema), []),
  retry: z.prefault(
    z.strictObject({
      attempts: z.prefault(atLeast(1, 20), defaultRetryPolicy.attempts),
      baseMs: z.prefault(milliseconds, defaultRetryPolicy.baseMs),
      capMs: z.prefault(milliseconds, defaultRetryPolicy.capMs),
      budgetMs: z.prefault(atLeast(0, LONGEST_MS), defaultRetryPolicy.budgetMs),
    }),
    {},
  ),
  breaker: z.prefault(
    z.strictObject({ failures: z.prefault(atLeast(1, 1000), 5), cooldownMs: z.prefault(milliseconds, 30_000) }),
    {},
  ),
  timeouts: z.prefault(
    z.strictObject({
      connectMs: z.prefault(milliseconds, 10_000),
      firstTokenMs: z.prefault(milliseconds, 120_000),
      idleMs: z.prefault(milliseconds, 60_000),
      totalMs: z.prefault(milliseconds, 600_000),
    }),
    {},
  ),
  concurrency: z.prefault(
    z.strictObject({ perUpstream: z.prefault(atLeast(1, 100_000), 8), queue: z.prefault(atLeast(0, 100_000), 64) }),
    {},
  ),
  /** A request's body is held up to this for a resend; a longer one passes through without retry. In bytes. */
  holdBytes: z.prefault(atLeast(0, 2 ** 30), 32 * 1024 * 1024),
  explain: z.prefault(z.boolean(), true),
  whenExhausted: z.prefault(z.enum(['keep', 'stop', 'auto']), 'auto'),
});
export type ConfigFile = z.infer<typeof ConfigFile>;
