/** What the data path is given, and what it gives: one function that takes a request from its arrival to its last byte. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Exchange } from './exchange.js';
import type { Breakers, Pacing } from './places.js';
import type { Config, Route, Upstream } from './upstream.js';

/** Where a request's address leads to. */
export interface Target {
  readonly upstream: Upstream;
  /** Below the upstream's prefix, with its leading slash, checked, without the query: `/api/v1/chat/completions`. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** The request's credential is the endpoint's own token: it goes no further, and stored keys are added. */
  readonly bearsToken: boolean;
}

/** What is known of a client, as data from its tool's file. */
export interface ClientTrait {
  /** The tool's id. */
  readonly tool: string;
  /** How its `User-Agent` begins, lower case: `opencode/`. */
  readonly userAgent: string;
  /** It repeats 429 and 5xx long and silently, or shows nothing of what such an answer says. */
  readonly persistent: boolean;
  /** Statuses for which it shows words of its own instead of the answer's. */
  readonly hides?: readonly number[];
}

export interface ForwarderOptions {
  /** The configuration in force; asked once per request. */
  readonly config: () => Config;
  /** The first route that matches the model; null where none does. */
  readonly routeOf: (config: Config, model: string | null) => Route | null;
  readonly breakers: Breakers;
  readonly pacing: Pacing;
  /** Its own timers off; the clocks are kept here. */
  readonly dispatcherFor: (upstream: Upstream) => Dispatcher;
  readonly clients: readonly ClientTrait[];
  /** Once per request, when it is over. */
  readonly record: (exchange: Exchange) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** After how much silence a client that asked for a stream gets a sign of life. */
  readonly keepAliveMs?: number;
}

/** Never throws, never rejects: whatever happens, the response is ended. */
export type Forward = (request: IncomingMessage, response: ServerResponse, target: Target) => void;
