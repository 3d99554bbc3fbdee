import { DisposableList } from './disposableList.js';

/**
 * A part of the extension that the first who asks for it starts, once for all. A start that fails leaves nothing behind, and the
 * next who asks starts it anew.
 */
export class OnDemand<T> {
  private started: Promise<T> | null = null;

  constructor(
    private readonly owner: DisposableList,
    private readonly start: (owned: DisposableList) => Promise<T>,
  ) {}

  /** Null where nobody has asked for it, or its last start has failed. */
  get running(): Promise<T> | null {
    return this.started;
  }

  get(): Promise<T> {
    this.started ??= this.begin();
    return this.started;
  }

  private async begin(): Promise<T> {
    const owned = this.owner.add(new DisposableList());
    try {
      return await this.start(owned);
    } catch (error) {
      this.started = null;
      owned.dispose();
      throw error;
    }
  }
}
