/** The page's texts in the editor's display language: `t('Retry in {tool}', { tool })`. English is the key, and said where none is known. */
import * as l10n from '@vscode/l10n';
import type { ArgsOf } from '../engine/text.js';

// The host writes the bundle that the editor has loaded into the page; for English there is none.
const { l10n: bundle } = document.documentElement.dataset;
if (bundle !== undefined) l10n.config({ contents: bundle });

/** An argument that is missing or misspelt is a type error. */
export function t<Template extends string>(english: Template, ...[args]: ArgsOf<Template, string | number>): string {
  return l10n.t(english, args ?? {});
}
