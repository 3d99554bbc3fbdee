/** An incident for a program: what a person is shown, as data, in English. */
import { advise, type Advice } from '../engine/advise.js';
import { explain, type Explanation } from '../engine/explain.js';
import type { Diagnosis } from '../engine/model.js';
import { sayEnglish } from '../engine/sayEnglish.js';
import type { Incident } from '../incidents/incident.js';

export interface PresentedIncident {
  readonly id: string;
  readonly count: number;
  /** ISO 8601, UTC; null where the text held no times. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly tools: readonly string[];
  readonly sources: readonly string[];
  readonly explanation: Readonly<Record<keyof Explanation, string>>;
  readonly diagnosis: Diagnosis;
  readonly advice: readonly (Omit<Advice, 'title' | 'detail'> & { readonly title: string; readonly detail: string })[];
}

export function presentIncident(incident: Incident, timed = true): PresentedIncident {
  const { id, count, tools, diagnosis, sightings } = incident;
  const { short, cause, refusedBy, retry } = explain(diagnosis);
  return {
    id,
    count,
    firstAt: timed ? writeTime(incident.firstAt) : null,
    lastAt: timed ? writeTime(incident.lastAt) : null,
    tools,
    sources: [...new Set(sightings.map((each) => each.source))],
    explanation: {
      short: sayEnglish(short),
      cause: sayEnglish(cause),
      refusedBy: sayEnglish(refusedBy),
      retry: sayEnglish(retry),
    },
    diagnosis,
    advice: advise(diagnosis).map(({ title, detail, ...rest }) =>
      Object.assign(rest, { title: sayEnglish(title), detail: sayEnglish(detail) }),
    ),
  };
}

function writeTime(at: number): string | null {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
