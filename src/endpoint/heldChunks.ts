/** Bytes that are held back, without copying them until they are wanted in one piece. */
import { Buffer } from 'node:buffer';

export class HeldChunks {
  #chunks: Buffer[] = [];
  /** In bytes. */
  size = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.size += chunk.length;
  }

  /** All of it; nothing is held afterwards. */
  take(): Buffer {
    const [only] = this.#chunks;
    const all = only && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks, this.size);
    this.#chunks = [];
    this.size = 0;
    return all;
  }
}
