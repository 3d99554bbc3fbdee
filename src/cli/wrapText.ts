import { countColumns } from './columns.js';

/** Chinese has no spaces: its lines break between any two letters, but not before a closing mark, nor after an opening one. */
const BREAKS = /(?<=[\p{Script=Han}，。；：、！？）”])(?=[\p{Script=Han}（“])/u;

/**
 * One line as several of at most `width` columns, each after `indent`. `width` is Infinity where the output is no terminal: a
 * program's lines are not cut.
 */
export function wrapText(text: string, indent: string, width: number): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    for (const [index, part] of word.split(BREAKS).entries()) {
      const gap = index === 0 && line !== '' ? ' ' : '';
      const columns = countColumns(part);
      if (line !== '' && used + gap.length + columns > room) {
        lines.push(indent + line);
        line = part;
        used = columns;
      } else {
        line += gap + part;
        used += gap.length + columns;
      }
    }
  }
  return [...lines, indent + line];
}
