/** The kinds of an answer's body, and what each is told of the answer that it belongs to. */
import type { Buffer } from 'node:buffer';
import type { Category } from '../engine/model.js';
import type { Failure, FailureContext } from './failure.js';
import type { Operation } from './operation.js';
import type { Config } from './upstream.js';

/** Reads one kind of body. After it has failed or ended, nothing of it is called again. */
export interface AnswerBody {
  /** Epoch milliseconds; infinite where nothing is waited for. */
  readonly deadline: number;
  /** The deadline has passed. */
  readonly expire: () => void;
  /** False where the client does not keep up: nothing more comes until it does. */
  readonly feed: (chunk: Buffer) => boolean;
  /** The client keeps up again. */
  readonly resume: () => void;
  readonly end: () => void;
  /** The connection broke first. */
  readonly lose: (error: Error) => void;
}

/** An answer whose headers have come. */
export interface Answer {
  /** Null for what passes through untouched. */
  readonly operation: Operation | null;
  readonly timeouts: Config['timeouts'];
  /** Whether a failure that the upstream reports in mid-stream is explained. */
  readonly explain: boolean;
  readonly upstreamName: string;
  readonly status: number;
  /** Names and values in turn, hop-by-hop headers left out. */
  readonly headers: readonly string[];
  /** Lower-case name; null where the header is absent. */
  readonly header: (name: string) => string | null;
  /** When the first content is due: epoch milliseconds. */
  readonly firstTokenAt: number;
  readonly now: () => number;
  /** The context of a failure that is seen now. */
  readonly seen: () => FailureContext;
  /** The deadline may have come nearer. */
  readonly watchClock: () => void;
  /** Another reader takes the rest of the body. */
  readonly turnInto: (body: AnswerBody) => void;
  /** The head goes to the client; false where the answer is of no use to it. */
  readonly begin: (events: boolean, more?: readonly string[]) => boolean;
  readonly send: (chunk: Buffer) => boolean;
  /** `failure` is what the answer reports, where it was handed on as it is. */
  readonly finish: (last: Buffer | null, failure: Failure | null) => void;
  readonly fail: (failure: Failure) => void;
  /** What the endpoint itself has seen. */
  readonly break: (category: Category, text: string) => void;
}

export function saySeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
