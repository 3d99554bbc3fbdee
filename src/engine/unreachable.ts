/** The end of an exhaustive switch: a case that is added later is a build error here. */
export function unreachable(value: never): never {
  throw new Error(`unexpected: ${String(value)}`);
}
