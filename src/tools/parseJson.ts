/** JSON out of a log: cut, broken or hostile as it may be, it never throws. */
import type * as z from 'zod/mini';

export function parseJson<Shape extends z.ZodMiniType>(text: string, shape: Shape): z.output<Shape> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = shape.safeParse(value);
  return parsed.success ? parsed.data : null;
}
