/** Source files as trees, and the few nodes of them that texts stand in. */
import { parseSync } from '@swc/core';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { root } from './readManifest.js';

export const Name = z.object({ type: z.literal('Identifier'), value: z.string() });
export const Literal = z.object({ type: z.literal('StringLiteral'), value: z.string() });
export const Template = z.object({ type: z.literal('TemplateLiteral'), quasis: z.array(z.object({ cooked: z.string() })) });
export const Member = z.object({ type: z.literal('MemberExpression'), object: z.unknown(), property: Name });
export const Property = z.object({ type: z.literal('KeyValueProperty'), key: Name, value: z.unknown() });
const Call = z.object({
  type: z.literal('CallExpression'),
  callee: z.union([Name, Member]),
  arguments: z.array(z.object({ expression: z.unknown() })),
});

export type CallNode = z.infer<typeof Call>;

/** All `.ts` files of a room, from the root on. */
export function sourcesOf(room: string): string[] {
  return readdirSync(path.join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join('src', room, name.replaceAll(path.sep, '/')));
}

export const callsIn = (code: string): CallNode[] => readNodes(code, Call, 'CallExpression');
export const propertiesIn = (code: string): z.infer<typeof Property>[] => readNodes(code, Property, 'KeyValueProperty');

/** Those that have the shape, in order. Nodes of another type are not looked at: a tree has tens of thousands. */
function readNodes<Shape extends z.core.$ZodType>(code: string, shape: Shape, type: string): z.infer<Shape>[] {
  const found: z.infer<Shape>[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const read = 'type' in node && node.type === type ? z.safeParse(shape, node) : null;
    if (read?.success) found.push(read.data);
    for (const each of Object.values(node)) visit(each);
  };
  visit(parseSync(code, { syntax: 'typescript', target: 'es2022' }));
  return found;
}
