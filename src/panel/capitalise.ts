/** For a label that stands alone: `output channel` → `Output channel`; a file's name stays as it is. */
export function capitalise(text: string): string {
  if (!/^[a-z]+(?: |$)/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
