/** What a first time costs, paid while nobody waits. */
import { diagnose } from '../engine/classify.js';

/** Of the usual kinds: together they need most of the engine's rules. */
const FAILURES: readonly { readonly raw: string; readonly status: number; readonly headers: Readonly<Record<string, string>> }[] =
  [
    {
      raw: '{"error":{"message":"Rate limit reached for requests","type":"rate_limit_error","code":429}}',
      status: 429,
      headers: { 'content-type': 'application/json', 'retry-after': '1' },
    },
    { raw: '<html><title>502 Bad Gateway</title></html>', status: 502, headers: { 'content-type': 'text/html' } },
  ];

/**
 * The engine makes its rules ready at the first diagnosis, which takes a tenth of a second, in which every stream would stand
 * still. One step after the other, so that a request that comes meanwhile is served between them.
 */
export function warmUp(steps: readonly (() => void)[]): void {
  const [step, ...more] = steps;
  if (step === undefined) return;
  setImmediate(() => {
    step();
    warmUp(more);
  });
}

export const diagnoses: readonly (() => void)[] = FAILURES.map((failure) => () => void diagnose({ ...failure, at: 0 }));
