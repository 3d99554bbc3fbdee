import { sayerOf, textsOf } from '../engine/text.js';
import { watchTexts } from './watchTexts.js';

export const watchText = textsOf<typeof watchTexts>();

/** For the log, which is English whatever the person's language. */
export const sayWatchText = sayerOf(watchTexts, (english) => english);
