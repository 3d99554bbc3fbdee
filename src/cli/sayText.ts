import * as l10n from '@vscode/l10n';
import { sayerOf } from '../engine/text.js';
import { engineTexts } from '../engine/texts/engineTexts.js';

/** A text of the pure rooms in the language of the terminal. */
export const sayText = sayerOf(engineTexts, (english) => l10n.t(english));
