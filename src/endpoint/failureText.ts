/** What a person reads in the tool, which mostly shows `error.message` alone: the cause, who refused, what to do, the original. */
import { advise } from '../engine/advise.js';
import { explain } from '../engine/explain.js';
import type { Diagnosis } from '../engine/model.js';
import { sayEnglish } from '../engine/sayEnglish.js';

/** Longer texts are pages. */
const LONGEST_ORIGINAL = 2000;

/**
 * `attempts` counts all that the endpoint has made for this request. `original` is the message that the tool would have shown;
 * null where the endpoint alone has seen the failure.
 */
export function sayFailure(diagnosis: Diagnosis, attempts: number, original: string | null): string {
  const explained = explain(diagnosis);
  const refusedBy = sayEnglish(explained.refusedBy);
  // Whether to repeat it, and when, is said already.
  const first = advise(diagnosis).find(({ kind }) => kind !== 'wait' && kind !== 'retry');
  const said = [
    sayEnglish(explained.cause),
    `Refused by: ${refusedBy.charAt(0).toLowerCase()}${refusedBy.slice(1)}.`,
    sayEnglish(explained.retry),
  ];
  if (first) said.push(`${sayEnglish(first.title)}.`);
  if (attempts > 1) said.push(`(Unwrap has tried ${attempts} times.)`);
  const quoted = quote(diagnosis, original ?? '');
  if (quoted !== '') said.push(`${original === null ? 'Seen by Unwrap' : 'Original message'}: ${quoted}`);
  return said.join(' ');
}

function quote({ message }: Diagnosis, original: string): string {
  const outer = original.trim().slice(0, LONGEST_ORIGINAL);
  const inner = message.trim().slice(0, LONGEST_ORIGINAL);
  if (outer === '' || inner.includes(outer)) return inner;
  return inner === '' || outer.includes(inner) ? outer : `${outer}: ${inner}`;
}
