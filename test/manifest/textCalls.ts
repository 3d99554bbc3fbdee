/** Which texts the editor's, the panel's and the terminal's code say: each `l10n.t(…)`, and in the panel each `t(…)`. */
import { parseSync } from '@swc/core';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { root } from './readManifest.js';

export interface TextCall {
  readonly file: string;
  /** Null where it is no plain string: nobody could find its translation. */
  readonly english: string | null;
  /** The names of the arguments, empty where there are none; null where they are not named in the call. */
  readonly args: readonly string[] | null;
}

const Name = z.object({ type: z.literal('Identifier'), value: z.string() });
const Literal = z.object({ type: z.literal('StringLiteral'), value: z.string() });
const Member = z.object({ type: z.literal('MemberExpression'), object: z.unknown(), property: Name });
const Call = z.object({
  type: z.literal('CallExpression'),
  callee: z.union([Name, Member]),
  arguments: z.array(z.object({ expression: z.unknown() })),
});
const Property = z.union([Name, z.object({ type: z.literal('KeyValueProperty'), key: Name })]);
const Arguments = z.object({ type: z.literal('ObjectExpression'), properties: z.array(Property) });

/** All `.ts` files of a room. */
export function sourcesOf(room: string): string[] {
  return readdirSync(path.join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join('src', room, name.replaceAll(path.sep, '/')));
}

export function textCallsIn(file: string): TextCall[] {
  const code = readFileSync(path.join(root, file), 'utf8');
  return code.includes('t(') ? findTextCalls(code, file) : [];
}

export function findTextCalls(code: string, file: string): TextCall[] {
  const found: TextCall[] = [];
  for (const { callee, arguments: given } of findCalls(parseSync(code, { syntax: 'typescript', target: 'es2022' }))) {
    if (!saysText(callee, file.startsWith('src/panel/'))) continue;
    // The edges hand over a template of a catalogue by this name.
    if (Name.safeParse(given[0]?.expression).data?.value === 'english') continue;
    const english = Literal.safeParse(given[0]?.expression);
    const args = Arguments.safeParse(given[1]?.expression ?? { type: 'ObjectExpression', properties: [] });
    found.push({
      file,
      english: english.success ? english.data.value : null,
      args: args.data?.properties.map((each) => (each.type === 'Identifier' ? each.value : each.key.value)) ?? null,
    });
  }
  return found;
}

function saysText(callee: z.infer<typeof Call>['callee'], isPanel: boolean): boolean {
  if (callee.type === 'Identifier') return isPanel && callee.value === 't';
  if (callee.property.value !== 't') return false;
  const owner = Name.safeParse(callee.object);
  const member = Member.safeParse(callee.object);
  return (owner.success ? owner.data.value : member.data?.property.value) === 'l10n';
}

function* findCalls(node: unknown): Generator<z.infer<typeof Call>> {
  if (typeof node !== 'object' || node === null) return;
  const call = Call.safeParse(node);
  if (call.success) yield call.data;
  for (const each of Object.values(node)) yield* findCalls(each);
}
