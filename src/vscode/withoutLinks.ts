/** `[text](address)` is a link in a notification, and the address may be a command; a text that comes from a log is not to make one. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
