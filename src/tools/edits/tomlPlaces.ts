/** Where keys, values and tables stand in a text that is valid TOML. What a parser makes of them is not looked at. */

interface Entry {
  /** From the top of the document. */
  readonly path: readonly string[];
  /** From and to of the value. */
  readonly value: readonly [number, number];
  /** Whether it stands on a line of its own, not in an inline table. */
  readonly ownLine: boolean;
}

interface Table {
  readonly path: readonly string[];
  /** From and to of the head, with its brackets. */
  readonly head: readonly [number, number];
}

export interface TomlPlaces {
  /** Those of arrays of tables are left out: no path names them. */
  readonly entries: readonly Entry[];
  readonly tables: readonly Table[];
  /** Where the first head of a table or of an array of tables begins; null where there is none. */
  readonly firstHead: number | null;
}

export function findTomlPlaces(text: string): TomlPlaces {
  const walk = new Walk(text);
  let firstHead: number | null = null;
  /** Null in an array of tables. */
  let path: readonly string[] | null = [];
  for (walk.skipGaps(); !walk.atEnd; walk.skipGaps()) {
    if (!walk.sees('[')) {
      walk.readPair(path, true);
      continue;
    }
    const start = walk.at;
    firstHead ??= start;
    const isList = walk.sees('[[');
    walk.at += isList ? 2 : 1;
    const key = walk.readKey();
    walk.at += isList ? 2 : 1;
    path = isList ? null : key;
    if (path !== null) walk.tables.push({ path, head: [start, walk.at] });
  }
  return { entries: walk.entries, tables: walk.tables, firstHead };
}

class Walk {
  at = 0;
  readonly entries: Entry[] = [];
  readonly tables: Table[] = [];

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  sees(some: string): boolean {
    return this.text.startsWith(some, this.at);
  }

  /** Blanks, line ends and comments. */
  skipGaps(): void {
    for (;;) {
      if (this.sees('#')) this.skipLine();
      else if (this.isOneOf(' \t\r\n')) this.at += 1;
      else return;
    }
  }

  /** Ends behind the key and the blanks after it. */
  readKey(): string[] {
    const path: string[] = [];
    for (;;) {
      this.skipBlanks();
      const start = this.at;
      if (this.isOneOf('"\'')) {
        this.skipString();
        path.push(unquote(this.text.slice(start, this.at)));
      } else {
        while (!this.atEnd && !this.isOneOf(' \t.=]')) this.at += 1;
        path.push(this.text.slice(start, this.at));
      }
      this.skipBlanks();
      if (!this.sees('.')) return path;
      this.at += 1;
    }
  }

  readPair(parent: readonly string[] | null, ownLine: boolean): void {
    const path = parent === null ? null : [...parent, ...this.readKey()];
    if (path === null) this.readKey();
    // The equals sign.
    this.at += 1;
    this.skipBlanks();
    const start = this.at;
    const index = this.entries.length;
    this.skipValue(path);
    // In front of those of an inline table: the text's order.
    if (path !== null) this.entries.splice(index, 0, { path, value: [start, this.at], ownLine });
  }

  private skipValue(path: readonly string[] | null): void {
    if (this.isOneOf('"\'')) this.skipString();
    else if (this.sees('[')) this.skipList(']', () => this.skipValue(null));
    else if (this.sees('{')) this.skipList('}', () => this.readPair(path, false));
    else {
      const start = this.at;
      while (!this.atEnd && !this.isOneOf(',]}#\r\n')) this.at += 1;
      this.at = start + this.text.slice(start, this.at).trimEnd().length;
    }
  }

  private skipList(end: string, skipItem: () => void): void {
    this.at += 1;
    for (this.skipGaps(); !this.atEnd && !this.sees(end); this.skipGaps()) {
      const start = this.at;
      if (!this.sees(',')) skipItem();
      // A comma; and whatever no item begins with, so that the walk comes to an end on any text.
      if (this.at === start) this.at += 1;
    }
    this.at += 1;
  }

  private skipString(): void {
    const quote = this.text.charAt(this.at);
    const isLong = this.sees(quote.repeat(3));
    const end = isLong ? quote.repeat(3) : quote;
    this.at += end.length;
    while (!this.atEnd && !this.sees(end)) this.at += quote === '"' && this.sees('\\') ? 2 : 1;
    this.at += end.length;
    // Up to two quotes may stand before the closing three.
    for (let extra = isLong ? 2 : 0; extra > 0 && this.sees(quote); extra -= 1) this.at += 1;
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end === -1 ? this.text.length : end;
  }

  private skipBlanks(): void {
    while (this.isOneOf(' \t')) this.at += 1;
  }

  private isOneOf(some: string): boolean {
    return !this.atEnd && some.includes(this.text.charAt(this.at));
  }
}

/** A quoted key; one with an escape that JSON does not have keeps it, and is no key that is looked for. */
function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
