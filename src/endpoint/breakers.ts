/**
 * Circuit breakers and cooldowns, one per upstream, key and model. Closed until N consecutive failures of a transient kind;
 * then open for a cooldown that doubles up to a cap; then half-open: one probe goes through, and its answer decides. An answer that
 * has begun opens the way, but only a whole one makes the failures before it forgotten: a place may break every stream off midway.
 */
import type { Category, Diagnosis } from '../engine/model.js';
import type { Breakers, Leave, Place } from './places.js';
import type { Config } from './upstream.js';

/** What says that a place is in trouble, rather than the request. */
const TRANSIENT: ReadonlySet<Category> = new Set(['overloaded', 'server_error', 'bad_gateway', 'timeout', 'network']);
/** A broken or unreadable answer says nothing either way. */
const UNDECIDED: ReadonlySet<Category> = new Set(['stream_interrupted', 'unknown', 'cancelled', 'not_an_error']);

/** How far a cooldown doubles. */
const LONGEST_COOLDOWN_MS = 10 * 60_000;
/** A longer hint is not kept: a limit may be raised, and the place is asked again to find out. */
const LONGEST_HINT_MS = 10 * 60_000;
/** Where a probe is under way, how soon to ask again. */
const PROBE_MS = 1_000;
/** Places that are remembered, the latest used. */
const REMEMBERED = 1_000;

type BreakerState = 'closed' | 'open' | 'half-open';

interface Circuit {
  readonly place: Place;
  failures: number;
  /** The next one, in milliseconds; 0 while none has been needed. */
  cooldownMs: number;
  /** Epoch milliseconds; 0 while the circuit is closed. */
  openUntil: number;
  /** By the provider's hint: epoch milliseconds. */
  restUntil: number;
  probing: boolean;
  /** The latest failure. */
  cause: Diagnosis | null;
}

interface BreakerReport {
  readonly place: Place;
  readonly state: BreakerState;
}

export interface ObservedBreakers extends Breakers {
  /** Of the places that are remembered, for the metrics. */
  readonly report: () => readonly BreakerReport[];
}

function idOf({ upstream, key, model }: Place): string {
  return `${upstream}\n${key}\n${model ?? ''}`;
}

/** @param now epoch milliseconds */
export function createBreakers(policy: () => Config['breaker'], now: () => number): ObservedBreakers {
  /** The latest used last. */
  const circuits = new Map<string, Circuit>();

  const open = (place: Place): Circuit => {
    const id = idOf(place);
    const circuit = circuits.get(id) ?? {
      place,
      failures: 0,
      cooldownMs: 0,
      openUntil: 0,
      restUntil: 0,
      probing: false,
      cause: null,
    };
    circuits.delete(id);
    circuits.set(id, circuit);
    if (circuits.size > REMEMBERED) circuits.delete(circuits.keys().next().value ?? id);
    return circuit;
  };
  /** Mostly there is none, and every request asks three times. */
  const find = (place: Place): Circuit | undefined => (circuits.size === 0 ? undefined : circuits.get(idOf(place)));
  const close = (circuit: Circuit): void => {
    Object.assign(circuit, { failures: 0, cooldownMs: 0, openUntil: 0, probing: false });
  };

  return {
    ask: (place): Leave => {
      const circuit = find(place);
      if (circuit === undefined) return { kind: 'go' };
      const at = now();
      const opensAt = Math.max(circuit.openUntil, circuit.restUntil);
      if (at < opensAt) return { kind: 'closed', opensAt, cause: circuit.cause };
      if (circuit.openUntil === 0) return { kind: 'go' };
      if (circuit.probing) return { kind: 'closed', opensAt: at + PROBE_MS, cause: circuit.cause };
      circuit.probing = true;
      return { kind: 'go' };
    },
    begin: (place) => {
      const circuit = find(place);
      if (circuit !== undefined) Object.assign(circuit, { openUntil: 0, probing: false });
    },
    succeed: (place) => {
      const circuit = find(place);
      if (circuit === undefined) return;
      // A request sent before the hint may answer after it: the hint stands.
      if (now() < circuit.restUntil) close(circuit);
      else circuits.delete(idOf(place));
    },
    fail: (place, category, until, cause) => {
      const at = now();
      const hinted = until !== null && until > at;
      if (!hinted && !TRANSIENT.has(category)) {
        const circuit = find(place);
        if (circuit === undefined) return;
        // It answered, if not what was wanted: it is up.
        if (UNDECIDED.has(category)) circuit.probing = false;
        else close(circuit);
        return;
      }
      const circuit = open(place);
      const probed = circuit.probing;
      circuit.probing = false;
      circuit.cause = cause ?? null;
      if (hinted) {
        circuit.restUntil = Math.min(until, at + LONGEST_HINT_MS);
        return;
      }
      circuit.failures++;
      const { failures, cooldownMs } = policy();
      if (!probed && circuit.failures < failures) return;
      // Requests that were under way when it opened fail too, and say nothing new.
      if (!probed && circuit.openUntil > at) return;
      circuit.cooldownMs =
        circuit.cooldownMs === 0 ? cooldownMs : Math.min(circuit.cooldownMs * 2, Math.max(cooldownMs, LONGEST_COOLDOWN_MS));
      circuit.openUntil = at + circuit.cooldownMs;
    },
    release: (place) => {
      const circuit = find(place);
      if (circuit !== undefined) circuit.probing = false;
    },
    report: () => {
      const at = now();
      return [...circuits.values()].map(({ place, openUntil, restUntil }) => ({
        place,
        state: at < Math.max(openUntil, restUntil) ? 'open' : openUntil === 0 ? 'closed' : 'half-open',
      }));
    },
  };
}
