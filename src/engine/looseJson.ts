/**
 * Objects as they stand in logs: JSON, a Python dict, what `console.log` or Rust's `{:?}` prints, one that was cut off, wrapped by a
 * terminal or quoted out of a string with its backslashes, one whose strings hold bare quotes. Reads what is there, never fails,
 * and takes time linear in the text.
 */

export type Loose = string | number | boolean | null | LooseObject | readonly Loose[];
export type LooseObject = ReadonlyMap<string, Loose>;

export interface LooseSpan {
  readonly value: LooseObject | readonly Loose[];
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Deeper objects are left unread. */
const MAX_DEPTH = 16;
/** The longest key, in characters; what is longer is no key. */
const MAX_KEY = 160;

export function isObject(value: unknown): value is LooseObject {
  return value instanceof Map;
}

export function isList(value: Loose): value is readonly Loose[] {
  return Array.isArray(value);
}

/** The outermost objects, and lists that begin with one, in order. A brace that opens no object costs nothing. */
export function findObjects(text: string, limit = 60): LooseSpan[] {
  const spans: LooseSpan[] = [];
  OPENING.lastIndex = 0;
  for (let open = OPENING.exec(text); open && spans.length < limit; open = OPENING.exec(text)) {
    const reader = new Reader(text, open.index);
    const value = open[0] === '{' ? reader.readObject(0) : reader.readList(0);
    // An empty object is left behind in constant time; anything else is stepped over, so that no character is read twice.
    if (isObject(value) && value.size === 0) continue;
    spans.push({ value, start: open.index, end: reader.at });
    OPENING.lastIndex = Math.max(reader.at, open.index + 1);
  }
  return spans;
}

const OPENING = /\{|\[(?=(?:\s|\\n){0,64}\{)/g;

class Reader {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  /** At `{`. */
  readObject(depth: number): LooseObject {
    const entries = new Map<string, Loose>();
    this.at += 1;
    for (;;) {
      this.skipSpace();
      const here = this.text[this.at];
      if (here === undefined) return entries;
      if (here === '}') {
        this.at += 1;
        return entries;
      }
      if (here === ',' || here === ';') {
        this.at += 1;
        continue;
      }
      const start = this.at;
      const key = this.readKey();
      if (key === null) {
        this.at = start;
        if (entries.size > 0) this.skipToSeparator();
        if (this.at === start) return entries;
        continue;
      }
      const value = this.readValue(depth);
      if (!entries.has(key)) entries.set(key, value);
    }
  }

  /** At `[`. */
  readList(depth: number): Loose[] {
    const items: Loose[] = [];
    this.at += 1;
    for (;;) {
      this.skipSpace();
      const here = this.text[this.at];
      if (here === undefined) return items;
      if (here === ']') {
        this.at += 1;
        return items;
      }
      if (here === '}') return items;
      if (here === ',') {
        this.at += 1;
        continue;
      }
      const start = this.at;
      items.push(this.readValue(depth));
      if (this.at === start) return items;
    }
  }

  private readValue(depth: number): Loose {
    this.skipSpace();
    const here = this.text[this.at];
    if (here === '{' && depth < MAX_DEPTH) return this.readObject(depth + 1);
    if (here === '[' && depth < MAX_DEPTH) return this.readList(depth + 1);
    const backslashes = this.quoteAt(this.at);
    if (backslashes >= 0) return this.readString(backslashes);
    return this.readToken(depth);
  }

  /** A key with its separator, or null. Advances past the separator only where there is a key. */
  private readKey(): string | null {
    const backslashes = this.quoteAt(this.at);
    let key: string;
    if (backslashes >= 0) {
      const quote = this.text[this.at + backslashes] ?? '"';
      const start = this.at + backslashes + 1;
      const close = this.text.slice(start, start + MAX_KEY).indexOf(quote);
      if (close === -1) return null;
      const end = start + close;
      key = this.text.slice(start, end - Math.min(backslashes, close));
      if (!PLAIN_KEY.test(key)) key = key.replaceAll(/\\n|\s{2,}|[\r\n]/g, '');
      this.at = end + 1;
    } else {
      BARE_KEY.lastIndex = this.at;
      const bare = BARE_KEY.exec(this.text);
      if (!bare) return null;
      key = bare[1] ?? bare[2] ?? '';
      this.at = BARE_KEY.lastIndex;
    }
    this.skipSpace();
    if (this.text.startsWith('=>', this.at)) this.at += 2;
    else if (this.text[this.at] === ':' || this.text[this.at] === '=') this.at += 1;
    else return null;
    return key;
  }

  /** The number of backslashes before a quote that opens here, or -1. */
  private quoteAt(at: number): number {
    let end = at;
    while (this.text[end] === '\\' && end - at < 64) end += 1;
    const quote = this.text[end];
    return quote === '"' || quote === "'" || quote === '`' || quote === '“' ? end - at : -1;
  }

  /** A string whose quotes stand behind `backslashes` backslashes each. */
  private readString(backslashes: number): string {
    const { text } = this;
    const opening = text[this.at + backslashes] ?? '"';
    const quote = opening === '“' ? '”' : opening;
    const start = this.at + backslashes + 1;
    let at = text.indexOf(quote, start);
    while (at !== -1) {
      let run = 0;
      while (run <= backslashes + 64 && text[at - run - 1] === '\\' && at - run > start) run += 1;
      const closes = backslashes === 0 ? run % 2 === 0 : run <= backslashes;
      if (closes && this.endsValue(at + 1)) {
        this.at = at + 1;
        return this.joined(text.slice(start, at - (backslashes === 0 ? 0 : run)), backslashes);
      }
      at = text.indexOf(quote, at + 1);
    }
    this.at = text.length;
    return unescape(text.slice(start), backslashes);
  }

  /** `console.log` breaks a long string into `'a' +` newline `'b'`. */
  private joined(content: string, backslashes: number): string {
    const own = unescape(content, backslashes);
    const start = this.at;
    this.skipSpace();
    if (this.text[this.at] === '+') {
      this.at += 1;
      this.skipSpace();
      const next = this.quoteAt(this.at);
      if (next >= 0) return own + this.readString(next);
    }
    this.at = start;
    return own;
  }

  /** Whether what follows a quote says that it closed a value. */
  private endsValue(from: number): boolean {
    const next = this.text[from];
    if (next === undefined || next === ',' || next === '}' || next === ':') return true;
    ENDS_VALUE.lastIndex = from;
    return ENDS_VALUE.test(this.text);
  }

  /** What stands unquoted: a number, a word, a constructor around a string or an object. */
  private readToken(depth: number): Loose {
    const { text } = this;
    const start = this.at;
    TOKEN.lastIndex = start;
    TOKEN.exec(text);
    const end = Math.max(start, TOKEN.lastIndex);
    this.at = end;
    const token = text.slice(start, end).trim();
    if (text[end] === '{' && depth < MAX_DEPTH && token !== '') return this.readObject(depth + 1);
    if (text[end] === '(') {
      this.at = end + 1;
      const backslashes = this.quoteAt(this.at);
      if (backslashes < 0) return token;
      const value = this.readString(backslashes);
      if (text[this.at] === ')') this.at += 1;
      return value;
    }
    if (/^-?\d{1,15}(?:\.\d{1,20})?$/.test(token)) return Number(token);
    if (token === 'null' || token === 'None' || token === 'undefined' || token === 'nil') return null;
    if (token === 'true' || token === 'True') return true;
    if (token === 'false' || token === 'False') return false;
    return token;
  }

  private skipToSeparator(): void {
    SEPARATOR.lastIndex = this.at;
    const found = SEPARATOR.exec(this.text);
    this.at = found ? found.index : this.text.length;
  }

  /** White space, also where it was quoted as `\n`. */
  private skipSpace(): void {
    const { text } = this;
    let { at } = this;
    let here = text.charCodeAt(at);
    while (here === BLANK || here === LINE_FEED) {
      at += 1;
      here = text.charCodeAt(at);
    }
    this.at = at;
    if (here > BLANK && here < DELETE && here !== BACKSLASH) return;
    SPACE.lastIndex = at;
    if (SPACE.test(text)) this.at = SPACE.lastIndex;
  }
}

/** Most characters are no white space, or line feeds and indents, and their code tells so. */
const BLANK = 32;
const LINE_FEED = 10;
const BACKSLASH = 92;
const DELETE = 127;
const SPACE = /(?:[\s\u00A0\u2502]|\\+[nrt])+/y;
const BARE_KEY = /(?:([A-Za-z_$@][\w.$@/-]{0,100})|\[([A-Za-z][\w.() -]{0,60})\])/y;
const TOKEN = /[^,}\]{("'\r\n]*/y;
const SEPARATOR = /[,}\n]/g;
const PLAIN_KEY = /^[\w.-]*$/;
/** A quote that ends a value is followed by a separator, the end of an object, of a call, of a line or of the text. */
const ENDS_VALUE = /(?:[\s\u00A0\u2502]|\\+[nrt]){0,200}(?:[,:}\])+;]|=>|$|[\w$]{1,60}: )/y;

/** One level of escapes off, and one more for each level that the quotes themselves were escaped. */
function unescape(content: string, backslashes: number): string {
  let out = content;
  for (let level = backslashes + 1; level >= 1 && out.includes('\\'); level >>= 1) out = unescapeOnce(out);
  return out;
}

const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\s\S]))/g;
const PLAIN: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescapeOnce(content: string): string {
  return content.replaceAll(ESCAPE, (_whole, hex4: string | undefined, hex2: string | undefined, other: string | undefined) => {
    const hex = hex4 ?? hex2;
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return other === undefined ? '' : (PLAIN[other] ?? other);
  });
}
