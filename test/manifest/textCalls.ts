import * as z from 'zod/mini';
import { callsIn, Literal, Member, Name, Property, type CallNode } from './syntax.js';

export interface TextCall {
  readonly file: string;
  /** Null where it is no plain string: nobody could find its translation. */
  readonly english: string | null;
  /** The names of the arguments, empty where there are none; null where they are not named in the call. */
  readonly args: readonly string[] | null;
}

const Arguments = z.object({ type: z.literal('ObjectExpression'), properties: z.array(z.union([Name, Property])) });

/** Which texts the code of the editor, the panel and the terminal says: each `l10n.t(…)`, and in the panel each `t(…)`. */
export function findTextCalls(code: string, file: string): TextCall[] {
  return callsIn(code).flatMap(({ callee, arguments: [first, second] }) => {
    if (!saysText(callee, file.startsWith('src/panel/'))) return [];
    // The edges hand over a template of a catalogue by this name.
    if (Name.safeParse(first?.expression).data?.value === 'english') return [];
    const args = Arguments.safeParse(second?.expression).data?.properties.map((each) =>
      each.type === 'Identifier' ? each.value : each.key.value,
    );
    const english = Literal.safeParse(first?.expression).data?.value ?? null;
    return [{ file, english, args: args ?? (second === undefined ? [] : null) }];
  });
}

function saysText(callee: CallNode['callee'], isPanel: boolean): boolean {
  if (callee.type === 'Identifier') return isPanel && callee.value === 't';
  const owner = Name.safeParse(callee.object).data ?? Member.safeParse(callee.object).data?.property;
  return callee.property.value === 't' && owner?.value === 'l10n';
}
