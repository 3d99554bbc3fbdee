/** What the endpoint counts, in Prometheus' text format. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ObservedBreakers } from './breakers.js';
import type { Attempt, Exchange } from './exchange.js';
import type { ObservedPacing } from './pacing.js';

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

/** In seconds: a cached answer takes milliseconds, a long stream minutes. */
const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

export function createMetrics({ breakers, pacing, recoveredToday }: Sources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'unwrap_requests_total',
    help: 'Requests by the upstream that was asked first and by outcome.',
    labelNames: ['upstream', 'outcome'],
    registers,
  });
  const attempts = new Counter({
    name: 'unwrap_attempts_total',
    help: 'Requests to upstreams, retries included.',
    labelNames: ['upstream', 'model', 'result'],
    registers,
  });
  const recoveries = new Counter({
    name: 'unwrap_recoveries_total',
    help: 'Requests that were answered after a failed attempt, by what answered.',
    labelNames: ['upstream', 'model'],
    registers,
  });
  const failures = new Counter({
    name: 'unwrap_failures_total',
    help: 'Failed attempts by cause.',
    labelNames: ['category', 'upstream', 'model'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'unwrap_request_duration_seconds',
    help: 'From a request to the end of its answer.',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  });
  const attemptSeconds = new Histogram({
    name: 'unwrap_attempt_duration_seconds',
    help: 'From a request to an upstream to the end of its answer.',
    labelNames: ['upstream'],
    buckets: SECONDS,
    registers,
  });
  const nameModel = boundModels();
  addGauges(registry, { breakers, pacing, recoveredToday }, nameModel);

  const countAttempt = ({ upstream, model: asked, tookMs, diagnosis }: Attempt): void => {
    const model = nameModel(asked);
    attempts.inc({ upstream, model, result: diagnosis === null ? 'answered' : 'failed' });
    attemptSeconds.observe({ upstream }, tookMs / 1000);
    if (diagnosis !== null) failures.inc({ category: diagnosis.category, upstream, model });
  };
  return {
    count: ({ outcome, tookMs, attempts: made }) => {
      requests.inc({ upstream: made[0]?.upstream ?? 'none', outcome });
      requestSeconds.observe({ outcome }, tookMs / 1000);
      for (const attempt of made) countAttempt(attempt);
      const last = made.at(-1);
      if (outcome === 'recovered' && last) recoveries.inc({ upstream: last.upstream, model: nameModel(last.model) });
    },
    contentType: registry.contentType,
    print: () => registry.metrics(),
  };
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
