/** The endpoint's words as types: where requests can go, and in which order. */
import type { Category } from '../engine/model.js';
import type { RetryPolicy } from '../engine/retry.js';

/** The two families of request and error shapes. OpenAI's holds chat completions, Responses, embeddings and models. */
export type Protocol = 'openai' | 'anthropic';

/** A place to send to. */
export interface Upstream {
  /** The first segment of the endpoint's addresses: `openrouter`, `mock`. */
  readonly name: string;
  /** What `/<name>` in an address stands for: `https://openrouter.ai`, `http://127.0.0.1:9191/api/v1`. No trailing slash. */
  readonly prefixUrl: string;
  /** Where an SDK of each protocol would send to; what a request is sent to that comes from another upstream's address. */
  readonly baseUrls: Readonly<Partial<Record<Protocol, string>>>;
  /** The provider's id, where it is one that the engine knows. */
  readonly provider: string | null;
  /** Added to requests that bear the endpoint's token, and to no other; null where the upstream wants none or the tool's own passes through. */
  readonly key: string | null;
}

/** One place of a chain. */
export interface Link {
  /** An upstream's name; `*` is the one that the request's address names, with its own model and key. */
  readonly upstream: string;
  /** Replaces the request's model; without it, the request's own is kept. */
  readonly model?: string;
  /** The categories that this link is kept for; without it, it is for all that may go on at all. */
  readonly for?: readonly Category[];
}

/** A model pattern (`*` stands for any run of characters) and the order of places to try. */
export interface Route {
  readonly match: string;
  readonly chain: readonly Link[];
}

/** A validated configuration. All times in milliseconds. */
export interface Config {
  /** By name: the known ones and the configured ones. */
  readonly upstreams: ReadonlyMap<string, Upstream>;
  readonly routes: readonly Route[];
  readonly retry: RetryPolicy;
  readonly breaker: { readonly failures: number; readonly cooldownMs: number };
  readonly timeouts: {
    readonly connectMs: number;
    readonly firstTokenMs: number;
    readonly idleMs: number;
    readonly totalMs: number;
  };
  readonly concurrency: { readonly perUpstream: number; readonly queue: number };
  /** A request's body is held up to this for a resend; a longer one passes through without retry. */
  readonly holdBytes: number;
  /** Whether a failed answer's message is explained in place. */
  readonly explain: boolean;
  /** What becomes of the status when the endpoint has given up: kept, made one that no client repeats, or by what is known of the client. */
  readonly whenExhausted: 'keep' | 'stop' | 'auto';
}
