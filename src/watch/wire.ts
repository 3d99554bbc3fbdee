/**
 * Sees the failed calls of models that other extensions of this process make, by what Node publishes of every HTTP exchange
 * (`node:diagnostics_channel`). It never looks at a request's headers or body; of answers only at those of known hosts and operations,
 * and of those that succeed at no more than the first event. Nothing is written anywhere.
 */
import type { Observation } from '../engine/model.js';
import type { Seen } from '../engine/sight.js';
import { WIRE } from '../engine/sources.js';
import type { SourceReport } from './source.js';
import { listen } from './wire/channels.js';
import type { HostTable } from './wire/hostTable.js';
import { tapHttp } from './wire/httpTap.js';
import { describeReach } from './wire/reach.js';
import { Tap } from './wire/tap.js';
import { tapUndici } from './wire/undiciTap.js';

export interface WireOptions {
  readonly hosts: HostTable;
  /** In a turn of its own: whoever made the call is not kept waiting. The text is as it was seen; the engine redacts it. */
  readonly onObservation: (observation: Observation, seen: Seen) => void;
  /** What went wrong in the tap itself, in words for a person; once. */
  readonly onProblem: (message: string) => void;
  /** How long the rest of a failed answer is waited for. */
  readonly patienceMs?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export interface Wire {
  /** Other hosts from now on, because a tool's settings name another base URL. */
  readonly lookAt: (hosts: HostTable) => void;
  readonly sources: () => readonly SourceReport[];
  /** At once: nothing is seen or told after it. */
  readonly dispose: () => void;
}

const PATIENCE_MS = 3_000;

export function tapWire({ hosts, onObservation, onProblem, patienceMs = PATIENCE_MS, now = Date.now }: WireOptions): Wire {
  const startedAt = now();
  let count = 0;
  let faults = 0;
  let disposed = false;
  const onFault = (error: unknown): void => {
    faults += 1;
    if (faults > 1 || disposed) return;
    onProblem(`The wire tap could not read an exchange: ${error instanceof Error ? error.message : String(error)}`);
  };
  const tell = (observation: Observation, agoMs = 0): void => {
    count += 1;
    const id = `${startedAt.toString(36)}-${process.pid.toString(36)}-${WIRE}-${count}`;
    const seen = { id, tool: null, source: WIRE, at: now() - agoMs };
    setImmediate(() => {
      if (disposed) return;
      try {
        onObservation(observation, seen);
      } catch (error) {
        onFault(error);
      }
    });
  };
  const options = { hosts, patienceMs, tell, onFault };
  const undici = new Tap(options);
  const http = new Tap(options);
  const stop = listen({ ...tapUndici(undici), ...tapHttp(http) }, onFault);
  return {
    lookAt: (next) => {
      undici.hosts = next;
      http.hosts = next;
    },
    sources: () => describeReach({ undici, http, faults }),
    dispose: () => {
      disposed = true;
      stop();
      undici.dispose();
      http.dispose();
    },
  };
}
