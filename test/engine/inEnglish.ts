/** What the engine tells a person, said in English. */
import { advise } from '../../src/engine/advise.js';
import { explain } from '../../src/engine/explain.js';
import { sayEnglish } from '../../src/engine/sayEnglish.js';

export function explainInEnglish(diagnosis: Parameters<typeof explain>[0]) {
  const { short, cause, refusedBy, retry } = explain(diagnosis);
  return { short: sayEnglish(short), cause: sayEnglish(cause), refusedBy: sayEnglish(refusedBy), retry: sayEnglish(retry) };
}

export function adviseInEnglish(diagnosis: Parameters<typeof advise>[0]) {
  return advise(diagnosis).map(({ title, detail, ...rest }) =>
    Object.assign(rest, { title: sayEnglish(title), detail: sayEnglish(detail) }),
  );
}
