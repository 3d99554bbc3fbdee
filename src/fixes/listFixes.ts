/** The journal, for a person. */
import { Journal, type JournalEntry } from './journal.js';
import { settleFixes } from './settleFixes.js';

/**
 * Newest first, after what a crash cut short is settled and what is too old is removed.
 *
 * @param now epoch milliseconds
 */
export async function listFixes(folder: string, now: number): Promise<JournalEntry[]> {
  await settleFixes(folder, now);
  const journal = new Journal(folder);
  await journal.prune(now);
  return journal.read();
}
