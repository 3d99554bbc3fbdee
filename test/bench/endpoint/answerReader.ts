/** One HTTP answer after the other, as the bytes of a connection hold them: looked at as little as tells where each ends. */
import { Buffer } from 'node:buffer';

const HEAD_END = Buffer.from('\r\n\r\n');
/** Holds the end of a body, what may frame it, and the last chunk. */
const TAIL = 64;
const LAST_CHUNK = '\r\n0\r\n\r\n';

export class AnswerReader {
  status = 0;
  /** The end of the body; once it is whole, without what frames it. */
  tail = '';
  #head = '';
  #inBody = false;
  /** Of the body's bytes; null where it comes in chunks. */
  #left: number | null = null;

  /** Whether the answer is over. `length` is what is used of the buffer, which is not kept. */
  feed(buffer: Uint8Array, length: number): boolean {
    const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, length);
    let from = 0;
    if (!this.#inBody) {
      const end = this.#head === '' ? bytes.indexOf(HEAD_END) : -1;
      const head = this.#head + bytes.toString('latin1', 0, end === -1 ? length : end + HEAD_END.length);
      const headEnd = end === -1 ? head.indexOf('\r\n\r\n') : head.length - HEAD_END.length;
      if (headEnd === -1) {
        this.#head = head;
        return false;
      }
      from = headEnd + HEAD_END.length - this.#head.length;
      this.#readHead(head);
    }
    return this.#readBody(bytes, from);
  }

  #readHead(head: string): void {
    const told = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    this.status = Number(head.slice(9, 12));
    this.#left = told === undefined ? null : Number(told);
    this.#head = '';
    this.tail = '';
    this.#inBody = true;
  }

  #readBody(bytes: Buffer, from: number): boolean {
    const { length } = bytes;
    const piece = bytes.toString('latin1', Math.max(from, length - TAIL), length);
    this.tail = piece.length === TAIL ? piece : (this.tail + piece).slice(-TAIL);
    if (this.#left === null) {
      if (!this.tail.endsWith(LAST_CHUNK)) return false;
      this.tail = this.tail.slice(0, -LAST_CHUNK.length).replaceAll(/\r\n[\da-f]+\r\n/g, '');
    } else {
      this.#left -= length - from;
      if (this.#left > 0) return false;
    }
    this.#inBody = false;
    return true;
  }
}
