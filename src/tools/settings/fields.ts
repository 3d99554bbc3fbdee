/** Fields of a value that another program wrote: what is not of the kind that is looked for reads as missing. */

export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries: [string, unknown][] = Object.entries(value);
  return entries.find(([key]) => key === name)?.[1];
}

/** Null also for an empty text. */
export function textField(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === 'string' && field !== '' ? field : null;
}

export function numberField(value: unknown, name: string): number | null {
  const field = fieldOf(value, name);
  return typeof field === 'number' ? field : null;
}

/** Null where it is no list. */
export function listField(value: unknown, name: string): readonly unknown[] | null {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? field : null;
}
