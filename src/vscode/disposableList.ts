/** What can be disposed of; VS Code's own `Disposable` is one. */
export interface Owned {
  dispose(): unknown;
}

/** The owner of what a feature registers. What is added after the disposal is disposed at once: a slow start must not leak. */
export class DisposableList implements Owned {
  private readonly items = new Set<Owned>();
  private disposed = false;

  add<T extends Owned>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.add(item);
    return item;
  }

  /** Newest first: what came later may lean on what came before. */
  dispose(): void {
    this.disposed = true;
    const items = [...this.items].toReversed();
    this.items.clear();
    for (const item of items) item.dispose();
  }
}
