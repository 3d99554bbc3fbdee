/** The difference of two texts as `diff -u` writes it. */
import * as l10n from '@vscode/l10n';
import type { Colors } from './output.js';
import { plainLine } from './plainText.js';

const CONTEXT_LINES = 3;
/** Beyond this many lines on either side, what differs is told as one piece: the search takes their product. */
const MAX_COMPARED = 3_000;

interface Line {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
}

/**
 * @param name as it is shown in the head
 * @param before null for a file that is made
 * @param show of each line what may be shown: settings hold keys
 */
export function unifiedDiff(
  name: string,
  before: string | null,
  after: string,
  show: (line: string) => string,
  colors: Colors,
): string {
  const lines = compare(cut(before ?? ''), cut(after));
  const hunks = findHunks(lines).map(([from, to]) => writeHunk(lines, from, to, show, colors));
  const shown = plainLine(name);
  return (
    [colors.bold(`--- ${before === null ? l10n.t('(no file)') : shown}`), colors.bold(`+++ ${shown}`), ...hunks].join('\n') + '\n'
  );
}

/** Lines without their ends; a difference of line ends alone is none that a fix makes. */
function cut(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function compare(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  return [
    ...same(before.slice(0, head)),
    ...compareMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

function same(lines: readonly string[]): Line[] {
  return lines.map((text) => ({ kind: ' ', text }));
}

/** By the longest run of lines that both have. */
function compareMiddle(before: readonly string[], after: readonly string[]): Line[] {
  const removed = before.map((text): Line => ({ kind: '-', text }));
  const added = after.map((text): Line => ({ kind: '+', text }));
  if (before.length === 0 || after.length === 0 || before.length > MAX_COMPARED || after.length > MAX_COMPARED)
    return [...removed, ...added];
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [left, right] = [removed[row], added[column]];
    if (left && right && left.text === right.text) {
      lines.push({ kind: ' ', text: left.text });
      row += 1;
      column += 1;
    } else if (left && (!right || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(left);
      row += 1;
    } else if (right) {
      lines.push(right);
      column += 1;
    }
  }
  return lines;
}

/** From and to, with their context; those whose contexts meet are one. */
function findHunks(lines: readonly Line[]): [number, number][] {
  const hunks: [number, number][] = [];
  for (const [index, { kind }] of lines.entries()) {
    if (kind === ' ') continue;
    const last = hunks.at(-1);
    const to = Math.min(lines.length, index + 1 + CONTEXT_LINES);
    if (last && index - CONTEXT_LINES <= last[1]) last[1] = to;
    else hunks.push([Math.max(0, index - CONTEXT_LINES), to]);
  }
  return hunks;
}

function writeHunk(lines: readonly Line[], from: number, to: number, show: (line: string) => string, colors: Colors): string {
  const count = (some: readonly Line[], kind: Line['kind']): number =>
    some.filter((line) => line.kind === ' ' || line.kind === kind).length;
  const [passed, own] = [lines.slice(0, from), lines.slice(from, to)];
  const range = (kind: Line['kind']): string => {
    const size = count(own, kind);
    return `${count(passed, kind) + (size === 0 ? 0 : 1)},${size}`;
  };
  const head = colors.cyan(`@@ -${range('-')} +${range('+')} @@`);
  return [head, ...own.map(({ kind, text }) => paint(kind, `${kind}${show(text)}`, colors))].join('\n');
}

function paint(kind: Line['kind'], text: string, colors: Colors): string {
  return kind === '-' ? colors.red(text) : kind === '+' ? colors.green(text) : text;
}
