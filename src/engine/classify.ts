/** Layers → diagnosis, each with the evidence that decided it. */
import type { Diagnosis, Observation } from './model.js';

/** What is known of one observed failure. Never throws; time is linear in the text; no field holds a key, a token or a prompt. */
export function diagnose(observation: Observation): Diagnosis {
  return {
    category: 'unknown',
    origin: null,
    retryable: null,
    confidence: 0,
    status: observation.status ?? null,
    provider: null,
    gateway: null,
    model: null,
    retryAfterSeconds: null,
    requestId: null,
    code: null,
    message: '',
    layers: [],
    evidence: [],
    fixes: [],
  };
}
