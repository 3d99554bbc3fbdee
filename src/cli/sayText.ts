import * as l10n from '@vscode/l10n';
import { sayerOf } from '../engine/text.js';
import { engineTexts } from '../engine/texts/engineTexts.js';
import { fixTexts } from '../fixes/fixTexts.js';
import { placeTexts } from '../tools/texts/placeTexts.js';
import { planTexts } from '../tools/texts/planTexts.js';
import { watchTexts } from '../watch/watchTexts.js';

const texts = { ...engineTexts, ...placeTexts, ...watchTexts, ...planTexts, ...fixTexts };

/** A text of the pure rooms in the language of the terminal. */
export const sayText = sayerOf(texts, (english) => l10n.t(english));

/** In English, for programs. */
export const sayInEnglish = sayerOf(texts, (english) => english);
