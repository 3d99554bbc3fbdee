/**
 * The requests that were given up lately. A client that sends one of them again starts over, whatever it was told: some do so for
 * ever and show nothing meanwhile, and not all of them say who they are.
 */

/** Longer than any client waits before it starts over. */
const REMEMBERED_MS = 180_000;
const MOST = 200;

export class GivenUp {
  /** When, by the request's digest; oldest first. */
  readonly #at = new Map<string, number>();

  /** Notes it down, and tells whether it had been given up before. */
  note(digest: string, now: number): boolean {
    const before = this.#at.get(digest);
    this.#at.delete(digest);
    this.#at.set(digest, now);
    const [oldest] = this.#at.keys();
    if (this.#at.size > MOST && oldest !== undefined) this.#at.delete(oldest);
    return before !== undefined && now - before <= REMEMBERED_MS;
  }
}
