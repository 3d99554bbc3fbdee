import type { JournalEntry } from '../fixes/journal.js';
import { sayInEnglish } from './sayText.js';

/** A fix for a program. */
export function presentFix(fix: JournalEntry): object {
  return { ...fix, title: sayInEnglish(fix.title) };
}
