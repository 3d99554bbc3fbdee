import { explain } from '../engine/explain.js';
import type { Incident } from '../incidents/incident.js';
import { sayText } from './sayText.js';
import type { FailureText } from './statusBarFace.js';

/** An incident as the status bar tells of it. */
export function failureText({ diagnosis, count, lastAt }: Incident): FailureText {
  const { short, cause, retry } = explain(diagnosis);
  return { short: sayText(short), cause: sayText(cause), retry: sayText(retry), count, at: lastAt };
}
