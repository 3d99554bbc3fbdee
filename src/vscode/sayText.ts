import { l10n } from 'vscode';
import { sayerOf } from '../engine/text.js';
import { engineTexts } from '../engine/texts/engineTexts.js';

/** A text of the pure rooms in the editor's display language. */
export const sayText = sayerOf(engineTexts, (english) => l10n.t(english));
