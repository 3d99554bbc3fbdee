/**
 * Watches a stream that is being handed on: where its events end, whether they hold content, whether its protocol's terminator
 * has come. It looks at the first bytes of each line and copies nothing: it runs for every chunk of every answer.
 */
import { Buffer } from 'node:buffer';
import type { Operation } from './operation.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;
const BRACKET = 0x5b;
const LOWER_D = 0x64;
const LOWER_E = 0x65;

/** The longest beginning of a line that tells its meaning: `data: {"type":"response.incomplete"`, with some white space. */
const TELLING = 48;

const TERMINATORS: Readonly<Record<Operation['stream'], RegExp>> = {
  chat: /"finish_reason"\s{0,4}:\s{0,4}"|\[DONE\]/,
  responses: /"response\.(?:completed|incomplete|failed)"/,
  messages: /"message_stop"/,
  none: /^/,
};

export class StreamWatch {
  readonly #stream: Operation['stream'];
  /** The protocol's terminator has come. */
  finished = false;
  /** The upstream itself has reported a failure in the stream. */
  failed = false;
  /** Where in the chunk in which `failed` came true the event begins that says so; 0 where it began before. */
  failedFrom = 0;
  /** Behind the last event's end in the chunk just fed; 0 where none ended there. */
  boundary = 0;
  /** The chunk just fed had more in it than signs of life. */
  content = false;

  /** The beginning of a line that the last chunk cut off; empty where a line begins with the next chunk. */
  #begun: Buffer | null = null;
  /** Within a line whose beginning is known. */
  #inLine = false;
  /** The event at hand is a sign of life. */
  #ping = false;

  constructor(stream: Operation['stream']) {
    this.#stream = stream;
  }

  feed(chunk: Buffer): void {
    this.boundary = 0;
    this.content = false;
    const { length } = chunk;
    if (chunk[length - 1] === CARRIAGE_RETURN && chunk[length - 2] === CARRIAGE_RETURN) {
      this.#passReturns(chunk);
      return;
    }
    let at = 0;
    if (this.#inLine) {
      at = chunk.indexOf(LINE_FEED) + 1;
      if (at === 0) {
        this.content = !this.#ping;
        return;
      }
      this.#inLine = false;
    } else if (this.#begun !== null) {
      at = this.#completeLine(this.#begun, chunk);
      if (at === -1) return;
    }
    while (at < length) {
      const byte = chunk[at];
      if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && chunk[at + 1] === LINE_FEED)) {
        at += byte === LINE_FEED ? 1 : 2;
        this.#endEvent(at);
        continue;
      }
      const end = chunk.indexOf(LINE_FEED, at);
      if (end === -1 && length - at < TELLING) {
        this.#begun = chunk.subarray(at);
        return;
      }
      this.#readLine(chunk, at);
      if (end === -1) {
        this.#inLine = true;
        return;
      }
      at = end + 1;
    }
  }

  /** Lines may end in lone carriage returns, though no known server's do: then events are told apart where a chunk ends with one. */
  #passReturns(chunk: Buffer): void {
    this.content = chunk[0] !== COLON;
    this.boundary = chunk.length;
    this.#begun = null;
    this.#inLine = false;
    this.#ping = false;
  }

  /** Whether the end of the stream is an orderly one, `last` being what of it came last. Some servers leave `[DONE]` out. */
  endsWell(last: readonly Buffer[]): boolean {
    if (this.#begun !== null) this.#readLine(this.#begun, 0);
    return this.finished || this.failed || TERMINATORS[this.#stream].test(Buffer.concat(last).toString('latin1'));
  }

  /** A line that began in an earlier chunk. Gives where the next line begins, or -1. */
  #completeLine(begun: Buffer, chunk: Buffer): number {
    const end = chunk.indexOf(LINE_FEED);
    const line = Buffer.concat([begun, chunk.subarray(0, end === -1 ? TELLING : Math.min(end + 1, TELLING))]);
    if (end === -1 && line.length < TELLING) {
      this.#begun = line;
      return -1;
    }
    this.#begun = null;
    if (line[0] === CARRIAGE_RETURN && line[1] === LINE_FEED) this.#endEvent(end + 1);
    else this.#readLine(line, 0);
    this.#inLine = end === -1;
    return end === -1 ? -1 : end + 1;
  }

  #endEvent(at: number): void {
    this.boundary = at;
    this.#ping = false;
  }

  #readLine(line: Buffer, at: number): void {
    const first = line[at];
    if (first === COLON) return;
    if (first === LOWER_D) {
      if (this.#ping) return;
      this.content = true;
      // `data:`
      const from = line[at + 5] === SPACE ? at + 6 : at + 5;
      if (startsWith(line, from, ERROR_FIELD)) this.#fail();
      else if (this.#stream === 'chat') this.finished ||= line[from] === BRACKET;
      else if (startsWith(line, from, TYPE_FIELD)) this.#readName(line, from + TYPE_FIELD.length);
    } else if (first === LOWER_E) {
      // `event:`
      this.#readName(line, line[at + 6] === SPACE ? at + 7 : at + 6);
    }
  }

  #fail(): void {
    if (this.failed) return;
    this.failed = true;
    this.failedFrom = this.boundary;
  }

  #readName(line: Buffer, at: number): void {
    if (startsWith(line, at, PING)) this.#ping = true;
    else if (startsWith(line, at, ERROR)) this.#fail();
    else if (this.#stream === 'messages') {
      if (startsWith(line, at, MESSAGE_STOP)) this.finished = true;
    } else if (startsWith(line, at, COMPLETED) || startsWith(line, at, INCOMPLETE)) this.finished = true;
    else if (startsWith(line, at, FAILED)) this.#fail();
  }
}

const ERROR_FIELD = Buffer.from('{"error":{');
const TYPE_FIELD = Buffer.from('{"type":"');
const PING = Buffer.from('ping');
const ERROR = Buffer.from('error');
const MESSAGE_STOP = Buffer.from('message_stop');
const COMPLETED = Buffer.from('response.completed');
const INCOMPLETE = Buffer.from('response.incomplete');
const FAILED = Buffer.from('response.failed');

/** From the last byte, in which the names differ most. */
function startsWith(line: Buffer, at: number, name: Buffer): boolean {
  for (let index = name.length - 1; index >= 0; index -= 1) if (line[at + index] !== name[index]) return false;
  return true;
}
