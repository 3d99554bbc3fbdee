import { sayerOf } from './text.js';
import { engineTexts } from './texts/engineTexts.js';

/** The engine's texts in English, whatever the person's language: for models, programs and HTTP answers. */
export const sayEnglish = sayerOf(engineTexts, (english) => english);
