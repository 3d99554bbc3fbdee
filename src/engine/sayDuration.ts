import { durationText } from './durationText.js';
import { sayEnglish } from './sayEnglish.js';

export function sayDuration(seconds: number): string {
  return sayEnglish(durationText(seconds));
}
