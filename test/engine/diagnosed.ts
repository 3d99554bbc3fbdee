import type { Category, Diagnosis } from '../../src/engine/model.js';

/** A diagnosis with nothing known but its category, and what a test adds. */
export function diagnosed(category: Category, known: Partial<Diagnosis> = {}): Diagnosis {
  return {
    category,
    origin: null,
    retryable: null,
    confidence: 1,
    status: null,
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
    ...known,
  };
}

/** The ways in which who refused can be known. */
export const situations: readonly (readonly [string, Partial<Diagnosis>])[] = [
  ['nothing known', {}],
  ['a provider called directly', { origin: 'upstream', provider: 'anthropic', model: 'claude-opus-5' }],
  [
    'a provider behind a gateway',
    { origin: 'upstream', provider: 'bedrock', gateway: 'openrouter', model: 'anthropic/claude-sonnet-4.6' },
  ],
  ['an unnamed provider behind a gateway', { origin: 'upstream', gateway: 'litellm' }],
  ['a gateway', { origin: 'gateway', gateway: 'openrouter' }],
  ['a gateway that no file knows', { origin: 'gateway', gateway: 'corp-relay' }],
  ['a local server', { origin: 'network', provider: 'ollama', model: 'qwen3' }],
  ['the tool', { origin: 'client' }],
];
