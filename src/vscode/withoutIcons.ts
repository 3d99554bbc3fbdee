/** `$(name)` is an icon in a label of VS Code's; a text that comes from a log, or a model's name, is not to make one. */
export function withoutIcons(text: string): string {
  // Apart, not without the sign: of `$$(name)` taking one out would leave an icon.
  return text.replaceAll('$(', '$ (');
}
