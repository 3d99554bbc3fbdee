/**
 * `work`, one run at a time: asked for while it runs, it runs once more, however often that was. The promise settles when nothing
 * is left to do, and rejects with what a run threw.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let asked = 0;
  const run = async (): Promise<void> => {
    let done: number;
    do {
      done = asked;
      await work();
    } while (done !== asked);
  };
  return () => {
    asked += 1;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
