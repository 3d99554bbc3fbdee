/** For a label that stands alone: `output channel` → `Output channel`. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
