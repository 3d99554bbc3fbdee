/** The configuration's text → its checked shape, each complaint with its place in the text. */
import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import * as z from 'zod/mini';
import { unreachable } from '../engine/unreachable.js';
import { ConfigFile } from './configSchema.js';
import { InvalidConfig, type Problem, type Repair } from './configProblem.js';
import { nearNames } from './nearNames.js';

/** A place in the value: `['routes', 0, 'match']`. */
type ConfigPath = readonly (string | number)[];

export interface ParsedConfig {
  readonly value: ConfigFile;
  /**
   * A complaint about the value at that path, or about the nearest value around it that the text has.
   *
   * @param meant what is certainly meant in the place of that value
   */
  readonly complain: (path: ConfigPath, text: string, meant?: string) => Problem;
}

/**
 * Comments and trailing commas are allowed; an empty text is an empty configuration.
 *
 * @throws {InvalidConfig} with everything that is wrong
 */
export function parseConfig(text: string, file: string): ParsedConfig {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (errors.length > 0) {
    const repair = withRepair(findMissing(text, errors));
    const problemOf = ({ error, offset }: ParseError): Problem => ({
      at: locate(text, offset),
      text: `this is not JSON with comments: ${sayParseError(printParseErrorCode(error))}`,
      ...repair,
    });
    throw new InvalidConfig(file, errors.slice(0, 5).map(problemOf));
  }
  const complainOf = (path: ConfigPath, said: string, repair: Repair | null): Problem => ({
    at: root === undefined ? null : locate(text, nodeAt(root, path).offset),
    text: path.length === 0 ? said : `${sayPath(path)}: ${said}`,
    ...withRepair(repair),
  });
  const complain: ParsedConfig['complain'] = (path, said, meant) =>
    complainOf(path, said, meant === undefined ? null : replace(root && findNodeAtLocation(root, [...path]), meant));
  const value: unknown = root === undefined ? {} : getNodeValue(root);
  const checked = ConfigFile.safeParse(value);
  if (checked.success) return { value: checked.data, complain };
  throw new InvalidConfig(
    file,
    checked.error.issues
      .flatMap((issue) => sayIssue(issue, value))
      .map(({ path, said, name }) => {
        const property = name === undefined ? undefined : root && findNodeAtLocation(root, [...path])?.parent;
        return complainOf(path, said, name === undefined ? null : replace(property?.children?.[0], name));
      }),
  );
}

interface Said {
  readonly path: ConfigPath;
  readonly said: string;
  /** The name that is certainly meant in the place of the last step. */
  readonly name?: string;
}

function sayIssue(issue: z.core.$ZodIssue, value: unknown): readonly Said[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = namesAt(path);
      return issue.keys.map((key) => {
        const near = nearNames(key, known);
        return {
          path: [...path, key],
          said: `there is no such key here; ${suggest(near, known)}`,
          ...(near.length === 1 && near[0] !== undefined ? { name: near[0] } : {}),
        };
      });
    }
    case 'invalid_type':
      return [{ path, said: `must be ${sayType(issue.expected)}, and is ${sayValue(valueAt(value, path))}` }];
    case 'invalid_value':
      return [
        {
          path,
          said: `must be one of ${issue.values.map((each) => JSON.stringify(each)).join(', ')}, and is ${sayValue(valueAt(value, path))}`,
        },
      ];
    case 'too_small':
      return [
        {
          path,
          said: issue.origin === 'array' || issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`,
        },
      ];
    case 'too_big':
      return [{ path, said: `must be at most ${issue.maximum}` }];
    case 'invalid_union':
      return [
        {
          path,
          said: 'must be {"env": "NAME"}, a variable that holds the key, or {"file": "PATH"}; the key itself does not belong here',
        },
      ];
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return [{ path, said: issue.message }];
    default:
      return unreachable(issue);
  }
}

function suggest([near]: readonly string[], known: readonly string[]): string {
  return near === undefined ? `known are ${known.join(', ')}` : `is "${near}" meant?`;
}

/** The keys that the schema has at a path. */
function namesAt(path: ConfigPath): readonly string[] {
  let schema: unknown = ConfigFile;
  for (const step of path) schema = below(bare(schema), step);
  const object = bare(schema);
  return object instanceof z.ZodMiniObject ? Object.keys(object.shape) : [];
}

function bare(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodMiniOptional || inner instanceof z.ZodMiniPrefault) {
    inner = inner.def.innerType;
  }
  return inner;
}

function below(schema: unknown, step: string | number): unknown {
  if (schema instanceof z.ZodMiniObject) return Reflect.get(schema.shape, step);
  if (schema instanceof z.ZodMiniRecord) return schema.def.valueType;
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  return undefined;
}

function sayType(expected: string): string {
  if (expected === 'record') return 'an object';
  if (expected === 'int') return 'a whole number';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

/** A secret that was put where a name belongs is not repeated: only the kind of what stands there is said. */
function sayValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? 'another text' : 'an object';
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  let inner = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = Reflect.get(inner, step);
  }
  return inner;
}

function nodeAt(root: Node, path: ConfigPath): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    // Of a property its name is shown, not its value.
    if (node) return node.parent?.type === 'property' ? node.parent : node;
  }
  return root;
}

function sayPath(path: ConfigPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** `CloseBraceExpected` → `close brace expected`. */
function sayParseError(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

/** A mark that is all that is missing, to be put behind what stands before the place of the first mistake. */
function findMissing(text: string, [first]: readonly ParseError[]): Repair | null {
  const mark = first && MISSING[printParseErrorCode(first.error)];
  if (first === undefined || mark === undefined) return null;
  const offset = text.slice(0, first.offset).trimEnd().length;
  const errors: ParseError[] = [];
  parseTree(`${text.slice(0, offset)}${mark}${text.slice(offset)}`, errors, { allowTrailingComma: true });
  return errors.length === 0 ? { offset, length: 0, text: mark } : null;
}

const MISSING: Readonly<Record<string, string>> = {
  CommaExpected: ',',
  ColonExpected: ':',
  CloseBraceExpected: '}',
  CloseBracketExpected: ']',
};

function replace(node: Node | undefined, meant: string): Repair | null {
  return node ? { offset: node.offset, length: node.length, text: JSON.stringify(meant) } : null;
}

function withRepair(repair: Repair | null): { readonly repair?: Repair } {
  return repair === null ? {} : { repair };
}

function locate(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - start + 1 };
}
