/** Two buffers: one is filled while the other is searched. The second is made when a file is longer than the first. */
export class ReadBuffers {
  readonly first: Buffer;
  #second: Buffer | null = null;

  constructor(size: number) {
    this.first = Buffer.allocUnsafeSlow(size);
  }

  /** The one that is not `taken`. */
  other(taken: Buffer): Buffer {
    if (taken !== this.first) return this.first;
    this.#second ??= Buffer.allocUnsafeSlow(this.first.length);
    return this.#second;
  }
}

/** A few large buffers that all files of a watch take turns with: reading many logs at once must not cost their sum. */
export class BufferPool {
  readonly #size: number;
  readonly #most: number;
  readonly #free: ReadBuffers[] = [];
  readonly #waiting: ((buffers: ReadBuffers) => void)[] = [];
  #made = 0;

  /** `size` in bytes; at most `most` files are read at a time. */
  constructor(size: number, most: number) {
    this.#size = size;
    this.#most = most;
  }

  async with<Result>(use: (buffers: ReadBuffers) => Promise<Result>): Promise<Result> {
    const buffers = await this.#take();
    try {
      return await use(buffers);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(buffers);
      else this.#free.push(buffers);
    }
  }

  #take(): Promise<ReadBuffers> | ReadBuffers {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#made === this.#most) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#made += 1;
    return new ReadBuffers(this.#size);
  }
}
