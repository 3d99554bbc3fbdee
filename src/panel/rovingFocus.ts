/** Of many buttons in a list, the one that Tab leads to: from there the arrow keys, Home and End lead to the others. */
export class RovingFocus {
  private stop: string | null = null;

  constructor(
    private readonly list: HTMLElement,
    private readonly selector: string,
  ) {
    list.addEventListener('keydown', (event) => this.move(event));
    list.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.matches(selector)) return;
      this.stop = keyOf(target);
      this.mark();
    });
  }

  /** The `focusKey` of the button that has the focus; null where none of them has. */
  get focused(): string | null {
    const active = document.activeElement;
    return active instanceof HTMLElement && this.list.contains(active) ? keyOf(active) : null;
  }

  /** To be called where buttons were built anew; `preferred` is where Tab leads to until a person has been elsewhere. */
  mark(preferred: string | null = null): void {
    const buttons = this.buttons();
    const keys = buttons.map(keyOf);
    const stop = [this.stop, preferred].find((key) => key !== null && keys.includes(key)) ?? keys[0];
    for (const [index, button] of buttons.entries()) {
      const tabIndex = keys[index] === stop ? 0 : -1;
      if (button.tabIndex !== tabIndex) button.tabIndex = tabIndex;
    }
  }

  /** Where Tab would lead to. */
  focus(): void {
    this.buttons()
      .find(({ tabIndex }) => tabIndex === 0)
      ?.focus();
  }

  private move(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (at === -1 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  }

  private buttons(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>(this.selector)];
  }
}

function keyOf(node: HTMLElement): string | null {
  return node.dataset['focusKey'] ?? null;
}
