/**
 * Finds literals in raw bytes with the runtime's own search, one pass a literal: several times faster than decoding, and than any
 * expression over decoded text.
 */

/**
 * Node looks for a needle of less than eight bytes by its first byte with `memchr`; for a longer one it soon turns to skipping,
 * which on logs is several times slower (`nodejs/node:src/string_search.h`). So a short probe is looked for, and the rest compared.
 */
const PROBE_BYTES = 7;

/** Of a literal's bytes the rarest is best to begin the probe with. From rare to common in logs; what is not listed is common. */
const RARE = ['~^`$%&*+<>|;!?@#\\(){}', '_=', 'JQXZKVWYGBHUF', 'NOSRPMTACDLEI', '[]\'"'];

interface Needle {
  readonly bytes: Buffer;
  readonly probe: Buffer;
  /** Where in `bytes` the probe begins. */
  readonly offset: number;
}

export class SignalSearch {
  /** Bytes of the longest literal. */
  readonly longest: number;
  readonly #needles: readonly Needle[];
  /** For each literal its first place at or after the last question, -1 for none. */
  readonly #places: number[];
  #bytes: Buffer = Buffer.alloc(0);

  constructor(signals: readonly string[]) {
    this.#needles = signals.map(probe);
    this.#places = signals.map(() => -1);
    this.longest = Math.max(1, ...this.#needles.map(({ bytes }) => bytes.length));
  }

  /** From now on `next` answers for `bytes`. What lies before `from` is known: a literal counts if it ends after that. */
  begin(bytes: Buffer, from: number): void {
    this.#bytes = bytes;
    this.#needles.forEach((needle, index) => {
      this.#places[index] = find(bytes, needle, Math.max(0, from - needle.bytes.length + 1));
    });
  }

  /** The first literal's index at or after `from`, which never goes back; -1 for none. */
  next(from: number): number {
    let first = -1;
    this.#needles.forEach((needle, index) => {
      let place = this.#places[index] ?? -1;
      if (place !== -1 && place < from) {
        place = find(this.#bytes, needle, from);
        this.#places[index] = place;
      }
      if (place !== -1 && (first === -1 || place < first)) first = place;
    });
    return first;
  }
}

function probe(signal: string): Needle {
  const bytes = Buffer.from(signal);
  const ranks = Array.from(signal.slice(0, Math.max(1, signal.length - PROBE_BYTES + 1)), (character) => {
    const rank = RARE.findIndex((characters) => characters.includes(character));
    return rank === -1 ? RARE.length : rank;
  });
  const offset = ranks.indexOf(Math.min(...ranks));
  return { bytes, probe: bytes.subarray(offset, offset + PROBE_BYTES), offset };
}

function find(bytes: Buffer, needle: Needle, from: number): number {
  for (let place = from; ; place += 1) {
    const found = bytes.indexOf(needle.probe, place + needle.offset);
    if (found === -1) return -1;
    place = found - needle.offset;
    if (isAt(bytes, needle.bytes, place)) return place;
  }
}

function isAt(bytes: Buffer, needle: Buffer, place: number): boolean {
  for (let index = 0; index < needle.length; index += 1) if (bytes[place + index] !== needle[index]) return false;
  return true;
}
