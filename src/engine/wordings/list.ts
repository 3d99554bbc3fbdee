/** Finds, in one pass over a flat text in lower case, every known form of words and every word that names who wrote it. */
import { compileForms, type FindForms, type FormMatch } from '../forms.js';
import { signatures, type Signature } from '../signatures.js';
import { authentication } from './authentication.js';
import { badGateway } from './badGateway.js';
import { billing } from './billing.js';
import { cancelled } from './cancelled.js';
import { contentFilter } from './contentFilter.js';
import { contextLength } from './contextLength.js';
import { invalidRequest } from './invalidRequest.js';
import { modelNotFound } from './modelNotFound.js';
import { network } from './network.js';
import { otherLanguages } from './otherLanguages.js';
import { overloaded } from './overloaded.js';
import { permission } from './permission.js';
import { quotaExhausted } from './quotaExhausted.js';
import { rateLimit } from './rateLimit.js';
import { regionRestricted } from './regionRestricted.js';
import { routing } from './routing.js';
import { serverError } from './serverError.js';
import { streamInterrupted } from './streamInterrupted.js';
import { timeout } from './timeout.js';
import { unknown } from './unknown.js';
import type { Wording } from './wording.js';

/** What stands in a text: words that tell of a failure, and words that name who wrote it. */
export type Mark = FormMatch<Wording | Signature>;

const wordings: readonly Wording[] = [
  ...rateLimit,
  ...quotaExhausted,
  ...billing,
  ...authentication,
  ...permission,
  ...regionRestricted,
  ...modelNotFound,
  ...routing,
  ...contextLength,
  ...contentFilter,
  ...invalidRequest,
  ...overloaded,
  ...serverError,
  ...badGateway,
  ...timeout,
  ...network,
  ...streamInterrupted,
  ...cancelled,
  ...unknown,
  ...otherLanguages,
];

let compiled: FindForms<Wording | Signature> | null = null;

/** In the order of the text. Compiled at the first use: activation must not pay for it. */
export function findMarks(low: string): readonly Mark[] {
  compiled ??= compileForms<Wording | Signature>([
    ...wordings.map((wording) => [ofOneShape(wording), wording.forms] as const),
    ...signatures().map((signature) => [signature, signature.forms] as const),
  ]);
  return compiled(low);
}

/** With every field in its place: whoever reads of many wordings finds it there at once. */
function ofOneShape({ rule, category, strength, origin, retryable, forms }: Wording): Mark['of'] {
  return { rule, category, strength, origin, retryable, forms };
}

export function isOfWording(mark: Mark): mark is FormMatch<Wording> {
  return 'rule' in mark.of;
}

export function isOfSignature(mark: Mark): mark is FormMatch<Signature> {
  return 'byName' in mark.of;
}
