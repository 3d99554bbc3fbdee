/** Incidents as an agent is told of them: our own sentences, and beside them what logs and servers said, as data. */
import { advise, type Advice } from '../engine/advise.js';
import { explain } from '../engine/explain.js';
import type { Category, Diagnosis } from '../engine/model.js';
import { nameOfLayer } from '../engine/nameOfLayer.js';
import { findProvider } from '../engine/providers/lookup.js';
import { sayEnglish } from '../engine/sayEnglish.js';
import { isGiven } from './fingerprint.js';
import type { Incident } from './incident.js';
import { inertText } from './inertText.js';
import type { ErrorsQuery } from './readQuery.js';

/** In characters. */
const LONGEST_QUOTE = 300;
const LONGEST_NAME = 120;

/** As a program reads it. Times are ISO 8601, UTC. */
export interface ToldErrors {
  /** Null where a whole history is known. */
  readonly watched_since: string | null;
  /** Newest first. */
  readonly errors: readonly ToldError[];
  /** Further ones that the query takes in, beyond its limit. */
  readonly left_out: number;
}

export interface ToldError {
  readonly time: string | null;
  readonly first_time: string | null;
  readonly failed_calls: number;
  readonly tools: readonly string[];
  readonly cause: string;
  readonly category: Category;
  readonly refused_by: string;
  readonly provider: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly request_id: string | null;
  readonly retry: {
    /** True for the same request to the same model; null where it is not clear. */
    readonly can_help: boolean | null;
    /** When the wait that the server asked for ends, or ended. */
    readonly at: string | null;
    readonly says: string;
  };
  readonly advice: readonly {
    readonly when: Advice['when'];
    readonly title: string;
    readonly detail: string;
    readonly link: string | null;
  }[];
  /** The innermost words of the failure. */
  readonly untrusted_text: string | null;
}

/** What is known at the time of asking. */
export interface KnownErrors {
  /** Newest last seen first. */
  readonly incidents: readonly Incident[];
  /** Epoch milliseconds since when failures are watched for; null where a whole history is known. */
  readonly since: number | null;
  /** Epoch milliseconds. */
  readonly now: number;
  /** A tool's name as its maker writes it, by its id. */
  readonly nameOf: (tool: string) => string;
}

/** Texts that a person handed over to be diagnosed are theirs, and left out. */
export function listErrors(
  { tool, sinceMinutes, limit }: ErrorsQuery,
  { incidents, since, now, nameOf }: KnownErrors,
): ToldErrors {
  const earliest = sinceMinutes === null ? -Infinity : now - sinceMinutes * 60_000;
  const fitting = incidents.filter(
    (each) => each.lastAt >= earliest && !each.sightings.some(isGiven) && (tool === null || isOfTool(each, tool, nameOf)),
  );
  return {
    watched_since: since === null ? null : writeTime(since),
    errors: fitting.slice(0, limit).map((each) => tellError(each, now, nameOf)),
    left_out: Math.max(0, fitting.length - limit),
  };
}

function isOfTool({ tools }: Incident, asked: string, nameOf: KnownErrors['nameOf']): boolean {
  const wanted = fold(asked);
  return wanted === '' || tools.some((each) => fold(each).includes(wanted) || fold(nameOf(each)).includes(wanted));
}

/** Case, spaces and hyphens do not tell tools apart: `claude-code`, `Claude Code`. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

function tellError(incident: Incident, now: number, nameOf: KnownErrors['nameOf']): ToldError {
  const { diagnosis, firstAt, lastAt, count, tools } = incident;
  const { category, status, code, provider, gateway, model, requestId, retryable, retryAfterSeconds } = diagnosis;
  const spoken = speakable(diagnosis, lastAt, now);
  const { cause, refusedBy, retry } = explain(spoken);
  return {
    time: writeTime(lastAt),
    first_time: writeTime(firstAt),
    failed_calls: count,
    tools: tools.map((each) => inertText(nameOf(each), LONGEST_NAME)),
    cause: sayEnglish(cause),
    category,
    refused_by: sayEnglish(refusedBy),
    provider: quoteName(provider === null ? null : nameOfLayer(provider)),
    gateway: quoteName(gateway === null ? null : nameOfLayer(gateway)),
    model: quoteName(model),
    status,
    code: quoteName(code),
    request_id: quoteName(requestId),
    retry: {
      can_help: retryable,
      at: retryAfterSeconds === null ? null : writeTime(lastAt + retryAfterSeconds * 1000),
      says: sayEnglish(retry),
    },
    advice: advise(spoken).map(({ when, title, detail, link = null }) => {
      return { when, title: sayEnglish(title), detail: sayEnglish(detail), link };
    }),
    untrusted_text: inertText(diagnosis.message, LONGEST_QUOTE) || null,
  };
}

/** One word, as models are named. */
const MODEL_ID = /^[A-Za-z0-9][\w.:/@+-]{0,99}$/;

/**
 * What our own sentences may be made of. A name that a server made up stands beside them, as data: within a sentence of ours it
 * would be believed. The wait is what is left of it.
 */
function speakable(diagnosis: Diagnosis, lastAt: number, now: number): Diagnosis {
  const { model, provider, gateway, retryAfterSeconds } = diagnosis;
  return {
    ...diagnosis,
    model: model !== null && MODEL_ID.test(model) ? model : null,
    provider: provider !== null && findProvider(provider) ? provider : null,
    gateway: gateway !== null && findProvider(gateway) ? gateway : null,
    retryAfterSeconds: retryAfterSeconds === null ? null : Math.max(0, retryAfterSeconds - Math.max(0, now - lastAt) / 1000),
  };
}

function quoteName(name: string | null): string | null {
  return name === null ? null : inertText(name, LONGEST_NAME);
}

function writeTime(at: number): string | null {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
