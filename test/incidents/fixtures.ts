import type { Diagnosis, Sighting } from '../../src/engine/model.js';

/** 2026-03-02 09:00 UTC. */
export const START = Date.UTC(2026, 2, 2, 9);

/** A full diagnosis: Bedrock behind OpenRouter limits the rate. */
export function rateLimit(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    category: 'rate_limit',
    origin: 'upstream',
    retryable: true,
    confidence: 0.95,
    status: 429,
    provider: 'bedrock',
    gateway: 'openrouter',
    model: 'anthropic/claude-sonnet-4.6',
    retryAfterSeconds: 12,
    requestId: null,
    code: null,
    message: 'Too many requests, please wait before trying again.',
    layers: [
      { by: 'openrouter', message: 'Provider returned error', status: 429 },
      { by: 'bedrock', message: 'Too many requests, please wait before trying again.' },
    ],
    evidence: [{ rule: 'bedrock/throttling', text: 'Too many requests' }],
    fixes: ['wait', 'switch-model'],
    ...changes,
  };
}

/** What a tool leaves that keeps the outermost text alone. */
export function wrapper(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    category: 'unknown',
    origin: null,
    retryable: null,
    confidence: 0.3,
    status: null,
    provider: null,
    gateway: null,
    model: null,
    retryAfterSeconds: null,
    requestId: null,
    code: null,
    message: 'Provider returned error',
    layers: [{ by: 'cline', message: 'Provider returned error' }],
    evidence: [],
    fixes: ['reveal-cause'],
    ...changes,
  };
}

let ids = 0;

/** One sighting, `afterMs` after `START`. */
export function sighting(afterMs: number, diagnosis: Diagnosis, changes: Partial<Sighting> = {}): Sighting {
  ids += 1;
  const at = START + afterMs;
  const source = changes.source ?? '/logs/1-Cline.log';
  return {
    id: `s${ids}`,
    tool: 'cline',
    source,
    at,
    diagnosis,
    text: `${new Date(at).toISOString()} ERROR ${diagnosis.category} ${diagnosis.message}`,
    ...changes,
  };
}
