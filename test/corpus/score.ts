import type { Diagnosis } from '../../src/engine/model.js';
import { answer, type Entry } from './entry.js';

type Field = keyof Entry['expect'];

const matches: Readonly<Record<Field, (expected: Entry['expect'], given: Diagnosis) => boolean>> = {
  category: (expected, given) => expected.category === given.category,
  origin: (expected, given) => expected.origin === given.origin,
  retryable: (expected, given) => expected.retryable === given.retryable,
  status: (expected, given) => expected.status === given.status,
  provider: (expected, given) => canonical(expected.provider) === canonical(given.provider),
  gateway: (expected, given) => canonical(expected.gateway) === canonical(given.gateway),
  model: (expected, given) => expected.model?.toLowerCase() === given.model?.toLowerCase(),
  retry_after_s: (expected, given) => Math.abs((expected.retry_after_s ?? 0) - (given.retryAfterSeconds ?? Number.NaN)) <= 1,
  request_id: (expected, given) => expected.request_id === given.requestId,
};

/** Names that a label may use for the same provider. */
const ALIASES: Readonly<Record<string, string>> = {
  zhipu: 'zai',
  bigmodel: 'zai',
  'z-ai': 'zai',
  qwen: 'dashscope',
  alibaba: 'dashscope',
  aws: 'bedrock',
  amazon: 'bedrock',
  gemini: 'google',
  vertex: 'google',
  ark: 'volcengine',
  'azure-openai': 'azure',
  'lm-studio': 'lmstudio',
  'hugging-face': 'huggingface',
};

function canonical(name: string | null | undefined): string | null {
  if (name === null || name === undefined) return null;
  const key = name
    .toLowerCase()
    .trim()
    .replaceAll(/[\s_]+/g, '-');
  return ALIASES[key] ?? key;
}

export interface Score {
  /** Right answers of those scored, by field; 1 where none is. */
  readonly share: Readonly<Record<Field, number>>;
  /** Harmless texts reported as failures. */
  readonly falseAlarms: readonly string[];
  /** Failures reported as harmless. */
  readonly missed: readonly string[];
  /** `id field: expected → given`. */
  readonly misses: readonly string[];
}

const FIELDS: readonly Field[] = [
  'category',
  'origin',
  'retryable',
  'status',
  'provider',
  'gateway',
  'model',
  'retry_after_s',
  'request_id',
];

export function score(entries: readonly Entry[]): Score {
  const right = new Map<Field, number>();
  const of = new Map<Field, number>();
  const falseAlarms: string[] = [];
  const missed: string[] = [];
  const misses: string[] = [];
  for (const entry of entries) {
    const given = answer(entry);
    const quiet = entry.expect.category === 'not_an_error';
    if (quiet && given.category !== 'not_an_error') falseAlarms.push(entry.id);
    if (!quiet && given.category === 'not_an_error') missed.push(entry.id);
    for (const field of FIELDS) {
      const expected = entry.expect[field] ?? null;
      if (expected === null) continue;
      of.set(field, (of.get(field) ?? 0) + 1);
      if (matches[field](entry.expect, given)) right.set(field, (right.get(field) ?? 0) + 1);
      else misses.push(`${entry.id} ${field}: ${String(expected)} → ${JSON.stringify(given[ANSWERED[field]])}`);
    }
  }
  const shareOf = (field: Field): number => (of.has(field) ? (right.get(field) ?? 0) / (of.get(field) ?? 1) : 1);
  return {
    share: {
      category: shareOf('category'),
      origin: shareOf('origin'),
      retryable: shareOf('retryable'),
      status: shareOf('status'),
      provider: shareOf('provider'),
      gateway: shareOf('gateway'),
      model: shareOf('model'),
      retry_after_s: shareOf('retry_after_s'),
      request_id: shareOf('request_id'),
    },
    falseAlarms,
    missed,
    misses,
  };
}

const ANSWERED: Readonly<Record<Field, keyof Diagnosis>> = {
  category: 'category',
  origin: 'origin',
  retryable: 'retryable',
  status: 'status',
  provider: 'provider',
  gateway: 'gateway',
  model: 'model',
  retry_after_s: 'retryAfterSeconds',
  request_id: 'requestId',
};
