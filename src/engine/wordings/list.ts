/** Finds, in one pass over a flat text in lower case, every known form of words and every word that names who wrote it. */
import { compileForms, type FindForms, type FormMatch } from '../forms.js';
import { signatures, type Signature } from '../signatures.js';
import { accessWordings } from './access.js';
import { limitWordings } from './limits.js';
import { requestWordings } from './request.js';
import { serviceWordings } from './service.js';
import type { Wording } from './wording.js';

/** What stands in a text, in its order. */
export interface Marks {
  readonly wordings: readonly FormMatch<Wording>[];
  readonly signatures: readonly FormMatch<Signature>[];
}

const wordings: readonly Wording[] = [...limitWordings, ...accessWordings, ...requestWordings, ...serviceWordings];

let compiled: FindForms<Wording | Signature> | null = null;

/** Compiled at the first use: activation must not pay for it. */
export function findMarks(low: string): Marks {
  compiled ??= compileForms<Wording | Signature>([
    ...wordings.map((wording) => [wording, wording.forms] as const),
    ...signatures().map((signature) => [signature, signature.forms] as const),
  ]);
  const marks: { wordings: FormMatch<Wording>[]; signatures: FormMatch<Signature>[] } = { wordings: [], signatures: [] };
  for (const { of, start, end, open } of compiled(low)) {
    if ('rule' in of) marks.wordings.push({ of, start, end, open });
    else marks.signatures.push({ of, start, end, open });
  }
  return marks;
}
