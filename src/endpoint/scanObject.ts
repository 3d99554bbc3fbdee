/**
 * Reads a few keys of a JSON object's top level from its bytes, without parsing it: an agent's request holds a quarter of a
 * megabyte, and parsing it would double what the request costs here.
 */
import { Buffer } from 'node:buffer';

/** One value of a watched key. Offsets are from the body's first byte, and take the quotes in. */
export interface FoundValue {
  readonly key: string;
  readonly start: number;
  /** Behind the closing quote; for what is no string, the same as `start`. */
  readonly end: number;
  /** The string's value; null for what is no string. */
  readonly text: string | null;
  /** The first byte of what is no string: `n` of null, `t` of true, `{`. */
  readonly first: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;

/** Longer keys and values are none that are looked for. */
const LONGEST_TEXT = 512;
/** A short run is faster looked through here than by a call into native code; code in prompts is full of escaped quotes. */
const SHORT_RUN = 64;

export class ObjectScan {
  readonly #watched: readonly string[];
  /** In the order of the text; a key may stand there twice. */
  readonly found: FoundValue[] = [];
  /** The outermost value has ended. */
  complete = false;
  /** What came is no JSON object or array, or more follows behind its end. */
  foreign = false;

  /** Bytes before the chunk at hand. */
  #before = 0;
  #depth = 0;
  #inObject = false;
  #inString = false;
  /** The chunk before ended on the backslash of an escape. */
  #escaped = false;
  /** At the top level: behind the colon of a key. */
  #afterColon = false;
  #key: string | null = null;
  /** The value behind the colon has begun. */
  #valueBegun = false;
  /** What is kept of the string at hand; null where it is of no interest. */
  #kept: string | null = null;
  #stringStart = 0;

  constructor(watched: readonly string[]) {
    this.#watched = watched;
  }

  /** A further part of the body. `enough` stops it early, at the first value found. */
  feed(chunk: Buffer, enough = false): void {
    if (this.foreign) return;
    const { length } = chunk;
    let at = 0;
    while (at < length) {
      if (this.#inString) {
        at = this.#passString(chunk, at);
        if (enough && this.found.length > 0) return;
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (this.#depth === 1 && this.#inObject && this.#afterColon && !this.#valueBegun && byte > SPACE)
        this.#beginValue(byte, at);
      switch (byte) {
        case QUOTE:
          if (this.#depth === 0) {
            this.foreign = true;
            return;
          }
          this.#inString = true;
          if (this.#depth === 1 && this.#inObject && (!this.#afterColon || this.#key !== null)) {
            this.#kept = '';
            this.#stringStart = this.#before + at;
          }
          break;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          if (this.#depth === 0) {
            if (this.complete) {
              this.foreign = true;
              return;
            }
            this.#inObject = byte === OPEN_BRACE;
          }
          this.#depth += 1;
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          this.#depth -= 1;
          if (this.#depth === 0) this.complete = true;
          break;
        case COLON:
          if (this.#depth === 1) this.#afterColon = true;
          break;
        case COMMA:
          if (this.#depth === 1) {
            this.#afterColon = false;
            this.#valueBegun = false;
            this.#key = null;
          }
          break;
        default:
      }
      // A byte that is no white space, outside of the one value.
      if (
        this.#depth <= 0 &&
        byte > SPACE &&
        !(this.complete && (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && this.#depth === 0)
      ) {
        this.foreign = true;
        return;
      }
      at += 1;
    }
    this.#before += length;
  }

  #beginValue(byte: number, at: number): void {
    this.#valueBegun = true;
    if (this.#key === null || byte === QUOTE) return;
    const start = this.#before + at;
    this.found.push({ key: this.#key, start, end: start, text: null, first: byte });
  }

  /** Goes on behind the string's closing quote, or to the chunk's end. */
  #passString(chunk: Buffer, from: number): number {
    const end = this.#findQuote(chunk, this.#escaped ? from + 1 : from);
    if (this.#kept !== null && this.#kept.length <= LONGEST_TEXT) {
      this.#kept += chunk.toString('latin1', from, Math.min(end, from + LONGEST_TEXT + 1));
    }
    if (end >= chunk.length) return chunk.length;
    this.#inString = false;
    if (this.#kept !== null) this.#endString(this.#kept, this.#before + end + 1);
    this.#kept = null;
    return end + 1;
  }

  /** The index of the quote that ends the string; the chunk's length where it goes on. `from` is behind an escape. */
  #findQuote(chunk: Buffer, from: number): number {
    const { length } = chunk;
    this.#escaped = false;
    let at = from;
    while (at < length) {
      const soon = Math.min(length, at + SHORT_RUN);
      while (at < soon) {
        const byte = chunk[at];
        if (byte === QUOTE) return at;
        at += byte === BACKSLASH ? 2 : 1;
      }
      if (at >= length) break;
      const quote = chunk.indexOf(QUOTE, at);
      const stop = quote === -1 ? length : quote;
      let backslashes = 0;
      while (stop - backslashes > at && chunk[stop - backslashes - 1] === BACKSLASH) backslashes += 1;
      if (backslashes % 2 === 0) {
        if (quote !== -1) return quote;
        at = length;
      } else {
        at = stop + 1;
      }
    }
    this.#escaped = at > length;
    return length;
  }

  #endString(raw: string, end: number): void {
    const text = raw.length > LONGEST_TEXT ? null : decode(raw);
    if (!this.#afterColon) {
      this.#key = text !== null && this.#watched.includes(text) ? text : null;
    } else if (this.#key !== null) {
      this.found.push({ key: this.#key, start: this.#stringStart, end, text, first: QUOTE });
      this.#key = null;
    }
  }
}

const PLAIN = /^[\x20-\x5b\x5d-\x7e]*$/;

/** The content of a JSON string, given as Latin-1; null where it is not a well-formed one. */
function decode(raw: string): string | null {
  if (PLAIN.test(raw)) return raw;
  try {
    const value: unknown = JSON.parse(`"${Buffer.from(raw, 'latin1').toString('utf8')}"`);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
