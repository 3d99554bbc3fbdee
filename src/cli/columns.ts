/** How much room a text takes at a terminal, where a letter of Chinese, Japanese or Korean takes two columns. */

/** Unicode's wide and full-width letters, by block. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]/g;

export function countColumns(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

/** The text, with spaces after it up to so many columns. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - countColumns(text)));
}
