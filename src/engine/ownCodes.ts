/** Codes that one provider alone documents: where nothing else names the provider, such a code does. */
import { providers } from './providers/list.js';
import { isStatus } from './status.js';

/** A broad code of fewer letters is one that anybody could have thought of. */
const TELLING = 22;

let owners: ReadonlyMap<string, string> | null = null;

/** The id of the one provider that documents the code, or null. */
export function ownerOfCode(code: string): string | null {
  owners ??= collect();
  return owners.get(code.toLowerCase()) ?? null;
}

function collect(): Map<string, string> {
  const found = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, codes: groups } of providers) {
    for (const { codes, broad } of groups) {
      for (const code of codes) {
        const plain = broad === true && code.length < TELLING;
        if (plain || code.length < 4 || isStatus(Number(code)) || found.has(code)) shared.add(code);
        else found.set(code, id);
      }
    }
  }
  for (const code of shared) found.delete(code);
  return found;
}
