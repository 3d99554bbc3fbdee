/** Finds every known form of words in a flat text in lower case. */
import { compileForms, type FindForms } from '../forms.js';
import { accessWordings } from './access.js';
import { limitWordings } from './limits.js';
import { requestWordings } from './request.js';
import { serviceWordings } from './service.js';
import type { Wording } from './wording.js';

const wordings: readonly Wording[] = [...limitWordings, ...accessWordings, ...requestWordings, ...serviceWordings];

let compiled: FindForms<Wording> | null = null;

/** Compiled at the first use: activation must not pay for it. */
export const findWordings: FindForms<Wording> = (text) => {
  compiled ??= compileForms(wordings.map((wording) => [wording, wording.forms] as const));
  return compiled(text);
};
