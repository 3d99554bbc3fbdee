import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import type { Exchange } from '../endpoint/exchange.js';
import type { Diagnosis } from '../engine/model.js';
import type { Chronicle, ChronicleNote } from '../incidents/chronicle.js';
import type { AnsweredCall } from '../incidents/incidentState.js';
import { causeOf } from './causeOf.js';
import { ChronicleFile } from './chronicleFile.js';
import type { Owned } from './disposableList.js';
import { reportBroken, type Log } from './log.js';
import { answeredCall, noteExchange } from './noteExchange.js';

/** A wrapper is written before the cause is seen, in another log or on the wire; only then is it known what is to be counted. */
const SETTLE_MS = 10_000;
/** A busy endpoint writes no more often than this. */
const WRITE_AFTER_MS = 10_000;
const READ_AGAIN_MS = 15_000;
/** Pages follow a busy endpoint at this pace. */
const SHOW_AFTER_MS = 1_000;
/** Of models that were answered. */
const MOST_ANSWERS = 200;
/** Records remembered as counted. */
const MOST_COUNTED = 5_000;

/** What is known of a failed call by now. */
export interface KnownCall {
  readonly diagnosis: Diagnosis;
  /** Of the records that tell of it: another window may know it by another one, and has no wire, or no endpoint. */
  readonly prints: readonly number[];
}

interface FailedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly known: () => KnownCall;
  /** Milliseconds of `performance.now()`, which no setting of the clock holds up. */
  readonly notedAt: number;
}

/** What this window adds to the chronicle of all windows: calls that came to nothing, and calls through the endpoint. */
export class WindowChronicle implements Owned {
  private failures: FailedCall[] = [];
  private readonly counted = new Set<number>();
  private readAt = -Infinity;
  private readonly answered = new Map<string, AnsweredCall>();
  private writing: ReturnType<typeof setTimeout> | null = null;
  private changing: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly file: ChronicleFile,
    private readonly onChange: () => void,
  ) {}

  /** @param known asked when it is counted, and whenever it is shown before; `at` in epoch milliseconds */
  noteFailure(at: number, known: () => KnownCall): void {
    this.failures.push({ at, known, notedAt: performance.now() });
    this.writeSoon();
  }

  noteExchange(exchange: Exchange): void {
    const note = noteExchange(exchange);
    const answer = answeredCall(exchange);
    if (answer) this.keepAnswer(answer);
    if (!note && !answer) return;
    if (note) this.file.add([note]);
    this.writeSoon();
    this.changing ??= setTimeout(() => this.change(), SHOW_AFTER_MS);
  }

  /** Calls through the endpoint that were answered while this window was open: of each tool and model the newest. */
  get answers(): readonly AnsweredCall[] {
    return [...this.answered.values()];
  }

  /** As far as this window knows: with what is still to be written. Who shows it has what other windows counted read again, too. */
  current(): Chronicle {
    if (Math.abs(Date.now() - this.readAt) > READ_AGAIN_MS) void this.reload();
    return this.file.current(this.notesOf(this.failures, new Set(this.counted)));
  }

  /** Reads what other windows have counted. */
  async reload(): Promise<void> {
    this.readAt = Date.now();
    await this.file.read();
    this.onChange();
  }

  /** Writes all there is, settled or not. */
  async flush(): Promise<void> {
    this.settle(Infinity);
    await this.file.flush();
  }

  dispose(): void {
    if (this.writing) clearTimeout(this.writing);
    if (this.changing) clearTimeout(this.changing);
  }

  private change(): void {
    this.changing = null;
    this.onChange();
  }

  private keepAnswer(answer: AnsweredCall): void {
    const key = JSON.stringify([answer.tool, answer.model]);
    this.answered.delete(key);
    this.answered.set(key, answer);
    const [oldest] = this.answered.keys();
    if (this.answered.size > MOST_ANSWERS && oldest !== undefined) this.answered.delete(oldest);
  }

  private writeSoon(): void {
    this.writing ??= setTimeout(() => {
      this.writing = null;
      this.settle(performance.now() - SETTLE_MS);
      void this.file.flush();
      if (this.failures.length > 0) this.writeSoon();
    }, WRITE_AFTER_MS);
  }

  /** Counts what was noted up to `notedAt`. */
  private settle(notedAt: number): void {
    const settled = this.failures.filter((each) => each.notedAt <= notedAt);
    this.failures = this.failures.filter((each) => each.notedAt > notedAt);
    this.file.add(this.notesOf(settled, this.counted));
    for (const print of [...this.counted].slice(0, -MOST_COUNTED)) this.counted.delete(print);
  }

  /** Records between two calls of this window may seem to tell of both: what told of one tells of no other. */
  private notesOf(calls: readonly FailedCall[], counted: Set<number>): ChronicleNote[] {
    return calls.flatMap(({ at, known }) => {
      const { diagnosis, prints } = known();
      const [own] = prints;
      if (own === undefined || counted.has(own) || isNobodys(diagnosis)) return [];
      const fresh = prints.filter((print) => !counted.has(print));
      for (const print of fresh) counted.add(print);
      const ids = fresh.map((print) => `failure ${print}`);
      return [{ ids, at, failed: [causeOf(diagnosis, null)], recovered: [], traffic: [] }];
    });
  }
}

export function openChronicle(context: ExtensionContext, log: Log, onChange: () => void): WindowChronicle {
  const file = new ChronicleFile(join(context.globalStorageUri.fsPath, 'chronicle.json'), {
    now: Date.now,
    onFailure: (error) => reportBroken(log, 'The chronicle', error),
    onBroken: (aside) =>
      log.warn(`The chronicle could not be read whole. What reads of it is kept; the file as it was is now ${aside}.`),
  });
  return new WindowChronicle(file, onChange);
}

function isNobodys({ category }: Diagnosis): boolean {
  return category === 'cancelled' || category === 'not_an_error';
}
