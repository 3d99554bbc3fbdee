/** Codes that one provider alone documents: where nothing else names the provider, such a code does. */
import { providers } from './providers/list.js';
import type { Provider } from './providers/provider.js';
import { isStatus } from './status.js';

/** A broad code of fewer letters is one that anybody could have thought of. */
const TELLING = 22;
/** One or two of the words that all providers use: `provider_error`, `invalid_json`, `overloaded`. Tried on our own codes alone. */
const PLAIN =
  /^(?:access|account|api|apikey|auth|authentication|authorization|bad|balance|billing|body|canceled|cancelled|capacity|content|context|credits?|data|db|denied|empty|engine|error|exceeded|exception|expired|failed|filtered|found|gateway|image|inactive|insufficient|internal|invalid|json|key|length|limit|loading|malformed|message|missing|model|modelnot|network|no|not|overloaded|parameter|payment|permission|prompt|provider|quota|rate|refusal|request|required|response|safety|server|service|stream|system|timeout|token|type|unauthorized|unavailable|unknown|unprocessable|unsupported|upstream|usage|user|validation){1,2}$/;

let owners: ReadonlyMap<string, string> | null = null;

/** The id of the one provider that documents the code, or null. */
export function ownerOfCode(code: string): string | null {
  owners ??= collect();
  return owners.get(code.toLowerCase()) ?? null;
}

function collect(): Map<string, string> {
  const found = new Map<string, string>();
  const shared = new Set<string>();
  // One API's codes are New API's.
  const seen = new Set<Provider['codes']>();
  for (const { id, codes: groups } of providers) {
    if (seen.has(groups)) continue;
    seen.add(groups);
    for (const { codes, broad } of groups) {
      for (const code of codes) {
        const plain = (broad === true && code.length < TELLING) || PLAIN.test(code.replaceAll(/[\s_.-]/g, ''));
        if (plain || code.length < 4 || isStatus(Number(code)) || found.has(code)) shared.add(code);
        else found.set(code, id);
      }
    }
  }
  for (const code of shared) found.delete(code);
  return found;
}
