/** Text of logs and providers made safe for a terminal: it can neither move the cursor nor reorder what is read. */

/** The control characters but for tab and line feed, the marks that turn reading direction around, and the line ends of Unicode. */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff]/gu;

/** On one line or several; `\r\n` is a line end, every other control is shown as its escape. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(CONTROLS, escape);
}

/** On one line. */
export function plainLine(text: string): string {
  const lines = plainText(text).replaceAll('\t', ' ').split('\n');
  // No expression over the space around line ends: on a long run of spaces it would try from each of them.
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** JSON on one line: what a terminal would act on is escaped beyond what the format asks for. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(CONTROLS, escape);
}

function escape(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
