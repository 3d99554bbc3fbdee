/** A request's body as it came: held as a list of chunks for a resend, its model found, and for another link replaced, in the bytes. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ObjectScan, type FoundValue } from './scanObject.js';

export class RequestBody {
  #chunks: Buffer[] = [];
  #size = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * The value of the top-level `model`, by which the route is chosen: the first, where the key stands there twice. Null where
   * the body is no JSON object, or has none.
   */
  readModel(): string | null {
    const scan = new ObjectScan(['model']);
    for (const chunk of this.#chunks) {
      scan.feed(chunk, true);
      const [first] = scan.found;
      if (first) return first.text;
    }
    return null;
  }

  /** Whether the client asked for a stream. */
  readStream(): boolean {
    return this.#find('stream').at(-1)?.first === TRUE;
  }

  /** The whole body as it came; null where it is empty. */
  whole(): Buffer | null {
    if (this.#size === 0) return null;
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#size)];
    return this.#chunks[0] ?? null;
  }

  /** The body with another model, every byte beside the name left alone; null where it names none. */
  withModel(model: string): Buffer | null {
    const whole = this.whole();
    const places = this.#find('model').filter(({ text }) => text !== null);
    if (whole === null || places.length === 0) return null;
    const name = Buffer.from(JSON.stringify(model));
    const parts: Buffer[] = [];
    let done = 0;
    for (const { start, end } of places) {
      parts.push(whole.subarray(done, start), name);
      done = end;
    }
    parts.push(whole.subarray(done));
    return Buffer.concat(parts);
  }

  /** By which the same request is known again: of what is held, and of what is known beside it. */
  digest(beside: string): string {
    const hash = createHash('sha256').update(beside);
    for (const chunk of this.#chunks) hash.update(chunk);
    return hash.digest('base64');
  }

  /** What is held, then the rest as it comes: for a body that is too long to be held. */
  follow(held: Buffer | null, rest: Readable): Readable {
    this.release();
    return Readable.from(inTurn(held, rest), { objectMode: false });
  }

  /** Gives the memory back: nothing will be sent again. */
  release(): void {
    this.#chunks = [];
  }

  #find(key: string): readonly FoundValue[] {
    const scan = new ObjectScan([key]);
    for (const chunk of this.#chunks) scan.feed(chunk);
    return scan.foreign ? [] : scan.found;
  }
}

const TRUE = 0x74;

async function* inTurn(held: Buffer | null, rest: Readable): AsyncGenerator<Buffer> {
  if (held !== null) yield held;
  // A failed upstream must not take the client's connection with it: the answer goes there.
  for await (const chunk of rest.iterator({ destroyOnReturn: false })) if (Buffer.isBuffer(chunk)) yield chunk;
}
