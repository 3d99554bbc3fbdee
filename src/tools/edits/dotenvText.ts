/** `.env` files, changed in place: one `NAME=value` line. */
import { lineEndOf, lineStop, type TextEdit } from './textEdit.js';

interface Variable {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** The last of its name, which wins; quotes around the value and a comment behind it are not part of it. */
function find(text: string, name: string): Variable | null {
  let found: Variable | null = null;
  for (let from = 0; from < text.length; from = text.indexOf('\n', from) + 1 || text.length) {
    const stop = lineStop(text, from);
    const line = text.slice(from, stop);
    const head = /^\s{0,64}(?:export\s{1,8})?([\w.-]{1,200})\s{0,64}[=:]\s{0,64}/.exec(line);
    if (head?.[1] !== name) continue;
    const start = from + head[0].length;
    const rest = text.slice(start, stop);
    const quoted = /^(["'`])(.*?)\1/.exec(rest);
    const bare = /^[^#]*/.exec(rest)?.[0].trimEnd() ?? '';
    found = { value: quoted?.[2] ?? bare, from: start, to: start + (quoted?.[0] ?? bare).length };
  }
  return found;
}

/** Null where it is not set, or set to nothing. */
export function variableOf(text: string, name: string): string | null {
  return find(text, name)?.value || null;
}

export function setVariable(text: string, name: string, value: string): TextEdit[] {
  const written = /^[\w./:@-]*$/.test(value) ? value : JSON.stringify(value);
  const there = find(text, name);
  if (there) return [{ offset: there.from, length: there.to - there.from, text: written }];
  const end = lineEndOf(text);
  return [{ offset: text.length, length: 0, text: `${text === '' || text.endsWith('\n') ? '' : end}${name}=${written}${end}` }];
}
