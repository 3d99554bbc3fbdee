/** The page's texts in the editor's display language: `t('Retry in {tool}', { tool })`. English is the key, and said where none is known. */
import * as l10n from '@vscode/l10n';

// The host writes the bundle that the editor has loaded into the page; for English there is none.
const { l10n: bundle } = document.documentElement.dataset;
if (bundle !== undefined) l10n.config({ contents: bundle });

export const { t } = l10n;
