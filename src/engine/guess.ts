/** Where a client, which was told nothing, begins to guess: `This might be due to: moderation, too large a context, high demand`. */
import { cued, has } from './cues.js';
import type { Piece } from './peel.js';

const GUESS = cued(
  /\b(?:this|these|it|which|that) (?:may|might|could) (?:also )?(?:be|have been) (?:due|because|caused)|\bmay be (?:temporarily|currently|down|overloaded)\b|\b(?:possible|potential|common) (?:causes?|reasons?)\b|可能是|可能由于|可能因为/i,
  'may be|might be|could be|also be|have been|possible|potential|common|可能',
);

/** Words that stand there or later are one guess among several; `Infinity` where there is none. */
export function guessesFrom({ text, cues }: Piece): number {
  return has(cues, GUESS.cue) ? (GUESS.pattern.exec(text)?.index ?? Infinity) : Infinity;
}

/** Less than words that say that they know no cause. */
export const GUESSED = 8;
