/** TOML, changed in place: the value alone, or one new line. The library's own `patch` writes line ends and indentation anew; it only reads here. */
import { parse } from '@decimalturn/toml-patch';
import * as z from 'zod/mini';
import { Refusal, type FileText } from '../settings/refusal.js';
import { mistakeOf } from './mistakeOf.js';
import { applyEdits, lineEndOf, lineStart, lineStop, type TextEdit } from './textEdit.js';
import { findTomlPlaces, type TomlPlaces } from './tomlPlaces.js';
import { planText } from '../texts/planText.js';

export interface TomlText extends FileText {
  readonly data: unknown;
  readonly places: TomlPlaces;
}

const ParseProblem = z.object({ line: z.number(), column: z.number(), message: z.string() });

/** Throws `Refusal` with the place of the first mistake. */
export function parseTomlText(source: FileText): TomlText {
  try {
    const data: unknown = parse(source.text);
    return { ...source, data, places: findTomlPlaces(source.text) };
  } catch (error) {
    const problem = ParseProblem.safeParse(error);
    const reason = problem.success ? (problem.data.message.split('\n').at(-1) ?? '') : String(error);
    throw new Refusal(planText('refuse.notValid', { format: 'TOML', mistake: mistakeOf(reason) }), planText('remedy.correct'), {
      path: source.path,
      line: problem.success ? problem.data.line : 1,
      column: problem.success ? problem.data.column + 1 : 1,
    });
  }
}

export function tomlAt({ data }: TomlText, path: readonly string[]): unknown {
  let value = data;
  for (const step of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Object.getOwnPropertyDescriptor(value, step)?.value
        : undefined;
  }
  return value;
}

/** The text there, where it is one and not empty. */
export function tomlTextAt(toml: TomlText, path: readonly string[]): string | null {
  const value = tomlAt(toml, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Sets a text: where it stands, else in its table, else in a table of its own at the end. */
export function setToml(toml: TomlText, path: readonly string[], value: string): TextEdit[] {
  const { text } = toml;
  const { entries, tables, firstHead } = toml.places;
  const firstTable = firstHead === null ? null : lineStart(text, firstHead);
  const there = entries.find((each) => isSame(each.path, path));
  if (there) return [{ offset: there.value[0], length: there.value[1] - there.value[0], text: quote(value) }];
  const end = lineEndOf(text);
  const key = path.at(-1) ?? '';
  const parent = path.slice(0, -1);
  const line = `${writeKey([key])} = ${quote(value)}`;
  if (parent.length === 0) {
    const last = entries.findLast((each) => each.ownLine && (firstTable === null || each.value[0] < firstTable));
    if (last) return [{ offset: lineStop(text, last.value[1]), length: 0, text: end + line }];
    if (firstTable !== null) return [{ offset: firstTable, length: 0, text: `${line}${end}${end}` }];
    return [{ offset: text.length, length: 0, text: `${text === '' || text.endsWith('\n') ? '' : end}${line}${end}` }];
  }
  const table = tables.find((each) => isSame(each.path, parent));
  if (table) return [{ offset: lineStop(text, table.head[1]), length: 0, text: end + line }];
  const added = [appendTable(toml, parent, { [key]: value })];
  // A table that is only implied by those below it may still be written; an inline one, or a list, may not.
  if (tomlAt(toml, parent) !== undefined && !isToml(applyEdits(text, added))) {
    throw new Refusal(planText('refuse.tomlForm', { table: writeKey(parent) }), planText('remedy.setInIt', { key }), {
      path: toml.path,
      line: 1,
      column: 1,
    });
  }
  return added;
}

function isToml(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A table at the end of the file. */
export function appendTable(
  { text }: TomlText,
  path: readonly string[],
  values: Readonly<Record<string, string | boolean>>,
): TextEdit {
  const end = lineEndOf(text);
  const lines = [
    `[${writeKey(path)}]`,
    ...Object.entries(values).map(
      ([key, value]) => `${writeKey([key])} = ${typeof value === 'string' ? quote(value) : String(value)}`,
    ),
  ];
  const gap = text === '' ? '' : text.endsWith('\n') ? end : end + end;
  return { offset: text.length, length: 0, text: `${gap}${lines.join(end)}${end}` };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function writeKey(path: readonly string[]): string {
  return path.map((step) => (/^[\w-]+$/.test(step) ? step : quote(step))).join('.');
}

/** A basic string; JSON's escapes are among TOML's, but for the one control that JSON leaves bare. */
function quote(value: string): string {
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f');
}
