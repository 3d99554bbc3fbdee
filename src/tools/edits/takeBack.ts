/**
 * Takes one change back from a text that has gone on since: Cline writes its file anew at every task, opencode adds a line to one that it
 * reads for the first time. What else has changed stays.
 */
import { modify } from 'jsonc-parser';
import { Refusal } from '../settings/refusal.js';
import { nodeAt, parseJsonText, setJson, valueAt, type JsonPath, type JsonText, type JsonValue } from './jsonText.js';
import { applyEdits, lineEndOf, type TextEdit } from './textEdit.js';
import { planText } from '../texts/planText.js';

const TAKE_BACK = planText('remedy.takeBack');

export interface Change {
  readonly path: string;
  /** The text before the fix; empty where there was no file. */
  readonly before: string;
  /** As the fix left it. */
  readonly after: string;
  /** As it is. */
  readonly now: string;
}

/** Throws `Refusal` where what the fix had written is not there any more as it was. */
export function takeBack(change: Change): string {
  return /\.jsonc?$/.test(change.path) ? takeBackJson(change) : takeBackLines(change);
}

/** One value that the fix has set; `undefined` where there was none. */
interface Difference {
  readonly path: JsonPath;
  readonly before: unknown;
  readonly after: unknown;
}

function takeBackJson({ path, before, after, now }: Change): string {
  const parse = (text: string): JsonText => parseJsonText({ path, text });
  const differences = compare([], valueAt(parse(before), []) ?? {}, valueAt(parse(after), []) ?? {});
  let text = now;
  // Each on the text that the one before it left; the last first, so that places in a list stay what they are.
  for (const difference of differences.toReversed()) text = takeBackValue(parse(text), difference);
  return text;
}

function takeBackValue(json: JsonText, { path, before, after }: Difference): string {
  const { text } = json;
  const place = typeof path.at(-1) === 'number' && before === undefined ? findInList(json, path.slice(0, -1), after) : path;
  if (nodeAt(json, place) === null) return text;
  const now = valueAt(json, place);
  if (isSame(now, after)) return applyEdits(text, isValue(before) ? setJson(json, place, before) : removeJson(text, place));
  // An object that the fix had made and that others have added to: its own part of it goes.
  if (before === undefined && isObject(after) && isObject(now)) {
    let rest = text;
    for (const [key, value] of Object.entries(after)) {
      rest = takeBackValue(parseJsonText({ path: json.path, text: rest }), {
        path: [...place, key],
        before: undefined,
        after: value,
      });
    }
    return rest;
  }
  throw new Refusal(planText('refuse.valueChanged', { key: place.join('.'), path: json.path }), TAKE_BACK);
}

function removeJson(text: string, path: JsonPath): TextEdit[] {
  return modify(text, [...path], undefined, {}).map(({ offset, length, content }) => ({ offset, length, text: content }));
}

/** What was added to a list may stand at another place of it by now. */
function findInList(json: JsonText, list: JsonPath, item: unknown): JsonPath {
  const items = valueAt(json, list);
  const index = Array.isArray(items) ? items.findIndex((each) => isSame(each, item)) : -1;
  if (index === -1) throw new Refusal(planText('refuse.itemGone', { path: json.path }), TAKE_BACK);
  return [...list, index];
}

function compare(path: JsonPath, before: unknown, after: unknown): Difference[] {
  if (isSame(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      compare([...path, key], before[key], after[key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length <= after.length) {
    return after.flatMap((each, index) => compare([...path, index], before[index], each));
  }
  return [{ path, before, after }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function isValue(value: unknown): value is JsonValue {
  return value !== undefined;
}

/** The lines that the fix had changed, found once in the text with the line above them. Line ends are looked past, and kept. */
function takeBackLines({ path, before, after, now }: Change): string {
  const [old, made, there] = [before.split('\n'), after.split('\n'), now.split('\n')];
  let head = 0;
  while (head < old.length && head < made.length && old[head] === made[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < made.length - head && old.at(-1 - tail) === made.at(-1 - tail)) tail += 1;
  const from = Math.max(0, head - 1);
  const block = made.slice(from, made.length - tail).map(withoutEnd);
  const lines = there.map(withoutEnd);
  const places = lines.flatMap((_, index) => (block.every((line, offset) => lines[index + offset] === line) ? [index] : []));
  const [place] = places;
  if (place === undefined || places.length > 1) throw new Refusal(planText('refuse.linesGone', { path }), TAKE_BACK);
  const ending = lineEndOf(now) === '\r\n' ? '\r' : '';
  const back = old.slice(head, old.length - tail).map((line) => withoutEnd(line) + ending);
  const kept = [...there.slice(0, place + head - from), ...back, ...there.slice(place + block.length)];
  // The last line of a text has no end.
  return kept.map((line, index) => (index === kept.length - 1 ? withoutEnd(line) : line)).join('\n');
}

function withoutEnd(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
