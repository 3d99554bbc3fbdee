/** A few large buffers that all files of a watch take turns with: reading many logs at once must not cost their sum. */
export class BufferPool {
  readonly #free: Buffer[] = [];
  readonly #waiting: ((buffer: Buffer) => void)[] = [];
  #made = 0;

  constructor(
    readonly size: number,
    private readonly most: number,
  ) {}

  async with<Result>(use: (buffer: Buffer) => Promise<Result>): Promise<Result> {
    const buffer = await this.#take();
    try {
      return await use(buffer);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(buffer);
      else this.#free.push(buffer);
    }
  }

  #take(): Promise<Buffer> | Buffer {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#made === this.most) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#made += 1;
    return Buffer.allocUnsafeSlow(this.size);
  }
}
