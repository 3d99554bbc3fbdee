/** What tests of single files get for `vscode`: its texts, in English. Whatever else a file uses of it needs the whole fake. */
import { fillIn } from './fakeVscode.js';

export const l10n = { t: fillIn };
export const env = { language: 'en' };
