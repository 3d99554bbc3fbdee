/**
 * JSON and JSON with comments, changed in place. `modify` of jsonc-parser lays out what it touches anew; here a change is the value
 * alone, or one new property in the manner of its neighbours.
 */
import { createScanner, getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { refuseAt, refuseUnreadable, type FileText } from '../settings/refusal.js';
import { indentAt, lineEndOf, lineStart, type TextEdit } from './textEdit.js';
import { planText } from '../texts/planText.js';

export type JsonPath = readonly (string | number)[];

/** As JSON writes it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface JsonText extends FileText {
  /** Null where the text is empty. */
  readonly root: Node | null;
}

/** Throws `Refusal` with the place of the first mistake. */
export function parseJsonText(source: FileText): JsonText {
  const errors: ParseError[] = [];
  let root: Node | null;
  try {
    root = parseTree(source.text, errors, { allowTrailingComma: true, allowEmptyContent: true }) ?? null;
  } catch (error) {
    throw refuseUnreadable(source, error);
  }
  const [error] = errors;
  if (error) {
    const mistake = printParseErrorCode(error.error)
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase();
    throw refuseAt(source, error.offset, planText('refuse.notValid', { format: 'JSON', mistake }), planText('remedy.correct'));
  }
  return { ...source, root };
}

/** Of several properties of one name the last, which is the one that `JSON.parse` and every tool here takes. */
export function nodeAt({ root }: JsonText, path: JsonPath): Node | null {
  let node = root;
  for (const step of path) node = childOf(node, step);
  return node;
}

function childOf(node: Node | null, step: string | number): Node | null {
  if (typeof step === 'number') return node?.type === 'array' ? (node.children?.[step] ?? null) : null;
  const property = node?.type === 'object' ? node.children?.findLast((each) => each.children?.[0]?.value === step) : undefined;
  return property?.children?.[1] ?? null;
}

export function valueAt(json: JsonText, path: JsonPath): unknown {
  const node = nodeAt(json, path);
  const value: unknown = node === null ? undefined : getNodeValue(node);
  return value;
}

/** The text there, where it is one and not empty. */
export function textAt(json: JsonText, path: JsonPath): string | null {
  const value = valueAt(json, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Names of the object's properties there; none where it is no object. */
export function keysAt(json: JsonText, path: JsonPath): string[] {
  const value = valueAt(json, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** Throws `Refusal` where something else than an object stands on the way. An object that is missing is made. */
export function setJson(json: JsonText, path: JsonPath, value: JsonValue): TextEdit[] {
  const { text, root } = json;
  const end = lineEndOf(text);
  if (root === null) {
    const made = `${JSON.stringify(wrap(path, value), null, 2)}\n`.replaceAll('\n', end);
    // Behind a comment that the text ends with, it would be part of it.
    const gap = text.trim() === '' || text.endsWith('\n') ? '' : end;
    return [{ offset: text.length, length: 0, text: gap + made }];
  }
  let node = root;
  for (const [depth, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === null) {
      if (node.type !== 'object' || typeof step !== 'string') {
        throw refuseAt(json, node.offset, planText('refuse.objectExpected', { key: step }), planText('remedy.orRemove'));
      }
      return insertProperty(json, node, step, wrap(path.slice(depth + 1), value));
    }
    node = child;
  }
  const unit = indentUnit(text);
  return [{ offset: node.offset, length: node.length, text: print(value, indentAt(text, node.offset), unit, end) }];
}

function wrap(path: JsonPath, value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, step) => ({ [step]: inner }), value);
}

function print(value: JsonValue, indent: string, unit: string, end: string): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', end + indent);
}

/** What one level is indented by: as the first indented line is. */
function indentUnit(text: string): string {
  return /\n([ \t]{1,8})\S/.exec(text)?.[1] ?? '  ';
}

function insertProperty(json: JsonText, object: Node, name: string, value: JsonValue): TextEdit[] {
  const { text } = json;
  const last = object.children?.at(-1);
  return last === undefined ? insertFirst(text, object, name, value) : insertAfter(text, object, last, name, value);
}

function insertFirst(text: string, object: Node, name: string, value: JsonValue): TextEdit[] {
  const [end, unit, outer] = [lineEndOf(text), indentUnit(text), indentAt(text, object.offset)];
  const inner = text.slice(object.offset + 1, object.offset + object.length - 1);
  const indent = outer + unit;
  const property = `${end}${indent}${JSON.stringify(name)}: ${print(value, indent, unit, end)}`;
  // The closing brace gets a line of its own, unless comments have put it on one.
  const blank = inner.trim() === '';
  return [
    {
      offset: object.offset + 1,
      length: blank ? inner.length : 0,
      text: blank || !inner.includes('\n') ? `${property}${end}${outer}` : property,
    },
  ];
}

/** After the last property, its comma and the comments on its line. */
function insertAfter(text: string, object: Node, last: Node, name: string, value: JsonValue): TextEdit[] {
  const [end, unit] = [lineEndOf(text), indentUnit(text)];
  const { comma, point, lineComment } = readTail(text, last.offset + last.length);
  const spread = lineComment || text.slice(object.offset, last.offset).includes('\n');
  const ownLine = text.slice(lineStart(text, last.offset), last.offset).trim() === '';
  const indent = ownLine ? indentAt(text, last.offset) : indentAt(text, object.offset) + unit;
  const property = `${JSON.stringify(name)}: ${print(value, spread ? indent : indentAt(text, last.offset), unit, end)}`;
  const added: TextEdit = {
    offset: point,
    length: 0,
    text: `${spread ? end + indent : ' '}${property}${comma ? ',' : ''}`,
  };
  return comma ? [added] : [{ offset: last.offset + last.length, length: 0, text: ',' }, added];
}

/** Whether a comma follows, and where the line's own matter ends. */
function readTail(
  text: string,
  from: number,
): { readonly comma: boolean; readonly point: number; readonly lineComment: boolean } {
  const scanner = createScanner(text);
  scanner.setPosition(from);
  let [comma, lineComment, broken] = [false, false, false];
  let point = from;
  for (;;) {
    // jsonc-parser declares its kinds as a const enum, which is none at run time: 5 `,`, 12 and 13 comments, 14 line break, 15 blanks.
    const token: number = scanner.scan();
    const stop = scanner.getTokenOffset() + scanner.getTokenLength();
    if (token === 5) {
      comma = true;
      // A comma that begins a later line ends what stood before it.
      [point, lineComment] = [stop, false];
    } else if (token === 12 || token === 13) {
      if (broken) continue;
      [point, lineComment] = [stop, token === 12];
    } else if (token === 14) broken = true;
    else if (token !== 15) return { comma, point, lineComment };
  }
}
