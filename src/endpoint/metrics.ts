/** What the endpoint counts, in Prometheus' text format. */
import { Counter, Gauge, Registry } from 'prom-client';
import type { ObservedBreakers } from './breakers.js';
import { createDurations } from './durations.js';
import type { Attempt, Exchange } from './exchange.js';
import type { ObservedPacing } from './pacing.js';
import { createTally, type Tally } from './tally.js';

export interface Metrics {
  readonly count: (exchange: Exchange) => void;
  readonly contentType: string;
  readonly print: () => Promise<string>;
}

interface Sources {
  readonly breakers: Pick<ObservedBreakers, 'report'>;
  readonly pacing: Pick<ObservedPacing, 'report'>;
  readonly recoveredToday: () => number;
}

/** A client can name any model: so many are told apart, the rest are counted together. */
const MOST_MODELS = 200;
const LONGEST_MODEL = 100;
const OTHER = 'other';

export function createMetrics({ breakers, pacing, recoveredToday }: Sources): Metrics {
  const registry = new Registry();
  const requests = addCounter(registry, {
    name: 'unwrap_requests_total',
    help: 'Requests by the upstream that was asked first and by outcome.',
    labelNames: ['upstream', 'outcome'],
  });
  const attempts = addCounter(registry, {
    name: 'unwrap_attempts_total',
    help: 'Requests to upstreams, retries included.',
    labelNames: ['upstream', 'model', 'result'],
  });
  const recoveries = addCounter(registry, {
    name: 'unwrap_recoveries_total',
    help: 'Requests that were answered after a failed attempt, by what answered.',
    labelNames: ['upstream', 'model'],
  });
  const failures = addCounter(registry, {
    name: 'unwrap_failures_total',
    help: 'Failed attempts by cause.',
    labelNames: ['category', 'upstream', 'model'],
  });
  const requestSeconds = createDurations(
    'unwrap_request_duration_seconds',
    'From a request to the end of its answer.',
    'outcome',
  );
  const attemptSeconds = createDurations(
    'unwrap_attempt_duration_seconds',
    'From a request to an upstream to the end of its answer.',
    'upstream',
  );
  const nameModel = boundModels();
  addGauges(registry, { breakers, pacing, recoveredToday }, nameModel);

  const countAttempt = ({ upstream, model: asked, tookMs, diagnosis }: Attempt): void => {
    const model = nameModel(asked);
    attempts.add(upstream, model, diagnosis === null ? 'answered' : 'failed');
    attemptSeconds.add(upstream, tookMs / 1000);
    if (diagnosis !== null) failures.add(diagnosis.category, upstream, model);
  };
  return {
    count: ({ outcome, tookMs, attempts: made }) => {
      requests.add(made[0]?.upstream ?? 'none', outcome);
      requestSeconds.add(outcome, tookMs / 1000);
      for (const attempt of made) countAttempt(attempt);
      const last = made.at(-1);
      if (outcome === 'recovered' && last) recoveries.add(last.upstream, nameModel(last.model));
    },
    contentType: registry.contentType,
    print: async () => [await registry.metrics(), requestSeconds.print(), attemptSeconds.print()].join('\n'),
  };
}

/** What is counted becomes a metric when it is read. */
function addCounter(
  registry: Registry,
  { name, help, labelNames }: { readonly name: string; readonly help: string; readonly labelNames: string[] },
): Tally {
  const tally = createTally();
  const counter = new Counter({
    name,
    help,
    labelNames,
    registers: [],
    collect() {
      this.reset();
      for (const { values, count } of tally.list()) this.labels(...values).inc(count);
    },
  });
  registry.registerMetric(counter);
  return tally;
}

/** What stands, rather than what was counted: asked for when it is read. */
function addGauges(registry: Registry, { breakers, pacing, recoveredToday }: Sources, nameModel: NameModel): void {
  const gauges = [
    new Gauge({
      name: 'unwrap_breakers',
      help: 'Circuit breakers by state; an upstream has one for each key and model that failed lately.',
      labelNames: ['upstream', 'model', 'state'],
      registers: [],
      collect() {
        this.reset();
        for (const { place, state } of breakers.report()) {
          this.inc({ upstream: place.upstream, model: nameModel(place.model), state });
        }
      },
    }),
    new Gauge({
      name: 'unwrap_queue_length',
      help: 'Requests that wait for a place at their upstream.',
      labelNames: ['upstream'],
      registers: [],
      collect() {
        for (const { upstream, waiting } of pacing.report()) this.set({ upstream }, waiting);
      },
    }),
    new Gauge({
      name: 'unwrap_active_requests',
      help: 'Requests that hold a place at their upstream.',
      labelNames: ['upstream'],
      registers: [],
      collect() {
        for (const { upstream, active } of pacing.report()) this.set({ upstream }, active);
      },
    }),
    new Gauge({
      name: 'unwrap_recovered_today',
      help: 'Requests that were answered after a failed attempt, since midnight.',
      registers: [],
      collect() {
        this.set(recoveredToday());
      },
    }),
    new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Resident memory size in bytes.',
      registers: [],
      collect() {
        this.set(process.memoryUsage.rss());
      },
    }),
  ];
  for (const gauge of gauges) registry.registerMetric(gauge);
}

type NameModel = (model: string | null) => string;

function boundModels(): NameModel {
  const named = new Set<string>();
  return (model) => {
    if (model === null) return '';
    if (named.has(model)) return model;
    if (named.size >= MOST_MODELS || model.length > LONGEST_MODEL) return OTHER;
    named.add(model);
    return model;
  };
}
