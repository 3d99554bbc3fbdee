/** What is read of a long text: its head, its tail, and the surroundings of words that stand beside errors. */

const HEAD = 24_000;
const TAIL = 16_000;
const BEFORE = 400;
const AFTER = 2_400;
const MAX_WINDOWS = 2;
/** Words that stand right before a failure's own text in records that hold a whole conversation as well. */
const SIGNALS = [
  '"statusCode"',
  'statusCode',
  '"responseBody"',
  'responseBody',
  '"error":',
  "'error':",
  'Error: ',
  'Error code:',
  'API Error',
];

export function bound(text: string): string {
  if (text.length <= HEAD + TAIL) return text;
  const windows: [number, number][] = [[0, HEAD]];
  const tailStart = text.length - TAIL;
  for (const signal of SIGNALS) {
    let found = 0;
    let at = text.indexOf(signal, HEAD);
    while (at !== -1 && at < tailStart && found < MAX_WINDOWS) {
      windows.push([Math.max(HEAD, at - BEFORE), Math.min(tailStart, at + AFTER)]);
      found += 1;
      at = text.indexOf(signal, at + AFTER);
    }
  }
  windows.push([tailStart, text.length]);
  windows.sort((a, b) => a[0] - b[0]);
  let out = '';
  let reached = 0;
  for (const [from, to] of windows) {
    if (to <= reached) continue;
    out += from > reached && reached > 0 ? `\n${text.slice(from, to)}` : text.slice(Math.max(from, reached), to);
    reached = to;
  }
  return out;
}
