/** One part of the page: built anew only where what it shows has changed, so that focus, scroll and selection stay elsewhere. */
export interface Region {
  /** Unique on the page, and another one for another incident. */
  readonly key: string;
  /** What `build` reads. */
  readonly data: unknown;
  /** Null where there is nothing to show. */
  readonly build: () => HTMLElement | null;
}

interface Shown {
  readonly content: string;
  readonly node: HTMLElement | null;
}

/**
 * Puts the regions on the page. The focus stays on the element with the same `focusKey`, also where that one was built anew; where it is
 * gone, on what took its region's place. What was scrolled stays so.
 */
export class RegionList {
  private shown: ReadonlyMap<string, Shown> = new Map();

  constructor(private readonly page: HTMLElement) {}

  show(regions: readonly Region[]): void {
    const focused = focusKeyOf(document.activeElement);
    const before = this.shown;
    const next = new Map<string, Shown>();
    const scrolled = new Map<string, number>();
    let left: string | null = null;
    for (const { key, data, build } of regions) {
      const content = JSON.stringify(data);
      const old = before.get(key);
      if (old?.content === content) next.set(key, old);
      else {
        if (old?.node?.contains(document.activeElement)) left = key;
        noteScroll(old?.node ?? null, scrolled);
        next.set(key, { content, node: build() });
      }
    }
    for (const [key, { node }] of before) if (next.get(key)?.node !== node) node?.remove();
    this.place([...next.values()].flatMap(({ node }) => node ?? []));
    this.shown = next;
    for (const [key, top] of scrolled) for (const node of this.keyed(key)) node.scrollTop = top;
    if (focused === null || focusKeyOf(document.activeElement) === focused) return;
    const again = this.keyed(focused)[0];
    const instead = left === null ? null : next.get(left)?.node;
    if (again) again.focus({ preventScroll: true });
    else if (instead) focusOn(instead);
  }

  private place(nodes: readonly HTMLElement[]): void {
    let at: ChildNode | null = this.page.firstChild;
    for (const node of nodes) {
      if (node === at) at = at.nextSibling;
      else this.page.insertBefore(node, at);
    }
  }

  private keyed(key: string): HTMLElement[] {
    return [...this.page.querySelectorAll<HTMLElement>('[data-focus-key]')].filter((node) => focusKeyOf(node) === key);
  }
}

function focusKeyOf(node: Element | null): string | null {
  return node instanceof HTMLElement ? (node.dataset['focusKey'] ?? null) : null;
}

function noteScroll(region: HTMLElement | null, into: Map<string, number>): void {
  for (const node of region?.querySelectorAll('[data-focus-key]') ?? []) {
    const key = focusKeyOf(node);
    if (key !== null && node.scrollTop > 0) into.set(key, node.scrollTop);
  }
}

function focusOn(region: HTMLElement): void {
  region.tabIndex = -1;
  region.focus({ preventScroll: true });
}
