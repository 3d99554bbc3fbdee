import { l10n } from 'vscode';
import { sayerOf } from '../../engine/text.js';
import { fixTexts } from '../../fixes/fixTexts.js';
import { planTexts } from '../../tools/texts/planTexts.js';

/** What planners and the room of fixes say. */
export const sayFixText = sayerOf({ ...planTexts, ...fixTexts }, (english) => l10n.t(english));
