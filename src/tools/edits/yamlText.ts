/** YAML, changed in place: a scalar's own text, or one new line in a mapping. Anchors, comments and layout stay. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, visit, type Document, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { refuseAt, refuseUnreadable, type FileText } from '../settings/refusal.js';
import { mistakeOf } from './mistakeOf.js';
import { lineEndOf, lineStart, lineStop, type TextEdit } from './textEdit.js';
import { planText } from '../texts/planText.js';

const BY_HAND = planText('remedy.byHand');

export interface YamlText extends FileText {
  readonly document: Document.Parsed;
}

/** Throws `Refusal` with the place of the first mistake. */
export function parseYamlText(source: FileText): YamlText {
  let document: Document.Parsed;
  try {
    document = parseDocument(source.text, { merge: true, logLevel: 'error' });
  } catch (error) {
    throw refuseUnreadable(source, error);
  }
  const [error] = document.errors;
  if (error) {
    const mistake = mistakeOf(error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? error.code);
    throw refuseAt(source, error.pos[0], planText('refuse.notValid', { format: 'YAML', mistake }), planText('remedy.correct'));
  }
  return { ...source, document };
}

/** The mappings of the list `name` at the top. What is no mapping, or stands elsewhere under an anchor, is null. */
export function mapsOf({ document }: YamlText, name: string): (YAMLMap | null)[] {
  const list: unknown = document.get(name);
  return isSeq(list) ? list.items.map((item) => (isMap(item) ? item : null)) : [];
}

/** A mapping as a plain value, merged keys included. */
export function valueOf(yaml: YamlText, map: YAMLMap): unknown {
  try {
    const value: unknown = map.toJS(yaml.document);
    return value;
  } catch (error) {
    throw refuseUnreadable(yaml, error);
  }
}

/** Throws `Refusal` where the value that stands there is more than a scalar, or where it or the mapping is used elsewhere too. */
export function setYaml(yaml: YamlText, map: YAMLMap, key: string, value: string, after: string): TextEdit[] {
  // Entries that merge this one in would change with it.
  if (map.anchor !== undefined && isUsed(yaml.document, map.anchor))
    throw refuseAt(yaml, map.range?.[0] ?? 0, planText('refuse.entryShared', { anchor: map.anchor }), BY_HAND);
  const pair = pairOf(map, key);
  return pair === undefined ? insertPair(yaml, map, key, value, after) : replaceValue(yaml, pair, key, value);
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function replaceValue(yaml: YamlText, pair: Pair, key: string, value: string): TextEdit[] {
  const node = pair.value;
  if (!isScalar(node) && !isAlias(node)) {
    const offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
    throw refuseAt(yaml, offset, planText('refuse.textExpected', { key }), BY_HAND);
  }
  const [start, stop] = node.range ?? [0, 0];
  if (isScalar(node) && node.anchor !== undefined && isUsed(yaml.document, node.anchor)) {
    throw refuseAt(yaml, start, planText('refuse.keyShared', { key, anchor: node.anchor }), BY_HAND);
  }
  const [from, text] =
    start === stop ? emptyValue(yaml, pair, start, value) : [start, write(value, isScalar(node) ? node.type : undefined)];
  // A block scalar's range runs over its line end.
  const tail = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') ? lineEndOf(yaml.text) : '';
  return [{ offset: from, length: stop - start, text: text + tail }];
}

/** `key:` without a value: the blank behind the colon may be missing. */
function emptyValue({ text }: YamlText, pair: Pair, start: number, value: string): readonly [number, string] {
  const colon = text.indexOf(':', isScalar(pair.key) ? (pair.key.range?.[1] ?? start) : start) + 1;
  return [colon, ` ${write(value, undefined)}`];
}

function isUsed(document: Document.Parsed, anchor: string): boolean {
  let used = false;
  visit(document, {
    Alias: (_, { source }) => {
      used ||= source === anchor;
    },
  });
  return used;
}

/** Behind the pair `after`, in its manner. */
function insertPair(yaml: YamlText, map: YAMLMap, key: string, value: string, after: string): TextEdit[] {
  const { text } = yaml;
  const neighbour = pairOf(map, after)?.key;
  const pair = pairOf(map, after);
  if (pair === undefined || !isScalar(neighbour) || !neighbour.range) {
    throw refuseAt(
      yaml,
      map.range?.[0] ?? 0,
      planText('refuse.noNeighbour', { key: after }),
      planText('remedy.setByHand', { key }),
    );
  }
  const [keyStart] = neighbour.range;
  const written = `${key}: ${write(value, map.flow === true ? 'QUOTE_DOUBLE' : undefined)}`;
  const stop = isScalar(pair.value) || isAlias(pair.value) ? (pair.value.range?.[1] ?? null) : null;
  if (map.flow === true) {
    const end = stop ?? keyStart;
    return [{ offset: end, length: 0, text: `, ${written}` }];
  }
  const indent = ' '.repeat(keyStart - lineStart(text, keyStart));
  const line = lineStop(text, stop ?? keyStart);
  return [{ offset: line, length: 0, text: `${lineEndOf(text)}${indent}${written}` }];
}

/** Plain where that reads back as the same text, quoted as it was or in double quotes otherwise. */
function write(value: string, type: Scalar.Type | undefined): string {
  // In single quotes a line break would be folded, and no control can be escaped.
  if (type === 'QUOTE_SINGLE' && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const plain = /^[A-Za-z][\w./:@+-]*[\w/]$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
  return plain && type !== 'QUOTE_DOUBLE' ? value : JSON.stringify(value);
}
