/** One part of the page: built anew only where what it shows has changed, so that focus, scroll and selection stay elsewhere. */
export interface Region {
  /** Unique on the page, and another one for another incident. */
  readonly key: string;
  /** What `build` reads. */
  readonly data: unknown;
  readonly build: () => HTMLElement;
}

/** Puts the regions on the page. The focus stays on the element with the same `focusKey`, also where that one was built anew. */
export class RegionList {
  private shown = new Map<string, { readonly content: string; readonly node: HTMLElement }>();

  constructor(private readonly page: HTMLElement) {}

  show(regions: readonly Region[]): void {
    const focused = focusKeyOf(document.activeElement);
    const next: typeof this.shown = new Map();
    for (const { key, data, build } of regions) {
      const content = JSON.stringify(data);
      const old = this.shown.get(key);
      next.set(key, old?.content === content ? old : { content, node: build() });
    }
    for (const [key, { node }] of this.shown) if (next.get(key)?.node !== node) node.remove();
    let before: ChildNode | null = this.page.firstChild;
    for (const { node } of next.values()) {
      if (node === before) before = before.nextSibling;
      else this.page.insertBefore(node, before);
    }
    this.shown = next;
    if (focused !== null && focusKeyOf(document.activeElement) !== focused) focusOn(this.page, focused);
  }
}

function focusKeyOf(node: Element | null): string | null {
  return node instanceof HTMLElement ? (node.dataset['focusKey'] ?? null) : null;
}

function focusOn(page: HTMLElement, key: string): void {
  for (const node of page.querySelectorAll<HTMLElement>('[data-focus-key]')) {
    if (node.dataset['focusKey'] === key) node.focus({ preventScroll: true });
  }
}
