import type { Memento } from 'vscode';
import * as z from 'zod/mini';
import { Category } from '../../engine/model.js';

/** A fix that no file remembers: a profile of another extension, or a route of the endpoint. Holds no key. */
const WindowFix = z.object({
  title: z.string(),
  /** When it takes effect, as it was said; absent from those of before it was kept. */
  when: z.optional(z.string()),
  /** Epoch milliseconds. */
  at: z.number(),
  undo: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('profile'),
      extensionId: z.string(),
      activate: z.string(),
      remove: z.nullable(z.string()),
    }),
    z.object({
      kind: z.literal('route'),
      match: z.string(),
      /** The chain before; null where there was none. */
      chain: z.nullable(
        z.array(z.object({ upstream: z.string(), model: z.optional(z.string()), for: z.optional(z.array(Category)) })),
      ),
    }),
  ]),
});
export type WindowFix = z.infer<typeof WindowFix>;

const KEY = 'fixes.made';
const MOST = 20;

/** Kept over a reload of the window, on this machine. */
export class WindowFixes {
  constructor(private readonly memory: Memento) {}

  /** Newest first. */
  read(): WindowFix[] {
    const read = z.array(WindowFix).safeParse(this.memory.get(KEY));
    return read.success ? read.data : [];
  }

  async add(fix: WindowFix): Promise<void> {
    await this.memory.update(KEY, [fix, ...this.read()].slice(0, MOST));
  }

  async remove({ at }: WindowFix): Promise<void> {
    await this.memory.update(
      KEY,
      this.read().filter((each) => each.at !== at),
    );
  }
}
